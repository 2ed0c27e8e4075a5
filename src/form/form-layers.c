/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-layers-private.h"
#include "sjson-pointer.h"

/* A reference or a union beyond this is not read. */
#define MAX_REFERENCE 1024
#define MAX_BRANCHES 64

/* Whether both are the same place of the same document. */
static gboolean
is_same_node (const SjsonValue *node,
              const SjsonValue *other)
{
  gsize length;

  return sjson_value_get_text (node, &length) == sjson_value_get_text (other, &length);
}

static gboolean
has_node (const FormLayers *self,
          const SjsonValue *node)
{
  for (guint i = 0; i < self->n_nodes; i++)
    if (is_same_node (&self->nodes[i], node))
      return TRUE;

  return FALSE;
}

static gboolean
is_recursive (const FormLayers *self,
              const FormScope  *scope,
              const SjsonValue *node)
{
  if (has_node (self, node))
    return TRUE;

  for (; scope != NULL; scope = scope->parent)
    if (has_node (scope->layers, node))
      return TRUE;

  return FALSE;
}

/* A reference into the same document: "#" and a JSON Pointer (RFC 6901 §6). */
static gboolean
resolve (const SjsonValue *root,
         const SjsonValue *reference,
         SjsonValue       *target)
{
  g_autofree char *uri = NULL;
  g_autofree char *pointer = NULL;
  gsize length;

  sjson_value_get_text (reference, &length);
  if (length > MAX_REFERENCE)
    return FALSE;

  uri = sjson_value_dup_string (reference, NULL);
  if (uri == NULL || uri[0] != '#')
    return FALSE;

  pointer = g_uri_unescape_string (uri + 1, NULL);

  return pointer != NULL && g_utf8_validate (pointer, -1, NULL) &&
         sjson_pointer_resolve (root, pointer, target);
}

/**
 * form_schema_node_is_null:
 * @node: a schema
 *
 * Returns: whether it says no more than that null is allowed
 */
gboolean
form_schema_node_is_null (const SjsonValue *node)
{
  SjsonValue member;
  SjsonValue only;

  if (sjson_value_get_member (node, "const", &member))
    return sjson_value_is_null (&member);

  if (sjson_value_get_member_of_kind (node, "enum", SJSON_KIND_ARRAY, &member))
    return sjson_value_get_length (&member) == 1 &&
           sjson_value_get_element (&member, 0, &only) && sjson_value_is_null (&only);

  return sjson_value_get_member (node, "type", &member) &&
         sjson_value_equals_string (&member, "null");
}

/* The one branch that is not null, if there is but one. */
static gboolean
find_only_branch (const SjsonValue *branches,
                  SjsonValue       *only,
                  gboolean         *nullable)
{
  SjsonIter iter;
  SjsonValue branch;
  gboolean has_null = FALSE;
  guint n = 0;

  if (sjson_value_get_length (branches) > MAX_BRANCHES)
    return FALSE;

  sjson_iter_init (&iter, branches);
  while (n < 2 && sjson_iter_next (&iter, NULL, &branch))
    {
      if (form_schema_node_is_null (&branch))
        {
          has_null = TRUE;
          continue;
        }

      *only = branch;
      n++;
    }

  if (n == 1)
    *nullable |= has_null;

  return n == 1;
}

static gboolean
find_next (FormLayers       *self,
           const SjsonValue *root,
           const SjsonValue *node,
           const FormScope  *scope,
           SjsonValue       *next)
{
  SjsonValue member;

  if (sjson_value_get_member (node, "$ref", &member))
    {
      self->opaque = !resolve (root, &member, next) || is_recursive (self, scope, next);
      return !self->opaque;
    }

  if (sjson_value_get_member_of_kind (node, "allOf", SJSON_KIND_ARRAY, &member) &&
      sjson_value_get_length (&member) == 1)
    return sjson_value_get_element (&member, 0, next);

  return (sjson_value_get_member_of_kind (node, "anyOf", SJSON_KIND_ARRAY, &member) &&
          find_only_branch (&member, next, &self->nullable)) ||
         (sjson_value_get_member_of_kind (node, "oneOf", SJSON_KIND_ARRAY, &member) &&
          find_only_branch (&member, next, &self->nullable));
}

/**
 * form_layers_read:
 * @self: (out caller-allocates): the layers
 * @root: the whole schema, which local references start from
 * @node: the schema of one field
 * @scope: (nullable): the groups around it
 *
 * Follows what a schema refers to, within bounds: a chain that is too long,
 * leads back into itself or out of the document makes the field opaque.
 */
void
form_layers_read (FormLayers       *self,
                  const SjsonValue *root,
                  const SjsonValue *node,
                  const FormScope  *scope)
{
  SjsonValue current = *node;
  SjsonValue next;

  *self = (FormLayers) { .nodes[0] = current, .n_nodes = 1 };

  while (find_next (self, root, &current, scope, &next))
    {
      if (self->n_nodes == FORM_MAX_LAYERS)
        {
          self->opaque = TRUE;
          return;
        }

      self->nodes[self->n_nodes++] = next;
      current = next;
    }
}

/**
 * form_layers_find:
 * @self: layers
 * @name: name of a keyword
 * @member: (out): its value
 *
 * Returns: whether a layer has the keyword; the outermost wins
 */
gboolean
form_layers_find (const FormLayers *self,
                  const char       *name,
                  SjsonValue       *member)
{
  for (guint i = 0; i < self->n_nodes; i++)
    if (sjson_value_get_member (&self->nodes[i], name, member))
      return TRUE;

  return FALSE;
}

/**
 * form_layers_find_of_kind:
 * @self: layers
 * @name: name of a keyword
 * @kind: what it must be; of another kind it counts as missing
 * @member: (out): its value
 *
 * Returns: whether a layer has the keyword
 */
gboolean
form_layers_find_of_kind (const FormLayers *self,
                          const char       *name,
                          SjsonKind         kind,
                          SjsonValue       *member)
{
  for (guint i = 0; i < self->n_nodes; i++)
    if (sjson_value_get_member_of_kind (&self->nodes[i], name, kind, member))
      return TRUE;

  return FALSE;
}
