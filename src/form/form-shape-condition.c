/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

/* Conditions inside conditions are followed this far. */
#define MAX_ROUNDS 16
#define MAX_CONDITIONS 1000

/* What conditions add to a shape. */
typedef struct
{
  GArray *starts;      /* of FormStart */
  GArray *required;    /* of SjsonValue, lists of names */
} Additions;

/* Called for each schema that a layer may bring along; @depends is the member that it hangs on,
 * else @keyword is "then" or "else". */
typedef void (*ConditionFunc) (const FormLayer  *layer,
                               const SjsonValue *schema,
                               const SjsonValue *depends,
                               gboolean          is_else,
                               gpointer          data);

static void
visit_if (const FormLayer *layer,
          ConditionFunc    func,
          gpointer         data)
{
  SjsonValue schema;

  if (!form_layer_find_schema (layer, "if", &schema))
    return;

  if (form_layer_find_of_kind (layer, "then", SJSON_KIND_OBJECT, &schema))
    func (layer, &schema, NULL, FALSE, data);
  if (form_layer_find_of_kind (layer, "else", SJSON_KIND_OBJECT, &schema))
    func (layer, &schema, NULL, TRUE, data);
}

static void
visit_depends (const FormLayer *layer,
               const char      *keyword,
               guint            drafts,
               ConditionFunc    func,
               gpointer         data)
{
  SjsonValue list;
  SjsonValue name;
  SjsonValue schema;
  SjsonIter iter;

  if (!(layer->draft & drafts) ||
      !form_layer_find_of_kind (layer, keyword, SJSON_KIND_OBJECT, &list))
    return;

  sjson_iter_init (&iter, &list);
  while (sjson_iter_next (&iter, &name, &schema))
    func (layer, &schema, &name, FALSE, data);
}

static void
visit_conditions (const FormLayer *layer,
                  ConditionFunc    func,
                  gpointer         data)
{
  guint newer = SCHEMA_DRAFT_2019_09 | SCHEMA_DRAFT_2020_12;

  /* The validator knows "dependencies" in all drafts, since so many write them. */
  visit_if (layer, func, data);
  visit_depends (layer, "dependentSchemas", newer, func, data);
  visit_depends (layer, "dependentRequired", newer, func, data);
  visit_depends (layer, "dependencies", SCHEMA_DRAFT_07 | newer, func, data);
}

static void
count_cb (const FormLayer  *layer,
          const SjsonValue *schema,
          const SjsonValue *depends,
          gboolean          is_else,
          gpointer          data)
{
  guint *n = data;

  (*n)++;
}

/* Whether any of the layers hangs on the value. */
static gboolean
has_conditions (FormShape *self)
{
  guint n = 0;

  for (guint i = 0; i < self->layers->len; i++)
    visit_conditions (form_shape_get_layer (self, i), count_cb, &n);

  return n > 0;
}

/**
 * form_shape_is_conditional:
 *
 * Returns: whether the members of the group depend on its value, see form_shape_narrow()
 */
gboolean
form_shape_is_conditional (FormShape *self)
{
  FormShape *base;
  FormKind kind;

  g_return_val_if_fail (self != NULL, FALSE);

  base = self->base != NULL ? self->base : self;
  kind = form_shape_get_kind (base);

  return (kind == FORM_KIND_OBJECT || kind == FORM_KIND_MAP) && has_conditions (base);
}

/* A walk that finds out which conditions hold for a value. */
typedef struct
{
  FormShape *shape;
  const SjsonValue *value;
  Additions additions;
} Narrowing;

static gboolean
has_node (const GArray     *starts,
          const SjsonValue *node)
{
  for (guint i = 0; i < starts->len; i++)
    if (form_node_equal (&g_array_index (starts, FormStart, i).node, node))
      return TRUE;

  return FALSE;
}

static gboolean
has_list (const GArray     *lists,
          const SjsonValue *list)
{
  for (guint i = 0; i < lists->len; i++)
    if (form_node_equal (&g_array_index (lists, SjsonValue, i), list))
      return TRUE;

  return FALSE;
}

