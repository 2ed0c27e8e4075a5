/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Whether no schema of the place refuses it; what cannot be checked is believed. */
static gboolean
is_allowed (FormShape        *self,
            const SjsonValue *value)
{
  if (!(form_node_get_type_of (value) & self->fits))
    return FALSE;

  for (guint i = 0; i < self->starts->len; i++)
    if (form_shapes_ask (self->all, &g_array_index (self->starts, FormStart, i).node,
                         value) == SCHEMA_INVALID)
      return FALSE;

  return TRUE;
}

static gboolean
find_default (FormShape *self)
{
  form_shape_ensure_types (self);

  for (guint i = 0; i < self->layers->len; i++)
    if (sjson_value_get_member (&form_shape_get_layer (self, i)->node, "default",
                                &self->default_value) &&
        form_shapes_afford (self->all, &self->default_value) &&
        is_allowed (self, &self->default_value))
      return TRUE;

  return FALSE;
}

/**
 * form_shape_get_default:
 * @value: (out caller-allocates): the default, good for as long as the shape
 *
 * A default that its own schema refuses is none.
 *
 * Returns: whether there is one
 */
gboolean
form_shape_get_default (FormShape  *self,
                        SjsonValue *value)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!self->knows_default)
    {
      self->knows_default = TRUE;
      self->has_default = find_default (self);
    }

  if (self->has_default)
    *value = self->default_value;

  return self->has_default;
}
