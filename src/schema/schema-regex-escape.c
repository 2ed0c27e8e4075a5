/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-regex-private.h"

#include <string.h>

/* What may follow a backslash and then stands for itself. */
#define SYNTAX_CHARACTERS "^$\\.*+?()[]{}|/"

#define SPACES "\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}" \
  "\\x{3000}\\x{feff}"
#define NO_SPACES "\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}" \
  "\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}" \
  "\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"
#define NO_DIGITS "\\x{0}-\\/\\:-\\x{10ffff}"
#define NO_WORD "\\x{0}-\\/\\:-@\\[-\\^`\\{-\\x{10ffff}"

/* General categories and a few other properties by the names of ECMA-262 (UCD,
 * PropertyValueAliases), and what PCRE calls them. */
static const struct
{
  const char *name;
  const char *category;
} categories[] = {
  { "Alphabetic", "Alphabetic" },
  { "Any", "Any" },
  { "Cased_Letter", "L&" }, { "LC", "L&" },
  { "Close_Punctuation", "Pe" },
  { "Connector_Punctuation", "Pc" },
  { "Control", "Cc" }, { "cntrl", "Cc" },
  { "Currency_Symbol", "Sc" },
  { "Dash_Punctuation", "Pd" },
  { "Decimal_Number", "Nd" }, { "digit", "Nd" },
  { "Emoji", "Emoji" },
  { "Enclosing_Mark", "Me" },
  { "Final_Punctuation", "Pf" },
  { "Format", "Cf" },
  { "Initial_Punctuation", "Pi" },
  { "ID_Continue", "ID_Continue" },
  { "ID_Start", "ID_Start" },
  { "Letter", "L" },
  { "Letter_Number", "Nl" },
  { "Line_Separator", "Zl" },
  { "Lowercase", "Lowercase" },
  { "Lowercase_Letter", "Ll" },
  { "Mark", "M" }, { "Combining_Mark", "M" },
  { "Math_Symbol", "Sm" },
  { "Modifier_Letter", "Lm" },
  { "Modifier_Symbol", "Sk" },
  { "Nonspacing_Mark", "Mn" },
  { "Number", "N" },
  { "Open_Punctuation", "Ps" },
  { "Other", "C" },
  { "Other_Letter", "Lo" },
  { "Other_Number", "No" },
  { "Other_Punctuation", "Po" },
  { "Other_Symbol", "So" },
  { "Paragraph_Separator", "Zp" },
  { "Private_Use", "Co" },
  { "Punctuation", "P" }, { "punct", "P" },
  { "Separator", "Z" },
  { "Space_Separator", "Zs" },
  { "Spacing_Mark", "Mc" },
  { "Surrogate", "Cs" },
  { "Symbol", "S" },
  { "Titlecase_Letter", "Lt" },
  { "Unassigned", "Cn" },
  { "Uppercase", "Uppercase" },
  { "Uppercase_Letter", "Lu" },
  { "White_Space", "White_Space" },
};

/*
 * schema_regex_append_char:
 * @code: a character, standing for itself
 */
void
schema_regex_append_char (SchemaRegex *self,
                          gunichar     code)
{
  if (code < 0x20 || code == 0x7f)
    g_string_append_printf (self->out, "\\x{%x}", code);
  else
    {
      if (code < 0x7f && g_ascii_ispunct (code))
        g_string_append_c (self->out, '\\');

      g_string_append_unichar (self->out, code);
    }
}

/*
 * schema_regex_read_hex:
 * @n_digits: how many; 0: as many as there are
 * @code: (out): their number
 */
gboolean
schema_regex_read_hex (SchemaRegex *self,
                       guint        n_digits,
                       gunichar    *code)
{
  const char *start = self->next;

  *code = 0;

  for (; self->next < self->end && g_ascii_isxdigit (*self->next); self->next++)
    {
      if (n_digits > 0 && self->next - start == n_digits)
        break;

      *code = MIN (*code * 16 + g_ascii_xdigit_value (*self->next), 0x110000);
    }

  return self->next > start && *code <= 0x10ffff &&
         (n_digits == 0 || self->next - start == n_digits);
}

