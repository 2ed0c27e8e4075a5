/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-result.h"

/* What came out of checking one value. */
struct _SchemaResult
{
  SchemaVerdict verdict;
  GPtrArray *issues;     /* of SchemaIssue */
  gboolean has_more;
};

/**
 * schema_result_new:
 * @issues: (transfer full): of SchemaIssue, in the order of the schema
 * @has_more: whether there were more than that
 *
 * Returns: (transfer full): a result
 */
SchemaResult *
schema_result_new (SchemaVerdict  verdict,
                   GPtrArray     *issues,
                   gboolean       has_more)
{
  SchemaResult *self = g_new0 (SchemaResult, 1);

  self->verdict = verdict;
  self->issues = issues;
  self->has_more = has_more;

  return self;
}

/**
 * schema_result_free:
 * @self: (transfer full): a result
 *
 * Frees the result.
 */
void
schema_result_free (SchemaResult *self)
{
  g_ptr_array_unref (self->issues);
  g_free (self);
}

/**
 * schema_result_get_verdict:
 *
 * Returns: whether the value is as the schema wants it
 */
SchemaVerdict
schema_result_get_verdict (const SchemaResult *self)
{
  g_return_val_if_fail (self != NULL, SCHEMA_UNCHECKED);

  return self->verdict;
}

/**
 * schema_result_get_n_issues:
 *
 * Returns: how many issues there are; none where the value is valid
 */
guint
schema_result_get_n_issues (const SchemaResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->issues->len;
}

/**
 * schema_result_get_issue:
 * @index: less than their number
 *
 * Returns: (transfer none): one of the issues
 */
const SchemaIssue *
schema_result_get_issue (const SchemaResult *self,
                         guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->issues->len, NULL);

  return g_ptr_array_index (self->issues, index);
}

/**
 * schema_result_get_has_more:
 *
 * Returns: whether more is wrong than the issues say
 */
gboolean
schema_result_get_has_more (const SchemaResult *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_more;
}

/**
 * schema_issue_free:
 * @self: (transfer full): an issue
 *
 * Frees the issue.
 */
void
schema_issue_free (SchemaIssue *self)
{
  g_free (self->instance);
  g_free (self->schema);
  g_free (self->member);
  g_free (self->sentence);
  g_free (self);
}
