/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-json-editor.h"

#include "crib-focus.h"
#include "crib-json-text.h"

#include <glib/gi18n.h>

/*
 * CribJsonEditor:
 *
 * Text typed here goes into the fields as soon as it is JSON; until then the fields keep what they
 * had, the text waits in the model, and the line below says what is wrong and where. A field that
 * is edited elsewhere replaces the text.
 */
struct _CribJsonEditor
{
  AdwBin parent_instance;

  FormModel *model;
  gboolean wrong;
  gboolean busy;       /* text and model are being brought in step */

  CribJsonText *text;
  GtkWidget *error_box;
  GtkLabel *error_label;
};

enum {
  PROP_0,
  PROP_WRONG,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribJsonEditor, crib_json_editor, ADW_TYPE_BIN)

static void
set_wrong (CribJsonEditor *self,
           gboolean        wrong)
{
  if (self->wrong == wrong)
    return;

  self->wrong = wrong;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRONG]);
}

static void
show_error (CribJsonEditor *self,
            const char     *error)
{
  GtkWidget *input = crib_json_text_get_input (self->text);
  gboolean wrong = error != NULL;

  gtk_label_set_label (self->error_label, wrong ? error : "");
  gtk_widget_set_visible (self->error_box, wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (input),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, wrong ? error : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (input), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* JSON that the schema does not allow: the first field that is wrong, by its title. */
static void
show_field_error (CribJsonEditor *self)
{
  FormField *field = form_model_get_first_error (self->model);
  g_autofree char *words = NULL;

  if (field == NULL || !form_field_is_touched (field) || form_field_get_error (field) == NULL)
    {
      show_error (self, NULL);
      return;
    }

  /* Translators: the title of a field, then what is wrong with it */
  words = g_strdup_printf (_("%s: %s"), form_field_get_title (field), form_field_get_error (field));
  show_error (self, words);
}

static void
take_text (CribJsonEditor *self,
           const char     *text)
{
  g_autoptr(GError) error = NULL;
  gboolean taken;

  self->busy = TRUE;
  taken = form_model_set_json (self->model, text, &error);
  if (!taken)
    form_model_set_unread (self->model, text);
  self->busy = FALSE;

  if (taken)
    show_field_error (self);
  else
    show_error (self, error->message);
  set_wrong (self, !taken);
}

static void
edited_cb (CribJsonEditor *self)
{
  g_autofree char *text = NULL;

  if (self->model == NULL)
    return;

  text = crib_json_text_dup_text (self->text);
  take_text (self, text);
}

static void
model_changed_cb (CribJsonEditor *self)
{
  const char *unread = form_model_get_unread (self->model);
  g_autofree char *json = NULL;

  if (self->busy)
    return;

  if (unread != NULL)
    {
      crib_json_text_set_text (self->text, unread);
      edited_cb (self);
      return;
    }

  json = form_model_dup_json (self->model);
  crib_json_text_set_text (self->text, json);
  show_field_error (self);
  set_wrong (self, FALSE);
}

static void
crib_json_editor_dispose (GObject *object)
{
  CribJsonEditor *self = CRIB_JSON_EDITOR (object);

  crib_json_editor_set_model (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_JSON_EDITOR);

  G_OBJECT_CLASS (crib_json_editor_parent_class)->dispose (object);
}

static gboolean
crib_json_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CRIB_JSON_EDITOR (widget)->text));
}

static void
crib_json_editor_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CribJsonEditor *self = CRIB_JSON_EDITOR (object);

  switch (prop_id)
    {
    case PROP_WRONG:
      g_value_set_boolean (value, self->wrong);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_json_editor_class_init (CribJsonEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_json_editor_dispose;
  object_class->get_property = crib_json_editor_get_property;
  widget_class->focus = crib_focus_within;
  widget_class->grab_focus = crib_json_editor_grab_focus;

  properties[PROP_WRONG] =
    g_param_spec_boolean ("wrong", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_JSON_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-json-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CribJsonEditor, text);
  gtk_widget_class_bind_template_child (widget_class, CribJsonEditor, error_box);
  gtk_widget_class_bind_template_child (widget_class, CribJsonEditor, error_label);
}

static void
crib_json_editor_init (CribJsonEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (crib_json_text_get_input (self->text)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Input as JSON"), -1);
  g_signal_connect_object (self->text, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
crib_json_editor_new (void)
{
  return g_object_new (CRIB_TYPE_JSON_EDITOR, NULL);
}

void
crib_json_editor_set_model (CribJsonEditor *self,
                            FormModel      *model)
{
  g_return_if_fail (CRIB_IS_JSON_EDITOR (self));
  g_return_if_fail (model == NULL || FORM_IS_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;

  g_signal_connect_object (model, "changed",
                           G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
}

/* Whether the text is no JSON. */
gboolean
crib_json_editor_is_wrong (CribJsonEditor *self)
{
  g_return_val_if_fail (CRIB_IS_JSON_EDITOR (self), FALSE);

  return self->wrong;
}

/* Shows errors of fields that were touched meanwhile. */
void
crib_json_editor_refresh (CribJsonEditor *self)
{
  g_return_if_fail (CRIB_IS_JSON_EDITOR (self));

  if (self->model != NULL && !self->wrong)
    show_field_error (self);
}

/* Puts the caret where the text is no JSON. */
void
crib_json_editor_focus_problem (CribJsonEditor *self)
{
  g_return_if_fail (CRIB_IS_JSON_EDITOR (self));

  if (self->wrong)
    crib_json_text_go_to_mark (self->text);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
