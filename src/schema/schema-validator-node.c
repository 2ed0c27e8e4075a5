/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-validator-private.h"

#include "schema-check.h"

#include <glib/gi18n.h>

/* For who walks through a schema with the validator at hand: a node is the value of a schema, as
 * it stands in the text. */

static SchemaNode *
find_node (SchemaValidator  *self,
           const SjsonValue *node)
{
  SchemaResource *resource;

  schema_validator_ensure_set (self);

  return schema_set_find (self->set, node, &resource);
}

static gboolean
knows_reference (SchemaDraft  draft,
                 const char  *keyword)
{
  if (g_str_equal (keyword, "$ref"))
    return TRUE;

  return g_str_equal (keyword, draft == SCHEMA_DRAFT_2020_12 ? "$dynamicRef" : "$recursiveRef") &&
         draft >= SCHEMA_DRAFT_2019_09;
}

/* The resources on the way from the root of the schema to @node, the innermost first. */
static SchemaFrame *
make_scope (SchemaValidator *self,
            SchemaNode      *node)
{
  SchemaResource *resource = node->resource;
  SchemaFrame *frames;
  guint n_frames = 1;

  for (; resource->outer != NULL; resource = resource->outer)
    n_frames++;

  frames = g_new0 (SchemaFrame, n_frames + 1);
  resource = node->resource;

  for (guint i = 0; i < n_frames; i++, resource = resource->outer)
    {
      frames[i].node = schema_set_get_root (self->set, resource);
      frames[i].parent = &frames[i + 1];
    }

  /* What is in a store is around nothing. */
  frames[n_frames].node = self->root;

  return frames;
}

/* Remembers from where a resource was first come to. */
static void
enter (SchemaResource *from,
       SchemaResource *resource)
{
  for (const SchemaResource *outer = from; outer != NULL; outer = outer->outer)
    {
      if (outer == resource)
        return;
    }

  if (!resource->is_entered)
    {
      resource->is_entered = TRUE;
      resource->outer = from;
    }
}

/* What @first means to who comes from the root of the schema. */
static SchemaNode *
follow (SchemaValidator *self,
        SchemaNode      *node,
        const char      *keyword,
        SchemaNode      *first,
        const char      *anchor)
{
  g_autofree SchemaFrame *scope = make_scope (self, node);

  if (g_str_equal (keyword, "$dynamicRef"))
    first = schema_frame_find_dynamic (scope, first, anchor);
  else if (g_str_equal (keyword, "$recursiveRef"))
    first = schema_set_get_root (self->set, schema_frame_find_recursive (scope, first));

  if (first != NULL)
    enter (node->resource, first->resource);

  return first;
}

/**
 * schema_validator_resolve:
 * @node: a schema inside the validator's schema, or in what a reference led to
 * @keyword: "$ref", "$dynamicRef" or "$recursiveRef"
 * @target: (out caller-allocates): the schema that is meant, good for as long as the validator
 *
 * Finds out where a reference leads. A dynamic one leads where it would for who came here from the
 * root of the schema by the references that were asked for before.
 *
 * Returns: %FALSE if there is no such reference, or if what it means is not at hand
 */
gboolean
schema_validator_resolve (SchemaValidator  *self,
                          const SjsonValue *node,
                          const char       *keyword,
                          SjsonValue       *target)
{
  g_autofree char *reference = NULL;
  g_autofree char *anchor = NULL;
  SchemaResource *resource;
  SchemaNode *from, *found;

  g_return_val_if_fail (SCHEMA_IS_VALIDATOR (self), FALSE);
  g_return_val_if_fail (node != NULL && keyword != NULL && target != NULL, FALSE);

  schema_validator_ensure_set (self);
  from = schema_set_find (self->set, node, &resource);
  reference = sjson_value_dup_member_string (node, keyword);

  if (resource == NULL || reference == NULL ||
      !knows_reference (resource->dialect.draft, keyword))
    return FALSE;

  found = schema_set_resolve (self->set, resource, reference, &anchor);

  if (found != NULL && from != NULL)
    found = follow (self, from, keyword, found, anchor);

  if (found == NULL)
    return FALSE;

  *target = found->value;
  return TRUE;
}

/**
 * schema_validator_check_at:
 * @node: as for schema_validator_resolve()
 * @value: any value
 *
 * Returns: whether a value is as that schema wants it; %SCHEMA_UNCHECKED if it is none
 */
SchemaVerdict
schema_validator_check_at (SchemaValidator  *self,
                           const SjsonValue *node,
                           const SjsonValue *value)
{
  g_autofree SchemaFrame *scope = NULL;
  SchemaNode *found;

  g_return_val_if_fail (SCHEMA_IS_VALIDATOR (self), SCHEMA_UNCHECKED);
  g_return_val_if_fail (node != NULL && value != NULL, SCHEMA_UNCHECKED);

  self->n_spent = 0;
  found = find_node (self, node);

  if (found == NULL)
    return SCHEMA_UNCHECKED;

  scope = make_scope (self, found);

  return schema_validator_check_node (self, scope, found, value);
}

static SchemaResult *
new_result_of_nothing (void)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func ((GDestroyNotify) schema_issue_free);
  SchemaIssue *issue = g_new0 (SchemaIssue, 1);

  issue->verdict = SCHEMA_UNCHECKED;
  issue->instance = g_strdup ("");
  issue->schema = g_strdup ("");
  issue->keyword = "";
  issue->sentence = g_strdup (_("The schema is wrong here."));
  g_ptr_array_add (issues, issue);

  return schema_result_new (SCHEMA_UNCHECKED, issues, FALSE);
}

/**
 * schema_validator_explain_at:
 * @node: as for schema_validator_resolve()
 * @value: any value; pointers begin at it
 *
 * As schema_validator_check_at(), and finds out what is wrong.
 *
 * Returns: (transfer full): the verdict, and why
 */
SchemaResult *
schema_validator_explain_at (SchemaValidator  *self,
                             const SjsonValue *node,
                             const SjsonValue *value)
{
  g_autofree SchemaFrame *scope = NULL;
  SchemaNode *found;

  g_return_val_if_fail (SCHEMA_IS_VALIDATOR (self), NULL);
  g_return_val_if_fail (node != NULL && value != NULL, NULL);

  found = find_node (self, node);

  if (found == NULL)
    return new_result_of_nothing ();

  scope = make_scope (self, found);

  return schema_validator_explain_node (self, scope, found, value);
}

/**
 * schema_validator_get_draft:
 * @node: as for schema_validator_resolve()
 *
 * Returns: what a schema is written in, %SCHEMA_DRAFT_UNKNOWN also if it is none
 */
SchemaDraft
schema_validator_get_draft (SchemaValidator  *self,
                            const SjsonValue *node)
{
  SchemaNode *found;

  g_return_val_if_fail (SCHEMA_IS_VALIDATOR (self), SCHEMA_DRAFT_UNKNOWN);
  g_return_val_if_fail (node != NULL, SCHEMA_DRAFT_UNKNOWN);

  found = find_node (self, node);

  return found != NULL ? found->resource->dialect.draft : SCHEMA_DRAFT_UNKNOWN;
}
