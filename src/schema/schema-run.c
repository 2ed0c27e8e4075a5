/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-run.h"

#include "schema-place.h"
#include "sjson-pointer.h"

#include <glib/gi18n.h>

static gboolean
is_same (const SjsonValue *a,
         const SjsonValue *b)
{
  return a->token == b->token && a->document == b->document;
}

/* Whether @node is already being held against this very value. Looking has its price as well. */
static inline gboolean
goes_in_circles (SchemaRun         *self,
                 const SchemaFrame *parent,
                 const SchemaNode  *node,
                 const SjsonValue  *instance)
{
  guint depth = parent != NULL ? parent->depth : 0;

  for (; parent != NULL && is_same (&parent->instance, instance); parent = parent->parent)
    {
      if (parent->node == node)
        return TRUE;
    }

  schema_run_spend (self, (depth - (parent != NULL ? parent->depth : 0)) / 8);

  return FALSE;
}

static char *
dup_schema_pointer (const SchemaNode *node,
                    SchemaKeyword     keyword)
{
  const SchemaSource *source = node->resource->source;
  g_autofree char *pointer = schema_place_dup_pointer (source->root, node->value.token);
  g_autofree char *whole = NULL;

  if (keyword != SCHEMA_N_KEYWORDS)
    whole = sjson_pointer_append (pointer, schema_keyword_get_name (keyword));
  else
    whole = g_steal_pointer (&pointer);

  return g_strconcat (source->uri != NULL ? source->uri : "", source->uri != NULL ? "#" : "",
                      whole, NULL);
}

static gboolean
is_known (const SchemaRun   *self,
          const SchemaIssue *issue)
{
  for (guint i = 0; i < self->issues->len; i++)
    {
      const SchemaIssue *known = g_ptr_array_index (self->issues, i);

      if (g_str_equal (known->instance, issue->instance) &&
          g_str_equal (known->sentence, issue->sentence))
        return TRUE;
    }

  return FALSE;
}

/* What is wrong for sure has room of its own. */
static gboolean
has_room (SchemaRun     *self,
          SchemaVerdict  verdict)
{
  guint n_same = 0;

  for (guint i = 0; i < self->issues->len; i++)
    n_same += ((const SchemaIssue *) g_ptr_array_index (self->issues, i))->verdict == verdict;

  return n_same < self->most_issues;
}

/**
 * schema_run_report:
 * @instance: what is wrong
 * @frame: the schema that says so
 * @keyword: by what, or %SCHEMA_N_KEYWORDS
 * @verdict: what it comes to
 * @format: a sentence for people, translated
 *
 * Notes an issue, unless there are too many or nobody wants to know.
 *
 * Returns: @verdict
 */
SchemaVerdict
schema_run_report (SchemaRun         *self,
                   const SjsonValue  *instance,
                   const SchemaFrame *frame,
                   SchemaKeyword      keyword,
                   SchemaVerdict      verdict,
                   const char        *format,
                   ...)
{
  g_autofree char *sentence = NULL;
  SchemaIssue *issue;
  va_list arguments;

  if (self->issues == NULL || !has_room (self, verdict))
    {
      self->has_more |= self->issues != NULL;
      return verdict;
    }

  issue = g_new0 (SchemaIssue, 1);
  issue->verdict = verdict;
  issue->instance = schema_place_dup_pointer (self->root, instance->token);
  issue->schema = dup_schema_pointer (frame->node, keyword);
  issue->keyword = keyword != SCHEMA_N_KEYWORDS ? schema_keyword_get_name (keyword) : "";
  issue->member = g_strdup (self->member);
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  issue->sentence = self->is_name ? g_strdup_printf (_("Its name does not fit. %s"), sentence)
                                  : g_steal_pointer (&sentence);

  if (is_known (self, issue))
    schema_issue_free (issue);
  else
    g_ptr_array_add (self->issues, issue);

  return verdict;
}

static SchemaVerdict
check_boolean (SchemaRun         *self,
               const SchemaFrame *frame)
{
  if (!schema_node_is_false (frame->node))
    return SCHEMA_VALID;

  return schema_run_report (self, &frame->instance, frame, SCHEMA_N_KEYWORDS, SCHEMA_INVALID, "%s",
                            _("This has to be left out."));
}

static G_GNUC_NO_INLINE SchemaVerdict
check_without_rules (SchemaRun         *self,
                     const SchemaFrame *frame)
{
  if (frame->node->is_boolean)
    return check_boolean (self, frame);

  return schema_run_report (self, &frame->instance, frame, SCHEMA_N_KEYWORDS, SCHEMA_UNCHECKED,
                            "%s", frame->depth > SCHEMA_MOST_DEPTH
                            ? _("This is nested too deep to be checked.")
                            : _("The schema refers to itself without end here."));
}

