/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-edit-private.h"

/* What a condition adds may make another one hold; two that undo each other end here. */
#define MAX_ROUNDS 8

void
form_edit_init (FormEdit *self)
{
  *self = (FormEdit) {
    .fields = g_ptr_array_new_with_free_func (g_object_unref),
    .defaulted = g_ptr_array_new_with_free_func (g_object_unref),
  };
}

/* What changes of the field is told at the end. */
void
form_edit_add (FormEdit  *self,
               FormField *field)
{
  if (field->frozen || self->is_silent)
    return;

  field->frozen = TRUE;
  g_object_freeze_notify (G_OBJECT (field));
  g_ptr_array_add (self->fields, g_object_ref (field));
}

void
form_edit_notify (FormEdit      *self,
                  FormField     *field,
                  FormFieldProp  prop)
{
  if (self->is_silent)
    return;

  form_edit_add (self, field);
  form_field_notify (field, prop);
}

/* The field was edited, and so was each group around it. */
void
form_edit_mark (FormEdit  *self,
                FormField *field)
{
  for (; !self->is_silent && field != NULL && !field->edited; field = field->parent)
    {
      form_edit_add (self, field);
      field->edited = TRUE;
    }
}

static void
notify_difference (FormEdit          *self,
                   FormField         *field,
                   const FormContent *old)
{
  const FormContent *content = &field->content;

  if (old->state != content->state)
    form_edit_notify (self, field, FORM_FIELD_PROP_STATE);
  if (g_strcmp0 (old->text, content->text) != 0)
    form_edit_notify (self, field, FORM_FIELD_PROP_TEXT);
  if (old->active != content->active)
    form_edit_notify (self, field, FORM_FIELD_PROP_ACTIVE);
  if (old->selected != content->selected)
    form_edit_notify (self, field, FORM_FIELD_PROP_SELECTED);
  if (old->as_json != content->as_json)
    form_edit_notify (self, field, FORM_FIELD_PROP_AS_JSON);
  if (old->picks != NULL || content->picks != NULL)
    field->rechecked = TRUE;
}

/* Whether a group got or lost what no child of it tells of, since nobody looked at them, or since
 * no field can have such a name. */
static gboolean
has_other_unseen (FormField         *field,
                  const FormContent *old)
{
  const SjsonValue *source = field->content.source;

  if (!form_kind_is_group (field->kind) || (source == NULL) == (old->source == NULL))
    return FALSE;

  return source == NULL ? sjson_value_get_length (old->source) > 0
                        : field->slots == NULL && sjson_value_get_length (source) > 0;
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

  notify_difference (self, field, &old);
  if (!form_content_equal (&old, &field->content) || has_other_unseen (field, &old))
    form_edit_mark (self, field);

  form_content_clear (&old);
}

void
form_edit_put_state (FormEdit  *self,
                     FormField *field,
                     FormState  state)
{
  FormContent content;

  form_content_init_state (&content, state);
  form_edit_put (self, field, &content);
}

void
form_edit_require (FormEdit  *self,
                   FormField *field,
                   gboolean   required)
{
  if (field->required == !!required)
    return;

  field->required = !!required;
  form_edit_notify (self, field, FORM_FIELD_PROP_REQUIRED);

  /* The branch stands for the union. */
  if (field->kind == FORM_KIND_UNION && form_children_get_n_made (field) > 0)
    form_edit_require (self, form_children_get_made (field, 0), required);
}

static void
set_touched (FormEdit  *self,
             FormField *field,
             gboolean   touched)
{
  if (field->touched == !!touched)
    return;

  field->touched = !!touched;
  form_edit_notify (self, field, FORM_FIELD_PROP_TOUCHED);
}

void
form_edit_touch (FormEdit  *self,
                 FormField *field)
{
  set_touched (self, field, TRUE);
}

/* Also what is made later (see form_edit_look()). */
void
form_edit_touch_all (FormEdit  *self,
                     FormField *field,
                     gboolean   touched)
{
  if (field == field->tree->root)
    field->tree->all_touched = touched;

  set_touched (self, field, touched);

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL)
      form_edit_touch_all (self, form_children_get_made (field, i), touched);
}

