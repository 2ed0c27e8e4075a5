/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

static void
clear_branch (gpointer data)
{
  FormBranch *branch = data;

  g_free (branch->label);
}

void
form_union_free (FormUnion *self)
{
  g_array_unref (self->branches);
  g_free (self);
}

static FormUnion *
form_union_new (const FormGroup *group)
{
  FormUnion *self = g_new0 (FormUnion, 1);

  self->group = group;
  self->branches = g_array_new (FALSE, TRUE, sizeof (FormBranch));
  g_array_set_clear_func (self->branches, clear_branch);

  return self;
}

static FormUnion *
unite_group (const FormGroup *group)
{
  FormUnion *self = form_union_new (group);

  for (guint i = 0; i < group->branches->len; i++)
    {
      FormBranch branch = { .node = g_array_index (group->branches, SjsonValue, i) };

      g_array_append_val (self->branches, branch);
    }

  return self;
}

static void
add_type (FormUnion *self,
          guint      types)
{
  FormBranch branch = { .types = types };

  for (guint i = 0; i < self->branches->len; i++)
    if (g_array_index (self->branches, FormBranch, i).types & types)
      return;

  g_array_append_val (self->branches, branch);
}

/* The types that are left, in the order in which the outermost layer names them. */
static FormUnion *
unite_types (FormShape *self)
{
  FormUnion *types = form_union_new (NULL);
  guint left = self->named & ~FORM_TYPE_NULL;
  SjsonValue list;
  SjsonValue name;
  SjsonIter iter;

  if (form_shape_find_of_kind (self, "type", SJSON_KIND_ARRAY, &list))
    {
      sjson_iter_init (&iter, &list);
      while (sjson_iter_next (&iter, NULL, &name))
        {
          guint found = form_node_read_type_name (&name) & left;

          if (found & FORM_TYPES_NUMBER)
            found = left & FORM_TYPES_NUMBER;
          if (found != 0)
            add_type (types, found);
        }
    }

  if (types->branches->len > 1)
    return types;

  form_union_free (types);
  return NULL;
}

/* The union that the shape is, if it is one. */
FormUnion *
form_shape_ensure_union (FormShape *self)
{
  if (self->branches != NULL)
    return self->branches;

  form_shape_ensure_types (self);

  for (guint i = 0; self->groups != NULL && i < self->groups->len; i++)
    {
      const FormGroup *group = &g_array_index (self->groups, FormGroup, i);

      if (group->is_shaped)
        return self->branches = unite_group (group);
    }

  return self->branches = unite_types (self);
}

static FormUnion *
get_union (FormShape *self)
{
  return form_shape_get_kind (self) == FORM_KIND_UNION ? self->branches : NULL;
}

/**
 * form_shape_get_n_branches:
 *
 * Returns: how many there are to choose from
 */
guint
form_shape_get_n_branches (FormShape *self)
{
  FormUnion *found;

  g_return_val_if_fail (self != NULL, 0);

  found = get_union (self);

  return found != NULL ? found->branches->len : 0;
}

static FormShape *
make_branch (FormShape        *self,
             const FormBranch *branch)
{
  FormShape *shape = form_shape_make_alike (self);
  const FormGroup *group = self->branches->group;

  if (group != NULL)
    {
      const FormLayer *layer = form_shape_get_layer (self, group->layer);
      FormKey key = { layer->node, group->is_any };

      g_array_append_val (shape->consumed, key);
      form_shape_start (shape, &branch->node, layer->way, FALSE);
    }
  else
    {
      shape->only = branch->types;
    }

  form_shape_read (shape);

  return shape;
}

/**
 * form_shape_get_branch:
 *
 * Returns: (transfer none): the shape of a value of that branch, all else that holds included
 */
FormShape *
form_shape_get_branch (FormShape *self,
                       guint      index)
{
  FormBranch *branch;

  g_return_val_if_fail (index < form_shape_get_n_branches (self), NULL);

  branch = &g_array_index (self->branches->branches, FormBranch, index);
  if (branch->shape == NULL)
    branch->shape = make_branch (self, branch);

  return branch->shape;
}

/* The shape of what the branch says by itself. */
FormShape *
form_shape_get_branch_alone (FormShape *self,
                             guint      index)
{
  FormBranch *branch = &g_array_index (self->branches->branches, FormBranch, index);

  if (self->branches->group == NULL)
    return form_shape_get_branch (self, index);

  if (branch->own == NULL)
    {
      branch->own = form_shape_make (self->all, self->depth);
      g_ptr_array_add (self->all->shapes, branch->own);
      form_shape_start (branch->own, &branch->node, NULL, FALSE);
      form_shape_read (branch->own);
    }

  return branch->own;
}

/**
 * form_shape_get_branch_label:
 *
 * Returns: what to call the branch; perhaps text of a server, so never markup
 */
const char *
form_shape_get_branch_label (FormShape *self,
                             guint      index)
{
  g_return_val_if_fail (index < form_shape_get_n_branches (self), NULL);

  if (!self->branches->is_labelled)
    {
      self->branches->is_labelled = TRUE;
      form_shape_label_branches (self);
    }

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

  return self->branches->group != NULL
         ? &g_array_index (self->branches->branches, FormBranch, index).node : NULL;
}
