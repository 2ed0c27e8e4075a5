/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Whether both are the same place of the same text. */
gboolean
form_node_equal (const SjsonValue *node,
                 const SjsonValue *other)
{
  return node->document == other->document && node->token == other->token;
}

/* Whether a place further out was described by the same schema, and led here. */
static gboolean
leads_to_itself (const FormWay *way)
{
  gboolean outside = FALSE;

  for (const FormWay *at = way; at->from != NULL; at = at->from)
    {
      outside |= at->crosses;
      if (outside && form_node_equal (&at->from->node, &way->node))
        return TRUE;
    }

  return FALSE;
}

static const FormWay *
make_way (FormShape       *self,
          const FormStart *start)
{
  FormWay *way = g_new (FormWay, 1);

  *way = (FormWay) { start->node, start->from, start->crosses };
  g_ptr_array_add (self->ways, way);

  return way;
}

static int
find_layer (FormShape        *self,
            const SjsonValue *node)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (form_node_equal (&g_array_index (self->layers, FormLayer, i).node, node))
      return i;

  return -1;
}

/* Adds what is as much a part of it as the layer that leads there. */
static void
follow (FormShape        *self,
        const SjsonValue *node,
        int               via)
{
  FormStart start = { *node, g_array_index (self->layers, FormLayer, via).way, FALSE };

  form_shape_add (self, &start, via, FALSE);
}

static void
add_references (FormShape *self,
                int        layer)
{
  static const char * const keywords[] = { "$ref", "$dynamicRef", "$recursiveRef" };
  SjsonValue node = g_array_index (self->layers, FormLayer, layer).node;
  SjsonValue target;

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (sjson_value_get_member_of_kind (&node, keywords[i], SJSON_KIND_STRING, &target) &&
        schema_validator_resolve (self->all->validator, &node, keywords[i], &target))
      follow (self, &target, layer);
}

static void
add_all_of (FormShape *self,
            int        layer)
{
  SjsonValue branches;
  SjsonValue branch;
  SjsonIter iter;

  if (!form_layer_find_of_kind (&g_array_index (self->layers, FormLayer, layer), "allOf",
                                SJSON_KIND_ARRAY, &branches))
    return;

  sjson_iter_init (&iter, &branches);
  while (!self->is_opaque && sjson_iter_next (&iter, NULL, &branch))
    follow (self, &branch, layer);
}

/* What is known already is not added again, so that references that go in circles, or to the same
 * place on many ways, end. */
static gboolean
is_known (FormShape        *self,
          const SjsonValue *node,
          gboolean          or_null)
{
  int known = find_layer (self, node);

  if (known < 0)
    return FALSE;

  if (!or_null)
    g_array_index (self->layers, FormLayer, known).or_null = FALSE;

  return TRUE;
}

/* Whether a reference in it hides what stands beside it. */
static gboolean
hides_siblings (const FormLayer *layer)
{
  SjsonValue reference;

  return layer->draft == SCHEMA_DRAFT_07 &&
         sjson_value_get_member_of_kind (&layer->node, "$ref", SJSON_KIND_STRING, &reference);
}

/* What is written in something else is read as the newest. */
static SchemaDraft
get_draft (FormShape        *self,
           const SjsonValue *node)
{
  SchemaDraft draft = schema_validator_get_draft (self->all->validator, node);

  return draft != SCHEMA_DRAFT_UNKNOWN ? draft : SCHEMA_DRAFT_2020_12;
}

/* Whether one more layer may be read. Few schemas need many, and what many shapes of many layers
 * cost is bounded for all of them. */
static gboolean
afford_layer (FormShape *self)
{
  guint most = self->base != NULL ? FORM_SHAPE_MAX_NARROWED : FORM_SHAPE_MAX_LAYERS;

  if (self->nesting >= FORM_SHAPE_MAX_NESTING)
    return FALSE;

  if (self->layers->len < FORM_SHAPE_FREE_LAYERS)
    return TRUE;

  if (self->layers->len >= most || self->all->layers == 0)
    return FALSE;

  self->all->layers--;

  return TRUE;
}

/* Adds a layer, and those that it leads to. */
void
form_shape_add (FormShape       *self,
                const FormStart *start,
                int              via,
                gboolean         or_null)
{
  FormLayer layer = { .node = start->node, .via = via, .or_null = or_null };
  int index = self->layers->len;

  self->is_impossible |= form_node_is_false (&start->node);

  if (sjson_value_get_kind (&start->node) != SJSON_KIND_OBJECT || self->is_opaque ||
      is_known (self, &start->node, or_null))
    return;

  if (!afford_layer (self))
    {
      self->is_opaque = TRUE;
      return;
    }

  layer.way = make_way (self, start);
  layer.draft = get_draft (self, &start->node);
  layer.words_only = hides_siblings (&layer);
  self->is_impossible |= form_layer_is_false (&layer);
  self->is_recursive |= leads_to_itself (layer.way);
  g_array_append_val (self->layers, layer);

  self->nesting++;
  add_references (self, index);
  add_all_of (self, index);
  form_shape_add_groups (self, index);
  self->nesting--;
}

/* Makes @node one of the schemas that the shape begins with; form_shape_read() reads them. */
void
form_shape_start (FormShape        *self,
                  const SjsonValue *node,
                  const FormWay    *from,
                  gboolean          crosses)
{
  FormStart start = { *node, from, crosses };

  g_array_append_val (self->starts, start);
}

void
form_shape_read (FormShape *self)
{
  for (guint i = 0; i < self->starts->len; i++)
    form_shape_add (self, &g_array_index (self->starts, FormStart, i), -1, FALSE);
}
