/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-text.h"
#include "schema-words.h"

#include <glib/gi18n.h>

/* The rule of several keywords reports each by its own name. */
static SchemaVerdict
report_member (SchemaRun         *run,
               const SchemaFrame *frame,
               const char        *name,
               const SjsonValue  *member)
{
  g_autofree char *words = schema_words_of_text (name);

  run->member = name;
  schema_run_report (run, member, frame, SCHEMA_KEYWORD_ADDITIONAL_PROPERTIES, SCHEMA_INVALID,
                     /* Translators: %s is a name in quotation marks */
                     _("%s does not belong here."), words);
  run->member = NULL;

  return SCHEMA_INVALID;
}

/* @matched: (inout): whether the schema has said anything about the member */
static SchemaVerdict
check_patterns (SchemaRun           *run,
                const SchemaFrame   *frame,
                const SchemaMembers *members,
                const SchemaText    *name,
                const SjsonValue    *member,
                gboolean            *matched)
{
  SchemaVerdict verdict = SCHEMA_VALID;
  gsize cost;

  for (guint i = 0; i < members->patterns->len && schema_run_goes_on (run, verdict); i++)
    {
      SchemaNode *node = members->pattern_nodes->pdata[i];
      SchemaVerdict match = schema_pattern_match (members->patterns->pdata[i], name->bytes,
                                                  name->length, &cost);

      schema_run_spend (run, cost);

      if (match == SCHEMA_INVALID)
        continue;

      *matched = TRUE;

      if (match == SCHEMA_UNCHECKED)
        match = schema_run_report (run, member, frame, SCHEMA_KEYWORD_PATTERN_PROPERTIES, match,
                                   "%s", _("This name cannot be held against a pattern here."));
      else
        match = schema_run_check (run, frame, node, member, NULL);

      verdict = schema_verdict_and (verdict, match);
    }

  return verdict;
}

static SchemaVerdict
check_additional (SchemaRun           *run,
                  const SchemaFrame   *frame,
                  const SchemaMembers *members,
                  const SjsonValue    *name,
                  const SjsonValue    *member)
{
  g_autofree char *text = NULL;

  if (run->issues != NULL && schema_node_is_false (members->additional))
    {
      text = sjson_value_dup_string (name, NULL);
      return report_member (run, frame, text, member);
    }

  return schema_run_check (run, frame, members->additional, member, NULL);
}

static guint
find_name (const SchemaMembers *members,
           const SjsonValue    *name)
{
  g_auto(SchemaText) text = { NULL, };

  schema_text_init (&text, name);

  return schema_names_find (members->names, text.bytes, text.length);
}

static SchemaVerdict
check_unexpected (SchemaRun           *run,
                  const SchemaFrame   *frame,
                  const SchemaMembers *members,
                  const SjsonValue    *name,
                  const SjsonValue    *member,
                  gboolean             matched)
{
  g_auto(SchemaText) text = { NULL, };
  SchemaVerdict verdict;

  schema_text_init (&text, name);
  verdict = check_patterns (run, frame, members, &text, member, &matched);

  if (!matched && members->additional != NULL)
    verdict = schema_verdict_and (verdict, check_additional (run, frame, members, name, member));

  if (matched && frame->evaluated != NULL)
    schema_evaluated_add (frame->evaluated, member->token);

  return verdict;
}

static SchemaVerdict
check_member (SchemaRun           *run,
              const SchemaFrame   *frame,
              const SchemaMembers *members,
              const SjsonValue    *name,
              const SjsonValue    *member,
              guint               *n_required)
{
  SchemaVerdict verdict = SCHEMA_VALID;
  SchemaNode *node = NULL;
  guint index = schema_names_guess (members->names, name);

  if (index == SCHEMA_NAMES_NONE)
    index = find_name (members, name);

  if (index != SCHEMA_NAMES_NONE)
    {
      *n_required += members->required->data[index];
      node = members->nodes->pdata[index];
    }

  if (node != NULL && !schema_node_is_plain (node, sjson_value_get_kind (member)))
    verdict = schema_run_check (run, frame, node, member, NULL);

  if (node == NULL || members->patterns->len > 0)
    verdict = schema_verdict_and (verdict, check_unexpected (run, frame, members, name, member,
                                                             node != NULL));
  else if (frame->evaluated != NULL)
    schema_evaluated_add (frame->evaluated, member->token);

  return verdict;
}

static SchemaVerdict
report_missing (SchemaRun           *run,
                const SchemaFrame   *frame,
                const SchemaMembers *members)
{
  SjsonValue member;

  for (guint i = 0; run->issues != NULL && i < members->required->len; i++)
    {
      gsize length;
      const char *name = schema_names_get (members->names, i, &length);

      if (members->required->data[i] &&
          !sjson_value_get_member_len (&frame->instance, name, length, &member))
        {
          g_autofree char *words = schema_words_of_text (name);

          run->member = name;
          schema_run_report (run, &frame->instance, frame, SCHEMA_KEYWORD_REQUIRED,
                             /* Translators: %s is a name in quotation marks */
                             SCHEMA_INVALID, _("%s is missing."), words);
          run->member = NULL;
        }
    }

  return SCHEMA_INVALID;
}

