/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Further places of a tuple are not read. */
#define MAX_PREFIX 1000

void
form_items_free (FormItems *self)
{
  g_ptr_array_unref (self->prefix);
  g_free (self);
}

/* The keyword that says what stands at each place, one after the other: `prefixItems`, before
 * 2020-12 a list in `items`. */
static gboolean
find_prefix (const FormLayer *layer,
             SjsonValue      *prefix)
{
  gboolean is_new = layer->draft == SCHEMA_DRAFT_2020_12;

  return form_layer_find_of_kind (layer, is_new ? "prefixItems" : "items", SJSON_KIND_ARRAY,
                                  prefix);
}

/* The schema of what stands at @index, by one layer. */
static gboolean
find_item (const FormLayer *layer,
           gsize            index,
           SjsonValue      *item)
{
  SjsonValue list;

  if (find_prefix (layer, &list) && sjson_value_get_element (&list, index, item))
    return form_node_is_schema (item);

  if (form_layer_find_schema (layer, "items", item))
    return TRUE;

  return layer->draft != SCHEMA_DRAFT_2020_12 &&
         form_layer_find_of_kind (layer, "items", SJSON_KIND_ARRAY, &list) &&
         form_layer_find_schema (layer, "additionalItems", item);
}

/* In 2020-12 what `contains` finds counts as evaluated, and it may find any of them. */
static gboolean
has_contains (FormShape *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);
      SjsonValue schema;

      if (layer->draft == SCHEMA_DRAFT_2020_12 &&
          form_layer_find_schema (layer, "contains", &schema))
        return TRUE;
    }

  return FALSE;
}

static void
add_left_over (FormShape *self,
               GArray    *starts)
{
  FormStart start = { .crosses = TRUE };

  if (has_contains (self))
    return;

  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      start.from = layer->way;
      if (layer->draft != SCHEMA_DRAFT_07 &&
          form_layer_find_schema (layer, "unevaluatedItems", &start.node))
        g_array_append_val (starts, start);
    }
}

static FormShape *
make_item (FormShape *self,
           gsize      index)
{
  g_autoptr(GArray) starts = g_array_new (FALSE, TRUE, sizeof (FormStart));
  FormStart start = { .crosses = TRUE };

  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);

      start.from = layer->way;
      if (find_item (layer, index, &start.node))
        g_array_append_val (starts, start);
    }

  if (starts->len == 0)
    add_left_over (self, starts);

  return form_shape_make_child (self, starts);
}

static FormItems *
ensure_items (FormShape *self)
{
  FormItems *items = self->items;
  gsize n = 0;

  if (items != NULL)
    return items;

  items = self->items = g_new0 (FormItems, 1);
  items->prefix = g_ptr_array_new ();

  for (guint i = 0; i < self->layers->len; i++)
    {
      SjsonValue prefix;

      if (find_prefix (form_shape_get_layer (self, i), &prefix))
        n = MAX (n, sjson_value_get_length (&prefix));
    }

  g_ptr_array_set_size (items->prefix, (int) MIN (n, MAX_PREFIX));

  return items;
}

/* Whether a list may be long enough to have an item there. */
static gboolean
has_room (FormShape *self,
          guint      index)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const FormLayer *layer = form_shape_get_layer (self, i);
      gint64 most;

      if (!layer->words_only && sjson_value_get_member_int64 (&layer->node, "maxItems", &most) &&
          most >= 0 && index >= most)
        return FALSE;
    }

  return TRUE;
}

/**
 * form_shape_get_n_prefix:
 *
 * Returns: how many places of a list have a shape of their own
 */
guint
form_shape_get_n_prefix (FormShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return ensure_items (self)->prefix->len;
}

/**
 * form_shape_get_item:
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): the shape of what stands there; %NULL if nothing may
 */
FormShape *
form_shape_get_item (FormShape *self,
                     guint      index)
{
  FormItems *items;
  FormShape **item;

  g_return_val_if_fail (self != NULL, NULL);

  items = ensure_items (self);
  item = index < items->prefix->len ? (FormShape **) &items->prefix->pdata[index] : &items->rest;

  if (*item == NULL)
    *item = make_item (self, MIN (index, items->prefix->len));

  return !(*item)->is_impossible && has_room (self, index) ? *item : NULL;
}
