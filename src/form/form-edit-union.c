/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

/* A union holds one branch at a time and keeps the others as they were left. Its state is that of
 * the branch, so that nobody has to look at both. */

static void
clear_branch (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static FormField *
get_branch (FormField *field,
            guint      branch,
            gboolean  *is_new)
{
  guint n = form_shape_get_n_branches (field->shape);
  FormField *child;

  if (field->branches == NULL)
    {
      field->branches = g_ptr_array_new_with_free_func (clear_branch);
      g_ptr_array_set_size (field->branches, n);
    }

  child = field->branches->pdata[branch];
  *is_new = child == NULL;
  if (child == NULL)
    {
      child = form_field_new (field->tree, field, form_shape_get_branch (field->shape, branch),
                              field->name, field->required);
      field->branches->pdata[branch] = child;
    }

  return child;
}

static void
show_branch (FormEdit  *self,
             FormField *field,
             FormField *child)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new ();

  if (child != NULL)
    {
      child->parent = field;
      form_edit_require (self, child, field->required);
      g_ptr_array_add (fields, child);
    }

  form_edit_add (self, field);
  form_children_set (field, fields);
}

void
form_edit_sync_branch (FormEdit  *self,
                       FormField *field,
                       gboolean   fill)
{
  gboolean is_new;
  FormField *child;

  if (!form_field_is_open (field))
    {
      show_branch (self, field, NULL);
      if (field->content.state == FORM_STATE_ABSENT)
        g_clear_pointer (&field->branches, g_ptr_array_unref);
      return;
    }

  child = get_branch (field, field->content.selected, &is_new);
  show_branch (self, field, child);
  if (field->content.source != NULL)
    form_edit_fill (self, child, field->content.source, fill);
}

/* What a member of the branch that was chosen holds goes with the person to the next one, if it
 * can be shown there. */
static void
bring_member (FormEdit  *self,
              FormField *member,
              FormField *from)
{
  const FormPlace place = form_field_get_place (member);
  g_autoptr(SjsonDocument) document = NULL;
  g_auto(FormContent) content = { 0 };
  SjsonValue value;

  if (from->automatic || from->content.problem != NULL || form_field_is_fixed (member) ||
      !form_field_is_written (from))
    return;

  document = form_field_build (from);
  value = sjson_document_get_root (document);
  form_content_init_value (&content, &place, &value);

  if (!content.as_json)
    form_edit_load (self, member, &value);
}

static void
bring_along (FormEdit  *self,
             FormField *child,
             FormField *old)
{
  for (guint i = 0; i < form_children_get_n_made (child); i++)
    {
      FormField *member = form_children_get_made (child, i);
      FormField *from = form_children_find_name (old, member->name);

      if (from != NULL)
        bring_member (self, member, from);
    }
}

static void
begin_branch (FormEdit  *self,
              FormField *field,
              FormField *child,
              FormField *old)
{
  gboolean has_members = old != NULL && old->kind == FORM_KIND_OBJECT &&
                         child->kind == FORM_KIND_OBJECT && form_field_is_open (old);

  form_edit_initial (self, child);
  if (!has_members)
    return;

  form_edit_make (self, child, NULL);
  bring_along (self, child, old);
}

/* Chooses a branch: as it was left, else as it begins. */
void
form_edit_choose (FormEdit  *self,
                  FormField *field,
                  guint      branch)
{
  FormField *old = form_field_is_open (field) && form_children_get_n (field) > 0
                   ? form_children_get (field, 0) : NULL;
  FormContent content;
  FormField *child;
  gboolean is_new;

  if (branch >= form_shape_get_n_branches (field->shape))
    return;

  child = get_branch (field, branch, &is_new);
  form_content_init_choice (&content, branch);
  form_edit_put (self, field, &content);
  show_branch (self, field, child);
  if (is_new)
    begin_branch (self, field, child, old);

  form_edit_settle_union (self, field);
}

static void
settle (FormEdit  *self,
        FormField *field)
{
  FormState state = form_field_is_written (field) ? FORM_STATE_VALUE : FORM_STATE_ABSENT;

  if (field->content.state == FORM_STATE_NULL)
    return;

  form_edit_mark (self, field);
  field->automatic = FALSE;
  if (field->content.state == state)
    return;

  field->content.state = state;
  form_edit_notify (self, field, FORM_FIELD_PROP_STATE);
}

/* The union has a value when its branch does; which branch that is stays chosen. So it is with
 * those that it is a branch of. */
void
form_edit_settle_union (FormEdit  *self,
                        FormField *field)
{
  settle (self, field);

  for (; form_field_is_branch (field); field = field->parent)
    settle (self, field->parent);
}
