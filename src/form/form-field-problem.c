/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-children-private.h"

#include <glib/gi18n-lib.h>

/* What is wrong with a field whatever a schema says: it is no value, or it is missing. */

static gboolean
is_blank (FormField *self)
{
  if (self->content.source != NULL)
    return FALSE;

  if (self->kind == FORM_KIND_CHOICE)
    return self->content.selected == G_MAXUINT && !self->content.as_json;

  return form_field_has_text (self) && self->content.text[0] == '\0' &&
         (self->content.as_json || (self->kind != FORM_KIND_STRING &&
                                    self->kind != FORM_KIND_FILE));
}

/* The places of a tuple are told apart by nothing but their number. */
static gboolean
leaves_gap (FormField *self)
{
  FormField *group = self->parent;

  if (group == NULL || group->kind != FORM_KIND_TUPLE || !form_field_is_open (group))
    return FALSE;

  for (guint i = self->position + 1; i < form_children_get_n_made (group); i++)
    {
      FormField *other = form_children_get_made (group, i);

      if (other == NULL || form_field_is_written (other))
        return TRUE;
    }

  return FALSE;
}

static const char *
find_name_problem (FormField *self)
{
  FormField *group = self->parent;

  if (self->nameless)
    return _("This needs a name.");

  if (group == NULL || (group->kind != FORM_KIND_MAP && group->kind != FORM_KIND_OBJECT) ||
      form_children_find_name (group, self->name) == self)
    return NULL;

  return _("This name stands here twice.");
}

/* What is wrong with the field in a group that is there; not with those below it, and not what the
 * validator says of a value. */
const char *
form_field_find_problem (FormField *self)
{
  const char *problem = find_name_problem (self);

  if (problem != NULL)
    return problem;

  switch (self->content.state)
    {
    case FORM_STATE_ABSENT:
      if (self->kind == FORM_KIND_UNION && form_field_is_open (self))
        return NULL;
      return self->required || leaves_gap (self) ? _("This is needed.") : NULL;

    case FORM_STATE_NULL:
      return NULL;

    case FORM_STATE_VALUE:
    default:
      return is_blank (self) ? _("This is needed.") : self->content.problem;
    }
}

/**
 * form_field_get_n_shown_errors:
 * @self: a field
 *
 * Returns: of how many fields it says what is wrong, of this one and of those below it: the person
 *   has edited them, or tried to run with them. Looking makes no fields
 */
guint
form_field_get_n_shown_errors (FormField *self)
{
  guint n;

  g_return_val_if_fail (FORM_IS_FIELD (self), 0);

  n = self->error != NULL && self->touched;
  for (guint i = 0; i < form_children_get_n_made (self); i++)
    if (form_children_get_made (self, i) != NULL)
      n += form_field_get_n_shown_errors (form_children_get_made (self, i));

  return n;
}
