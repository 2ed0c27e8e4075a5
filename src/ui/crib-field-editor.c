/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editor.h"

#include "crib-focus.h"

#include <glib/gi18n.h>

/*
 * CribFieldEditor:
 *
 * The base of all editors: keeps the [class@Form.Field] and asks the subclass to show it. The field
 * is what counts; an editor holds no value of its own, so that JSON typed elsewhere, a reset or a
 * menu item shows at once.
 */
typedef struct
{
  FormField *field;
  GtkWidget *input;
  gboolean syncing;
  gboolean wide;
} CribFieldEditorPrivate;

enum {
  PROP_0,
  PROP_FIELD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CribFieldEditor, crib_field_editor, ADW_TYPE_BIN)

static void
crib_field_editor_constructed (GObject *object)
{
  CribFieldEditor *self = CRIB_FIELD_EDITOR (object);
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  G_OBJECT_CLASS (crib_field_editor_parent_class)->constructed (object);

  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (priv->field, "notify",
                           G_CALLBACK (crib_field_editor_sync), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->field, "checked",
                           G_CALLBACK (crib_field_editor_sync), self, G_CONNECT_SWAPPED);
}

static void
crib_field_editor_dispose (GObject *object)
{
  CribFieldEditorPrivate *priv =
    crib_field_editor_get_instance_private (CRIB_FIELD_EDITOR (object));

  priv->input = NULL;
  if (priv->field != NULL)
    g_signal_handlers_disconnect_by_data (priv->field, object);
  g_clear_object (&priv->field);

  G_OBJECT_CLASS (crib_field_editor_parent_class)->dispose (object);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

static gboolean
crib_field_editor_grab_focus (GtkWidget *widget)
{
  CribFieldEditorPrivate *priv =
    crib_field_editor_get_instance_private (CRIB_FIELD_EDITOR (widget));

  if (priv->input == NULL)
    return FALSE;
  /* A box of buttons takes no focus itself, and a button that has it keeps it. */
  return gtk_widget_grab_focus (priv->input) || has_focus (priv->input) ||
         gtk_widget_child_focus (priv->input, GTK_DIR_TAB_FORWARD);
}

static void
crib_field_editor_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  CribFieldEditorPrivate *priv =
    crib_field_editor_get_instance_private (CRIB_FIELD_EDITOR (object));

  switch (prop_id)
    {
    case PROP_FIELD:
      priv->field = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_field_editor_class_init (CribFieldEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crib_field_editor_constructed;
  object_class->dispose = crib_field_editor_dispose;
  object_class->set_property = crib_field_editor_set_property;
  widget_class->focus = crib_focus_within;
  widget_class->grab_focus = crib_field_editor_grab_focus;

  properties[PROP_FIELD] =
    g_param_spec_object ("field", NULL, NULL,
                         FORM_TYPE_FIELD,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_field_editor_init (CribFieldEditor *self)
{
}

FormField *
crib_field_editor_get_field (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), NULL);

  return priv->field;
}

/* The widget that takes the focus, the accessible name and the look of an error. */
GtkWidget *
crib_field_editor_get_input (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), NULL);

  return priv->input;
}

/* Called by the subclass when its input is made; shows the field for the first time. */
void
crib_field_editor_set_input (CribFieldEditor *self,
                             GtkWidget       *input)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_if_fail (CRIB_IS_FIELD_EDITOR (self));
  g_return_if_fail (GTK_IS_WIDGET (input));

  priv->input = input;
  crib_field_editor_sync (self);
}

gboolean
crib_field_editor_is_wide (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), FALSE);

  return CRIB_FIELD_EDITOR_GET_CLASS (self)->wide || priv->wide;
}

/* Called by the subclass, before it has an input. */
void
crib_field_editor_set_wide (CribFieldEditor *self,
                            gboolean         wide)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_if_fail (CRIB_IS_FIELD_EDITOR (self));

  priv->wide = wide;
}

gboolean
crib_field_editor_is_syncing (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), FALSE);

  return priv->syncing;
}

void
crib_field_editor_sync (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_if_fail (CRIB_IS_FIELD_EDITOR (self));

  if (priv->syncing || priv->input == NULL)
    return;

  priv->syncing = TRUE;
  CRIB_FIELD_EDITOR_GET_CLASS (self)->sync (self, priv->field);
  priv->syncing = FALSE;
}

/* What the person typed. Nothing typed is not sent: an empty string is asked for by name, in the
 * menu beside the field. */
void
crib_field_editor_take_text (CribFieldEditor *self,
                             const char      *text)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_if_fail (CRIB_IS_FIELD_EDITOR (self));
  g_return_if_fail (text != NULL);

  if (priv->syncing)
    return;

  if (*text != '\0')
    form_field_set_text (priv->field, text);
  else
    form_field_set_state (priv->field, FORM_STATE_ABSENT);
  form_field_touch (priv->field);
}

/* The text to show: none while the field is absent or null. */
const char *
crib_field_editor_get_text (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);
  const char *text;

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), "");

  text = form_field_get_state (priv->field) == FORM_STATE_VALUE
    ? form_field_get_text (priv->field)
    : NULL;
  return text != NULL ? text : "";
}

/* What an empty input says, so that absent, empty and null can be told apart. */
const char *
crib_field_editor_get_placeholder (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), NULL);

  switch (form_field_get_state (priv->field))
    {
    case FORM_STATE_NULL:
      return _("Null");

    case FORM_STATE_VALUE:
      return form_field_get_kind (priv->field) == FORM_KIND_STRING ? _("Empty") : NULL;

    case FORM_STATE_ABSENT:
    default:
      if (form_field_is_required (priv->field))
        return form_field_get_placeholder (priv->field);
      return _("Not sent");
    }
}

const char *
crib_field_editor_get_state_words (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), "");

  switch (form_field_get_state (priv->field))
    {
    case FORM_STATE_NULL:
      return _("Null");

    case FORM_STATE_VALUE:
      return _("Empty");

    case FORM_STATE_ABSENT:
    default:
      return form_field_is_required (priv->field) ? _("Nothing yet") : _("Not sent");
    }
}

char *
crib_field_editor_dup_words (CribFieldEditor *self)
{
  CribFieldEditorPrivate *priv = crib_field_editor_get_instance_private (self);
  CribFieldEditorClass *klass;
  char *words = NULL;

  g_return_val_if_fail (CRIB_IS_FIELD_EDITOR (self), NULL);

  klass = CRIB_FIELD_EDITOR_GET_CLASS (self);
  if (klass->dup_words != NULL)
    words = klass->dup_words (self, priv->field);
  return words != NULL ? words : g_strdup ("");
}

void
crib_field_editor_take_title (CribFieldEditor *self,
                              const char      *title)
{
  CribFieldEditorClass *klass;

  g_return_if_fail (CRIB_IS_FIELD_EDITOR (self));
  g_return_if_fail (title != NULL);

  klass = CRIB_FIELD_EDITOR_GET_CLASS (self);
  if (klass->take_title != NULL)
    klass->take_title (self, title);
}
