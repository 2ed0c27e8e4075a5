/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-words.h"

#include <glib/gi18n.h>

/* Before 2020-12 "items" may be a list, and what is behind that is said by another keyword. */
static SchemaKeyword
get_keyword_of_rest (const SchemaFrame *frame,
                     const SchemaRule  *rule)
{
  return rule->nodes != NULL && frame->node->resource->dialect.draft != SCHEMA_DRAFT_2020_12
         ? SCHEMA_KEYWORD_ADDITIONAL_ITEMS : rule->keyword;
}

static SchemaVerdict
check_element (SchemaRun         *run,
               const SchemaFrame *frame,
               SchemaRule        *rule,
               gsize              index,
               const SjsonValue  *element)
{
  if (rule->nodes != NULL && index < rule->nodes->len)
    return schema_run_check (run, frame, rule->nodes->pdata[index], element, NULL);

  if (rule->node == NULL)
    return SCHEMA_VALID;

  if (rule->node->is_boolean && schema_node_is_false (rule->node))
    return schema_run_report (run, element, frame, get_keyword_of_rest (frame, rule),
                              SCHEMA_INVALID, "%s", _("The list may not be as long as this."));

  return schema_run_check (run, frame, rule->node, element, NULL);
}

SchemaVerdict
schema_check_elements (SchemaRun         *run,
                       const SchemaFrame *frame,
                       SchemaRule        *rule)
{
  gsize n_first = rule->nodes != NULL ? rule->nodes->len : 0;
  SchemaVerdict verdict = SCHEMA_VALID;
  SjsonIter iter;
  SjsonValue element;

  sjson_iter_init (&iter, &frame->instance);

  for (gsize i = 0; (rule->node != NULL || i < n_first) && schema_run_goes_on (run, verdict) &&
       sjson_iter_next (&iter, NULL, &element); i++)
    verdict = schema_verdict_and (verdict, check_element (run, frame, rule, i, &element));

  if (frame->evaluated != NULL)
    {
      frame->evaluated->all |= rule->node != NULL;
      frame->evaluated->n_first = MAX (frame->evaluated->n_first, n_first);
    }

  return verdict;
}

/* Where only one value is wanted, it can be named. */
static char *
dup_wanted (SchemaNode *node)
{
  SjsonValue constant;

  if (sjson_value_get_member (&node->value, "const", &constant))
    return schema_words_of_value (&constant);

  return NULL;
}

static char *
dup_too_few (SchemaRule *rule)
{
  guint least = (guint) MIN (rule->least, G_MAXUINT);
  g_autofree char *wanted = dup_wanted (rule->node);

  if (wanted != NULL && least == 1)
    return g_strdup_printf (_("The list needs %s in it."), wanted);

  if (wanted != NULL)
    return g_strdup_printf (_("The list needs %s in it %u times."), wanted, least);

  if (least == 1)
    return g_strdup (_("The list needs an entry of a certain kind."));

  return g_strdup_printf (ngettext ("The list needs %u entry of a certain kind.",
                                    "The list needs %u entries of a certain kind.", least),
                          least);
}

static char *
dup_too_many (SchemaRule *rule)
{
  guint most = (guint) MIN (rule->most, G_MAXUINT);
  g_autofree char *wanted = dup_wanted (rule->node);

  if (wanted != NULL && most == 0)
    return g_strdup_printf (_("The list may not have %s in it."), wanted);

  if (wanted != NULL && most == 1)
    return g_strdup_printf (_("The list may have %s in it only once."), wanted);

  if (wanted != NULL)
    return g_strdup_printf (_("The list may have %s in it at most %u times."), wanted, most);

  return g_strdup_printf (ngettext ("The list may have at most %u entry of a certain kind.",
                                    "The list may have at most %u entries of a certain kind.",
                                    most), most);
}

static SchemaVerdict
report_count (SchemaRun         *run,
              const SchemaFrame *frame,
              SchemaRule        *rule,
              gboolean           too_many)
{
  g_autofree char *sentence = NULL;

  if (run->issues != NULL)
    sentence = too_many ? dup_too_many (rule) : dup_too_few (rule);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID, "%s",
                            sentence);
}

static SchemaVerdict
judge_contains (SchemaRun         *run,
                const SchemaFrame *frame,
                SchemaRule        *rule,
                guint64            n_valid,
                guint64            n_unchecked)
{
  if (n_valid + n_unchecked < rule->least)
    return report_count (run, frame, rule, FALSE);

  if (n_valid > rule->most)
    return report_count (run, frame, rule, TRUE);

  if (n_valid >= rule->least && n_valid + n_unchecked <= rule->most)
    return SCHEMA_VALID;

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_UNCHECKED, "%s",
                            _("It cannot be checked how many of the wanted kind the list has."));
}

/* In 2020-12 the elements that it looks for count as evaluated (Core, 10.3.1.3). */
SchemaVerdict
schema_check_contains (SchemaRun         *run,
                       const SchemaFrame *frame,
                       SchemaRule        *rule)
{
  gboolean evaluates = frame->evaluated != NULL &&
                       frame->node->resource->dialect.draft == SCHEMA_DRAFT_2020_12;
  gboolean needs_all = evaluates || rule->most < G_MAXUINT64;
  guint64 n_valid = 0;
  guint64 n_unchecked = 0;
  SjsonIter iter;
  SjsonValue element;

  sjson_iter_init (&iter, &frame->instance);

  while ((needs_all || n_valid < rule->least) && sjson_iter_next (&iter, NULL, &element))
    {
      SchemaVerdict verdict = schema_run_probe (run, frame, rule->node, &element, NULL);

      n_valid += verdict == SCHEMA_VALID;
      n_unchecked += verdict == SCHEMA_UNCHECKED;

      if (verdict == SCHEMA_UNCHECKED && n_unchecked == 1)
        schema_run_note (run, frame, rule->node, &element);

      if (evaluates && verdict == SCHEMA_VALID)
        schema_evaluated_add (frame->evaluated, element.token);
    }

  if (evaluates && n_unchecked > 0)
    frame->evaluated->unsure = TRUE;

  return judge_contains (run, frame, rule, n_valid, n_unchecked);
}

static SchemaVerdict
report_n_elements (SchemaRun         *run,
                   const SchemaFrame *frame,
                   SchemaRule        *rule)
{
  guint most = (guint) MIN (rule->most, G_MAXUINT);

  if (rule->keyword == SCHEMA_KEYWORD_MIN_ITEMS && most == 1)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID, "%s",
                              _("The list may not be empty."));

  if (rule->keyword == SCHEMA_KEYWORD_MAX_ITEMS && most == 0)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID, "%s",
                              _("The list has to be empty."));

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                            rule->keyword == SCHEMA_KEYWORD_MAX_ITEMS
                            ? ngettext ("The list may have at most %u entry.",
                                        "The list may have at most %u entries.", most)
                            : ngettext ("The list needs at least %u entry.",
                                        "The list needs at least %u entries.", most), most);
}

SchemaVerdict
schema_check_n_elements (SchemaRun         *run,
                         const SchemaFrame *frame,
                         SchemaRule        *rule)
{
  gboolean is_most = rule->keyword == SCHEMA_KEYWORD_MAX_ITEMS;
  gsize length = sjson_value_get_length (&frame->instance);

  if (is_most ? length <= rule->most : length >= rule->most)
    return SCHEMA_VALID;

  return run->issues != NULL ? report_n_elements (run, frame, rule) : SCHEMA_INVALID;
}
