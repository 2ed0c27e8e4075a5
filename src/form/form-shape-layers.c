/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

#include "sjson-pointer.h"

/* A reference or a union beyond this is not read. */
#define MAX_REFERENCE 1024
#define MAX_BRANCHES 1000

static gboolean
is_same_node (const SjsonValue *node,
              const SjsonValue *other)
{
  return node->document == other->document && node->token == other->token;
}

/* A reference into the same document: "#" and a JSON Pointer (RFC 6901, section 6). */
gboolean
form_shapes_resolve (FormShapes       *self,
                     const SjsonValue *node,
                     const char       *keyword,
                     SjsonValue       *target)
{
  g_autofree char *uri = NULL;
  g_autofree char *pointer = NULL;
  SjsonValue reference;
  gsize length;

  if (!sjson_value_get_member_of_kind (node, keyword, SJSON_KIND_STRING, &reference))
    return FALSE;

  sjson_value_get_text (&reference, &length);
  if (length > MAX_REFERENCE)
    return FALSE;

  uri = sjson_value_dup_string (&reference, NULL);
  if (uri[0] != '#')
    return FALSE;

  pointer = g_uri_unescape_string (uri + 1, NULL);

  return pointer != NULL && g_utf8_validate (pointer, -1, NULL) &&
         sjson_pointer_resolve (self->schema, pointer, target);
}

/* Whether a reference in @node hides what stands beside it, as in draft-07. */
gboolean
form_shapes_hides_siblings (FormShapes       *self,
                            const SjsonValue *node)
{
  SjsonValue dialect;
  g_autofree char *uri = NULL;

  if (!sjson_value_get_member_of_kind (self->schema, "$schema", SJSON_KIND_STRING, &dialect))
    return FALSE;

  uri = sjson_value_dup_string (&dialect, NULL);

  return schema_dialect_find_draft (uri) == SCHEMA_DRAFT_07;
}

/* The layers that led to @layer of @shape, one after the other. */
static gboolean
step_back (FormShape **shape,
           int        *layer)
{
  const FormLayer *here = &(*shape)->layers[*layer];

  if (here->via >= 0)
    {
      *layer = here->via;
      return TRUE;
    }

  if (here->origin < 0 || (*shape)->around == NULL)
    return FALSE;

  *layer = here->origin;
  *shape = (*shape)->around;
  return TRUE;
}

static gboolean
leads_to_itself (FormShape *self,
                 int        layer)
{
  const SjsonValue *node = &self->layers[layer].node;
  FormShape *shape = self;

  while (step_back (&shape, &layer))
    if (shape != self && is_same_node (&shape->layers[layer].node, node))
      return TRUE;

  return FALSE;
}

static int
find_layer (FormShape        *self,
            const SjsonValue *node)
{
  for (guint i = 0; i < self->n_layers; i++)
    if (is_same_node (&self->layers[i].node, node))
      return i;

  return -1;
}

/* The one branch that is neither null nor false, if there is but one. */
static gboolean
find_only_branch (FormShapes       *all,
                  const SjsonValue *branches,
                  SjsonValue       *only,
                  gboolean         *or_null)
{
  SjsonIter iter;
  SjsonValue branch;
  guint n = 0;

  *or_null = FALSE;
  if (sjson_value_get_length (branches) > MAX_BRANCHES)
    return FALSE;

  sjson_iter_init (&iter, branches);
  while (n < 2 && sjson_iter_next (&iter, NULL, &branch))
    {
      if (form_node_is_false (&branch))
        continue;

      if (form_node_is_null (all, &branch))
        {
          *or_null = TRUE;
          continue;
        }

      *only = branch;
      n++;
    }

  return n == 1;
}

static void
add_references (FormShape *self,
                int        layer)
{
  static const char * const keywords[] = { "$ref", "$dynamicRef", "$recursiveRef" };
  SjsonValue node = self->layers[layer].node;
  SjsonValue target;

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (form_shapes_resolve (self->all, &node, keywords[i], &target))
      form_shape_add (self, &target, layer, -1, FALSE);
}