SchemaVerdict
schema_check_members (SchemaRun         *run,
                      const SchemaFrame *frame,
                      SchemaRule        *rule)
{
  const SchemaMembers *members = rule->members;
  SchemaVerdict verdict = SCHEMA_VALID;
  guint n_required = 0;
  SjsonIter iter;
  SjsonValue name, member;

  sjson_iter_init (&iter, &frame->instance);

  while (schema_run_goes_on (run, verdict) && sjson_iter_next (&iter, &name, &member))
    {
      schema_run_spend (run, 1);
      verdict = schema_verdict_and (verdict, check_member (run, frame, members, &name, &member,
                                                           &n_required));
    }

  if (schema_run_goes_on (run, verdict) && n_required < members->n_required)
    verdict = report_missing (run, frame, members);

  if (frame->evaluated != NULL && members->additional != NULL)
    frame->evaluated->all = TRUE;

  return verdict;
}

/* Whatever is wrong with the name is said of the member, and that it is the name. */
static SchemaVerdict
check_name (SchemaRun         *run,
            const SchemaFrame *frame,
            SchemaNode        *node,
            const SjsonValue  *name)
{
  g_autofree char *text = run->issues != NULL ? sjson_value_dup_string (name, NULL) : NULL;
  SchemaVerdict verdict;

  run->member = text;
  run->is_name = TRUE;
  verdict = schema_run_check (run, frame, node, name, NULL);
  run->is_name = FALSE;
  run->member = NULL;

  return verdict;
}

SchemaVerdict
schema_check_member_names (SchemaRun         *run,
                           const SchemaFrame *frame,
                           SchemaRule        *rule)
{
  SchemaVerdict verdict = SCHEMA_VALID;
  SjsonIter iter;
  SjsonValue name;

  sjson_iter_init (&iter, &frame->instance);

  while (schema_run_goes_on (run, verdict) && sjson_iter_next (&iter, &name, NULL))
    verdict = schema_verdict_and (verdict, check_name (run, frame, rule->node, &name));

  return verdict;
}

static SchemaVerdict
report_companion (SchemaRun         *run,
                  const SchemaFrame *frame,
                  SchemaRule        *rule,
                  const char        *name,
                  const SjsonValue  *other)
{
  g_autofree char *missing = NULL;
  g_autofree char *missing_words = NULL;
  g_autofree char *words = NULL;

  if (run->issues == NULL)
    return SCHEMA_INVALID;

  missing = sjson_value_dup_string (other, NULL);
  missing_words = schema_words_of_text (missing);
  words = schema_words_of_text (name);
  run->member = missing;
  schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                     /* Translators: both are names in quotation marks */
                     _("%s is missing, which %s needs."), missing_words, words);
  run->member = NULL;

  return SCHEMA_INVALID;
}

static SchemaVerdict
check_companions (SchemaRun         *run,
                  const SchemaFrame *frame,
                  SchemaRule        *rule,
                  const char        *name,
                  const SjsonValue  *required)
{
  SchemaVerdict verdict = SCHEMA_VALID;
  SjsonIter iter;
  SjsonValue other, member;

  sjson_iter_init (&iter, required);

  while (schema_run_goes_on (run, verdict) && sjson_iter_next (&iter, NULL, &other))
    {
      g_auto(SchemaText) text = { NULL, };

      schema_text_init (&text, &other);
      schema_run_spend (run, 1);

      if (sjson_value_get_member_len (&frame->instance, text.bytes, text.length, &member))
        continue;

      verdict = report_companion (run, frame, rule, name, &other);
    }

  return verdict;
}

SchemaVerdict
schema_check_depends (SchemaRun         *run,
                      const SchemaFrame *frame,
                      SchemaRule        *rule)
{
  const SchemaDepends *depends = rule->depends;
  SchemaVerdict verdict = SCHEMA_VALID;
  SjsonValue member;

  for (guint i = 0; i < depends->nodes->len && schema_run_goes_on (run, verdict); i++)
    {
      gsize length;
      const char *name = schema_names_get (depends->names, i, &length);
      SchemaNode *node = depends->nodes->pdata[i];
      const SjsonValue *required = depends->required->pdata[i];
      SchemaVerdict found = SCHEMA_VALID;

      schema_run_spend (run, 1);

      if (!sjson_value_get_member_len (&frame->instance, name, length, &member))
        continue;

      if (node != NULL)
        found = schema_run_check (run, frame, node, &frame->instance, frame->evaluated);
      else
        found = check_companions (run, frame, rule, name, required);

      verdict = schema_verdict_and (verdict, found);
    }

  return verdict;
}

SchemaVerdict
schema_check_n_members (SchemaRun         *run,
                        const SchemaFrame *frame,
                        SchemaRule        *rule)
{
  gboolean is_most = rule->keyword == SCHEMA_KEYWORD_MAX_PROPERTIES;
  gsize length = sjson_value_get_length (&frame->instance);

  if (is_most ? length <= rule->most : length >= rule->most)
    return SCHEMA_VALID;

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                            is_most ? ngettext ("This may have at most %u entry.",
                                                "This may have at most %u entries.", rule->most)
                                    : ngettext ("This needs at least %u entry.",
                                                "This needs at least %u entries.", rule->most),
                            (guint) MIN (rule->most, G_MAXUINT));
}