static gboolean
holds (Narrowing        *self,
       const FormLayer  *layer,
       const SjsonValue *depends,
       gboolean          is_else)
{
  SchemaVerdict verdict;
  SjsonValue condition;
  SjsonValue member;

  if (depends != NULL)
    {
      gsize length;
      g_autofree char *name = sjson_value_dup_string (depends, &length);

      return sjson_value_get_member_len (self->value, name, length, &member);
    }

  form_layer_find_schema (layer, "if", &condition);
  verdict = form_shapes_ask (self->shape->all, &condition, self->value);

  return verdict == (is_else ? SCHEMA_INVALID : SCHEMA_VALID);
}

static void
narrow_cb (const FormLayer  *layer,
           const SjsonValue *schema,
           const SjsonValue *depends,
           gboolean          is_else,
           gpointer          data)
{
  Narrowing *self = data;
  FormStart start = { *schema, layer->way, FALSE };

  if (!holds (self, layer, depends, is_else))
    return;

  if (sjson_value_get_kind (schema) == SJSON_KIND_ARRAY)
    {
      if (!has_list (self->additions.required, schema))
        g_array_append_val (self->additions.required, *schema);
    }
  else if (form_node_is_schema (schema) && !has_node (self->additions.starts, schema))
    {
      g_array_append_val (self->additions.starts, start);
    }
}

static GBytes *
make_key (const Additions *additions)
{
  g_autoptr(GArray) key = g_array_new (FALSE, TRUE, sizeof (gpointer));
  const char *text;
  gsize length;

  for (guint i = 0; i < additions->starts->len; i++)
    {
      text = sjson_value_get_text (&g_array_index (additions->starts, FormStart, i).node, &length);
      g_array_append_val (key, text);
    }

  for (guint i = 0; i < additions->required->len; i++)
    {
      text = sjson_value_get_text (&g_array_index (additions->required, SjsonValue, i), &length);
      g_array_append_val (key, text);
    }

  return g_bytes_new (key->data, key->len * sizeof (gpointer));
}

static FormShape *
make_narrowed (FormShape       *self,
               const Additions *additions)
{
  FormShape *shape = form_shape_make_alike (self);

  shape->base = self;
  g_array_append_vals (shape->starts, additions->starts->data, additions->starts->len);
  if (shape->required_too == NULL)
    shape->required_too = g_array_new (FALSE, FALSE, sizeof (SjsonValue));
  g_array_append_vals (shape->required_too, additions->required->data, additions->required->len);
  form_shape_read (shape);

  return shape;
}

/* The shape with these additions, or without if that is too much; made once. */
static FormShape *
get_narrowed (FormShape       *self,
              const Additions *additions)
{
  g_autoptr(GBytes) key = make_key (additions);
  FormShape *shape;

  if (additions->starts->len + additions->required->len == 0 ||
      self->all->shapes->len >= FORM_SHAPE_MAX_SHAPES)
    return self;

  if (self->narrowed == NULL)
    self->narrowed = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                            (GDestroyNotify) g_bytes_unref, NULL);

  shape = g_hash_table_lookup (self->narrowed, key);
  if (shape == NULL)
    {
      shape = make_narrowed (self, additions);
      g_hash_table_insert (self->narrowed, g_steal_pointer (&key), shape);
    }

  return shape->is_opaque ? self : shape;
}

/* Where a condition makes a union of a group, the branch of the value stands for it. */
static FormShape *
settle (FormShape        *self,
        const SjsonValue *value)
{
  FormShape *base = self->base;

  for (guint i = 0; i < MAX_ROUNDS && form_shape_get_kind (self) == FORM_KIND_UNION; i++)
    {
      self = form_shape_get_branch (self, form_shape_find_branch (self, value));
      if (self->is_opaque)
        return base;

      self->base = base;
    }

  return self;
}

