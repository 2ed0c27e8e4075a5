/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-regex.h"

#include "schema-regex-private.h"

#include <string.h>

/* Nobody writes longer ones by hand, and PCRE refuses deeper ones. */
#define MOST_BYTES (16 * 1024)
#define MOST_GROUPS 200
#define MOST_REPEATS 65535

typedef enum {
  GROUP_PLAIN,
  GROUP_AHEAD,
  GROUP_BEHIND,
} Group;

static gboolean
starts_with (SchemaRegex *self,
             const char  *text)
{
  gsize length = strlen (text);

  if ((gsize) (self->end - self->next) < length || memcmp (self->next, text, length) != 0)
    return FALSE;

  self->next += length;
  return TRUE;
}

/* The names of all groups are known already. */
static gboolean
skip_name (SchemaRegex *self)
{
  const char *end = NULL;

  if (starts_with (self, "?<"))
    end = memchr (self->next, '>', self->end - self->next);

  self->next = end != NULL ? end + 1 : self->next;

  return end != NULL;
}

static gboolean
open_group (SchemaRegex *self)
{
  static const struct { const char *text; Group group; } kinds[] = {
    { "?:", GROUP_PLAIN },
    { "?=", GROUP_AHEAD },
    { "?!", GROUP_AHEAD },
    { "?<=", GROUP_BEHIND },
    { "?<!", GROUP_BEHIND },
  };
  guint8 group = GROUP_PLAIN;
  const char *text = "";

  self->next++;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && *text == '\0'; i++)
    {
      if (starts_with (self, kinds[i].text))
        {
          group = kinds[i].group;
          text = kinds[i].text;
        }
    }

  if (self->open->len >= MOST_GROUPS ||
      (*text == '\0' && self->next < self->end && *self->next == '?' && !skip_name (self)))
    return FALSE;

  g_string_append_printf (self->out, "(%s", text);
  g_byte_array_append (self->open, &group, 1);
  return TRUE;
}

static gboolean
close_group (SchemaRegex *self,
             gboolean    *repeatable)
{
  Group group;

  self->next++;

  if (self->open->len == 0)
    return FALSE;

  group = self->open->data[self->open->len - 1];
  g_byte_array_set_size (self->open, self->open->len - 1);
  g_string_append_c (self->out, ')');
  *repeatable = group == GROUP_PLAIN || (group == GROUP_AHEAD && !self->strict);
  return TRUE;
}

static const char *
read_number (const char *p,
             const char *end,
             guint64    *number)
{
  *number = 0;

  for (; p < end && g_ascii_isdigit (*p); p++)
    *number = MIN (*number * 10 + (*p - '0'), G_MAXUINT32);

  return p;
}

/* Reads "{n}", "{n,}" and "{n,m}"; anything else in braces is no quantifier. */
static gboolean
read_braces (SchemaRegex *self,
             guint64     *least,
             guint64     *most,
             const char **behind)
{
  const char *p = read_number (self->next + 1, self->end, least);

  if (p == self->next + 1 || p >= self->end)
    return FALSE;

  *most = *least;

  if (*p == ',')
    {
      const char *digits = p + 1;

      p = read_number (digits, self->end, most);
      *most = p == digits ? G_MAXUINT64 : *most;
    }

  *behind = p + 1;
  return p < self->end && *p == '}';
}

/* FALSE: nothing to repeat, or too often. */
static gboolean
read_quantifier (SchemaRegex *self,
                 gboolean     repeatable)
{
  const char *start = self->next;
  const char *behind = start + 1;
  guint64 least = 0;
  guint64 most = G_MAXUINT64;

  if (*start == '{' && !read_braces (self, &least, &most, &behind))
    {
      if (self->strict)
        return FALSE;

      g_string_append (self->out, "\\{");
      self->next++;
      return TRUE;
    }

  if (!repeatable || least > most || least > MOST_REPEATS ||
      (most > MOST_REPEATS && most != G_MAXUINT64))
    return FALSE;

  g_string_append_len (self->out, start, behind - start);
  self->next = behind;

  if (schema_regex_skip (self, '?'))
    g_string_append_c (self->out, '?');

  return TRUE;
}

static gboolean
read_literal (SchemaRegex *self)
{
  gunichar code = g_utf8_get_char (self->next);

  if (self->strict && (code == ']' || code == '}'))
    return FALSE;

  schema_regex_append_char (self, code);
  self->next = g_utf8_next_char (self->next);
  return TRUE;
}

/* Whether the escape at @next is of a place and not of a character. */
static gboolean
is_boundary (SchemaRegex *self)
{
  return self->next + 1 < self->end && (self->next[1] == 'b' || self->next[1] == 'B');
}

/* One term; @repeatable says whether a quantifier may follow the one before, and then this one. */
static gboolean
read_term (SchemaRegex *self,
           gboolean    *repeatable)
{
  gboolean was_repeatable = *repeatable;
  char c = *self->next;

  *repeatable = FALSE;

  switch (c)
    {
    case '^':
    case '|':
      g_string_append_c (self->out, c);
      self->next++;
      return TRUE;
    case '$':
      g_string_append (self->out, "\\z");
      self->next++;
      return TRUE;
    case '(':
      return open_group (self);
    case ')':
      return close_group (self, repeatable);
    case '*':
    case '+':
    case '?':
    case '{':
      return read_quantifier (self, was_repeatable);
    default:
      *repeatable = c != '\\' || !is_boundary (self);
    }

  if (c == '.')
    g_string_append (self->out, "[^" SCHEMA_REGEX_LINE_ENDS "]");

  if (c == '\\')
    return schema_regex_read_escape (self);

  if (c == '[')
    return schema_regex_read_class (self);

  return schema_regex_skip (self, '.') || read_literal (self);
}

static char *
translate (const char *pattern,
           gsize       length,
           gboolean    strict)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GByteArray) open = g_byte_array_new ();
  SchemaRegex self = { pattern, pattern + length, out, names, open, strict };
  gboolean repeatable = FALSE;
  gboolean valid = length <= MOST_BYTES && schema_regex_read_names (&self);

  while (valid && self.next < self.end)
    valid = read_term (&self, &repeatable);

  if (!valid || open->len > 0)
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * schema_regex_translate:
 * @pattern: a regular expression as ECMA-262 has them, UTF-8; may hold NULs
 * @length: of @pattern
 *
 * Checks the grammar and rewrites for PCRE, which takes and refuses other things (ruling 19). An
 * escaped punctuation mark may stand where Unicode mode would not have it: its meaning is plain.
 *
 * Returns: (transfer full) (nullable): what PCRE takes for it, or %NULL if it is no expression
 *   or has no such meaning
 */
char *
schema_regex_translate (const char *pattern,
                        gsize       length)
{
  g_return_val_if_fail (pattern != NULL, NULL);

  return translate (pattern, length, FALSE);
}

/**
 * schema_regex_is_valid:
 * @pattern: text, UTF-8; may hold NULs
 * @length: of @pattern
 *
 * Returns: whether it is a regular expression of ECMA-262 in Unicode mode, be it one that PCRE
 *   could check or not (format "regex")
 */
gboolean
schema_regex_is_valid (const char *pattern,
                       gsize       length)
{
  g_autofree char *translated = NULL;

  g_return_val_if_fail (pattern != NULL, FALSE);

  translated = translate (pattern, length, TRUE);

  return translated != NULL;
}
