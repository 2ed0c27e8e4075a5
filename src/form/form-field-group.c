/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

#include <string.h>

/* What a field has to do with those around it and below it. */

/**
 * form_field_is_group:
 * @self: a field
 *
 * Returns: whether it is a group, a list or a union, whose children are fields
 */
gboolean
form_field_is_group (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_kind_is_group (self->kind);
}

/**
 * form_field_get_parent:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the group that it is in
 */
FormField *
form_field_get_parent (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), NULL);

  return self->parent;
}

guint
form_field_get_position (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), 0);

  return self->position;
}

/* A longer name is not one that a person could want. */
#define MAX_NAME 4096

/* The name of a member that can be a field, else NULL: C holds no name with a NUL in it. */
char *
form_field_dup_member_name (const SjsonValue *name)
{
  g_autofree char *text = NULL;
  gsize length;

  sjson_value_get_text (name, &length);
  if (length > MAX_NAME)
    return NULL;

  text = sjson_value_dup_string (name, &length);

  return text != NULL && strlen (text) == length ? g_steal_pointer (&text) : NULL;
}

/* The name that the value has it by. A name twice would lose a value there, so that while a draft
 * is made each has one of its own. */
char *
form_field_dup_written_name (FormField *self)
{
  GString *name = g_string_new (form_field_get_name (self));

  if (!self->tree->is_drafting || !form_field_has_own_name (self) ||
      form_children_find_name (self->parent, self->name) == self)
    return g_string_free (name, FALSE);

  g_string_append_printf (name, "~%u", self->position);
  while (form_children_find_name (self->parent, name->str) != NULL)
    g_string_append_c (name, '~');

  return g_string_free (name, FALSE);
}

/**
 * form_field_is_branch:
 * @self: a field
 *
 * Returns: whether it is what was chosen in a union, whose name and place it has
 */
gboolean
form_field_is_branch (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return self->parent != NULL && self->parent->kind == FORM_KIND_UNION;
}

static gboolean
is_list (FormField *self)
{
  return self->kind == FORM_KIND_LIST || self->kind == FORM_KIND_TUPLE;
}

/* Whether the schema declares it. Of two that have the name it is the first. */
static gboolean
is_declared (FormField *self)
{
  return form_shape_is_declared (self->parent->shape, self->name) &&
         form_children_find_name (self->parent, self->name) == self;
}

/* Whether the schema did not put it there: an item, or a member that nobody declared. */
gboolean
form_field_is_extra (FormField *self)
{
  FormField *group = self->parent;

  if (group == NULL || self->position >= form_children_get_n_made (group) ||
      form_children_get_made (group, self->position) != self)
    return FALSE;

  if (is_list (group))
    return self->position >= form_shape_get_n_prefix (group->shape);

  return (group->kind == FORM_KIND_MAP || group->kind == FORM_KIND_OBJECT) &&
         !is_declared (self);
}

/**
 * form_field_can_add:
 * @self: a field
 *
 * Returns: whether one more item or member may come to it
 */
gboolean
form_field_can_add (FormField *self)
{
  gint64 most;
  guint n;

  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  if (!form_kind_is_group (self->kind) || self->kind == FORM_KIND_UNION ||
      self->content.as_json || form_field_is_locked (self))
    return FALSE;

  n = form_children_get_n (self);
  most = form_shape_get_max_count (self->shape);
  if ((most >= 0 && n >= most && form_field_is_open (self)) || n >= G_MAXUINT - 1)
    return FALSE;

  return is_list (self) ? form_shape_get_item (self->shape, n) != NULL
                        : form_shape_takes_others (self->shape);
}

static FormField *
new_extra (FormField  *self,
           const char *name)
{
  FormShape *shape = is_list (self)
                     ? form_shape_get_item (self->shape, form_children_get_n (self))
                     : form_shape_get_member (self->shape, name);
  FormField *child = form_field_new (self->tree, self, shape, name, TRUE);

  child->nameless = !is_list (self) && name[0] == '\0';

  return child;
}

/**
 * form_field_add:
 * @self: a list, a map, or a group that takes members besides its own
 * @name: (nullable): of a member; without one the person has to name it
 *
 * Adds an item or member at the end, as it begins; a list or map that was not
 * there is, then.
 *
 * Returns: (transfer none) (nullable): the new field, `NULL` where none may be added, or where
 *   somebody who was told of it took it away again
 */
FormField *
form_field_add (FormField  *self,
                const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autoptr(FormField) child = NULL;
  FormEdit edit;

  if (!form_field_can_add (self))
    return NULL;

  form_edit_init (&edit);
  form_edit_make (&edit, self, NULL);
  self->automatic = FALSE;
  child = new_extra (self, is_list (self) ? "" : valid);
  form_edit_add (&edit, self);
  form_children_insert (self, form_children_get_n (self), g_object_ref (child));
  form_edit_initial (&edit, child);
  if (child->kind == FORM_KIND_OBJECT)
    form_edit_make (&edit, child, NULL);
  child->automatic = FALSE;
  form_edit_mark (&edit, child);
  form_edit_settle (&edit, self);
  form_edit_touch (&edit, self);
  form_edit_finish (&edit, self);

  return child->parent != NULL ? child : NULL;
}

