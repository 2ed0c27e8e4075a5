/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-states.h"

#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_LABEL 200

/* A menu of choices begins with "Not sent" where the field may be left out, with "Choose…" where it
 * may not and nothing is chosen yet, and with "Null" where that is allowed. */
void
crib_field_states_init (CribFieldStates *self,
                        FormField       *field)
{
  FormState state;

  g_return_if_fail (self != NULL);
  g_return_if_fail (FORM_IS_FIELD (field));

  state = form_field_get_state (field);
  self->n_states = 0;
  self->required = form_field_is_required (field);
  if (!self->required || state == FORM_STATE_ABSENT)
    self->states[self->n_states++] = FORM_STATE_ABSENT;
  if (form_field_is_nullable (field) || state == FORM_STATE_NULL)
    self->states[self->n_states++] = FORM_STATE_NULL;
}

const char *
crib_field_states_get_label (CribFieldStates *self,
                             guint            position)
{
  g_return_val_if_fail (position < self->n_states, NULL);

  if (self->states[position] == FORM_STATE_NULL)
    return _("Null");
  return self->required ? _("Choose…") : _("Not sent");
}

/* Whether a shape is chosen: before anything is typed there, nothing may be sent. */
gboolean
crib_field_states_has_branch (FormField *field)
{
  return form_field_get_kind (field) == FORM_KIND_UNION && !form_field_is_json (field) &&
         form_field_get_selected (field) != G_MAXUINT &&
         form_field_get_state (field) != FORM_STATE_NULL;
}

/* Where the field stands in the menu; G_MAXUINT: nowhere. */
guint
crib_field_states_find (CribFieldStates *self,
                        FormField       *field)
{
  FormState state = form_field_get_state (field);
  guint selected = form_field_get_selected (field);

  if (state == FORM_STATE_VALUE || crib_field_states_has_branch (field))
    return selected != G_MAXUINT ? self->n_states + selected : G_MAXUINT;

  for (guint i = 0; i < self->n_states; i++)
    if (self->states[i] == state)
      return i;
  return G_MAXUINT;
}

void
crib_field_states_leave_out (FormField *field)
{
  form_field_set_state (field, FORM_STATE_ABSENT);
  if (crib_field_states_has_branch (field))
    form_field_set_selected (field, G_MAXUINT);
}

void
crib_field_states_pick (CribFieldStates *self,
                        FormField       *field,
                        guint            position)
{
  if (position >= self->n_states)
    form_field_set_selected (field, position - self->n_states);
  else if (self->states[position] == FORM_STATE_ABSENT)
    crib_field_states_leave_out (field);
  else
    form_field_set_state (field, self->states[position]);
  form_field_touch (field);
}

/* The label at a place of the menu; NULL after its end. */
char *
crib_field_states_dup_label (CribFieldStates *self,
                             FormField       *field,
                             guint            position)
{
  g_autoptr(FormChoice) choice = NULL;

  if (position < self->n_states)
    return g_strdup (crib_field_states_get_label (self, position));

  choice = g_list_model_get_item (form_field_get_choices (field), position - self->n_states);
  return choice != NULL ? crib_words_clip (form_choice_get_label (choice), MAX_LABEL) : NULL;
}
