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
find_prefix (const SjsonValue *node,
             SjsonValue       *prefix)
{
  return sjson_value_get_member_of_kind (node, "prefixItems", SJSON_KIND_ARRAY, prefix) ||
         sjson_value_get_member_of_kind (node, "items", SJSON_KIND_ARRAY, prefix);
}

/* The schema of what stands at @index, by one layer. */
static gboolean
find_item (const SjsonValue *node,
           gsize             index,
           SjsonValue       *item)
{
  SjsonValue prefix;

  if (!find_prefix (node, &prefix))
    return sjson_value_get_member (node, "items", item);

  if (sjson_value_get_element (&prefix, index, item))
    return TRUE;

  if (sjson_value_get_member (node, "items", item) &&
      sjson_value_get_kind (item) != SJSON_KIND_ARRAY)
    return TRUE;

  return sjson_value_get_member (node, "additionalItems", item);
}

/* The shape of what stands at @index; NULL: nothing may stand there. */
static FormShape *
make_item (FormShape *self,
           gsize      index)
{
  FormShape *shape = form_shape_make (self->all, self);
  gboolean found = FALSE;
  SjsonValue item;

  for (guint i = 0; i < self->n_layers; i++)
    if (!self->layers[i].words_only && find_item (&self->layers[i].node, index, &item))
      {
        found = TRUE;
        form_shape_add (shape, &item, -1, i, FALSE);
      }

  for (guint i = 0; i < self->n_layers && !found; i++)
    if (!self->layers[i].words_only &&
        sjson_value_get_member (&self->layers[i].node, "unevaluatedItems", &item))
      form_shape_add (shape, &item, -1, i, FALSE);

  return shape->is_impossible ? NULL : shape;
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

  for (guint i = 0; i < self->n_layers; i++)
    {
      SjsonValue prefix;

      if (!self->layers[i].words_only && find_prefix (&self->layers[i].node, &prefix))
        n = MAX (n, sjson_value_get_length (&prefix));
    }

  g_ptr_array_set_size (items->prefix, MIN (n, MAX_PREFIX));

  return items;
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

  g_return_val_if_fail (self != NULL, NULL);

  items = ensure_items (self);

  if (index < items->prefix->len)
    {
      if (items->prefix->pdata[index] == NULL)
        items->prefix->pdata[index] = make_item (self, index);

      return items->prefix->pdata[index];
    }

  if (!items->is_made)
    {
      items->is_made = TRUE;
      items->rest = make_item (self, items->prefix->len);
    }

  return items->rest;
}