static void
add_all_of (FormShape *self,
            int        layer)
{
  SjsonValue node = self->layers[layer].node;
  SjsonValue branches;
  SjsonValue branch;
  SjsonIter iter;

  if (!sjson_value_get_member_of_kind (&node, "allOf", SJSON_KIND_ARRAY, &branches))
    return;

  sjson_iter_init (&iter, &branches);
  while (!self->is_opaque && sjson_iter_next (&iter, NULL, &branch))
    form_shape_add (self, &branch, layer, -1, FALSE);
}

static void
add_only_branch (FormShape  *self,
                 int         layer,
                 const char *keyword,
                 FormUnions  consumes)
{
  SjsonValue node = self->layers[layer].node;
  SjsonValue branches;
  SjsonValue only;
  gboolean or_null;

  if (sjson_value_get_member_of_kind (&node, keyword, SJSON_KIND_ARRAY, &branches) &&
      find_only_branch (self->all, &branches, &only, &or_null))
    {
      self->layers[layer].consumed |= consumes;
      form_shape_add (self, &only, layer, -1, or_null);
    }
}

static void
expand (FormShape *self,
        int        layer)
{
  SjsonValue node = self->layers[layer].node;
  SjsonValue reference;

  self->is_recursive |= leads_to_itself (self, layer);
  self->layers[layer].words_only =
    sjson_value_get_member (&node, "$ref", &reference) &&
    form_shapes_hides_siblings (self->all, &node);

  add_references (self, layer);

  if (!self->layers[layer].words_only)
    {
      add_all_of (self, layer);
      add_only_branch (self, layer, "oneOf", FORM_UNION_ONE_OF);
      add_only_branch (self, layer, "anyOf", FORM_UNION_ANY_OF);
    }
}

/**
 * form_shape_add:
 * @node: a schema
 * @via: the layer of @self that leads to it, or -1
 * @origin: the layer of the shape around @self that leads to it, or -1
 * @or_null: whether null would do as well
 *
 * Adds a layer, and those that it leads to. What is there already is not added again, so that
 * references that go in circles, or to the same place on many ways, end.
 */
void
form_shape_add (FormShape        *self,
                const SjsonValue *node,
                int               via,
                int               origin,
                gboolean          or_null)
{
  int known = find_layer (self, node);

  self->is_impossible |= form_node_is_false (node) && !or_null;

  if (sjson_value_get_kind (node) != SJSON_KIND_OBJECT || self->is_opaque)
    return;

  if (known >= 0)
    {
      if (!or_null)
        self->layers[known].or_null = FALSE;
      return;
    }

  if (self->n_layers == FORM_SHAPE_MAX_LAYERS)
    {
      self->is_opaque = TRUE;
      return;
    }

  /* Room for a power of two, so that most shapes, which are small, cost little. */
  if ((self->n_layers & (self->n_layers - 1)) == 0)
    self->layers = g_renew (FormLayer, self->layers, MAX (2 * self->n_layers, 1));

  self->layers[self->n_layers++] = (FormLayer) {
    .node = *node, .via = via, .origin = origin, .or_null = or_null,
  };
  expand (self, self->n_layers - 1);
}

/* The keyword of the outermost layer that has it; what a reference hides is none. */
gboolean
form_shape_find (FormShape  *self,
                 const char *name,
                 SjsonValue *member)
{
  for (guint i = 0; i < self->n_layers; i++)
    if (!self->layers[i].words_only &&
        sjson_value_get_member (&self->layers[i].node, name, member))
      return TRUE;

  return FALSE;
}

gboolean
form_shape_find_of_kind (FormShape  *self,
                         const char *name,
                         SjsonKind   kind,
                         SjsonValue *member)
{
  for (guint i = 0; i < self->n_layers; i++)
    if (!self->layers[i].words_only &&
        sjson_value_get_member_of_kind (&self->layers[i].node, name, kind, member))
      return TRUE;

  return FALSE;
}

/* Whether any layer says so. These are words, which a reference hides from nobody. */
gboolean
form_shape_is_true (FormShape  *self,
                    const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_layers; i++)
    {
      gboolean says = FALSE;

      if (sjson_value_get_member_boolean (&self->layers[i].node, name, &says) && says)
        return TRUE;
    }

  return FALSE;
}