/**
 * form_field_can_remove:
 * @self: a field
 *
 * Returns: whether it is an item, or a member that the schema does not declare, of what may be
 *   changed
 */
gboolean
form_field_can_remove (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_field_is_extra (self) && !form_field_is_locked (self->parent);
}

/* Whether somebody put something there. */
gboolean
form_field_has_extras (FormField *self)
{
  for (guint i = 0; i < form_children_get_n_made (self); i++)
    {
      FormField *child = form_children_get_made (self, i);

      if (child == NULL || form_field_is_extra (child))
        return TRUE;
    }

  return FALSE;
}

/**
 * form_field_remove:
 * @self: a field that can be removed
 *
 * Takes it away with all that is in it. A list that was there for it alone goes, too.
 */
void
form_field_remove (FormField *self)
{
  g_autoptr(FormField) group = NULL;
  FormEdit edit;

  if (!form_field_can_remove (self))
    return;

  group = g_object_ref (self->parent);
  form_edit_init (&edit);
  form_edit_mark (&edit, group);
  form_children_remove (group, self->position);
  group->automatic = FALSE;
  if (!form_field_has_extras (group) && !group->required && !group->made &&
      (group->kind == FORM_KIND_LIST || group->kind == FORM_KIND_MAP))
    form_edit_load (&edit, group, NULL);
  form_edit_settle (&edit, group);
  form_edit_touch (&edit, group);
  form_edit_finish (&edit, group);
}

/**
 * form_field_can_move:
 * @self: a field
 * @by: how far; below 0 to the front
 *
 * Returns: whether it is an item that can go there
 */
gboolean
form_field_can_move (FormField *self,
                     int        by)
{
  gint64 to;

  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  if (!form_field_is_extra (self) || !is_list (self->parent) || by == 0 ||
      form_field_is_locked (self->parent))
    return FALSE;

  to = (gint64) self->position + by;

  return to >= form_shape_get_n_prefix (self->parent->shape) &&
         to < form_children_get_n (self->parent);
}

/**
 * form_field_move:
 * @self: an item that can be moved
 * @by: how far; below 0 to the front
 */
void
form_field_move (FormField *self,
                 int        by)
{
  FormEdit edit;

  if (!form_field_can_move (self, by))
    return;

  form_edit_init (&edit);
  form_edit_mark (&edit, self->parent);
  form_children_move (self->parent, self->position, (guint) ((gint64) self->position + by));
  self->parent->automatic = FALSE;
  form_edit_settle (&edit, self->parent);
  form_edit_touch (&edit, self->parent);
  form_edit_finish (&edit, self->parent);
}

/* Whether the schema leaves it to somebody to name it. */
gboolean
form_field_has_own_name (FormField *self)
{
  return form_field_is_extra (self) && !is_list (self->parent) &&
         form_shape_takes_others (self->parent->shape);
}

/**
 * form_field_is_named:
 * @self: a field
 *
 * Returns: whether it is for the person to name it
 */
gboolean
form_field_is_named (FormField *self)
{
  g_return_val_if_fail (FORM_IS_FIELD (self), FALSE);

  return form_field_has_own_name (self) && !form_field_is_locked (self->parent);
}

/* Puts the field that @name asks for in place of @self; it may be @self. */
static FormField *
rename_field (FormEdit   *edit,
              FormField  *self,
              const char *name)
{
  FormField *group = self->parent;
  FormShape *shape = form_shape_get_member (group->shape, name);
  FormField *other;

  if (form_edit_reshape (edit, self, shape))
    {
      g_free (self->name);
      self->name = g_strdup (name);
      form_children_renamed (group);
      form_edit_notify (edit, self, FORM_FIELD_PROP_NAME);
      form_edit_notify (edit, self, FORM_FIELD_PROP_TITLE);
      return self;
    }

  other = form_edit_carry (edit, self, shape, name);
  form_edit_add (edit, group);
  form_children_replace (group, self->position, other);

  return other;
}

/* Names a field within an edit; @self may be gone afterwards. */
FormField *
form_field_take_name (FormEdit   *edit,
                      FormField  *self,
                      const char *name)
{
  self = rename_field (edit, self, name);
  self->nameless = name[0] == '\0';
  form_children_renamed (self->parent);
  self->automatic = FALSE;
  form_edit_mark (edit, self);
  form_edit_touch (edit, self);

  return self;
}

/**
 * form_field_set_name:
 * @self: a field that the person names
 * @name: what was typed
 *
 * A name that a sibling has is an error, and so is none. Where members of that
 * name are of another kind, another field takes the place.
 */
void
form_field_set_name (FormField  *self,
                     const char *name)
{
  g_autoptr(FormField) kept = NULL;
  g_autofree char *valid = NULL;
  FormField *group;
  FormEdit edit;

  g_return_if_fail (FORM_IS_FIELD (self));
  g_return_if_fail (name != NULL);

  valid = g_utf8_make_valid (name, -1);
  if (!form_field_is_named (self) || strcmp (valid, self->name) == 0)
    return;

  kept = g_object_ref (self);
  group = self->parent;
  form_edit_init (&edit);
  form_field_take_name (&edit, self, valid);
  form_edit_finish (&edit, group);
}
