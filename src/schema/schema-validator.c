/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-validator-private.h"

#include <glib/gi18n.h>

#define DEFAULT_ISSUES 100

/* What any value may cost, and what it may cost for each byte: about a second at most for a value
 * of a few megabytes, whatever the schema. Counted, not timed, so that an answer is the same on
 * every machine. */
#define DEFAULT_STEPS (4 * 1000 * 1000)
#define STEPS_OF_A_BYTE 4

/**
 * SchemaValidator:
 *
 * One schema, which values can be held against (JSON Schema 2020-12, 2019-09 and draft-07). The
 * schema is read at the first value, and of it only what is needed; whatever it refers to is in it
 * or in a [class@Schema.Store], and never fetched. What cannot be checked makes the verdict
 * %SCHEMA_UNCHECKED where the rest does not decide it. For one thread at a time.
 */
G_DEFINE_FINAL_TYPE (SchemaValidator, schema_validator, G_TYPE_OBJECT)

static void
schema_validator_finalize (GObject *object)
{
  SchemaValidator *self = SCHEMA_VALIDATOR (object);

  g_clear_pointer (&self->set, schema_set_free);
  g_clear_object (&self->store);
  g_clear_pointer (&self->schema, sjson_value_free);

  G_OBJECT_CLASS (schema_validator_parent_class)->finalize (object);
}

static void
schema_validator_class_init (SchemaValidatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = schema_validator_finalize;
}

static void
schema_validator_init (SchemaValidator *self)
{
  self->draft = SCHEMA_DRAFT_2020_12;
  self->most_issues = DEFAULT_ISSUES;
}

/**
 * schema_validator_new:
 * @schema: a schema; its document is kept
 * @store: (nullable): what it may refer to outside itself
 * @flags: how it is taken
 *
 * Costs nothing as yet: a schema that is never used is never read.
 *
 * Returns: (transfer full): a validator
 */
SchemaValidator *
schema_validator_new (const SjsonValue *schema,
                      SchemaStore      *store,
                      SchemaFlags       flags)
{
  SchemaValidator *self;

  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (store == NULL || SCHEMA_IS_STORE (store), NULL);

  self = g_object_new (SCHEMA_TYPE_VALIDATOR, NULL);
  self->schema = sjson_value_copy (schema);
  self->flags = flags;
  g_set_object (&self->store, store);

  return self;
}

/**
 * schema_validator_set_draft:
 * @draft: what a schema is written in that does not say so; at first 2020-12, as MCP has it
 *
 * For before the first value.
 */
void
schema_validator_set_draft (SchemaValidator *self,
                            SchemaDraft      draft)
{
  g_return_if_fail (SCHEMA_IS_VALIDATOR (self));
  g_return_if_fail (self->set == NULL);

  self->draft = draft;
}

/**
 * schema_validator_set_most_issues:
 * @most_issues: how many are explained at most
 *
 * Sets a bound.
 */
void
schema_validator_set_most_issues (SchemaValidator *self,
                                  guint            most_issues)
{
  g_return_if_fail (SCHEMA_IS_VALIDATOR (self));

  self->most_issues = most_issues;
}

/**
 * schema_validator_set_most_steps:
 * @most_steps: what a check may cost, or 0 for a bound by the size of the value
 *
 * Sets a bound. What costs more cannot be checked.
 */
void
schema_validator_set_most_steps (SchemaValidator *self,
                                 guint64          most_steps)
{
  g_return_if_fail (SCHEMA_IS_VALIDATOR (self));

  self->most_steps = MIN (most_steps, G_MAXINT64);
}

/**
 * schema_validator_get_n_spent:
 *
 * For those who check many times and want to stop at some point, on each machine at the same one.
 *
 * Returns: steps that the last schema_validator_check() or schema_validator_check_at() took
 */
guint64
schema_validator_get_n_spent (SchemaValidator *self)
{
  g_return_val_if_fail (SCHEMA_IS_VALIDATOR (self), 0);

  return self->n_spent;
}

static gint64
get_steps (SchemaValidator  *self,
           const SjsonValue *value)
{
  gsize length;

  sjson_value_get_text (value, &length);

  return self->most_steps > 0 ? (gint64) self->most_steps
                              : DEFAULT_STEPS + STEPS_OF_A_BYTE * (gint64) length;
}

/**
 * schema_validator_ensure_set:
 *
 * Reads the schema, the first time.
 */