/**
 * form_shape_narrow:
 * @value: (nullable): the value of the group
 *
 * Adds what conditions say of this very value: `if` with `then` and `else`, and what hangs on
 * members that are there. A value that was given before costs little.
 *
 * Returns: (transfer full): the shape for this value, or the same
 */
FormShape *
form_shape_narrow (FormShape        *self,
                   const SjsonValue *value)
{
  g_autoptr(GArray) starts = g_array_new (FALSE, TRUE, sizeof (FormStart));
  g_autoptr(GArray) required = g_array_new (FALSE, TRUE, sizeof (SjsonValue));
  Narrowing narrowing = { NULL, value, { starts, required } };
  FormShape *base;
  FormShape *shape;

  g_return_val_if_fail (self != NULL, NULL);

  base = shape = self->base != NULL ? self->base : self;
  if (value == NULL || sjson_value_get_kind (value) != SJSON_KIND_OBJECT ||
      !form_shape_is_conditional (base))
    return form_shape_ref (base);

  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      guint n = starts->len + required->len;

      narrowing.shape = shape;
      for (guint i = 0; i < shape->layers->len; i++)
        visit_conditions (form_shape_get_layer (shape, i), narrow_cb, &narrowing);

      shape = get_narrowed (base, &narrowing.additions);
      if (starts->len + required->len == n)
        break;
    }

  return form_shape_ref (settle (shape, value));
}

/* What there may be, whatever the value: for who describes a form. */
typedef struct
{
  GPtrArray *found;           /* of GArrays of FormStart */
  GArray *around;             /* of FormStart: the conditions around this one */
  FormShapes *all;
} Assumptions;

static void assume_shape (Assumptions *self,
                          FormShape   *shape);

static void
assume_cb (const FormLayer  *layer,
           const SjsonValue *schema,
           const SjsonValue *depends,
           gboolean          is_else,
           gpointer          data)
{
  Assumptions *self = data;
  FormStart start = { *schema, layer->way, FALSE };
  FormShape *inner;

  if (sjson_value_get_kind (schema) != SJSON_KIND_OBJECT ||
      self->found->len >= MAX_CONDITIONS || self->around->len >= MAX_ROUNDS ||
      has_node (self->around, schema))
    return;

  g_array_append_val (self->around, start);
  g_ptr_array_add (self->found, g_array_copy (self->around));

  /* What is found in it is on a way through it, so it stays. */
  inner = form_shape_make (self->all, 0);
  g_ptr_array_add (self->all->shapes, inner);
  form_shape_start (inner, schema, layer->way, FALSE);
  form_shape_read (inner);
  assume_shape (self, inner);

  g_array_set_size (self->around, self->around->len - 1);
}

static void
assume_shape (Assumptions *self,
              FormShape   *shape)
{
  for (guint i = 0; i < shape->layers->len; i++)
    visit_conditions (form_shape_get_layer (shape, i), assume_cb, self);
}

static GPtrArray *
find_assumptions (FormShape *self)
{
  g_autoptr(GArray) around = g_array_new (FALSE, FALSE, sizeof (FormStart));
  Assumptions assumptions = {
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref), around, self->all,
  };

  assume_shape (&assumptions, self);

  return assumptions.found;
}

/**
 * form_shape_get_n_conditions:
 *
 * Returns: how many schemas there are that hold for some values only
 */
guint
form_shape_get_n_conditions (FormShape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->conditions == NULL)
    self->conditions = find_assumptions (self);

  return self->conditions->len;
}

/**
 * form_shape_assume:
 * @condition: which of form_shape_get_n_conditions()
 *
 * Returns: (transfer none): the shape of values for which that one holds
 */
FormShape *
form_shape_assume (FormShape *self,
                   guint      condition)
{
  g_autoptr(GArray) required = g_array_new (FALSE, FALSE, sizeof (SjsonValue));
  Additions additions = { NULL, required };

  g_return_val_if_fail (condition < form_shape_get_n_conditions (self), NULL);

  additions.starts = self->conditions->pdata[condition];

  return get_narrowed (self, &additions);
}
