/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-words.h"

#include <glib/gi18n.h>

static SchemaVerdict
report_child (SchemaRun         *run,
              const SchemaFrame *frame,
              SchemaRule        *rule,
              const SjsonValue  *name,
              const SjsonValue  *child)
{
  gboolean is_member = rule->keyword == SCHEMA_KEYWORD_UNEVALUATED_PROPERTIES;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (!is_member || run->issues == NULL)
    return schema_run_report (run, child, frame, rule->keyword, SCHEMA_INVALID, "%s",
                              _("The list may not be as long as this."));

  text = sjson_value_dup_string (name, NULL);
  words = schema_words_of_text (text);
  run->member = text;
  schema_run_report (run, child, frame, rule->keyword, SCHEMA_INVALID,
                     _("%s does not belong here."), words);
  run->member = NULL;

  return SCHEMA_INVALID;
}

/* Holds a child that no other keyword had to do with against the rule. Where one of those could
 * not be checked, perhaps it had. */
static SchemaVerdict
check_child (SchemaRun         *run,
             const SchemaFrame *frame,
             SchemaRule        *rule,
             const SjsonValue  *name,
             const SjsonValue  *child)
{
  SchemaVerdict verdict = schema_run_probe (run, frame, rule->node, child, NULL);

  if (verdict == SCHEMA_VALID)
    return verdict;

  if (frame->evaluated->unsure)
    return schema_run_report (run, child, frame, rule->keyword, SCHEMA_UNCHECKED, "%s",
                              _("It cannot be checked whether this may stand here."));

  if (sjson_value_get_kind (&rule->node->value) == SJSON_KIND_BOOLEAN)
    return report_child (run, frame, rule, name, child);

  return schema_run_check (run, frame, rule->node, child, NULL);
}

static SchemaVerdict
check_children (SchemaRun         *run,
                const SchemaFrame *frame,
                SchemaRule        *rule,
                gsize              n_first)
{
  SchemaVerdict verdict = SCHEMA_VALID;
  SjsonIter iter;
  SjsonValue name, child;

  sjson_iter_init (&iter, &frame->instance);

  for (gsize i = 0; !frame->evaluated->all && schema_run_goes_on (run, verdict) &&
       sjson_iter_next (&iter, &name, &child); i++)
    {
      if (i >= n_first && !schema_evaluated_contains (frame->evaluated, child.token))
        verdict = schema_verdict_and (verdict, check_child (run, frame, rule, &name, &child));
    }

  frame->evaluated->all = TRUE;

  return verdict;
}

SchemaVerdict
schema_check_unevaluated_members (SchemaRun         *run,
                                  const SchemaFrame *frame,
                                  SchemaRule        *rule)
{
  return check_children (run, frame, rule, 0);
}

SchemaVerdict
schema_check_unevaluated_elements (SchemaRun         *run,
                                   const SchemaFrame *frame,
                                   SchemaRule        *rule)
{
  return check_children (run, frame, rule, frame->evaluated->n_first);
}
