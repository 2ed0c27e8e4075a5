/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

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

  /* A check list has no place for null. */
  return item != NULL && form_shape_has_choices (item) && !form_shape_is_nullable (item)
         ? FORM_KIND_CHOICES : FORM_KIND_LIST;
}

static FormKind
choose_object_kind (FormShape *self)
{
  if (self->depth >= FORM_SHAPE_MAX_DEPTH)
    return FORM_KIND_JSON;

  if (form_shape_get_n_members (self) > 0 || form_shape_get_n_conditions (self) > 0 ||
      !form_shape_takes_others (self))
    return FORM_KIND_OBJECT;

  return FORM_KIND_MAP;
}

/* The kind for one type; JSON for none and several. */
static FormKind
choose_by_types (FormShape *self,
                 guint      types)
{
  switch (types)
    {
    case FORM_TYPE_NULL:
      return FORM_KIND_NULL;
    case FORM_TYPE_BOOLEAN:
      return FORM_KIND_BOOLEAN;
    case FORM_TYPE_INTEGER:
      return FORM_KIND_INTEGER;
    case FORM_TYPE_FRACTION:
    case FORM_TYPES_NUMBER:
      return FORM_KIND_NUMBER;
    case FORM_TYPE_STRING:
      return choose_string_kind (self);
    case FORM_TYPE_ARRAY:
      return choose_array_kind (self);
    case FORM_TYPE_GROUP:
      return choose_object_kind (self);
    default:
      return FORM_KIND_JSON;
    }
}

static FormKind
choose_kind (FormShape *self)
{
  guint types = self->named & ~FORM_TYPE_NULL;

  if (self->is_opaque)
    return FORM_KIND_JSON;

  if (form_shape_has_choices (self))
    return FORM_KIND_CHOICE;

  if (self->named == FORM_TYPE_NULL || self->fits == FORM_TYPE_NULL)
    return FORM_KIND_NULL;

  if (form_shape_ensure_union (self) != NULL)
    return FORM_KIND_UNION;

  return choose_by_types (self, types != 0 ? types : form_shape_infer_types (self));
}

void
form_shape_ensure_kind (FormShape *self)
{
  if (self->knows_kind)
    return;

  form_shape_ensure_types (self);
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

  form_shape_ensure_types (self);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (self->fits & (1 << i))
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

  return (self->fits & FORM_TYPE_NULL) != 0 && self->kind != FORM_KIND_NULL &&
         (self->fits != FORM_TYPES_ALL || self->named != 0 || self->names_null ||
          self->kind == FORM_KIND_JSON || self->kind == FORM_KIND_CHOICE);
}
