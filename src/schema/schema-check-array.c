/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"

#include <glib/gi18n.h>

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
    return schema_run_report (run, element, frame, rule->keyword, SCHEMA_INVALID, "%s",
                              _("The list may not be as long as this."));

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

static SchemaVerdict
judge_contains (SchemaRun         *run,
                const SchemaFrame *frame,
                SchemaRule        *rule,
                guint64            n_valid,
                guint64            n_unchecked)
{
  if (n_valid + n_unchecked < rule->least)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                              ngettext ("The list has too few of the wanted kind: %u is needed.",
                                        "The list has too few of the wanted kind: %u are needed.",
                                        rule->least),
                              (guint) MIN (rule->least, G_MAXUINT));

  if (n_valid > rule->most)
    return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                              ngettext ("The list has too many of one kind: %u is allowed.",
                                        "The list has too many of one kind: %u are allowed.",
                                        rule->most),
                              (guint) MIN (rule->most, G_MAXUINT));

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

SchemaVerdict
schema_check_n_elements (SchemaRun         *run,
                         const SchemaFrame *frame,
                         SchemaRule        *rule)
{
  gboolean is_most = rule->keyword == SCHEMA_KEYWORD_MAX_ITEMS;
  gsize length = sjson_value_get_length (&frame->instance);

  if (is_most ? length <= rule->most : length >= rule->most)
    return SCHEMA_VALID;

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                            is_most ? ngettext ("The list may have at most %u element.",
                                                "The list may have at most %u elements.",
                                                rule->most)
                                    : ngettext ("The list needs at least %u element.",
                                                "The list needs at least %u elements.",
                                                rule->most),
                            (guint) MIN (rule->most, G_MAXUINT));
}
