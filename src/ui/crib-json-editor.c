/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-json-editor.h"

#include "crib-text-height.h"

#include <glib/gi18n.h>

#define MIN_HEIGHT 120
#define MAX_HEIGHT 420

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

  GtkScrolledWindow *frame;
  GtkTextView *view;
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
  gboolean wrong = error != NULL;

  gtk_label_set_label (self->error_label, wrong ? error : "");
  gtk_widget_set_visible (self->error_box, wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->frame), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->frame), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, wrong ? error : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID,
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
buffer_changed_cb (CribJsonEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  crib_text_height_fit (self->frame, MIN_HEIGHT, MAX_HEIGHT);
  if (self->busy || self->model == NULL)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  take_text (self, text);
}

static void
fill (CribJsonEditor *self,
      const char     *text)
{
  self->busy = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->busy = FALSE;
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
      fill (self, unread);
      buffer_changed_cb (self);
      return;
    }

  json = form_model_dup_json (self->model);
  fill (self, json);
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
  return gtk_widget_grab_focus (GTK_WIDGET (CRIB_JSON_EDITOR (widget)->view));
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
  widget_class->grab_focus = crib_json_editor_grab_focus;

  properties[PROP_WRONG] =
    g_param_spec_boolean ("wrong", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-json-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CribJsonEditor, frame);
  gtk_widget_class_bind_template_child (widget_class, CribJsonEditor, view);
  gtk_widget_class_bind_template_child (widget_class, CribJsonEditor, error_box);
  gtk_widget_class_bind_template_child (widget_class, CribJsonEditor, error_label);
}

static void
crib_json_editor_init (CribJsonEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
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
