/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

#include <string.h>

/* What a person does to a field. */

static gboolean
has_text (FormField *self)
{
  switch (self->schema->kind)
    {
    case FORM_KIND_STRING:
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
    case FORM_KIND_DATE_TIME:
    case FORM_KIND_JSON:
      return TRUE;

    case FORM_KIND_BOOLEAN:
    case FORM_KIND_CHOICE:
    case FORM_KIND_OBJECT:
    default:
      return FALSE;
    }
}

/* Puts what a person made, and all that follows from it. */
static void
apply (FormField   *self,
       FormContent *content)
{
  FormEdit edit;

  form_edit_init (&edit);
  form_edit_put (&edit, self, content);
  self->automatic = FALSE;
  form_edit_settle (&edit, self);
  form_edit_touch (&edit, self);
  form_edit_finish (&edit, self);
}

/* Leaves the field out, or makes it null, with all below it. */
static void
clear (FormField *self,
       FormState  state)
{
  FormContent content;
  FormEdit edit;

  form_content_init_state (&content, state);

  form_edit_init (&edit);
  form_edit_load (&edit, self, NULL);
  form_edit_put (&edit, self, &content);
  form_edit_settle (&edit, self);
  form_edit_touch (&edit, self);
  form_edit_finish (&edit, self);
}

static void
make_group (FormField *self)
{
  FormEdit edit;

  form_edit_init (&edit);
  form_edit_make (&edit, self, NULL);
  self->made = TRUE;
  self->automatic = FALSE;
  form_edit_settle (&edit, self);
  form_edit_touch (&edit, self);
  form_edit_finish (&edit, self);
}

static const char *
get_first_text (FormField *self)
{
  if (self->schema->kind != FORM_KIND_JSON)
    return "";

  switch (self->schema->kinds & ~FORM_KIND_BIT (SJSON_KIND_NULL))
    {
    case FORM_KIND_BIT (SJSON_KIND_ARRAY):
      return "[]";

    case FORM_KIND_BIT (SJSON_KIND_OBJECT):
      return "{}";

    default:
      return "";
    }
}

/* A value where there was none: the emptiest there is. */
static void
make_value (FormField *self)
{
  FormContent content;

  switch (self->schema->kind)
    {
    case FORM_KIND_OBJECT:
      make_group (self);
      return;

    case FORM_KIND_BOOLEAN:
      form_content_init_active (&content, FALSE);
      break;

    case FORM_KIND_CHOICE:
      form_content_init_choice (&content, form_choices_get_value (&self->schema->choices, 0,
                                                                  &(SjsonValue) { 0 })
                                          ? 0 : G_MAXUINT);
      break;

    case FORM_KIND_STRING:
      self->keeps_empty = TRUE;
      G_GNUC_FALLTHROUGH;

    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
    case FORM_KIND_DATE_TIME:
    case FORM_KIND_JSON:
    default:
      form_content_init_text (&content, self->schema, get_first_text (self));
      break;
    }

  apply (self, &content);
}

/**
 * form_field_set_state:
 * @self: a field
 * @state: absent, null or a value
 *
 * Made a value, a field that had none becomes the emptiest one: the empty text
 * (which erasing no longer leaves out, see [method@Form.Field.set_text]), no,
 * the first choice, a group with the defaults of its members. A field that
 * has a value keeps it. The arguments as a whole cannot be left out.
 */
void
form_field_set_state (FormField *self,
                      FormState  state)
{
  gboolean is_root;

  g_return_if_fail (FORM_IS_FIELD (self));

  is_root = self->parent == NULL && self->schema->kind == FORM_KIND_OBJECT;

  if (state == FORM_STATE_VALUE)
    {
      if (self->content.state != FORM_STATE_VALUE)
        make_value (self);
      else
        self->made = TRUE;
    }
  else if (state != self->content.state && !is_root)
    clear (self, state);
}

/**
 * form_field_set_text:
 * @self: a field
 * @text: (nullable): what was typed
 *
 * Keeps the text exactly, whether it is valid or not. Erasing it leaves the
 * field out (one that is null stays so: no text is what it has), except that a
 * string stays an empty one where that was meant: after
 * [method@Form.Field.set_state] made it a value, or where the value that was
 * given, or the default, was the empty string. Leaving it out or making it
 * null ends that.
 *
 * Kinds without text ignore it.
 */
void
form_field_set_text (FormField  *self,
                     const char *text)
{
  g_autofree char *valid = NULL;
  FormContent content;

  g_return_if_fail (FORM_IS_FIELD (self));

  if (!has_text (self))
    return;

  valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  if (valid[0] == '\0' && !self->keeps_empty)
    {
      if (self->content.state == FORM_STATE_VALUE)
        form_field_set_state (self, FORM_STATE_ABSENT);
      return;
    }

  if (self->content.state == FORM_STATE_VALUE && !self->content.alien &&
      strcmp (valid, self->content.text) == 0)
    return;

  form_content_init_text (&content, self->schema, valid);
  apply (self, &content);
}

/**
 * form_field_set_active:
 * @self: a field
 * @active: yes or no
 *
 * Answers a boolean, which makes it a value. Other kinds ignore it.
 */
void
form_field_set_active (FormField *self,
                       gboolean   active)
{
  FormContent content;

  g_return_if_fail (FORM_IS_FIELD (self));

  active = !!active;

  if (self->schema->kind != FORM_KIND_BOOLEAN ||
      (self->content.state == FORM_STATE_VALUE && !self->content.alien &&
       self->content.active == active))
    return;

  form_content_init_active (&content, active);
  apply (self, &content);
}

/**
 * form_field_set_selected:
 * @self: a field
 * @selected: a place in [method@Form.Field.get_choices]; `G_MAXUINT` leaves the field out
 *
 * Chooses, which makes the field a value. Other kinds ignore it; all ignore a
 * place that is none.
 */
void
form_field_set_selected (FormField *self,
                         guint      selected)
{
  FormContent content;
  SjsonValue choice;

  g_return_if_fail (FORM_IS_FIELD (self));

  if (self->schema->kind != FORM_KIND_CHOICE)
    return;

  if (selected == G_MAXUINT)
    {
      /* Null has no selection either, and a list that is bound to it says so. */
      if (self->content.state == FORM_STATE_VALUE)
        form_field_set_state (self, FORM_STATE_ABSENT);
      return;
    }

  if ((self->content.state == FORM_STATE_VALUE && self->content.selected == selected) ||
      !form_choices_get_value (&self->schema->choices, selected, &choice))
    return;

  form_content_init_choice (&content, selected);
  apply (self, &content);
}

/**
 * form_field_touch:
 * @self: a field
 *
 * From now on its error is shown.
 */
void
form_field_touch (FormField *self)
{
  g_return_if_fail (FORM_IS_FIELD (self));

  if (self->touched)
    return;

  self->touched = TRUE;
  form_field_notify (self, FORM_FIELD_PROP_TOUCHED);
}
