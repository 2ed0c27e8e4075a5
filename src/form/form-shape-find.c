/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

guint
form_shape_get_n_layers (FormShape *self)
{
  return self->layers->len;
}

const FormLayer *
form_shape_get_layer (FormShape *self,
                      guint      index)
{
  return &g_array_index (self->layers, FormLayer, index);
}

/* The keyword of a layer; what a reference hides is none. */
gboolean
form_layer_find (const FormLayer *self,
                 const char      *name,
                 SjsonValue      *member)
{
  return !self->words_only && sjson_value_get_member (&self->node, name, member);
}

gboolean
form_layer_find_of_kind (const FormLayer *self,
                         const char      *name,
                         SjsonKind        kind,
                         SjsonValue      *member)
{
  return !self->words_only &&
         sjson_value_get_member_of_kind (&self->node, name, kind, member);
}

gboolean
form_layer_find_schema (const FormLayer *self,
                        const char      *name,
                        SjsonValue      *member)
{
  SjsonValue found;

  if (!form_layer_find (self, name, &found) || !form_node_is_schema (&found))
    return FALSE;

  *member = found;
  return TRUE;
}

/* The keyword of the outermost layer that has it. */
gboolean
form_shape_find_of_kind (FormShape  *self,
                         const char *name,
                         SjsonKind   kind,
                         SjsonValue *member)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (form_layer_find_of_kind (form_shape_get_layer (self, i), name, kind, member))
      return TRUE;

  return FALSE;
}

/* What is for people counts even where a reference hides the rules beside it. */
gboolean
form_shape_find_words (FormShape  *self,
                       const char *name,
                       SjsonKind   kind,
                       SjsonValue *member)
{
  for (guint i = 0; i < self->layers->len; i++)
    if (sjson_value_get_member_of_kind (&form_shape_get_layer (self, i)->node, name, kind, member))
      return TRUE;

  return FALSE;
}

/* Whether any layer says so; this is for people, too. */
gboolean
form_shape_is_true (FormShape  *self,
                    const char *name)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->layers->len; i++)
    {
      gboolean says = FALSE;

      if (sjson_value_get_member_boolean (&form_shape_get_layer (self, i)->node, name, &says) &&
          says)
        return TRUE;
    }

  return FALSE;
}