/* Behind "\u". Two surrogates that belong together are one character. */
static gboolean
read_unicode (SchemaRegex *self,
              gunichar    *code)
{
  const char *rest;
  gunichar low;

  if (schema_regex_skip (self, '{'))
    return schema_regex_read_hex (self, 0, code) && schema_regex_skip (self, '}');

  if (!schema_regex_read_hex (self, 4, code))
    return FALSE;

  rest = self->next;

  if (*code < 0xd800 || *code > 0xdbff)
    return TRUE;

  if (schema_regex_skip (self, '\\') && schema_regex_skip (self, 'u') &&
      schema_regex_read_hex (self, 4, &low) && low >= 0xdc00 && low <= 0xdfff)
    *code = 0x10000 + ((*code - 0xd800) << 10) + (low - 0xdc00);
  else
    self->next = rest;

  return TRUE;
}

static gboolean
read_control (SchemaRegex *self,
              gunichar    *code)
{
  if (self->next >= self->end || !g_ascii_isalpha (*self->next))
    return FALSE;

  *code = *self->next++ & 0x1f;
  return TRUE;
}

/* A mark that stands for itself. Outside Unicode mode letters could as well, but then it is more
 * likely that something else was meant. */
static gboolean
read_identity (SchemaRegex *self,
               char         c,
               gboolean     in_class,
               gunichar    *code)
{
  *code = (guchar) c;

  if (c != '\0' && strchr (SYNTAX_CHARACTERS, c) != NULL)
    return TRUE;

  return (c == '-' && in_class) || (!self->strict && (g_ascii_ispunct (c) || c == ' '));
}

/*
 * schema_regex_read_char:
 * @in_class: whether it stands between brackets
 * @code: (out): the character
 *
 * Reads what follows a backslash, where that stands for one character.
 */
gboolean
schema_regex_read_char (SchemaRegex *self,
                        gboolean     in_class,
                        gunichar    *code)
{
  static const char letters[] = "tnvfr";
  static const char codes[] = "\t\n\v\f\r";
  const char *letter;
  char c = *self->next++;

  switch (c)
    {
    case '0':
      *code = 0;
      return self->next >= self->end || !g_ascii_isdigit (*self->next);
    case 'b':
      *code = '\b';
      return in_class;
    case 'c':
      return read_control (self, code);
    case 'x':
      return schema_regex_read_hex (self, 2, code);
    case 'u':
      return read_unicode (self, code);
    default:
      break;
    }

  letter = c != '\0' ? strchr (letters, c) : NULL;

  if (letter == NULL)
    return read_identity (self, c, in_class, code);

  *code = codes[letter - letters];
  return TRUE;
}

/* The name in PCRE of a category or, with "Script=", of a script. */
static const char *
find_property (const char *name)
{
  const char *value = strchr (name, '=');
  gboolean is_category = value == NULL || g_str_has_prefix (name, "gc=") ||
                         g_str_has_prefix (name, "General_Category=");

  if (value != NULL && !is_category && !g_str_has_prefix (name, "sc=") &&
      !g_str_has_prefix (name, "Script="))
    return NULL;

  name = value != NULL ? value + 1 : name;

  for (gsize i = 0; is_category && i < G_N_ELEMENTS (categories); i++)
    {
      if (g_str_equal (categories[i].name, name) || g_str_equal (categories[i].category, name))
        return categories[i].category;
    }

  return is_category && strlen (name) > 2 ? NULL : name;
}

