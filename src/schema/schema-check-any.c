/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-text.h"

#include <glib/gi18n.h>

/* What fits into one sentence. */
#define MOST_CHOICES 8
#define MOST_OF_A_CHOICE 60

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
      return _("This has to be an object with named members.");
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

/* JSON's own words, so that a list of them needs no grammar. */
static char *
dup_type_names (guint types)
{
  static const struct { guint type; const char *name; } names[] = {
    { SCHEMA_KIND (STRING), "string" },
    { SCHEMA_KIND (NUMBER), "number" },
    { SCHEMA_INTEGER, "integer" },
    { SCHEMA_KIND (BOOLEAN), "boolean" },
    { SCHEMA_KIND (OBJECT), "object" },
    { SCHEMA_KIND (ARRAY), "array" },
    { SCHEMA_KIND (NULL), "null" },
  };
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (types & names[i].type)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", names[i].name);
    }

  return g_string_free (list, FALSE);
}

static gboolean
is_integer (const SjsonValue *value)
{
  SchemaNumber number;

  schema_number_init (&number, value);

  return schema_number_is_integer (&number);
}

/* Kinds that it names do not come here. */
SchemaVerdict
schema_check_type (SchemaRun         *run,
                   const SchemaFrame *frame,
                   SchemaRule        *rule)
{
  g_autofree char *names = NULL;
  const char *sentence;

  if ((rule->types & SCHEMA_INTEGER) && frame->kind == SCHEMA_KIND (NUMBER) &&
      is_integer (&frame->instance))
    return SCHEMA_VALID;

  if (run->issues == NULL)
    return SCHEMA_INVALID;

  sentence = get_type_sentence (rule->types);

  if (sentence != NULL)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID, "%s",
                              sentence);

  names = dup_type_names (rule->types);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                            /* Translators: %s is a list such as "string, null" */
                            _("This has to be one of these: %s."), names);
}

static void
append_choice (GString          *list,
               const SjsonValue *value)
{
  g_autofree char *json = sjson_value_to_json (value, NULL);

  g_string_append (list, list->len > 0 ? ", " : "");

  if (g_utf8_strlen (json, -1) > MOST_OF_A_CHOICE)
    {
      *g_utf8_offset_to_pointer (json, MOST_OF_A_CHOICE) = '\0';
      g_string_append_printf (list, "%s…", json);
    }
  else
    g_string_append (list, json);
}

static char *
dup_choices (const SjsonValue *value,
             gboolean          is_const)
{
  GString *list = g_string_new (NULL);
  SjsonIter iter;
  SjsonValue choice;

  sjson_iter_init (&iter, value);

  if (is_const)
    append_choice (list, value);

  for (guint i = 0; !is_const && i <= MOST_CHOICES && sjson_iter_next (&iter, NULL, &choice); i++)
    {
      if (i < MOST_CHOICES)
        append_choice (list, &choice);
      else
        g_string_append (list, "…");
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

  choices = dup_choices (&rule->value, FALSE);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, verdict,
                            /* Translators: %s is a list of values as JSON has them */
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

  choice = dup_choices (&rule->value, TRUE);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, verdict,
                            /* Translators: %s is a value as JSON has it */
                            _("This has to be %s."), choice);
}