void
schema_validator_ensure_set (SchemaValidator *self)
{
  if (self->set != NULL)
    return;

  self->set = schema_set_new (self->store, self->draft,
                              (self->flags & SCHEMA_FLAGS_ASSERT_FORMAT) != 0);
  self->root = schema_set_add_source (self->set, self->schema, NULL);
}

static SchemaRun
begin_run (SchemaValidator  *self,
           const SjsonValue *value)
{
  schema_validator_ensure_set (self);

  return (SchemaRun) {
    .set = self->set,
    .root = value,
    .steps = get_steps (self, value),
    .most_issues = self->most_issues,
  };
}

/**
 * schema_validator_check_node:
 * @scope: (nullable): the way to @node, for dynamic references
 * @node: a schema of the set
 * @value: any value
 *
 * Returns: the verdict
 */
SchemaVerdict
schema_validator_check_node (SchemaValidator   *self,
                             const SchemaFrame *scope,
                             SchemaNode        *node,
                             const SjsonValue  *value)
{
  SchemaRun run = begin_run (self, value);
  gint64 n_steps = run.steps;
  SchemaVerdict verdict = schema_run_check (&run, scope, node, value, NULL);

  self->n_spent = (guint64) (n_steps - MAX (run.steps, 0));

  return verdict;
}

/**
 * schema_validator_check:
 * @value: any value
 *
 * Finds out whether a value is as the schema wants it, and nothing else: the first thing that is
 * wrong ends it.
 *
 * Returns: the verdict
 */
SchemaVerdict
schema_validator_check (SchemaValidator  *self,
                        const SjsonValue *value)
{
  g_return_val_if_fail (SCHEMA_IS_VALIDATOR (self), SCHEMA_UNCHECKED);
  g_return_val_if_fail (value != NULL, SCHEMA_UNCHECKED);

  schema_validator_ensure_set (self);

  return schema_validator_check_node (self, NULL, self->root, value);
}

static SchemaIssue *
new_issue_of_cost (void)
{
  SchemaIssue *issue = g_new0 (SchemaIssue, 1);

  issue->verdict = SCHEMA_UNCHECKED;
  issue->instance = g_strdup ("");
  issue->schema = g_strdup ("");
  issue->keyword = "";
  issue->sentence = g_strdup (_("Checking all of this would take too long."));

  return issue;
}

static int
compare_issues (gconstpointer a,
                gconstpointer b)
{
  const SchemaIssue *left = *(const SchemaIssue * const *) a;
  const SchemaIssue *right = *(const SchemaIssue * const *) b;

  return (int) left->verdict - (int) right->verdict;
}

/**
 * schema_validator_explain_node:
 * @scope: (nullable): the way to @node, for dynamic references
 * @node: a schema of the set
 * @value: any value
 *
 * Returns: (transfer full): the verdict, and why
 */
SchemaResult *
schema_validator_explain_node (SchemaValidator   *self,
                               const SchemaFrame *scope,
                               SchemaNode        *node,
                               const SjsonValue  *value)
{
  g_autoptr(GPtrArray) issues = NULL;
  SchemaVerdict verdict = schema_validator_check_node (self, scope, node, value);
  SchemaRun run = begin_run (self, value);

  issues = g_ptr_array_new_with_free_func ((GDestroyNotify) schema_issue_free);

  if (verdict != SCHEMA_VALID)
    {
      run.issues = issues;
      schema_run_check (&run, scope, node, value, NULL);
    }

  if (verdict == SCHEMA_UNCHECKED && run.steps <= 0)
    g_ptr_array_add (issues, new_issue_of_cost ());

  /* Stable, so that each sort stays in the order of the schema. */
  g_ptr_array_sort (issues, compare_issues);

  return schema_result_new (verdict, g_steal_pointer (&issues), run.has_more);
}

/**
 * schema_validator_explain:
 * @value: any value
 *
 * As schema_validator_check(), and finds out what is wrong, up to a bound; what is wrong for sure
 * comes before what could not be checked.
 *
 * Returns: (transfer full): the verdict, and why
 */
SchemaResult *
schema_validator_explain (SchemaValidator  *self,
                          const SjsonValue *value)
{
  g_return_val_if_fail (SCHEMA_IS_VALIDATOR (self), NULL);
  g_return_val_if_fail (value != NULL, NULL);

  schema_validator_ensure_set (self);

  return schema_validator_explain_node (self, NULL, self->root, value);
}