static inline SchemaVerdict
check_rules (SchemaRun         *self,
             const SchemaFrame *frame,
             const GPtrArray   *rules)
{
  SchemaVerdict verdict = SCHEMA_VALID;

  for (guint i = 0; i < rules->len && schema_run_goes_on (self, verdict); i++)
    {
      SchemaRule *rule = rules->pdata[i];

      verdict = schema_verdict_and (verdict, rule->check (self, frame, rule));
    }

  return self->steps > 0 ? verdict : schema_verdict_and (verdict, SCHEMA_UNCHECKED);
}

/* Where somebody asks what was evaluated, only a schema that agrees has had to do with anything. */
static G_GNUC_NO_INLINE SchemaVerdict
check_evaluating (SchemaRun       *self,
                  SchemaFrame     *frame,
                  const GPtrArray *rules,
                  SchemaEvaluated *evaluated)
{
  g_auto(SchemaEvaluated) own = { FALSE, };
  SchemaVerdict verdict;

  frame->evaluated = &own;
  verdict = check_rules (self, frame, rules);
  own.unsure |= verdict == SCHEMA_UNCHECKED;

  if (evaluated != NULL && verdict != SCHEMA_INVALID)
    schema_evaluated_merge (evaluated, &own);

  return verdict;
}

/**
 * schema_run_check:
 * @parent: (nullable): what led here
 * @node: a schema
 * @instance: the value to hold against it
 * @evaluated: (nullable): where it is noted which children were evaluated, if the value agrees
 *
 * Returns: whether the value is as the schema wants it
 */
SchemaVerdict
schema_run_check (SchemaRun         *self,
                  const SchemaFrame *parent,
                  SchemaNode        *node,
                  const SjsonValue  *instance,
                  SchemaEvaluated   *evaluated)
{
  SjsonKind kind = sjson_value_get_kind (instance);
  SchemaFrame frame;

  if (node->rules == NULL)
    schema_node_compile (node, self->set);

  if (!schema_run_spend (self, 1))
    return SCHEMA_UNCHECKED;

  if (schema_node_is_plain (node, kind))
    return SCHEMA_VALID;

  frame = (SchemaFrame) { parent, node, *instance, 1u << kind,
                          parent != NULL ? parent->depth + 1 : 0, NULL };

  if (node->is_boolean || frame.depth > SCHEMA_MOST_DEPTH ||
      goes_in_circles (self, parent, node, instance))
    return check_without_rules (self, &frame);

  if (evaluated != NULL || node->has_unevaluated)
    return check_evaluating (self, &frame, node->by_kind[kind], evaluated);

  return check_rules (self, &frame, node->by_kind[kind]);
}

/**
 * schema_run_probe:
 *
 * As schema_run_check(), for who only wants to know whether: what is wrong is no issue.
 *
 * Returns: whether the value is as the schema wants it
 */
SchemaVerdict
schema_run_probe (SchemaRun         *self,
                  const SchemaFrame *parent,
                  SchemaNode        *node,
                  const SjsonValue  *instance,
                  SchemaEvaluated   *evaluated)
{
  GPtrArray *issues = g_steal_pointer (&self->issues);
  SchemaVerdict verdict = schema_run_check (self, parent, node, instance, evaluated);

  self->issues = issues;

  return verdict;
}

/**
 * schema_run_note:
 *
 * Notes what of a schema cannot be checked, after schema_run_probe() could not say: that is why,
 * whatever else may be wrong there.
 */
void
schema_run_note (SchemaRun         *self,
                 const SchemaFrame *parent,
                 SchemaNode        *node,
                 const SjsonValue  *instance)
{
  GPtrArray *issues = self->issues;
  g_autoptr(GPtrArray) own = NULL;

  if (issues == NULL)
    return;

  own = g_ptr_array_new_with_free_func ((GDestroyNotify) schema_issue_free);
  self->issues = own;
  schema_run_check (self, parent, node, instance, NULL);
  self->issues = issues;

  while (own->len > 0)
    {
      SchemaIssue *issue = g_ptr_array_steal_index (own, 0);

      if (issue->verdict != SCHEMA_UNCHECKED || is_known (self, issue) ||
          !has_room (self, SCHEMA_UNCHECKED))
        schema_issue_free (issue);
      else
        g_ptr_array_add (issues, issue);
    }
}
