/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

static guint
get_named (const FormLayer *layer)
{
  return layer->words_only ? 0 : form_node_read_type (&layer->node);
}

/* The types that all layers have in common which name any; of a contradiction those of the
 * outermost. */
static guint
merge_named (FormShape *self)
{
  guint first = 0;
  guint common = FORM_TYPES_ALL;

  for (guint i = 0; i < self->layers->len; i++)
    {
      guint named = get_named (form_shape_get_layer (self, i));

      if (named == 0)
        continue;

      if (first == 0)
        first = named;
      common &= named;
      if (common == 0)
        common = first;
    }

  return first != 0 ? common : 0;
}

static guint
get_fitting (FormShape *self,
             guint      layer)
{
  const FormLayer *here = form_shape_get_layer (self, layer);
  guint named = get_named (here);
  guint fits = named != 0 ? named : FORM_TYPES_ALL;

  if (!here->words_only)
    fits &= form_node_read_constants (&here->node);

  for (guint i = 0; self->groups != NULL && i < self->groups->len; i++)
    {
      const FormGroup *group = &g_array_index (self->groups, FormGroup, i);

      if (group->layer == (int) layer)
        fits &= group->types;
    }

  return fits;
}

/* What all layers allow together. What a layer leads to comes after it. */
static guint
merge_fitting (FormShape *self)
{
  guint fits[FORM_SHAPE_MAX_NARROWED];
  guint merged = self->only;

  for (guint i = 0; i < self->layers->len; i++)
    fits[i] = get_fitting (self, i);

  for (guint i = self->layers->len; i-- > 0; )
    {
      const FormLayer *layer = form_shape_get_layer (self, i);
      guint found = fits[i] | (layer->or_null ? FORM_TYPE_NULL : 0);

      if (layer->via >= 0)
        fits[layer->via] &= found;
      else
        merged &= found;
    }

  return merged;
}

void
form_shape_ensure_types (FormShape *self)
{
  if (self->knows_types)
    return;

  self->knows_types = TRUE;
  self->named = self->only != FORM_TYPES_ALL ? self->only : merge_named (self);
  self->fits = merge_fitting (self);
  if (self->fits == 0)
    self->fits = self->named != 0 ? self->named : self->only;
}

/* What the keywords are about where no type is named, of several the first that is believed. */
guint
form_shape_infer_types (FormShape *self)
{
  static const guint order[] = {
    FORM_TYPE_GROUP, FORM_TYPE_ARRAY, FORM_TYPE_STRING, FORM_TYPES_NUMBER,
  };
  guint found = 0;

  for (guint i = 0; i < self->layers->len; i++)
    found |= form_layer_infer_types (form_shape_get_layer (self, i), TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (found & order[i])
      return order[i];

  return 0;
}
