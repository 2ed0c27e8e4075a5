/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

static const char * const union_names[] = { "oneOf", "anyOf" };

/* What the branches of the unions of a layer allow, where none was chosen yet. */
static guint
get_union_types (FormShape       *self,
                 const FormLayer *layer)
{
  guint types = FORM_TYPES_ALL;

  for (gsize i = 0; i < G_N_ELEMENTS (union_names); i++)
    {
      SjsonValue branches;
      SjsonValue branch;
      SjsonIter iter;
      guint found = 0;

      if ((layer->consumed & (1 << i)) ||
          !sjson_value_get_member_of_kind (&layer->node, union_names[i], SJSON_KIND_ARRAY,
                                           &branches) ||
          sjson_value_get_length (&branches) == 0)
        continue;

      sjson_iter_init (&iter, &branches);
      while (found != FORM_TYPES_ALL && sjson_iter_next (&iter, NULL, &branch))
        found |= form_node_get_types (self->all, &branch);

      types &= found;
    }

  return types;
}

static guint
get_own_types (FormShape *self,
               guint      layer)
{
  const FormLayer *here = &self->layers[layer];
  guint named;

  if (here->words_only)
    return FORM_TYPES_ALL;

  named = form_node_read_type (&here->node);
  self->is_typed |= named != 0;

  return (named != 0 ? named : FORM_TYPES_ALL) & form_node_read_constants (&here->node) &
         get_union_types (self, here);
}

/* What all layers allow together. What a layer leads to comes after it. */
static guint
merge_types (FormShape *self)
{
  guint types[FORM_SHAPE_MAX_LAYERS];
  guint merged = self->only;

  for (guint i = 0; i < self->n_layers; i++)
    types[i] = get_own_types (self, i);

  for (guint i = self->n_layers; i-- > 0; )
    {
      const FormLayer *layer = &self->layers[i];
      guint found = types[i] | (layer->or_null ? FORM_TYPE_IS_NULL : 0);

      self->names_null |= layer->or_null;
      if (layer->via >= 0)
        types[layer->via] &= found;
      else
        merged &= found;
    }

  return merged;
}

/* Where nothing agrees with all layers, the outermost that names a type is believed. */
static guint
get_outermost_types (FormShape *self)
{
  for (guint i = 0; i < self->n_layers; i++)
    {
      guint named = form_node_read_type (&self->layers[i].node) & self->only;

      if (named != 0)
        return named;
    }

  return self->only;
}

static guint
infer_types (FormShape *self)
{
  for (guint i = 0; i < self->n_layers; i++)
    {
      guint found = self->layers[i].words_only ? 0
                                               : form_node_infer_types (&self->layers[i].node);

      if (found & self->types)
        return found & self->types;
    }

  return 0;
}

static gboolean
says (FormShape  *self,
      const char *keyword,
      const char *text)
{
  SjsonValue member;

  return form_shape_find_of_kind (self, keyword, SJSON_KIND_STRING, &member) &&
         sjson_value_equals_string (&member, text);
}

static FormKind
choose_string_kind (FormShape *self)
{
  if (says (self, "contentEncoding", "base64") || says (self, "format", "byte") ||
      says (self, "format", "binary"))
    return FORM_KIND_FILE;

  if (says (self, "format", "date"))
    return FORM_KIND_DATE;
  if (says (self, "format", "time"))
    return FORM_KIND_TIME;
  if (says (self, "format", "date-time"))
    return FORM_KIND_DATE_TIME;

  return FORM_KIND_STRING;
}

static FormKind
choose_array_kind (FormShape *self)
{
  FormShape *item;

  if (self->depth >= FORM_SHAPE_MAX_DEPTH)
    return FORM_KIND_JSON;

  if (form_shape_get_n_prefix (self) > 0)
    return FORM_KIND_TUPLE;

  item = form_shape_get_item (self, 0);

  return item != NULL && form_shape_has_choices (item) ? FORM_KIND_CHOICES : FORM_KIND_LIST;
}

