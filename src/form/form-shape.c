/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Values of all enums of one form together. */
#define MAX_CHOICES 1000000

/* What defaults of one form may come to: a reference repeats them at will. */
#define MAX_BYTES (16 * 1024 * 1024)

static FormShapes *
form_shapes_new (SchemaValidator  *validator,
                 const SjsonValue *schema)
{
  FormShapes *self = g_new0 (FormShapes, 1);

  g_atomic_ref_count_init (&self->references);
  g_set_object (&self->validator, validator);
  self->schema = schema != NULL ? sjson_value_copy (schema) : NULL;
  self->patterns = g_hash_table_new_full (NULL, NULL, NULL,
                                          (GDestroyNotify) schema_pattern_free);
  self->choices = MAX_CHOICES;
  self->bytes = MAX_BYTES;

  return self;
}

static void
form_shape_free (FormShape *self)
{
  g_clear_pointer (&self->members, form_members_free);
  g_clear_pointer (&self->items, form_items_free);
  g_clear_pointer (&self->branches, form_union_free);
  g_clear_pointer (&self->words, form_words_free);
  g_clear_pointer (&self->range, form_range_free);
  g_free (self->layers);
  g_free (self);
}

static void
form_shapes_free (FormShapes *self)
{
  g_ptr_array_unref (self->shapes);
  g_hash_table_unref (self->patterns);
  g_clear_pointer (&self->schema, sjson_value_free);
  g_clear_object (&self->validator);
  g_free (self);
}

/* Whether the form may hold @value without being asked, and so perhaps many times. */
gboolean
form_shapes_afford (FormShapes       *self,
                    const SjsonValue *value)
{
  gsize length;

  sjson_value_get_text (value, &length);
  if (length > self->bytes)
    return FALSE;

  self->bytes -= length;
  return TRUE;
}

/* A shape without layers as yet; @around is the group or list that it is in. */
FormShape *
form_shape_make (FormShapes *all,
                 FormShape  *around)
{
  FormShape *self = g_new0 (FormShape, 1);

  if (all->shapes == NULL)
    all->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) form_shape_free);

  self->all = all;
  self->around = around;
  self->depth = around != NULL ? around->depth + 1 : 0;
  self->only = FORM_TYPES_ALL;
  self->is_opaque = all->shapes->len >= FORM_SHAPE_MAX_SHAPES ||
                    self->depth > FORM_SHAPE_MAX_DEPTH;
  g_ptr_array_add (all->shapes, self);

  return self;
}

/**
 * form_shape_new:
 * @validator: (nullable): of the same schema; says where its references lead
 * @schema: (nullable): the schema of all the arguments, which are an object whatever it says
 *
 * Reads of a schema what is needed at once; the rest is read when it is asked for.
 *
 * Returns: (transfer full): the shape of the whole
 */
FormShape *
form_shape_new (SchemaValidator  *validator,
                const SjsonValue *schema)
{
  FormShape *self;

  g_return_val_if_fail (validator == NULL || SCHEMA_IS_VALIDATOR (validator), NULL);

  self = form_shape_make (form_shapes_new (validator, schema), NULL);
  self->only = FORM_TYPE_IS_OBJECT;

  if (schema != NULL && sjson_value_get_kind (schema) == SJSON_KIND_OBJECT)
    form_shape_add (self, schema, -1, -1, FALSE);
  else
    self->is_opaque = TRUE;

  return self;
}

/**
 * form_shape_ref:
 *
 * Returns: (transfer full): the same shape, which keeps all shapes of the form
 */
FormShape *
form_shape_ref (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->all->references);

  return self;
}

/**
 * form_shape_unref:
 * @self: (transfer full): a shape
 *
 * Gives up a reference.
 */
void
form_shape_unref (FormShape *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->all->references))
    form_shapes_free (self->all);
}

static gboolean
layer_equal (const FormLayer *self,
             const FormLayer *other)
{
  return self->node.document == other->node.document && self->node.token == other->node.token &&
         self->words_only == other->words_only && self->consumed == other->consumed;
}

/**
 * form_shape_equal:
 *
 * Returns: whether both say the same, being made of the same nodes
 */
gboolean
form_shape_equal (FormShape *self,
                  FormShape *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  if (self == other)
    return TRUE;

  if (self->all != other->all || self->n_layers != other->n_layers ||
      self->only != other->only || self->is_opaque != other->is_opaque ||
      self->is_impossible != other->is_impossible || self->depth != other->depth)
    return FALSE;

  for (guint i = 0; i < self->n_layers; i++)
    if (!layer_equal (&self->layers[i], &other->layers[i]))
      return FALSE;

  return TRUE;
}

/**
 * form_shape_is_read_only:
 *
 * Returns: whether the server says that it is not to be set (`readOnly`)
 */
gboolean
form_shape_is_read_only (FormShape *self)
{
  return form_shape_is_true (self, "readOnly");
}

/**
 * form_shape_is_deprecated:
 *
 * Returns: whether the server says that it is not to be used any more (`deprecated`)
 */
gboolean
form_shape_is_deprecated (FormShape *self)
{
  return form_shape_is_true (self, "deprecated");
}

/**
 * form_shape_is_recursive:
 *
 * Returns: whether a schema that it is made of is around it already, so that it unfolds for ever
 */
gboolean
form_shape_is_recursive (FormShape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_recursive;
}
