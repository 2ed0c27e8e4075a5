/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-pattern.h"

#include "schema-regex.h"

#include <glib/gi18n.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Some patterns would go on for minutes (ruling 19). PCRE's own limit is of backtracking from one
 * place, so that a text of n letters may take n times as much, and each of that n times again
 * ("a*a*[bc]"). Where that could hurt, an expression that stops before each of its items is used,
 * and the way from one stop to the next is counted. */
#define FEW_STEPS 1000
#define MOST_STEPS 1000000

/* Below these no number of FEW_STEPS hurts. */
#define SHORT_TEXT 256
#define SHORT_ANCHORED_TEXT (64 * 1024)

#define COST_OF_FEW 32
#define COST_OF_STOP 2
#define LETTERS_OF_STEP 16

/* What backtracking may keep, in KiB. */
#define MOST_MEMORY (64 * 1024)

/* A regular expression of a schema, which may turn out to be none, or one that PCRE lacks. */
struct _SchemaPattern
{
  char *translated;      /* nullable */
  pcre2_code *quick;     /* nullable: it cannot be checked */
  pcre2_code *stopping;  /* nullable until it is needed */
  gboolean is_anchored;
  const char *problem;   /* why not, not yet translated */
};

/* What has been spent on one text. */
typedef struct {
  gsize steps;
  gsize position;
} Spending;

static pcre2_code *
compile (const SchemaPattern *self,
         guint32              options)
{
  pcre2_compile_context *context = pcre2_compile_context_create (NULL);
  pcre2_code *code;
  PCRE2_SIZE offset;
  int error;

  pcre2_set_newline (context, PCRE2_NEWLINE_LF);
  code = pcre2_compile ((PCRE2_SPTR) self->translated, PCRE2_ZERO_TERMINATED,
                        PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_DOLLAR_ENDONLY |
                        PCRE2_NEVER_BACKSLASH_C | options, &error, &offset, context);
  pcre2_compile_context_free (context);

  return code;
}

static gboolean
is_anchored (pcre2_code *code)
{
  guint32 options = 0;

  pcre2_pattern_info (code, PCRE2_INFO_ALLOPTIONS, &options);

  return (options & PCRE2_ANCHORED) != 0;
}

/**
 * schema_pattern_new:
 * @pattern: a regular expression as ECMA-262 has them, UTF-8; may hold NULs
 * @length: of @pattern
 *
 * Compiles an expression. What PCRE lacks, such as a look behind of any length, cannot be
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
    self->quick = compile (self, 0);

  if (self->quick != NULL)
    self->is_anchored = is_anchored (self->quick);

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
  g_clear_pointer (&self->quick, pcre2_code_free);
  g_clear_pointer (&self->stopping, pcre2_code_free);
  g_free (self->translated);
  g_free (self);
}

/* Before an item of the expression is tried. No clock: the verdict is the same on each machine. */
static int
spend (pcre2_callout_block *block,
       void                *data)
{
  Spending *spending = data;
  gsize from = spending->position;
  gsize to = block->current_position;

  spending->steps += COST_OF_STOP + (to > from ? to - from : from - to) / LETTERS_OF_STEP;
  spending->position = to;

  return spending->steps < MOST_STEPS ? 0 : PCRE2_ERROR_CALLOUT;
}

static SchemaVerdict
match (pcre2_code *code,
       const char *text,
       gsize       length,
       guint32     most_steps,
       Spending   *spending)
{
  pcre2_match_context *context = pcre2_match_context_create (NULL);
  pcre2_match_data *data = pcre2_match_data_create (1, NULL);
  int found;

  pcre2_set_match_limit (context, most_steps);
  pcre2_set_heap_limit (context, MOST_MEMORY);
  pcre2_set_callout (context, spend, spending);
  found = pcre2_match (code, (PCRE2_SPTR) text, length, 0, PCRE2_NO_UTF_CHECK, data, context);
  pcre2_match_data_free (data);
  pcre2_match_context_free (context);

  if (found >= 0)
    return SCHEMA_VALID;

  return found == PCRE2_ERROR_NOMATCH ? SCHEMA_INVALID : SCHEMA_UNCHECKED;
}

static gboolean
is_short (const SchemaPattern *self,
          gsize                length)
{
  return length <= (self->is_anchored ? SHORT_ANCHORED_TEXT : SHORT_TEXT);
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
  Spending spending = { 0 };
  SchemaVerdict verdict = SCHEMA_UNCHECKED;

  g_return_val_if_fail (self != NULL, SCHEMA_UNCHECKED);

  *cost = COST_OF_FEW + length / LETTERS_OF_STEP;

  if (self->quick == NULL)
    return SCHEMA_UNCHECKED;

  if (is_short (self, length))
    verdict = match (self->quick, text, length, FEW_STEPS, &spending);

  if (verdict != SCHEMA_UNCHECKED)
    return verdict;

  if (self->stopping == NULL)
    self->stopping = compile (self, PCRE2_AUTO_CALLOUT);

  if (self->stopping != NULL)
    verdict = match (self->stopping, text, length, MOST_STEPS, &spending);

  *cost += spending.steps;

  return verdict;
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
