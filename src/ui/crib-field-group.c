/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

#include <glib/gi18n.h>

/*
 * CribFieldGroup:
 *
 * The head of nested fields: says what is sent of them, and folds them away.
 */
struct _CribFieldGroup
{
  CribFieldEditor parent_instance;

  GtkWidget *button;
  GtkWidget *state;
  gboolean expanded;
  guint n_hidden;            /* that are wrong and folded away */
};

enum {
  PROP_0,
  PROP_EXPANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribFieldGroup, crib_field_group, CRIB_TYPE_FIELD_EDITOR)

static void
clicked_cb (CribFieldGroup *self)
{
  crib_field_group_set_expanded (self, !self->expanded);
}

/* Those that begin folded are not there yet, or would unfold into themselves. */
static gboolean
begins_expanded (FormField *field)
{
  if (form_field_get_state (field) == FORM_STATE_VALUE)
    return TRUE;
  return form_field_is_required (field) && !form_field_is_recursive (field);
}

static guint
count_hidden (CribFieldGroup *self,
              FormField      *field)
{
  gboolean own = form_field_is_touched (field) && form_field_get_error (field) != NULL;

  return self->expanded ? 0 : form_field_get_n_shown_errors (field) - own;
}

/* What is wrong and folded away comes first. Counting the entries of a list makes none of them; the
 * members of a group are no news. */
static char *
crib_field_group_dup_words (CribFieldEditor *editor,
                            FormField       *field)
{
  FormKind kind = form_field_get_kind (field);
  guint count = count_hidden (CRIB_FIELD_GROUP (editor), field);

  if (count > 0)
    return g_strdup_printf (ngettext ("%u value needs attention", "%u values need attention",
                                      count), count);
  if (form_field_get_state (field) != FORM_STATE_VALUE)
    return g_strdup (crib_field_editor_get_state_words (editor));
  if (kind != FORM_KIND_LIST && kind != FORM_KIND_MAP)
    return g_strdup ("");

  count = g_list_model_get_n_items (G_LIST_MODEL (field));
  if (count == 0)
    return g_strdup (_("Empty"));
  return g_strdup_printf (ngettext ("%u entry", "%u entries", count), count);
}

void
crib_field_group_place_state (CribFieldGroup *self,
                              GtkBox         *box)
{
  g_autoptr(GtkWidget) state = NULL;
  GtkWidget *parent;

  g_return_if_fail (CRIB_IS_FIELD_GROUP (self));

  state = g_object_ref (self->state);
  parent = gtk_widget_get_parent (state);
  if (parent == GTK_WIDGET (box) || (box == NULL && parent == adw_bin_get_child (ADW_BIN (self))))
    return;

  gtk_box_remove (GTK_BOX (parent), state);
  if (box != NULL)
    gtk_box_append (box, state);
  else
    gtk_box_prepend (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), state);
}

static void
crib_field_group_constructed (GObject *object)
{
  CribFieldGroup *self = CRIB_FIELD_GROUP (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  FormField *field;

  G_OBJECT_CLASS (crib_field_group_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  self->expanded = begins_expanded (field);
  self->state = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->state), 0);
  /* A button that makes its image itself is named by it, anew each time. */
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), gtk_image_new ());
  gtk_widget_add_css_class (self->button, "image-button");
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);

  g_signal_connect_object (field, "items-changed",
                           G_CALLBACK (crib_field_editor_sync), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), self->state);
  gtk_box_append (GTK_BOX (box), self->button);
  adw_bin_set_child (ADW_BIN (self), box);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->button);
}

static void
crib_field_group_sync (CribFieldEditor *editor,
                       FormField       *field)
{
  CribFieldGroup *self = CRIB_FIELD_GROUP (editor);
  const char *dim[] = { "dim-label", NULL }, *wrong[] = { "error", NULL };
  g_autofree char *state = crib_field_group_dup_words (editor, field);

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_button_get_child (GTK_BUTTON (self->button))),
                                self->expanded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_widget_set_tooltip_text (self->button, self->expanded ? _("Fold") : _("Unfold"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button),
                               GTK_ACCESSIBLE_STATE_EXPANDED, self->expanded, -1);
  gtk_label_set_label (GTK_LABEL (self->state), state);
  gtk_widget_set_visible (self->state, *state != '\0');
  self->n_hidden = count_hidden (self, field);
  gtk_widget_set_css_classes (self->state, self->n_hidden > 0 ? wrong : dim);
}

static void
crib_field_group_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CribFieldGroup *self = CRIB_FIELD_GROUP (object);

  switch (prop_id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_field_group_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CribFieldGroup *self = CRIB_FIELD_GROUP (object);

  switch (prop_id)
    {
    case PROP_EXPANDED:
      crib_field_group_set_expanded (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_field_group_class_init (CribFieldGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = crib_field_group_constructed;
  object_class->get_property = crib_field_group_get_property;
  object_class->set_property = crib_field_group_set_property;
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_group_dup_words;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_group_sync;

  properties[PROP_EXPANDED] =
    g_param_spec_boolean ("expanded", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_field_group_init (CribFieldGroup *self)
{
}

gboolean
crib_field_group_get_expanded (CribFieldGroup *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_GROUP (self), FALSE);

  return self->expanded;
}

void
crib_field_group_set_expanded (CribFieldGroup *self,
                               gboolean        expanded)
{
  g_return_if_fail (CRIB_IS_FIELD_GROUP (self));

  expanded = !!expanded;

  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  crib_field_editor_sync (CRIB_FIELD_EDITOR (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

gboolean
crib_field_group_is_outdated (CribFieldGroup *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_GROUP (self), FALSE);

  return self->n_hidden !=
         count_hidden (self, crib_field_editor_get_field (CRIB_FIELD_EDITOR (self)));
}
