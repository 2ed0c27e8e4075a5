/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-text.h"
#include "schema-words.h"

#include <glib/gi18n.h>

SchemaVerdict
schema_check_problem (SchemaRun         *run,
                      const SchemaFrame *frame,
                      SchemaRule        *rule)
{
  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_UNCHECKED, "%s",
                            rule->problem);
}

static const char *
get_type_sentence (guint type)
{
  switch (type)
    {
    case SCHEMA_KIND (STRING):
      return _("This has to be text.");
    case SCHEMA_KIND (OBJECT):
      return _("This has to be a group of named values.");
    case SCHEMA_KIND (ARRAY):
      return _("This has to be a list.");
    case SCHEMA_KIND (NUMBER):
    case SCHEMA_KIND (NUMBER) | SCHEMA_INTEGER:
      return _("This has to be a number.");
    case SCHEMA_INTEGER:
      return _("This has to be a whole number.");
    case SCHEMA_KIND (BOOLEAN):
      return _("This has to be true or false.");
    case SCHEMA_KIND (NULL):
      return _("This has to be null.");
    default:
      return NULL;
    }
}

static gboolean
is_integer (const SjsonValue *value)
{
  SchemaNumber number;

  schema_number_init (&number, value);

  return schema_number_is_integer (&number);
}

/**
 * schema_report_types:
 * @keyword: by what
 * @types: what would fit
 *
 * Returns: %SCHEMA_INVALID
 */
SchemaVerdict
schema_report_types (SchemaRun         *run,
                     const SchemaFrame *frame,
                     SchemaKeyword      keyword,
                     guint              types)
{
  const char *sentence = get_type_sentence (types);
  g_autofree char *words = NULL;

  if (sentence != NULL)
    return schema_run_report (run, &frame->instance, frame, keyword, SCHEMA_INVALID, "%s",
                              sentence);

  words = schema_words_of_types (types);

  return schema_run_report (run, &frame->instance, frame, keyword, SCHEMA_INVALID,
                            /* Translators: %s is a list such as "text, null" */
                            _("This has to be one of these: %s."), words);
}

/* Kinds that it names do not come here. */
SchemaVerdict
schema_check_type (SchemaRun         *run,
                   const SchemaFrame *frame,
                   SchemaRule        *rule)
{
  if ((rule->types & SCHEMA_INTEGER) && frame->kind == SCHEMA_KIND (NUMBER) &&
      is_integer (&frame->instance))
    return SCHEMA_VALID;

  return run->issues != NULL ? schema_report_types (run, frame, rule->keyword, rule->types)
                             : SCHEMA_INVALID;
}

static char *
dup_choices (const SjsonValue *values)
{
  GString *list = g_string_new (NULL);
  guint n_choices = 0;
  SjsonIter iter;
  SjsonValue choice;

  sjson_iter_init (&iter, values);

  while (sjson_iter_next (&iter, NULL, &choice))
    {
      g_autofree char *words = schema_words_of_value (&choice);

      schema_words_append (list, words, n_choices++);
    }

  return g_string_free (list, FALSE);
}

/* Equal values need not be written alike, but unlike kinds are never equal. */
static SchemaVerdict
is_equal (SchemaRun         *run,
          const SchemaFrame *frame,
          const SjsonValue  *choice)
{
  gsize lengths[2];

  if (1u << sjson_value_get_kind (choice) != frame->kind)
    return SCHEMA_INVALID;

  sjson_value_get_text (choice, &lengths[0]);
  sjson_value_get_text (&frame->instance, &lengths[1]);

  if (!schema_run_spend (run, 4 + MIN (lengths[0], lengths[1]) / 8))
    return SCHEMA_UNCHECKED;

  return sjson_value_equal (choice, &frame->instance) ? SCHEMA_VALID : SCHEMA_INVALID;
}

static SchemaVerdict
is_chosen (SchemaRun         *run,
           const SchemaFrame *frame,
           SchemaRule        *rule)
{
  SchemaVerdict verdict = SCHEMA_INVALID;
  g_auto(SchemaText) text = { NULL, };
  SjsonIter iter;
  SjsonValue choice;

  if (frame->kind == SCHEMA_KIND (STRING))
    {
      schema_text_init (&text, &frame->instance);

      return schema_names_find (rule->names, text.bytes, text.length) != SCHEMA_NAMES_NONE
             ? SCHEMA_VALID : SCHEMA_INVALID;
    }

  if (rule->keyword == SCHEMA_KEYWORD_CONST)
    return is_equal (run, frame, &rule->value);

  sjson_iter_init (&iter, &rule->value);

  while (verdict == SCHEMA_INVALID && sjson_iter_next (&iter, NULL, &choice))
    verdict = is_equal (run, frame, &choice);

  return verdict;
}

SchemaVerdict
schema_check_enum (SchemaRun         *run,
                   const SchemaFrame *frame,
                   SchemaRule        *rule)
{
  SchemaVerdict verdict = is_chosen (run, frame, rule);
  g_autofree char *choices = NULL;

  if (verdict != SCHEMA_INVALID || run->issues == NULL)
    return verdict;

  choices = dup_choices (&rule->value);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, verdict,
                            /* Translators: %s is a list of values */
                            _("This has to be one of these: %s."), choices);
}

SchemaVerdict
schema_check_const (SchemaRun         *run,
                    const SchemaFrame *frame,
                    SchemaRule        *rule)
{
  SchemaVerdict verdict = is_chosen (run, frame, rule);
  g_autofree char *choice = NULL;

  if (verdict != SCHEMA_INVALID || run->issues == NULL)
    return verdict;

  choice = schema_words_of_value (&rule->value);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, verdict,
                            /* Translators: %s is a value */
                            _("This has to be %s."), choice);
}
