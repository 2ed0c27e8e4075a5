/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-pattern.h"

#include "schema-regex.h"

#include <glib/gi18n.h>

/* A regular expression of a schema, which may turn out to be none, or one that GRegex lacks. */
struct _SchemaPattern
{
  GRegex *regex;         /* nullable: it cannot be checked */
  const char *problem;   /* why not, not yet translated */
};

/**
 * schema_pattern_new:
 * @pattern: a regular expression as ECMA-262 has them, UTF-8; may hold NULs
 * @length: of @pattern
 *
 * Compiles an expression. What GRegex lacks, such as a look behind of any length, cannot be
 * checked (ruling 19).
 *
 * Returns: (transfer full): a pattern, which may have a problem
 */
SchemaPattern *
schema_pattern_new (const char *pattern,
                    gsize       length)
{
  SchemaPattern *self;
  g_autofree char *translated = NULL;

  g_return_val_if_fail (pattern != NULL, NULL);

  self = g_new0 (SchemaPattern, 1);
  translated = schema_regex_translate (pattern, length);

  if (translated != NULL)
    self->regex = g_regex_new (translated, G_REGEX_DOLLAR_ENDONLY, 0, NULL);

  if (translated == NULL)
    self->problem = N_("The pattern is no regular expression of ECMAScript.");
  else if (self->regex == NULL)
    self->problem = N_("The pattern uses what cannot be checked here.");

  return self;
}

/**
 * schema_pattern_free:
 * @self: (transfer full): a pattern
 *
 * Frees the pattern.
 */
void
schema_pattern_free (SchemaPattern *self)
{
  g_clear_pointer (&self->regex, g_regex_unref);
  g_free (self);
}

/**
 * schema_pattern_match:
 * @text: UTF-8; may hold NULs
 * @length: of @text
 *
 * Looks for the pattern anywhere in @text (JSON Schema 2020-12 Validation, 6.3.3: it is not
 * anchored). What would take too long is given up.
 *
 * Returns: whether it is there
 */
SchemaVerdict
schema_pattern_match (const SchemaPattern *self,
                      const char          *text,
                      gsize                length)
{
  g_autoptr(GError) error = NULL;
  gboolean found;

  g_return_val_if_fail (self != NULL, SCHEMA_UNCHECKED);

  if (self->regex == NULL || length > G_MAXINT)
    return SCHEMA_UNCHECKED;

  found = g_regex_match_full (self->regex, text, length, 0, 0, NULL, &error);

  if (error != NULL)
    return SCHEMA_UNCHECKED;

  return found ? SCHEMA_VALID : SCHEMA_INVALID;
}

/**
 * schema_pattern_get_problem:
 *
 * Returns: (nullable): why it can check nothing, translated
 */
const char *
schema_pattern_get_problem (const SchemaPattern *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->problem != NULL ? gettext (self->problem) : NULL;
}
