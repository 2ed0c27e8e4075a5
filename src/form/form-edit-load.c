/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

#include "form-check-private.h"

#include <string.h>

/* What fields begin as, and how they take a value. */

static gboolean
equals_json (SjsonDocument    *document,
             const SjsonValue *value)
{
  SjsonValue root = sjson_document_get_root (document);
  g_autofree char *text = sjson_value_to_json (&root, NULL);
  g_autofree char *other = sjson_value_to_json (value, NULL);

  return strcmp (text, other) == 0;
}

/* Whether the field would lose something by taking the value that it writes anyway: a draft that
 * is no value, a place of a list that has none, or the branch that a person chose. */
static gboolean
keeps (FormEdit         *self,
       FormField        *field,
       const SjsonValue *value)
{
  g_autoptr(SjsonDocument) document = NULL;

  if (!self->is_gentle || (field->content.problem == NULL && field->kind != FORM_KIND_UNION &&
                           field->content.state != FORM_STATE_ABSENT))
    return FALSE;

  document = form_field_build (field);

  return equals_json (document, value);
}

/* Shows @value; @fill puts what members begin as where it has none. */
void
form_edit_fill (FormEdit         *self,
                FormField        *field,
                const SjsonValue *value,
                gboolean          fill)
{
  const FormPlace place = form_field_get_place (field);
  FormContent content;

  if (value != NULL && keeps (self, field, value))
    return;

  if (value != NULL)
    form_content_init_value (&content, &place, value);
  else
    form_content_init_state (&content, FORM_STATE_ABSENT);

  if (field->tree->root == field)
    field->tree->length = 0;

  field->automatic = fill;
  field->made = value != NULL;
  field->keeps_empty = value != NULL && (sjson_value_equals_string (value, "") ||
                                         sjson_value_get_kind (value) == SJSON_KIND_ARRAY);
  form_edit_put (self, field, &content);

  if (field->slots != NULL || (fill && form_field_is_open (field)))
    form_edit_sync (self, field, fill);
}

/**
 * form_edit_load:
 * @self: an edit
 * @field: a field
 * @value: (nullable): what it is to hold, with all below; `NULL` makes it absent
 *
 * Shows a value that is given. What the value does not have is absent: defaults
 * are for new values alone.
 */
void
form_edit_load (FormEdit         *self,
                FormField        *field,
                const SjsonValue *value)
{
  form_edit_fill (self, field, value, FALSE);
}

/* Whether one edit may still put @value into the form unasked, and so perhaps many times. */
static gboolean
afford (FormField        *field,
        const SjsonValue *value)
{
  gsize length;

  sjson_value_get_text (value, &length);
  if (length > field->tree->defaults)
    return FALSE;

  field->tree->defaults -= length;

  return TRUE;
}

static gboolean
has_only_choice (FormField *field)
{
  const FormChoices *choices = form_shape_get_choices (field->shape);
  SjsonValue value;

  return choices != NULL && form_choices_has_only (choices) &&
         !form_shape_is_nullable (field->shape) && form_choices_get_value (choices, 0, &value) &&
         afford (field, &value);
}

/* What a field that is needed begins as, where there is just one thing that it could be. */
static void
init_needed (FormField   *field,
             FormContent *content)
{
  switch (field->kind)
    {
    case FORM_KIND_BOOLEAN:
      form_content_init_active (content, FALSE);
      break;

    case FORM_KIND_NULL:
      form_content_init_state (content, FORM_STATE_NULL);
      break;

    case FORM_KIND_CHOICE:
      if (has_only_choice (field))
        form_content_init_choice (content, 0);
      else
        form_content_init_state (content, FORM_STATE_ABSENT);
      break;

    case FORM_KIND_OBJECT:
      form_content_init_state (content, form_shape_is_recursive (field->shape)
                                        ? FORM_STATE_ABSENT : FORM_STATE_VALUE);
      break;

    case FORM_KIND_MAP:
      form_content_init_state (content, field->parent == NULL
                                        ? FORM_STATE_VALUE : FORM_STATE_ABSENT);
      break;

    default:
      form_content_init_state (content, FORM_STATE_ABSENT);
      break;
    }
}

/* What a field without a default begins as. */
static void
put_first (FormEdit  *self,
           FormField *field)
{
  FormContent content;

  if (field->required)
    init_needed (field, &content);
  else
    form_content_init_state (&content, FORM_STATE_ABSENT);

  form_edit_put (self, field, &content);
  field->keeps_empty = FALSE;
  field->made = field->content.state == FORM_STATE_VALUE;

  if (field->slots != NULL || field->content.state == FORM_STATE_VALUE)
    form_edit_sync (self, field, TRUE);
  if (field->kind == FORM_KIND_UNION && field->required)
    form_edit_choose (self, field, 0);
}

