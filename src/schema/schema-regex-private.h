/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One expression on its way. The parts of it are in files of their own: groups and quantifiers,
 * classes, escapes. */
typedef struct
{
  const char *next;
  const char *end;
  GString *out;
  GPtrArray *names;       /* of groups, by number - 1; NULL: it has none */
  GByteArray *open;       /* what each open parenthesis began */
  gboolean strict;        /* only what the Unicode mode of ECMAScript takes */
} SchemaRegex;

/* What a set of characters holds, between brackets. */
#define SCHEMA_REGEX_WORD "0-9A-Za-z_"
#define SCHEMA_REGEX_LINE_ENDS "\\n\\r\\x{2028}\\x{2029}"

gboolean  schema_regex_read_names  (SchemaRegex *self);
gboolean  schema_regex_read_hex    (SchemaRegex *self,
                                    guint        n_digits,
                                    gunichar    *code);
void      schema_regex_append_char (SchemaRegex *self,
                                    gunichar     code);
gboolean  schema_regex_read_set    (SchemaRegex *self,
                                    GString     *out);
gboolean  schema_regex_read_char   (SchemaRegex *self,
                                    gboolean     in_class,
                                    gunichar    *code);
gboolean  schema_regex_read_escape (SchemaRegex *self);
gboolean  schema_regex_read_class  (SchemaRegex *self);

static inline gboolean
schema_regex_skip (SchemaRegex *self,
                   char         c)
{
  if (self->next >= self->end || *self->next != c)
    return FALSE;

  self->next++;
  return TRUE;
}

G_END_DECLS
