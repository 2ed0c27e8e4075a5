/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-model.h"

#include "form-model-private.h"

/* Milliseconds without an edit after which a long value is checked. */
#define PAUSE 400

/**
 * FormModel:
 *
 * The form of one schema: owns the tree of fields, counts what is wrong in it,
 * and turns it into a value and back. It knows nothing of widgets.
 */
struct _FormModel
{
  GObject parent_instance;

  FormField *root;
  guint n_errors;
  guint pause;
  char *unread;       /* nullable */
};

enum {
  PROP_0,
  PROP_N_ERRORS,
  PROP_VALID,
  N_PROPS
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FormModel, form_model, G_TYPE_OBJECT)

static guint
count_errors (FormField *field)
{
  guint n = field->error != NULL;

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    if (form_children_get_made (field, i) != NULL)
      n += count_errors (form_children_get_made (field, i));

  return n;
}

static void
update_errors (FormModel *self)
{
  guint n_errors = form_model_get_n_errors (self);
  guint old = self->n_errors;

  self->n_errors = n_errors;
  g_object_freeze_notify (G_OBJECT (self));

  if (n_errors != old)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ERRORS]);
  if ((old == 0) != (n_errors == 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);

  g_object_thaw_notify (G_OBJECT (self));
}

/* Lets the validator see what was typed last. Whoever hears of it may close the form. */
void
form_model_check (FormModel *self)
{
  g_autoptr(FormModel) kept = g_object_ref (self);
  FormEdit edit;

  g_clear_handle_id (&self->pause, g_source_remove);
  if (!self->root->tree->is_stale)
    return;

  form_edit_init (&edit);
  form_edit_check (&edit, self->root, TRUE);
  form_edit_finish (&edit, self->root);
  if (self->root != NULL)
    update_errors (self);
}