/* A group that stands in itself would have its default at every depth. */
static gboolean
has_no_end (FormField        *field,
            const SjsonValue *value)
{
  SjsonKind kind = sjson_value_get_kind (value);

  return form_shape_is_recursive (field->declared) &&
         (kind == SJSON_KIND_OBJECT || kind == SJSON_KIND_ARRAY);
}

/* A default that nests too deep to be sent is none. */
static gboolean
find_default (FormField  *field,
              SjsonValue *value)
{
  return !field->no_default && form_shape_get_default (field->declared, value) &&
         !has_no_end (field, value) &&
         form_check_depth (value, form_field_get_depth (field)) && afford (field, value);
}

/**
 * form_edit_initial:
 * @self: an edit
 * @field: a field
 *
 * What a field begins as when its group is new: its default, else the one
 * value there is, else absent. A group that may be missing stays so, whatever
 * defaults its members have; they apply once it comes into being.
 */
void
form_edit_initial (FormEdit  *self,
                   FormField *field)
{
  SjsonValue value;

  if (find_default (field, &value))
    {
      form_edit_fill (self, field, &value, TRUE);
      if (self->defaulted != NULL)
        g_ptr_array_add (self->defaulted, g_object_ref (field));
    }
  else
    put_first (self, field);

  field->automatic = TRUE;
}

static gboolean
has_error (FormField *field)
{
  if (field->error != NULL)
    return TRUE;

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL &&
        has_error (form_children_get_made (field, i)))
      return TRUE;

  return FALSE;
}

/**
 * form_edit_drop_defaults:
 * @self: an edit
 *
 * A default that its own schema refuses is none: nobody should find a form
 * wrong that they did not touch.
 *
 * Returns: whether there were such
 */
gboolean
form_edit_drop_defaults (FormEdit *self)
{
  gboolean dropped = FALSE;

  for (guint i = 0; i < self->defaulted->len; i++)
    {
      FormField *field = self->defaulted->pdata[i];

      if (field->no_default || !field->automatic || !has_error (field))
        continue;

      dropped = TRUE;
      field->no_default = TRUE;
      put_first (self, field);
      if (form_field_is_branch (field))
        form_edit_settle_union (self, field->parent);
      field->automatic = TRUE;
    }

  return dropped;
}

/* Makes a group that is not there; @except is the member it is made for. */
void
form_edit_make (FormEdit  *self,
                FormField *field,
                FormField *except)
{
  FormField *outer = self->except;

  if (form_field_is_open (field) || field->kind == FORM_KIND_UNION)
    return;

  form_edit_put_state (self, field, FORM_STATE_VALUE);
  field->automatic = FALSE;
  field->made = FALSE;

  self->except = except;
  form_edit_sync (self, field, TRUE);
  self->except = outer;
}

/* Whether a person put something here, or a given value did. */
static gboolean
has_input (FormField *field)
{
  gboolean is_group = form_kind_is_group (field->kind) && form_field_is_open (field) &&
                      field->kind != FORM_KIND_UNION;

  if (!field->automatic &&
      (is_group ? field->made : field->content.state != FORM_STATE_ABSENT))
    return TRUE;

  if ((field->kind == FORM_KIND_LIST || field->kind == FORM_KIND_MAP) &&
      form_field_has_extras (field))
    return TRUE;

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    {
      FormField *child = form_children_get_made (field, i);

      if (child == NULL || has_input (child))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_child (FormField *field)
{
  FormField *group = field->parent;

  return field->position < form_children_get_n_made (group) &&
         form_children_get_made (group, field->position) == field;
}

/**
 * form_edit_settle:
 * @self: an edit
 * @field: a field that a person just edited
 *
 * Makes the groups around a value, and takes those away again that were there
 * for it alone.
 */
void
form_edit_settle (FormEdit  *self,
                  FormField *field)
{
  for (FormField *group = field->parent; group != NULL && is_child (field);
       field = group, group = group->parent)
    {
      if (group->kind == FORM_KIND_UNION)
        form_edit_settle_union (self, group);
      else if (form_field_is_written (field))
        form_edit_make (self, group, field);
      else if (!group->required && !group->made && form_field_is_open (group) &&
               !has_input (group))
        form_edit_load (self, group, NULL);
    }
}