/* Nothing is wrong inside a group that is not there. */
void
form_edit_update_errors (FormEdit  *self,
                         FormField *field,
                         gboolean   present)
{
  const char *error = present ? form_field_find_problem (field) : NULL;

  if (present && error == NULL)
    error = field->verdict;

  if (g_strcmp0 (field->error, error) != 0)
    {
      g_free (field->error);
      field->error = g_strdup (error);
      form_edit_notify (self, field, FORM_FIELD_PROP_ERROR);
    }

  present = present && form_field_is_open (field);
  for (guint i = 0; i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL)
      form_edit_update_errors (self, form_children_get_made (field, i), present);
}

static int
compare_depth_cb (gconstpointer a,
                  gconstpointer b)
{
  FormField *field = *(FormField **) a;
  FormField *other = *(FormField **) b;

  return (int) form_field_get_depth (other) - (int) form_field_get_depth (field);
}

/* From the leaves to the root. */
static GPtrArray *
list_edited (FormEdit *self)
{
  GPtrArray *edited = g_ptr_array_new ();

  for (guint i = 0; i < self->fields->len; i++)
    if (FORM_FIELD (self->fields->pdata[i])->edited)
      g_ptr_array_add (edited, self->fields->pdata[i]);

  g_ptr_array_sort (edited, compare_depth_cb);

  return edited;
}

/* Shows and hides what depends on what was edited. */
static void
follow_conditions (FormEdit *self)
{
  gboolean changed = TRUE;

  for (guint round = 0; changed && round < MAX_ROUNDS; round++)
    {
      g_autoptr(GPtrArray) edited = list_edited (self);

      changed = FALSE;
      for (guint i = 0; i < edited->len; i++)
        changed |= form_edit_narrow (self, edited->pdata[i]);
    }
}

static void
judge (FormEdit  *self,
       FormField *root)
{
  g_autoptr(GPtrArray) edited = list_edited (self);

  if (edited->len > 0)
    form_edit_check (self, root, FALSE);
  form_edit_update_errors (self, root, TRUE);
}

/* An item is called by its place. */
static void
notify_position (FormEdit  *self,
                 FormField *field)
{
  field->moved = FALSE;
  form_edit_notify (self, field, FORM_FIELD_PROP_POSITION);

  if (field->parent->kind == FORM_KIND_LIST || field->parent->kind == FORM_KIND_TUPLE)
    {
      form_edit_notify (self, field, FORM_FIELD_PROP_NAME);
      form_edit_notify (self, field, FORM_FIELD_PROP_TITLE);
    }
}

static void
notify_positions (FormEdit *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      FormField *field = self->fields->pdata[i];

      for (guint j = 0; field->announced != NULL && j < form_children_get_n_made (field); j++)
        {
          FormField *child = form_children_get_made (field, j);

          if (child != NULL && child->moved)
            notify_position (self, child);
        }
    }
}

static void
tell (GPtrArray *fields,
      GPtrArray *edited)
{
  for (guint i = 0; i < fields->len; i++)
    form_children_announce (fields->pdata[i]);

  for (guint i = 0; i < fields->len; i++)
    g_object_thaw_notify (fields->pdata[i]);

  for (guint i = 0; i < edited->len; i++)
    {
      FormField *field = edited->pdata[i];

      if (field->rechecked)
        {
          field->rechecked = FALSE;
          form_field_emit_checked (field);
        }
      form_field_emit_changed (field);
    }
}

/**
 * form_edit_finish:
 * @self: an edit; it is over afterwards
 * @field: any field of the tree
 *
 * Tells everybody: first what became of the children, then each property that
 * changed, then `changed` from the leaves to the root. A handler may edit again.
 */
void
form_edit_finish (FormEdit  *self,
                  FormField *field)
{
  /* The field itself may be no child any more. */
  FormField *root = field->tree->root != NULL ? field->tree->root : form_field_get_root (field);
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GPtrArray) edited = NULL;

  follow_conditions (self);
  judge (self, root);
  if (form_edit_drop_defaults (self))
    {
      follow_conditions (self);
      judge (self, root);
    }
  notify_positions (self);
  edited = list_edited (self);

  field->tree->defaults = FORM_MAX_DEFAULTS;
  g_clear_pointer (&self->defaulted, g_ptr_array_unref);
  fields = g_steal_pointer (&self->fields);
  for (guint i = 0; i < fields->len; i++)
    {
      FormField *one = fields->pdata[i];

      one->frozen = FALSE;
      one->edited = FALSE;
    }

  tell (fields, edited);
}
