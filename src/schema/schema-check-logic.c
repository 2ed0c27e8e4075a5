/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-branches.h"
#include "schema-run.h"

#include <glib/gi18n.h>

SchemaVerdict
schema_check_all_of (SchemaRun         *run,
                     const SchemaFrame *frame,
                     SchemaRule        *rule)
{
  SchemaVerdict verdict = SCHEMA_VALID;

  for (guint i = 0; i < rule->nodes->len && schema_run_goes_on (run, verdict); i++)
    verdict = schema_verdict_and (verdict, schema_run_check (run, frame, rule->nodes->pdata[i],
                                                             &frame->instance, frame->evaluated));

  return verdict;
}

static SchemaVerdict
report_unchecked (SchemaRun         *run,
                  const SchemaFrame *frame,
                  SchemaRule        *rule)
{
  for (guint i = 0; i < rule->nodes->len; i++)
    schema_run_note (run, frame, rule->nodes->pdata[i], &frame->instance);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_UNCHECKED, "%s",
                            _("Not all of the forms that are allowed here can be checked."));
}

SchemaVerdict
schema_check_any_of (SchemaRun         *run,
                     const SchemaFrame *frame,
                     SchemaRule        *rule)
{
  SchemaVerdict verdict = SCHEMA_INVALID;

  for (guint i = 0; i < rule->nodes->len; i++)
    {
      SchemaVerdict branch = schema_run_probe (run, frame, rule->nodes->pdata[i],
                                               &frame->instance, frame->evaluated);

      if (branch == SCHEMA_VALID && frame->evaluated == NULL)
        return branch;

      if (branch == SCHEMA_VALID || verdict == SCHEMA_INVALID)
        verdict = branch;
    }

  if (verdict == SCHEMA_UNCHECKED)
    return report_unchecked (run, frame, rule);

  return verdict == SCHEMA_INVALID ? schema_branches_report_none (run, frame, rule) : verdict;
}

SchemaVerdict
schema_check_one_of (SchemaRun         *run,
                     const SchemaFrame *frame,
                     SchemaRule        *rule)
{
  guint n_valid = 0;
  guint n_unchecked = 0;

  for (guint i = 0; i < rule->nodes->len && n_valid < 2; i++)
    {
      SchemaVerdict branch = schema_run_probe (run, frame, rule->nodes->pdata[i],
                                               &frame->instance, frame->evaluated);

      n_valid += branch == SCHEMA_VALID;
      n_unchecked += branch == SCHEMA_UNCHECKED;
    }

  if (n_valid > 1)
    return schema_branches_report_two (run, frame, rule);

  if (n_unchecked > 0)
    return report_unchecked (run, frame, rule);

  return n_valid == 1 ? SCHEMA_VALID : schema_branches_report_none (run, frame, rule);
}

SchemaVerdict
schema_check_not (SchemaRun         *run,
                  const SchemaFrame *frame,
                  SchemaRule        *rule)
{
  SchemaVerdict verdict = schema_run_probe (run, frame, rule->node, &frame->instance, NULL);

  if (verdict == SCHEMA_INVALID)
    return SCHEMA_VALID;

  if (verdict == SCHEMA_VALID)
    return schema_branches_report_not (run, frame, rule);

  schema_run_note (run, frame, rule->node, &frame->instance);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, verdict, "%s",
                            _("What is not allowed here cannot be checked."));
}

static SchemaVerdict
check_branch (SchemaRun         *run,
              const SchemaFrame *frame,
              SchemaNode        *node)
{
  if (node == NULL)
    return SCHEMA_VALID;

  return schema_run_check (run, frame, node, &frame->instance, frame->evaluated);
}

/* Nobody knows which branch: only if both say the same, it is clear. */
static SchemaVerdict
check_both (SchemaRun         *run,
            const SchemaFrame *frame,
            SchemaRule        *rule)
{
  SchemaVerdict verdicts[2] = { SCHEMA_VALID, SCHEMA_VALID };

  if (rule->then_node != NULL)
    verdicts[0] = schema_run_probe (run, frame, rule->then_node, &frame->instance, NULL);

  if (rule->else_node != NULL)
    verdicts[1] = schema_run_probe (run, frame, rule->else_node, &frame->instance, NULL);

  if (frame->evaluated != NULL)
    frame->evaluated->unsure = TRUE;

  if (verdicts[0] == verdicts[1] && verdicts[0] == SCHEMA_VALID)
    return SCHEMA_VALID;

  schema_run_note (run, frame, rule->node, &frame->instance);

  return schema_run_report (run, &frame->instance, frame, rule->keyword,
                            verdicts[0] == verdicts[1] ? verdicts[0] : SCHEMA_UNCHECKED, "%s",
                            _("It cannot be checked which rules hold here."));
}

SchemaVerdict
schema_check_if (SchemaRun         *run,
                 const SchemaFrame *frame,
                 SchemaRule        *rule)
{
  SchemaVerdict verdict;

  if (rule->then_node == NULL && rule->else_node == NULL && frame->evaluated == NULL)
    return SCHEMA_VALID;

  verdict = schema_run_probe (run, frame, rule->node, &frame->instance, frame->evaluated);

  if (verdict == SCHEMA_UNCHECKED)
    return check_both (run, frame, rule);

  return check_branch (run, frame,
                       verdict == SCHEMA_VALID ? rule->then_node : rule->else_node);
}
