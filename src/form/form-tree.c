/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

/* What the fields of one form share, and the making of the first of them. */

FormTree *
form_tree_ref (FormTree *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
form_tree_unref (FormTree *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_object (&self->validator);
  g_free (self);
}

guint64
form_tree_take_id (FormTree *self)
{
  return ++self->last_id;
}

static FormTree *
new_tree (const SjsonValue *schema)
{
  FormTree *self = g_new0 (FormTree, 1);

  g_atomic_ref_count_init (&self->references);
  self->defaults = FORM_MAX_DEFAULTS;
  if (schema != NULL)
    self->validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_ASSERT_FORMAT);

  return self;
}

/* The arguments are a group in any case; what is none is one text of JSON. */
static FormShape *
make_shape (FormTree         *tree,
            const SjsonValue *schema)
{
  g_autoptr(FormShape) shape = form_shape_new (tree->validator, schema);

  switch (form_shape_get_kind (shape))
    {
    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
    case FORM_KIND_UNION:
    case FORM_KIND_JSON:
      return g_steal_pointer (&shape);

    default:
      return form_shape_new (tree->validator, NULL);
    }
}

/**
 * form_tree_new_root:
 * @schema: (nullable): of the arguments, as a server sent it
 * @value: (nullable): what to show; `NULL` applies the defaults
 *
 * Returns: (transfer full): the field of all the arguments
 */
FormField *
form_tree_new_root (const SjsonValue *schema,
                    const SjsonValue *value)
{
  g_autoptr(FormTree) tree = new_tree (schema);
  g_autoptr(FormShape) shape = make_shape (tree, schema);
  FormKind kind = form_shape_get_kind (shape);
  FormField *root = form_field_new (tree, NULL, shape, "", kind != FORM_KIND_JSON);
  FormEdit edit;

  tree->root = root;
  form_edit_init (&edit);
  if (value != NULL)
    form_edit_load (&edit, root, value);
  else
    form_edit_initial (&edit, root);
  form_edit_mark (&edit, root);
  form_edit_finish (&edit, root);

  return root;
}
