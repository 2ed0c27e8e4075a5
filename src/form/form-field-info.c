/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-children-private.h"

#include "form-choice-private.h"
#include "form-decimal-private.h"
#include "form-label-private.h"

/* What a field tells about itself. */

FormKind
form_field_get_kind (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FORM_KIND_JSON);

  return self->kind;
}

const char *
form_field_get_description (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return form_shape_get_description (self->shape);
}

gboolean
form_field_is_required (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->required;
}

gboolean
form_field_is_nullable (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->parent != NULL && form_shape_is_nullable (self->shape);
}

const char *
form_field_get_format (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return form_shape_get_format (self->shape);
}

/**
 * form_field_is_multiline:
 * @self: a field
 *
 * Returns: whether its text is likely to have several lines, going by its limits, its default,
 *   its name
 */
gboolean
form_field_is_multiline (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->kind == FORM_KIND_JSON || form_shape_is_multiline (self->shape) ||
         (self->kind == FORM_KIND_STRING && !form_shape_is_short (self->shape) &&
          form_label_is_prose (self->name));
}

/**
 * form_field_get_limits:
 * @self: a field
 *
 * Returns: (nullable): what is allowed, in words: "1 to 50", "at most 5 characters"
 */
const char *
form_field_get_limits (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return form_shape_get_limits (self->shape);
}

static gboolean
get_double (const char *text,
            double     *number)
{
  g_auto(FormDecimal) decimal = { 0 };

  return text != NULL && form_decimal_init (&decimal, text) &&
         form_decimal_get_double (&decimal, number);
}

/**
 * form_field_get_range:
 * @self: a field
 * @minimum: (out) (optional): the least
 * @maximum: (out) (optional): the greatest
 *
 * Whether a spin button may edit the field: it is a number with both limits,
 * neither of them open, and limits and value are doubles exactly.
 *
 * Returns: whether there is such a range
 */
gboolean
form_field_get_range (FormField *self,
                      double    *minimum,
                      double    *maximum)
{
  double least;
  double most;
  double value;

  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  if (!form_kind_is_number (self->kind) || self->content.as_json ||
      !form_shape_get_range (self->shape, &least, &most))
    return FALSE;

  if (self->content.state == FORM_STATE_VALUE && !get_double (self->content.text, &value))
    return FALSE;

  if (minimum != NULL)
    *minimum = least;
  if (maximum != NULL)
    *maximum = most;

  return TRUE;
}

/**
 * form_field_get_placeholder:
 * @self: a field
 *
 * Returns: (nullable): what an empty entry may show: its default or an example
 */
const char *
form_field_get_placeholder (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return form_shape_get_placeholder (self->shape);
}

/* The branches of a union, to choose from. */
static GListModel *
list_branches (FormShape *shape)
{
  GListStore *store = g_list_store_new (FORM_TYPE_CHOICE);

  for (guint i = 0; i < form_shape_get_n_branches (shape); i++)
    {
      g_autoptr(FormChoice) choice = NULL;

      choice = form_choice_new_branch (form_shape_get_branch_label (shape, i),
                                       form_shape_get_branch_node (shape, i));
      g_list_store_append (store, choice);
    }

  return G_LIST_MODEL (store);
}

/**
 * form_field_get_choices:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the [class@Form.Choice]s of an enum, or the branches of a
 *   union; `NULL` for other kinds
 */
GListModel *
form_field_get_choices (FormField *self)
{
  const FormChoices *choices;

  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  if (self->choices != NULL)
    return self->choices;

  choices = form_shape_get_choices (self->shape);
  if (self->kind == FORM_KIND_UNION)
    self->choices = list_branches (self->shape);
  else if (choices != NULL &&
           (self->kind == FORM_KIND_CHOICE || self->kind == FORM_KIND_CHOICES))
    self->choices = form_choice_list_new (choices);

  return self->choices;
}

FormState
form_field_get_state (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FORM_STATE_ABSENT);

  return self->content.state;
}

/**
 * form_field_get_text:
 * @self: a field
 *
 * Returns: the text as typed, valid or not; empty unless the state is a value
 */
const char *
form_field_get_text (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->content.text;
}

gboolean
form_field_get_active (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->content.active;
}

guint
form_field_get_selected (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), G_MAXUINT);

  return self->content.selected;
}

/**
 * form_field_get_error:
 * @self: a field
 *
 * Returns: (nullable): the sentence under the field, whether or not the person touched it;
 *   `NULL` while all is well and inside a group that is not there
 */
const char *
form_field_get_error (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->error;
}

gboolean
form_field_is_touched (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->touched;
}

/**
 * form_field_is_recursive:
 * @self: a field
 *
 * Returns: whether it unfolds into what is around it, so that nobody should open it unasked
 */
gboolean
form_field_is_recursive (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_shape_is_recursive (self->shape);
}

/**
 * form_field_is_fallback:
 * @self: a field
 *
 * Returns: whether the schema says nothing of its shape, so that it is JSON
 */
gboolean
form_field_is_fallback (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_shape_get_kind (self->shape) == FORM_KIND_JSON;
}

/**
 * form_field_is_json:
 * @self: a field
 *
 * Whether it is shown as JSON now: nothing is known of its shape, or it holds what its kind
 * cannot show. Its text is JSON then, and may be typed over; as soon as it is a value that the
 * kind can show, it is shown as such.
 *
 * Returns: whether its text is JSON
 */
gboolean
form_field_is_json (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->kind == FORM_KIND_JSON || self->content.as_json;
}

/**
 * form_field_is_fixed:
 * @self: a field
 *
 * Returns: whether there is just one value that it can have
 */
gboolean
form_field_is_fixed (FormField *self)
{
  const FormChoices *choices;

  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  if (self->kind == FORM_KIND_NULL)
    return TRUE;

  choices = form_shape_get_choices (self->shape);

  return self->kind == FORM_KIND_CHOICE && choices != NULL && form_choices_has_only (choices);
}

/**
 * form_field_is_read_only:
 * @self: a field
 *
 * Returns: whether the server says that it, or a group around it, is not to be set
 */
gboolean
form_field_is_read_only (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  for (; self != NULL; self = self->parent)
    if (form_shape_is_read_only (self->shape))
      return TRUE;

  return FALSE;
}

/**
 * form_field_is_locked:
 * @self: a field
 *
 * What may only be read nobody edits, nor what is in it; but what is needed has to come from
 * somewhere.
 *
 * Returns: whether a person is not to edit it
 */
gboolean
form_field_is_locked (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  for (; self != NULL; self = self->parent)
    if (form_shape_is_read_only (self->shape) && !self->required)
      return TRUE;

  return FALSE;
}

/**
 * form_field_is_secret:
 * @self: a field
 *
 * Returns: whether nobody should read it over a shoulder
 */
gboolean
form_field_is_secret (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_shape_is_secret (self->shape);
}

gboolean
form_field_is_deprecated (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_shape_is_deprecated (self->shape);
}

/**
 * form_field_get_content_type:
 * @self: a field
 *
 * Returns: (nullable): the media type of the text or file, as "text/markdown"
 */
const char *
form_field_get_content_type (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return form_shape_get_content_type (self->shape);
}
