/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Further patterns of one group are not told. */
#define MAX_PATTERNS 1000

static gboolean
find_pattern (const SjsonValue *node,
              const char       *pattern,
              SjsonValue       *found)
{
  SjsonValue patterns;

  return pattern != NULL &&
         sjson_value_get_member_of_kind (node, "patternProperties", SJSON_KIND_OBJECT,
                                         &patterns) &&
         sjson_value_get_member (&patterns, pattern, found);
}

/* The shape of a member whose name is in no schema; of those that fit @pattern (nullable) alone. */
static FormShape *
make_other (FormShape  *self,
            const char *pattern)
{
  FormShape *shape = form_shape_make (self->all, self);
  gboolean found = FALSE;
  SjsonValue node;

  for (guint i = 0; i < self->n_layers; i++)
    if (!self->layers[i].words_only &&
        (find_pattern (&self->layers[i].node, pattern, &node) ||
         sjson_value_get_member (&self->layers[i].node, "additionalProperties", &node)))
      {
        found = TRUE;
        form_shape_add (shape, &node, -1, i, FALSE);
      }

  for (guint i = 0; i < self->n_layers && !found; i++)
    if (!self->layers[i].words_only &&
        sjson_value_get_member (&self->layers[i].node, "unevaluatedProperties", &node))
      form_shape_add (shape, &node, -1, i, FALSE);

  return shape->is_impossible ? NULL : shape;
}

/**
 * form_shape_get_other:
 *
 * Returns: (transfer none) (nullable): the shape of a member that no layer speaks of, neither by
 *   its name nor by a pattern; %NULL where there may be none
 */
FormShape *
form_shape_get_other (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return make_other (self, NULL);
}

/**
 * form_shape_dup_patterns:
 *
 * Returns: (transfer full) (element-type utf8): what names of further members may be like
 */
GPtrArray *
form_shape_dup_patterns (FormShape *self)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *patterns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n_layers; i++)
    {
      SjsonValue list, name;
      SjsonIter iter;

      if (self->layers[i].words_only ||
          !sjson_value_get_member_of_kind (&self->layers[i].node, "patternProperties",
                                           SJSON_KIND_OBJECT, &list))
        continue;

      sjson_iter_init (&iter, &list);

      while (patterns->len < MAX_PATTERNS && sjson_iter_next (&iter, &name, NULL))
        {
          char *pattern = form_shape_dup_name (&name);

          if (pattern == NULL || !g_hash_table_add (known, pattern))
            g_free (pattern);
          else
            g_ptr_array_add (patterns, pattern);
        }
    }

  return patterns;
}

/**
 * form_shape_get_pattern_member:
 * @pattern: one of form_shape_dup_patterns()
 *
 * Returns: (transfer none) (nullable): the shape of a member whose name fits that pattern alone;
 *   %NULL where there may be none
 */
FormShape *
form_shape_get_pattern_member (FormShape  *self,
                               const char *pattern)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (pattern != NULL, NULL);

  return make_other (self, pattern);
}