static gboolean
pause_cb (gpointer user_data)
{
  FormModel *self = FORM_MODEL (user_data);

  self->pause = 0;
  form_model_check (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (FormModel *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->root->tree->is_stale)
    self->pause = g_timeout_add (PAUSE, pause_cb, self);

  g_clear_pointer (&self->unread, g_free);
  update_errors (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
form_model_dispose (GObject *object)
{
  FormModel *self = FORM_MODEL (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (self->root, self);
  g_clear_object (&self->root);

  G_OBJECT_CLASS (form_model_parent_class)->dispose (object);
}

static void
form_model_finalize (GObject *object)
{
  g_free (FORM_MODEL (object)->unread);

  G_OBJECT_CLASS (form_model_parent_class)->finalize (object);
}

static void
form_model_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  FormModel *self = FORM_MODEL (object);

  switch (prop_id)
    {
    case PROP_N_ERRORS:
      g_value_set_uint (value, form_model_get_n_errors (self));
      break;

    case PROP_VALID:
      g_value_set_boolean (value, form_model_is_valid (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
form_model_class_init (FormModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = form_model_dispose;
  object_class->finalize = form_model_finalize;
  object_class->get_property = form_model_get_property;

  properties[PROP_N_ERRORS] =
    g_param_spec_uint ("n-errors", NULL, NULL,
                       0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_VALID] =
    g_param_spec_boolean ("valid", NULL, NULL,
                          TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FormModel::changed:
   * @self: a model
   *
   * A field was edited, or the value set; once for each time.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
form_model_init (FormModel *self)
{
}

/**
 * form_model_new:
 * @schema: (nullable): of an object, as a server sent it; without one, or where it is
 *   none, the form is a single JSON field
 * @value: (nullable): what to show; `NULL` applies the defaults once
 *
 * Nothing in a schema makes this fail: what it cannot show as a field is shown
 * as JSON. The model keeps what it needs of both.
 *
 * Returns: (transfer full): the form
 */
FormModel *
form_model_new (const SjsonValue *schema,
                const SjsonValue *value)
{
  FormModel *self = g_object_new (FORM_TYPE_MODEL, NULL);

  self->root = form_tree_new_root (schema, value);
  if (self->root->tree->is_stale)
    self->pause = g_timeout_add (PAUSE, pause_cb, self);

  self->n_errors = form_model_get_n_errors (self);
  g_signal_connect_object (self->root, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * form_model_get_root:
 * @self: a model
 *
 * Returns: (transfer none): the field of all the arguments: a group, or one of JSON
 */
FormField *
form_model_get_root (FormModel *self)
{
  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);

  return self->root;
}

/**
 * form_model_find:
 * @self: a model
 * @pointer: a JSON Pointer (RFC 6901) into the value
 *
 * Unfolds what is on the way. Of a union it is the union, and below that what
 * the chosen branch has.
 *
 * Returns: (transfer none) (nullable): the field of exactly that place
 */
FormField *
form_model_find (FormModel  *self,
                 const char *pointer)
{
  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);
  g_return_val_if_fail (pointer != NULL, NULL);

  return form_field_find (self->root, pointer);
}

/**
 * form_model_is_valid:
 * @self: a model
 *
 * A long value may not have been checked since the last edit; building it checks it.
 *
 * Returns: whether nothing is wrong
 */
gboolean
form_model_is_valid (FormModel *self)
{
  return form_model_get_n_errors (self) == 0;
}

guint
form_model_get_n_errors (FormModel *self)
{
  g_return_val_if_fail (FORM_IS_MODEL (self), 0);

  return count_errors (self->root) + (self->unread != NULL ? 1 : 0);
}

/**
 * form_model_get_n_shown_errors:
 * @self: a model
 *
 * Returns: the number of fields with an error that the person has edited, or tried to run with
 */
guint
form_model_get_n_shown_errors (FormModel *self)
{
  g_return_val_if_fail (FORM_IS_MODEL (self), 0);

  return form_field_get_n_shown_errors (self->root);
}

static FormField *
find_error (FormField *field)
{
  if (field->error != NULL)
    return field;

  for (guint i = 0; i < form_children_get_n_made (field); i++)
    {
      FormField *child = form_children_get_made (field, i);
      FormField *found = child != NULL ? find_error (child) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * form_model_get_first_error:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the topmost field with an error; what was typed as JSON
 *   and is none is an error of no field
 */
FormField *
form_model_get_first_error (FormModel *self)
{
  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);

  return find_error (self->root);
}

void
form_model_touch_all (FormModel *self)
{
  FormEdit edit;

  g_return_if_fail (FORM_IS_MODEL (self));

  form_edit_init (&edit);
  form_edit_touch_all (&edit, self->root, TRUE);
  form_edit_finish (&edit, self->root);
}

/**
 * form_model_set_value:
 * @self: a model
 * @value: (nullable): what to show, valid or not; `NULL` is [method@Form.Model.reset]
 *
 * Shows a value, as an earlier call or a draft had it. No defaults are put
 * into it. What nobody edits comes out again as it was, members that the
 * schema does not know included.
 */
void
form_model_set_value (FormModel        *self,
                      const SjsonValue *value)
{
  FormEdit edit;

  g_return_if_fail (FORM_IS_MODEL (self));

  form_edit_init (&edit);

  if (value != NULL)
    form_edit_load (&edit, self->root, value);
  else
    form_edit_initial (&edit, self->root);

  form_edit_touch_all (&edit, self->root, FALSE);
  form_edit_finish (&edit, self->root);
  form_model_set_unread (self, NULL);
}

/**
 * form_model_set_unread:
 * @self: a model
 * @text: (nullable): what [method@Form.Model.set_json] refused
 *
 * Keeps what somebody types as JSON until it is some: it is part of the draft, and nothing is
 * sent while it waits. The fields keep what they have; an edit of one of them drops it.
 */
void
form_model_set_unread (FormModel  *self,
                       const char *text)
{
  g_return_if_fail (FORM_IS_MODEL (self));

  if (g_strcmp0 (self->unread, text) == 0)
    return;

  g_free (self->unread);
  self->unread = g_strdup (text);
  update_errors (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const char *
form_model_get_unread (FormModel *self)
{
  g_return_val_if_fail (FORM_IS_MODEL (self), NULL);

  return self->unread;
}

/**
 * form_model_reset:
 * @self: a model
 *
 * Back to the defaults, as if nobody had touched the form.
 */
void
form_model_reset (FormModel *self)
{
  form_model_set_value (self, NULL);
}
