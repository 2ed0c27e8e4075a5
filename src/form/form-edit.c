/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

void
form_edit_init (FormEdit *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
add (FormEdit  *self,
     FormField *field)
{
  if (field->frozen)
    return;

  field->frozen = TRUE;
  g_object_freeze_notify (G_OBJECT (field));
  g_ptr_array_add (self->fields, g_object_ref (field));
}

static void
notify (FormEdit      *self,
        FormField     *field,
        FormFieldProp  prop)
{
  add (self, field);
  form_field_notify (field, prop);
}

/* The field was edited, and so was each group around it. */
static void
mark_edited (FormEdit  *self,
             FormField *field)
{
  for (; field != NULL && !field->edited; field = field->parent)
    {
      add (self, field);
      field->edited = TRUE;
    }
}

/* Puts @content in place of what the field holds; it is empty afterwards. */
void
form_edit_put (FormEdit    *self,
               FormField   *field,
               FormContent *content)
{
  FormContent old = field->content;

  field->content = *content;
  *content = (FormContent) { 0 };

  if (old.state != field->content.state)
    notify (self, field, FORM_FIELD_PROP_STATE);
  if (g_strcmp0 (old.text, field->content.text) != 0)
    notify (self, field, FORM_FIELD_PROP_TEXT);
  if (old.active != field->content.active)
    notify (self, field, FORM_FIELD_PROP_ACTIVE);
  if (old.selected != field->content.selected)
    notify (self, field, FORM_FIELD_PROP_SELECTED);
  if (!form_content_equal (&old, &field->content))
    mark_edited (self, field);

  form_content_clear (&old);
}

static void
put_state (FormEdit  *self,
           FormField *field,
           FormState  state)
{
  FormContent content;

  form_content_init_state (&content, state);
  form_edit_put (self, field, &content);
}

static void load (FormEdit         *self,
                  FormField        *field,
                  const SjsonValue *value,
                  gboolean          fill);

/* What a field without a default begins as. */
static void
put_first (FormEdit  *self,
           FormField *field)
{
  FormContent content;
  FormKind kind = field->schema->kind;

  if (!field->required)
    form_content_init_state (&content, FORM_STATE_ABSENT);
  else if (kind == FORM_KIND_BOOLEAN)
    form_content_init_active (&content, FALSE);
  else if (kind == FORM_KIND_OBJECT)
    form_content_init_state (&content, FORM_STATE_VALUE);
  else if (kind == FORM_KIND_CHOICE && !field->schema->nullable &&
           form_choices_has_only (&field->schema->choices))
    form_content_init_choice (&content, 0);
  else
    form_content_init_state (&content, FORM_STATE_ABSENT);

  form_edit_put (self, field, &content);
}

/* The members of a group that is new begin as they would alone, all but @except. */
static void
load_members (FormEdit  *self,
              FormField *field,
              FormField *except)
{
  gboolean open = form_field_is_open (field);

  for (guint i = 0; i < field->children->len; i++)
    {
      FormField *child = field->children->pdata[i];

      if (child == except)
        continue;

      if (open)
        form_edit_initial (self, child);
      else
        load (self, child, NULL, FALSE);
    }
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
  if (field->schema->has_default)
    load (self, field, &field->schema->default_value, TRUE);
  else
    {
      put_first (self, field);
      field->keeps_empty = FALSE;
      field->made = field->content.state == FORM_STATE_VALUE;
      load_members (self, field, NULL);
    }

  field->automatic = TRUE;
}

/* Shows @value; @fill puts what members begin as where it has none. */
static void
load (FormEdit         *self,
      FormField        *field,
      const SjsonValue *value,
      gboolean          fill)
{
  FormContent content;

  if (value != NULL)
    form_content_init_value (&content, field->schema, value);
  else
    form_content_init_state (&content, FORM_STATE_ABSENT);

  field->automatic = fill;
  field->made = value != NULL;
  field->keeps_empty = value != NULL && sjson_value_equals_string (value, "");
  form_edit_put (self, field, &content);
  fill = fill && form_field_is_open (field);

  for (guint i = 0; i < field->children->len; i++)
    {
      FormField *child = field->children->pdata[i];
      SjsonValue member;

      if (value != NULL && sjson_value_get_member (value, child->name, &member))
        load (self, child, &member, fill);
      else if (fill)
        form_edit_initial (self, child);
      else
        load (self, child, NULL, FALSE);
    }
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
  load (self, field, value, FALSE);
}

/* Makes a group that is not there; @except is the member it is made for. */
void
form_edit_make (FormEdit  *self,
                FormField *field,
                FormField *except)
{
  if (form_field_is_open (field))
    return;

  put_state (self, field, FORM_STATE_VALUE);
  field->automatic = FALSE;
  field->made = FALSE;
  load_members (self, field, except);
}

/* Whether a person put something here, or a given value did. */
static gboolean
has_input (FormField *field)
{
  if (!field->automatic && (field->schema->kind == FORM_KIND_OBJECT &&
                            field->content.state == FORM_STATE_VALUE
                            ? field->made : field->content.state != FORM_STATE_ABSENT))
    return TRUE;

  for (guint i = 0; i < field->children->len; i++)
    if (has_input (field->children->pdata[i]))
      return TRUE;

  return FALSE;
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
  gboolean has_value = field->content.state != FORM_STATE_ABSENT;

  for (FormField *group = field->parent; group != NULL; field = group, group = group->parent)
    {
      if (has_value)
        form_edit_make (self, group, field);
      else if (!group->required && !group->made && form_field_is_open (group) &&
               !has_input (group))
        form_edit_load (self, group, NULL);
    }
}

static void
set_touched (FormEdit  *self,
             FormField *field,
             gboolean   touched)
{
  if (field->touched == !!touched)
    return;

  field->touched = !!touched;
  notify (self, field, FORM_FIELD_PROP_TOUCHED);
}

void
form_edit_touch (FormEdit  *self,
                 FormField *field)
{
  set_touched (self, field, TRUE);
}

void
form_edit_touch_all (FormEdit  *self,
                     FormField *field,
                     gboolean   touched)
{
  set_touched (self, field, touched);

  for (guint i = 0; i < field->children->len; i++)
    form_edit_touch_all (self, field->children->pdata[i], touched);
}

/* Nothing is wrong inside a group that is not there. */
static void
update_errors (FormEdit  *self,
               FormField *field,
               gboolean   present)
{
  const char *error = present ? form_field_find_problem (field) : NULL;

  if (g_strcmp0 (field->error, error) != 0)
    {
      g_free (field->error);
      field->error = g_strdup (error);
      notify (self, field, FORM_FIELD_PROP_ERROR);
    }

  present = present && form_field_is_open (field);
  for (guint i = 0; i < field->children->len; i++)
    update_errors (self, field->children->pdata[i], present);
}

static int
compare_depth_cb (gconstpointer a,
                  gconstpointer b)
{
  FormField *field = *(FormField **) a;
  FormField *other = *(FormField **) b;

  return (int) form_field_get_depth (other) - (int) form_field_get_depth (field);
}

/**
 * form_edit_finish:
 * @self: an edit; it is over afterwards
 * @field: any field of the tree
 *
 * Tells everybody: first each property that changed, then `changed` from the
 * leaves to the root. A handler may edit again.
 */
void
form_edit_finish (FormEdit  *self,
                  FormField *field)
{
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GPtrArray) edited = g_ptr_array_new ();

  update_errors (self, form_field_get_root (field), TRUE);
  fields = g_steal_pointer (&self->fields);

  for (guint i = 0; i < fields->len; i++)
    {
      FormField *one = fields->pdata[i];

      if (one->edited)
        g_ptr_array_add (edited, one);
      one->frozen = FALSE;
      one->edited = FALSE;
    }

  for (guint i = 0; i < fields->len; i++)
    g_object_thaw_notify (fields->pdata[i]);

  g_ptr_array_sort (edited, compare_depth_cb);
  for (guint i = 0; i < edited->len; i++)
    form_field_emit_changed (edited->pdata[i]);
}
