/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Values of all enums of one form together. */
#define MAX_CHOICES 1000000

/* What defaults of one form may come to: a reference repeats them at will. */
#define MAX_BYTES (16 * 1024 * 1024)

/* About 60 MB of them. */
#define MAX_MORE_LAYERS 500000

/* What it may cost to hold names against patterns; about half a second. */
#define MAX_MATCHING (20 * 1000 * 1000)

/* Steps that the validator may take in all to say that it does not know, some of its full bounds;
 * then it is not asked any more which branch a value is of, or whether a default is right. */
#define PATIENCE (16 * 1000 * 1000)

static FormShapes *
form_shapes_new (SchemaValidator  *validator,
                 const SjsonValue *schema)
{
  FormShapes *self = g_new0 (FormShapes, 1);

  g_atomic_ref_count_init (&self->references);
  g_set_object (&self->validator, validator);
  if (schema != NULL)
    {
      self->schema = sjson_value_copy (schema);
      if (validator == NULL)
        self->validator = schema_validator_new (schema, NULL, SCHEMA_FLAGS_NONE);
    }

  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) form_shape_free);
  self->verdicts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->patterns = g_hash_table_new_full (NULL, NULL, NULL,
                                          (GDestroyNotify) schema_pattern_free);
  self->choices = MAX_CHOICES;
  self->bytes = MAX_BYTES;
  self->matching = MAX_MATCHING;
  self->layers = MAX_MORE_LAYERS;
  self->patience = PATIENCE;

  return self;
}

void
form_shape_free (FormShape *self)
{
  if (self->layers->len > FORM_SHAPE_FREE_LAYERS)
    self->all->layers += self->layers->len - FORM_SHAPE_FREE_LAYERS;

  g_clear_pointer (&self->members, form_members_free);
  g_clear_pointer (&self->items, form_items_free);
  g_clear_pointer (&self->branches, form_union_free);
  g_clear_pointer (&self->words, form_words_free);
  g_clear_pointer (&self->range, form_range_free);
  g_clear_pointer (&self->narrowed, g_hash_table_unref);
  g_clear_pointer (&self->conditions, g_ptr_array_unref);
  form_choices_clear (&self->choices);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->layers, g_array_unref);
  g_clear_pointer (&self->ways, g_ptr_array_unref);
  g_clear_pointer (&self->required_too, g_array_unref);
  g_clear_pointer (&self->consumed, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_free (self);
}

static void
form_shapes_free (FormShapes *self)
{
  g_ptr_array_unref (self->shapes);
  g_hash_table_unref (self->verdicts);
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

/* What the validator says of @value, which schemas that branch at each level can make it take its
 * full bound for, at each level again. Steps and no clock: a busy machine shows the same form. */
SchemaVerdict
form_shapes_ask (FormShapes       *self,
                 const SjsonValue *node,
                 const SjsonValue *value)
{
  SchemaVerdict verdict;

  if (self->patience <= 0)
    return SCHEMA_UNCHECKED;

  verdict = schema_validator_check_at (self->validator, node, value);
  if (verdict == SCHEMA_UNCHECKED)
    self->patience -= (gint64) schema_validator_get_n_spent (self->validator);

  return verdict;
}

/* A shape that begins with nothing as yet. */
FormShape *
form_shape_make (FormShapes *all,
                 guint       depth)
{
  FormShape *self = g_new0 (FormShape, 1);

  self->all = all;
  self->starts = g_array_new (FALSE, FALSE, sizeof (FormStart));
  self->layers = g_array_new (FALSE, FALSE, sizeof (FormLayer));
  self->ways = g_ptr_array_new_with_free_func (g_free);
  self->depth = depth;
  self->only = FORM_TYPES_ALL;
  self->is_opaque = all->shapes->len >= FORM_SHAPE_MAX_SHAPES || depth > FORM_SHAPE_MAX_DEPTH;

  return self;
}

/* One for the same place, which begins with the same; it is read once more was added. */
FormShape *
form_shape_make_alike (FormShape *self)
{
  FormShape *alike = form_shape_make (self->all, self->depth);

  alike->only = self->only;
  alike->is_root = self->is_root;
  g_array_append_vals (alike->starts, self->starts->data, self->starts->len);
  alike->consumed = g_array_new (FALSE, FALSE, sizeof (FormKey));
  if (self->consumed != NULL)
    g_array_append_vals (alike->consumed, self->consumed->data, self->consumed->len);
  if (self->required_too != NULL)
    alike->required_too = g_array_copy (self->required_too);
  alike->is_opaque |= alike->consumed->len >= FORM_SHAPE_FREE_LAYERS;
  g_ptr_array_add (self->all->shapes, alike);

  return alike;
}

/* The shape of a member or an item. */
FormShape *
form_shape_make_child (FormShape *self,
                       GArray    *starts)
{
  FormShape *child = form_shape_make (self->all, self->depth + 1);

  g_ptr_array_add (self->all->shapes, child);
  g_array_append_vals (child->starts, starts->data, starts->len);
  form_shape_read (child);

  return child;
}

/**
 * form_shape_new:
 * @validator: (nullable): of the same schema; says where references lead, and judges
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
  FormShapes *all;
  FormShape *self;

  g_return_val_if_fail (validator == NULL || SCHEMA_IS_VALIDATOR (validator), NULL);

  all = form_shapes_new (validator, schema);
  self = form_shape_make (all, 0);
  g_ptr_array_add (all->shapes, self);
  self->only = FORM_TYPE_GROUP;
  self->is_root = TRUE;

  if (schema != NULL && sjson_value_get_kind (schema) == SJSON_KIND_OBJECT)
    form_shape_start (self, schema, NULL, FALSE);
  else
    self->is_opaque = TRUE;

  form_shape_read (self);

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

gboolean
form_starts_equal (const GArray *starts,
                   const GArray *others)
{
  if (starts->len != others->len)
    return FALSE;

  for (guint i = 0; i < starts->len; i++)
    if (!form_node_equal (&g_array_index (starts, FormStart, i).node,
                          &g_array_index (others, FormStart, i).node))
      return FALSE;

  return TRUE;
}

static gboolean
keys_equal (const GArray *keys,
            const GArray *others)
{
  guint n = keys != NULL ? keys->len : 0;

  if (n != (others != NULL ? others->len : 0))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const FormKey *key = &g_array_index (keys, FormKey, i);
      const FormKey *other = &g_array_index (others, FormKey, i);

      if (key->is_any != other->is_any || !form_node_equal (&key->node, &other->node))
        return FALSE;
    }

  return TRUE;
}

static gboolean
nodes_equal (const GArray *nodes,
             const GArray *others)
{
  guint n = nodes != NULL ? nodes->len : 0;

  if (n != (others != NULL ? others->len : 0))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!form_node_equal (&g_array_index (nodes, SjsonValue, i),
                          &g_array_index (others, SjsonValue, i)))
      return FALSE;

  return TRUE;
}

/**
 * form_shape_equal:
 *
 * Returns: whether both say the same, being made of the same schemas
 */
gboolean
form_shape_equal (FormShape *self,
                  FormShape *other)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (other != NULL, FALSE);

  return self == other ||
         (self->all == other->all && self->depth == other->depth && self->only == other->only &&
          self->is_root == other->is_root && self->is_opaque == other->is_opaque &&
          form_starts_equal (self->starts, other->starts) &&
          keys_equal (self->consumed, other->consumed) &&
          nodes_equal (self->required_too, other->required_too));
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
 * Returns: whether a schema that it is made of led to it, so that it unfolds for ever
 */
gboolean
form_shape_is_recursive (FormShape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_recursive;
}
