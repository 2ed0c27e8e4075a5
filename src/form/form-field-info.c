/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-field-private.h"

#include "form-choice-private.h"
#include "form-decimal-private.h"
#include "form-label-private.h"
#include "sjson-pointer.h"

/* What a field tells about itself. */

FormKind
form_field_get_kind (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FORM_KIND_JSON);

  return self->schema->kind;
}

const char *
form_field_get_name (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->name;
}

/**
 * form_field_dup_pointer:
 * @self: a field
 *
 * Returns: (transfer full): where its value is, as a JSON Pointer (RFC 6901); "" for the root
 */
char *
form_field_dup_pointer (FormField *self)
{
  g_autofree char *above = NULL;

  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  if (self->parent == NULL)
    return g_strdup ("");

  above = form_field_dup_pointer (self->parent);

  return sjson_pointer_append (above, self->name);
}

/**
 * form_field_get_title:
 * @self: a field
 *
 * Returns: its title, else a readable form of its name; one line of a server's text,
 *   empty for a root without title
 */
const char *
form_field_get_title (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->title;
}

const char *
form_field_get_description (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->schema->description;
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

  return self->schema->nullable;
}

const char *
form_field_get_format (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->schema->format;
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

  return self->schema->multiline ||
         (self->schema->kind == FORM_KIND_STRING && form_label_is_prose (self->name));
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

  return self->schema->limits;
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
  const FormSchema *schema;
  double least;
  double most;
  double value;

  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  schema = self->schema;

  if ((schema->kind != FORM_KIND_INTEGER && schema->kind != FORM_KIND_NUMBER) ||
      schema->minimum.exclusive || schema->maximum.exclusive ||
      !get_double (schema->minimum.text, &least) || !get_double (schema->maximum.text, &most) ||
      least > most)
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

  return self->schema->placeholder;
}

/**
 * form_field_get_choices:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the [class@Form.Choice]s of an enum; `NULL` for other kinds
 */
GListModel *
form_field_get_choices (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  if (self->choices == NULL && self->schema->kind == FORM_KIND_CHOICE)
    self->choices = form_choice_list_new (&self->schema->choices, self->schema->document);

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
