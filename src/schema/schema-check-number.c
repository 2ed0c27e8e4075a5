/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-check.h"

#include "schema-run.h"
#include "schema-words.h"

#include <glib/gi18n.h>

static gboolean
is_within (SchemaKeyword keyword,
           int           order)
{
  switch ((guint) keyword)
    {
    case SCHEMA_KEYWORD_MINIMUM:
      return order >= 0;
    case SCHEMA_KEYWORD_EXCLUSIVE_MINIMUM:
      return order > 0;
    case SCHEMA_KEYWORD_MAXIMUM:
      return order <= 0;
    default:
      return order < 0;
    }
}

static SchemaVerdict
report_limit (SchemaRun         *run,
              const SchemaFrame *frame,
              SchemaRule        *rule)
{
  g_autofree char *limit = schema_words_of_number (&rule->value);

  switch ((guint) rule->keyword)
    {
    case SCHEMA_KEYWORD_MINIMUM:
      return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                                _("This has to be at least %s."), limit);
    case SCHEMA_KEYWORD_EXCLUSIVE_MINIMUM:
      return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                                _("This has to be more than %s."), limit);
    case SCHEMA_KEYWORD_MAXIMUM:
      return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                                _("This has to be at most %s."), limit);
    default:
      return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                                _("This has to be less than %s."), limit);
    }
}

static SchemaVerdict
report_too_long (SchemaRun         *run,
                 const SchemaFrame *frame,
                 SchemaRule        *rule)
{
  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_UNCHECKED, "%s",
                            _("This number is too long to be checked."));
}

SchemaVerdict
schema_check_limit (SchemaRun         *run,
                    const SchemaFrame *frame,
                    SchemaRule        *rule)
{
  SchemaNumber number;
  int order;

  schema_number_init (&number, &frame->instance);

  if (!schema_run_spend (run, number.length / 8) ||
      !schema_number_compare (&number, &rule->number, &order))
    return report_too_long (run, frame, rule);

  if (is_within (rule->keyword, order))
    return SCHEMA_VALID;

  return run->issues != NULL ? report_limit (run, frame, rule) : SCHEMA_INVALID;
}

SchemaVerdict
schema_check_multiple (SchemaRun         *run,
                       const SchemaFrame *frame,
                       SchemaRule        *rule)
{
  g_autofree char *step = NULL;
  SchemaNumber number;
  gboolean multiple;

  schema_number_init (&number, &frame->instance);

  if (!schema_run_spend (run, (number.length + 4 * rule->number.length) *
                              (rule->number.length / 8)) ||
      !schema_number_is_multiple (&number, &rule->number, &multiple))
    return report_too_long (run, frame, rule);

  if (multiple || run->issues == NULL)
    return multiple ? SCHEMA_VALID : SCHEMA_INVALID;

  step = schema_words_of_number (&rule->value);

  return schema_run_report (run, &frame->instance, frame, rule->keyword, SCHEMA_INVALID,
                            _("This has to be a multiple of %s."), step);
}