static FormKind
choose_object_kind (FormShape *self)
{
  if (self->depth >= FORM_SHAPE_MAX_DEPTH)
    return FORM_KIND_JSON;

  if (form_shape_get_n_members (self) > 0 || !form_shape_takes_others (self))
    return FORM_KIND_OBJECT;

  return FORM_KIND_MAP;
}

/* The kind for one type; JSON for several. */
static FormKind
choose_by_types (FormShape *self,
                 guint      types)
{
  switch (types)
    {
    case FORM_TYPE_IS_NULL:
      return FORM_KIND_NULL;
    case FORM_TYPE_IS_BOOLEAN:
      return FORM_KIND_BOOLEAN;
    case FORM_TYPE_IS_INTEGER:
      return FORM_KIND_INTEGER;
    case FORM_TYPE_IS_FRACTION:
    case FORM_TYPES_NUMBER:
      return FORM_KIND_NUMBER;
    case FORM_TYPE_IS_STRING:
      return choose_string_kind (self);
    case FORM_TYPE_IS_ARRAY:
      return choose_array_kind (self);
    case FORM_TYPE_IS_OBJECT:
      return choose_object_kind (self);
    default:
      return FORM_KIND_JSON;
    }
}

static FormKind
choose_kind (FormShape *self)
{
  guint types = self->types & ~FORM_TYPE_IS_NULL;

  if (self->is_opaque)
    return FORM_KIND_JSON;

  if (form_shape_has_choices (self))
    return FORM_KIND_CHOICE;

  if (self->types == FORM_TYPE_IS_NULL)
    return FORM_KIND_NULL;

  if (form_shape_find_union (self) != NULL)
    return FORM_KIND_UNION;

  if (choose_by_types (self, types) == FORM_KIND_JSON && !self->is_typed)
    types = infer_types (self);

  return choose_by_types (self, types);
}

static void
ensure_types (FormShape *self)
{
  if (self->types != 0)
    return;

  self->types = merge_types (self);
  if (self->types == 0)
    self->types = get_outermost_types (self);
}

/* Whether there are values to choose from; does not look at what is below. */
gboolean
form_shape_has_choices (FormShape *self)
{
  ensure_types (self);

  if (!self->knows_choices)
    {
      self->knows_choices = TRUE;
      form_shape_read_choices (self);
    }

  return self->choices.style != FORM_CHOICES_NONE;
}

void
form_shape_ensure_kind (FormShape *self)
{
  if (self->knows_kind)
    return;

  ensure_types (self);
  self->knows_kind = TRUE;
  self->kind = FORM_KIND_JSON;
  self->kind = choose_kind (self);
}

/**
 * form_shape_get_kind:
 *
 * Returns: what kind of field shows a value of this shape
 */
FormKind
form_shape_get_kind (FormShape *self)
{
  g_return_val_if_fail (self != NULL, FORM_KIND_JSON);

  form_shape_ensure_kind (self);

  return self->kind;
}

/**
 * form_shape_get_kinds:
 *
 * Returns: bits of the kinds of JSON that fit, by FORM_SHAPE_BIT(); what else is wrong with a
 *   value of such a kind says the validator
 */
guint
form_shape_get_kinds (FormShape *self)
{
  static const SjsonKind kinds[] = {
    SJSON_KIND_NULL, SJSON_KIND_BOOLEAN, SJSON_KIND_NUMBER, SJSON_KIND_NUMBER, SJSON_KIND_STRING,
    SJSON_KIND_ARRAY, SJSON_KIND_OBJECT,
  };
  guint found = 0;

  g_return_val_if_fail (self != NULL, 0);

  ensure_types (self);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (self->types & (1 << i))
      found |= FORM_SHAPE_BIT (kinds[i]);

  return found;
}

/**
 * form_shape_is_nullable:
 *
 * Where nothing is said about types, only a field that shows any JSON can be null.
 *
 * Returns: whether null is one of the states that the person can choose
 */
gboolean
form_shape_is_nullable (FormShape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  form_shape_ensure_kind (self);

  return (self->types & FORM_TYPE_IS_NULL) != 0 && self->kind != FORM_KIND_NULL &&
         (self->types != FORM_TYPES_ALL || self->is_typed || self->names_null ||
          self->kind == FORM_KIND_JSON);
}
