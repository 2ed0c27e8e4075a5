/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-regex-private.h"

#include <string.h>

/* One member of a class: a character, or a set, which is written at once. */
typedef struct
{
  gboolean is_set;
  gunichar code;
} Atom;

static gboolean
read_atom (SchemaRegex *self,
           Atom        *atom)
{
  if (self->next >= self->end)
    return FALSE;

  atom->is_set = FALSE;

  if (!schema_regex_skip (self, '\\'))
    {
      atom->code = g_utf8_get_char (self->next);
      self->next = g_utf8_next_char (self->next);
      return TRUE;
    }

  if (self->next >= self->end)
    return FALSE;

  atom->is_set = schema_regex_read_set (self, self->out);

  return atom->is_set || schema_regex_read_char (self, TRUE, &atom->code);
}

/* PCRE takes no half of a surrogate pair; none is in a text that we read. */
static void
append_range (SchemaRegex *self,
              gunichar     first,
              gunichar     last)
{
  if (first >= 0xd800 && first <= 0xdfff)
    first = 0xe000;

  if (last >= 0xd800 && last <= 0xdfff)
    last = 0xd7ff;

  if (first > last)
    return;

  schema_regex_append_char (self, first);

  if (first == last)
    return;

  g_string_append_c (self->out, '-');
  schema_regex_append_char (self, last);
}

/* Whether a "-" stands here that has something on its right. */
static gboolean
is_range (SchemaRegex *self)
{
  return self->end - self->next >= 2 && self->next[0] == '-' && self->next[1] != ']';
}

static gboolean
read_member (SchemaRegex *self)
{
  Atom first, last;

  if (!read_atom (self, &first))
    return FALSE;

  if (!is_range (self))
    {
      if (!first.is_set)
        append_range (self, first.code, first.code);

      return TRUE;
    }

  self->next++;

  if (!read_atom (self, &last))
    return FALSE;

  if (!first.is_set && !last.is_set && first.code <= last.code)
    {
      append_range (self, first.code, last.code);
      return TRUE;
    }

  /* "[\w-.]": outside Unicode mode the "-" stands for itself. */
  if (self->strict || !(first.is_set || last.is_set))
    return FALSE;

  if (!first.is_set)
    append_range (self, first.code, first.code);

  if (!last.is_set)
    append_range (self, last.code, last.code);

  g_string_append (self->out, "\\-");
  return TRUE;
}

/*
 * schema_regex_read_class:
 *
 * Reads what stands between brackets. Nothing is in "[]", and everything in "[^]".
 */
gboolean
schema_regex_read_class (SchemaRegex *self)
{
  gboolean negated;
  gsize start, first;

  self->next++;
  negated = schema_regex_skip (self, '^');
  start = self->out->len;
  g_string_append (self->out, negated ? "[^" : "[");
  first = self->out->len;

  while (self->next < self->end && *self->next != ']')
    {
      if (!read_member (self))
        return FALSE;
    }

  if (self->out->len == first)
    {
      g_string_truncate (self->out, start);
      g_string_append (self->out, negated ? "[\\x{0}-\\x{10ffff}]" : "(?!)");
    }
  else
    g_string_append_c (self->out, ']');

  return schema_regex_skip (self, ']');
}

static gboolean
is_name (const char *name)
{
  gboolean valid = *name != '\0' && !g_ascii_isdigit (*name);

  for (const char *p = name; *p != '\0' && valid; p = g_utf8_next_char (p))
    {
      gunichar code = g_utf8_get_char (p);

      valid = code == '_' || code == '$' || g_unichar_isalnum (code);
    }

  return valid;
}

static gboolean
names_equal (gconstpointer a,
             gconstpointer b)
{
  return g_strcmp0 (a, b) == 0;
}

/* Behind "(": the group's number is its place among those that are kept. */
static gboolean
read_name (SchemaRegex *self,
           const char  *p)
{
  const char *end;
  g_autofree char *name = NULL;

  if (p >= self->end || *p != '?')
    {
      g_ptr_array_add (self->names, NULL);
      return TRUE;
    }

  if (self->end - p < 3 || p[1] != '<' || p[2] == '=' || p[2] == '!')
    return TRUE;

  end = memchr (p, '>', self->end - p);
  name = end != NULL ? g_strndup (p + 2, end - p - 2) : NULL;

  if (name == NULL || !is_name (name) ||
      g_ptr_array_find_with_equal_func (self->names, name, names_equal, NULL))
    return FALSE;

  g_ptr_array_add (self->names, g_steal_pointer (&name));
  return TRUE;
}

/*
 * schema_regex_read_names:
 *
 * Finds all groups before anything else: a reference may stand before its group.
 */
gboolean
schema_regex_read_names (SchemaRegex *self)
{
  gboolean in_class = FALSE;

  for (const char *p = self->next; p < self->end; p++)
    {
      if (*p == '\\')
        p++;
      else if (*p == '[' || *p == ']')
        in_class = *p == '[';
      else if (*p == '(' && !in_class && !read_name (self, p + 1))
        return FALSE;
    }

  return TRUE;
}
