/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

#include <string.h>

/* What a person does to a field. */

/* Puts what a person made, and all that follows from it. */
void
form_field_apply (FormField   *self,
                  FormContent *content)
{
  FormEdit edit;

  form_edit_init (&edit);
  form_edit_put (&edit, self, content);
  self->automatic = FALSE;
  if (self->slots != NULL)
    form_edit_sync (&edit, self, FALSE);
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

static void
choose_branch (FormField *self,
               guint      branch)
{
  FormEdit edit;

  form_edit_init (&edit);
  form_edit_choose (&edit, self, branch);
  self->automatic = FALSE;
  form_edit_settle (&edit, self);
  form_edit_touch (&edit, self);
  form_edit_finish (&edit, self);
}

/* A branch and, of that, the emptiest value. */
static void
choose_first (FormField *self)
{
  if (!form_field_is_open (self))
    choose_branch (self, 0);

  if (form_field_is_open (self) && !form_field_is_written (self))
    form_field_set_state (form_children_get (self, 0), FORM_STATE_VALUE);
}

/* What has no text of its own takes that of all of it. The arguments are more than a field. */
static gboolean
takes_json (FormField *self)
{
  return self->kind == FORM_KIND_CHOICES ||
         (self->parent != NULL && form_kind_is_group (self->kind) &&
          self->kind != FORM_KIND_OBJECT);
}

static const char *
get_first_text (FormField *self)
{
  if (self->kind != FORM_KIND_JSON)
    return "";

  switch (form_shape_get_kinds (self->shape) & ~FORM_SHAPE_BIT (SJSON_KIND_NULL))
    {
    case FORM_SHAPE_BIT (SJSON_KIND_ARRAY):
      return "[]";

    case FORM_SHAPE_BIT (SJSON_KIND_OBJECT):
      return "{}";

    default:
      return "";
    }
}

static void
init_first (FormField   *self,
            FormContent *content)
{
  const FormPlace place = form_field_get_place (self);

  switch (self->kind)
    {
    case FORM_KIND_BOOLEAN:
      form_content_init_active (content, FALSE);
      break;

    case FORM_KIND_NULL:
      form_content_init_state (content, FORM_STATE_NULL);
      break;

    case FORM_KIND_CHOICE:
      form_content_init_choice (content, 0);
      break;

    case FORM_KIND_CHOICES:
      form_content_init_state (content, FORM_STATE_VALUE);
      break;

    default:
      form_content_init_text (content, &place, get_first_text (self));
      break;
    }
}

/* A value where there was none: the emptiest there is. */
static void
make_value (FormField *self)
{
  FormContent content;

  if (self->kind == FORM_KIND_UNION)
    {
      choose_first (self);
      return;
    }

  if (form_kind_is_group (self->kind))
    {
      make_group (self);
      return;
    }

  init_first (self, &content);
  self->keeps_empty = self->kind == FORM_KIND_STRING || self->kind == FORM_KIND_CHOICES;
  form_field_apply (self, &content);
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

  is_root = self->parent == NULL && self->kind != FORM_KIND_JSON;

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
 * Groups, lists, unions and check lists take JSON for all of them. Other kinds
 * without text ignore it.
 */
void
form_field_set_text (FormField  *self,
                     const char *text)
{
  const FormPlace place = form_field_get_place (self);
  g_autofree char *valid = NULL;
  FormContent content;

  g_return_if_fail (FORM_IS_FIELD (self));

  if (!form_field_has_text (self) && !takes_json (self))
    return;

  valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  if (valid[0] == '\0' && !(self->keeps_empty && place.kind == FORM_KIND_STRING &&
                            !self->content.as_json))
    {
      if (self->content.state == FORM_STATE_VALUE)
        form_field_set_state (self, FORM_STATE_ABSENT);
      return;
    }

  if (self->content.state == FORM_STATE_VALUE && form_field_has_text (self) &&
      strcmp (valid, self->content.text) == 0)
    return;

  if (self->content.as_json)
    form_content_init_json (&content, &place, valid);
  else
    form_content_init_text (&content, &place, valid);
  form_field_apply (self, &content);
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

  if (self->kind != FORM_KIND_BOOLEAN ||
      (self->content.state == FORM_STATE_VALUE && !self->content.as_json &&
       self->content.active == active))
    return;

  form_content_init_active (&content, active);
  form_field_apply (self, &content);
}

/* Null has no selection either, and a list that is bound to it says so. */
static void
select_nothing (FormField *self)
{
  if (self->content.state == FORM_STATE_VALUE)
    form_field_set_state (self, FORM_STATE_ABSENT);
  else if (self->content.state == FORM_STATE_ABSENT && self->content.selected != G_MAXUINT)
    clear (self, FORM_STATE_ABSENT);
}

/**
 * form_field_set_selected:
 * @self: a field
 * @selected: a place in [method@Form.Field.get_choices]; `G_MAXUINT` leaves the field out
 *
 * Chooses, which makes the field a value. Of a union it chooses the branch,
 * which is as it was left, or as it begins: then members of the same name come
 * along from the one before. Other kinds ignore it; all ignore a place that is
 * none.
 */
void
form_field_set_selected (FormField *self,
                         guint      selected)
{
  FormContent content;
  SjsonValue choice;

  g_return_if_fail (FORM_IS_FIELD (self));

  if (self->kind != FORM_KIND_CHOICE && self->kind != FORM_KIND_UNION)
    return;

  if (selected == G_MAXUINT)
    select_nothing (self);
  else if (self->content.selected == selected &&
           (self->kind == FORM_KIND_UNION || self->content.state == FORM_STATE_VALUE))
    return;
  else if (self->kind == FORM_KIND_UNION)
    {
      if (selected < form_shape_get_n_branches (self->shape))
        choose_branch (self, selected);
    }
  else if (form_choices_get_value (form_shape_get_choices (self->shape), selected, &choice))
    {
      form_content_init_choice (&content, selected);
      form_field_apply (self, &content);
    }
}

/**
 * form_field_get_checked:
 * @self: a field
 * @choice: a place in [method@Form.Field.get_choices]
 *
 * Returns: whether the choice is in the list
 */
gboolean
form_field_get_checked (FormField *self,
                        guint      choice)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_content_has_pick (&self->content, choice);
}

/**
 * form_field_set_checked:
 * @self: a field
 * @choice: a place in [method@Form.Field.get_choices]
 * @checked: whether it is to be in the list
 *
 * Adds a choice at the end of the list, or takes it out wherever it stands; the
 * others keep their order. A list with nothing in it is left out, unless an
 * empty one was meant, as with [method@Form.Field.set_text].
 */
void
form_field_set_checked (FormField *self,
                        guint      choice,
                        gboolean   checked)
{
  FormContent content;
  SjsonValue value;

  g_return_if_fail (FORM_IS_FIELD (self));

  if (self->kind != FORM_KIND_CHOICES || self->content.as_json ||
      form_content_has_pick (&self->content, choice) == !!checked ||
      !form_choices_get_value (form_shape_get_choices (self->shape), choice, &value))
    return;

  form_content_init_picks (&content, &self->content, choice, checked);
  if (content.picks->len == 0 && !self->keeps_empty)
    content.state = FORM_STATE_ABSENT;
  form_field_apply (self, &content);
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