/* Behind "\p" or "\P". */
static gboolean
read_property (SchemaRegex *self,
               char         letter,
               GString     *out)
{
  const char *end = memchr (self->next, '}', self->end - self->next);
  g_autofree char *name = NULL;
  const char *property;

  if (!schema_regex_skip (self, '{') || end == NULL)
    return FALSE;

  name = g_strndup (self->next, end - self->next);
  property = find_property (name);

  if (property == NULL || *property == '\0' ||
      property[strspn (property, G_CSET_A_2_Z G_CSET_a_2_z "_&")] != '\0')
    return FALSE;

  g_string_append_printf (out, "\\%c{%s}", letter, property);
  self->next = end + 1;
  return TRUE;
}

/*
 * schema_regex_read_set:
 * @out: where its members go, as they stand between brackets
 *
 * Reads what follows a backslash, where that stands for several characters. Nothing is read where
 * it does not.
 */
gboolean
schema_regex_read_set (SchemaRegex *self,
                       GString     *out)
{
  static const char letters[] = "dDsSwW";
  static const char * const sets[] = {
    "0-9", NO_DIGITS, SPACES, NO_SPACES, SCHEMA_REGEX_WORD, NO_WORD,
  };
  const char *start = self->next;
  char c = *start;
  const char *letter = c != '\0' ? strchr (letters, c) : NULL;

  if (letter != NULL)
    g_string_append (out, sets[letter - letters]);

  if (letter != NULL || c == 'p' || c == 'P')
    self->next++;

  if (letter != NULL || ((c == 'p' || c == 'P') && read_property (self, c, out)))
    return TRUE;

  self->next = start;
  return FALSE;
}

static void
append_boundary (SchemaRegex *self,
                 gboolean     inside)
{
  static const char word[] = "[" SCHEMA_REGEX_WORD "]";

  g_string_append_printf (self->out, "(?:(?<=%s)(?%c%s)|(?<!%s)(?%c%s))",
                          word, inside ? '=' : '!', word, word, inside ? '!' : '=', word);
}

/* In ECMA-262 a group that took no part is matched by nothing. */
static gboolean
append_reference (SchemaRegex *self,
                  guint        number)
{
  if (number == 0 || number > self->names->len)
    return FALSE;

  g_string_append_printf (self->out, "(?:(?(%u)\\g{%u}))", number, number);
  return TRUE;
}

static gboolean
read_number_reference (SchemaRegex *self)
{
  guint number = 0;

  for (; self->next < self->end && g_ascii_isdigit (*self->next); self->next++)
    number = MIN (number * 10 + (*self->next - '0'), 10000);

  return append_reference (self, number);
}

/* Behind "\k". */
static gboolean
read_name_reference (SchemaRegex *self)
{
  const char *end = memchr (self->next, '>', self->end - self->next);
  g_autofree char *name = NULL;

  if (end == NULL || !schema_regex_skip (self, '<'))
    return FALSE;

  name = g_strndup (self->next, end - self->next);
  self->next = end + 1;

  for (guint i = 0; i < self->names->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (self->names, i), name) == 0)
        return append_reference (self, i + 1);
    }

  return FALSE;
}

/*
 * schema_regex_read_escape:
 *
 * Reads a backslash and what follows it, outside brackets.
 */
gboolean
schema_regex_read_escape (SchemaRegex *self)
{
  g_autoptr(GString) set = g_string_new (NULL);
  gunichar code;
  char c;

  if (++self->next >= self->end)
    return FALSE;

  c = *self->next;

  if (c >= '1' && c <= '9')
    return read_number_reference (self);

  if (c == 'b' || c == 'B')
    {
      append_boundary (self, c == 'B');
      self->next++;
      return TRUE;
    }

  if (schema_regex_skip (self, 'k'))
    return read_name_reference (self);

  if (schema_regex_read_set (self, set))
    {
      g_string_append_printf (self->out, "[%s]", set->str);
      return TRUE;
    }

  /* Half a surrogate pair is in no text that we read. */
  if (!schema_regex_read_char (self, FALSE, &code) || (code >= 0xd800 && code <= 0xdfff))
    return FALSE;

  schema_regex_append_char (self, code);
  return TRUE;
}
