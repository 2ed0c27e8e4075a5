/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-pattern.h"

#include "schema-regex.h"

#include <glib/gi18n.h>

/* GRegex would go on for minutes where a pattern is made for that (ruling 19). Nearly all matches
 * need few steps; only those that do not are tried again with more, and cost accordingly. */
#define FEW_STEPS 1000
#define MOST_STEPS 200000

#define COST_OF_FEW 32

/* A regular expression of a schema, which may turn out to be none, or one that GRegex lacks. */
struct _SchemaPattern
{
  char *translated;      /* nullable */
  GRegex *quick;         /* nullable: it cannot be checked */
  GRegex *thorough;      /* nullable until it is needed */
  const char *problem;   /* why not, not yet translated */
};

static GRegex *
compile (const SchemaPattern *self,
         guint                most_steps)
{
  g_autofree char *limited = g_strdup_printf ("(*LIMIT_MATCH=%u)%s", most_steps, self->translated);

  return g_regex_new (limited, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
}

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

  g_return_val_if_fail (pattern != NULL, NULL);

  self = g_new0 (SchemaPattern, 1);
  self->translated = schema_regex_translate (pattern, length);

  if (self->translated != NULL)
    self->quick = compile (self, FEW_STEPS);

  if (self->translated == NULL)
    self->problem = N_("The pattern is no regular expression of ECMAScript.");
  else if (self->quick == NULL)
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
  g_clear_pointer (&self->quick, g_regex_unref);
  g_clear_pointer (&self->thorough, g_regex_unref);
  g_free (self->translated);
  g_free (self);
}

static SchemaVerdict
match (GRegex     *regex,
       const char *text,
       gsize       length)
{
  g_autoptr(GError) error = NULL;
  gboolean found = g_regex_match_full (regex, text, length, 0, 0, NULL, &error);

  if (error != NULL)
    return SCHEMA_UNCHECKED;

  return found ? SCHEMA_VALID : SCHEMA_INVALID;
}

/**
 * schema_pattern_match:
 * @text: UTF-8; may hold NULs
 * @length: of @text
 * @cost: (out): steps that it took
 *
 * Looks for the pattern anywhere in @text (JSON Schema 2020-12 Validation, 6.3.3: it is not
 * anchored). What would take too long is given up.
 *
 * Returns: whether it is there
 */
SchemaVerdict
schema_pattern_match (SchemaPattern *self,
                      const char    *text,
                      gsize          length,
                      gsize         *cost)
{
  SchemaVerdict verdict;

  g_return_val_if_fail (self != NULL, SCHEMA_UNCHECKED);

  *cost = COST_OF_FEW + length / 16;

  if (self->quick == NULL || length > G_MAXINT)
    return SCHEMA_UNCHECKED;

  verdict = match (self->quick, text, length);

  if (verdict != SCHEMA_UNCHECKED)
    return verdict;

  if (self->thorough == NULL)
    self->thorough = compile (self, MOST_STEPS);

  *cost = MOST_STEPS;

  return self->thorough != NULL ? match (self->thorough, text, length) : SCHEMA_UNCHECKED;
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
