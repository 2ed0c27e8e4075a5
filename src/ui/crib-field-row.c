/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row.h"

#include "crib-field-editors.h"
#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TITLE 200
#define MAX_DESCRIPTION 2000
#define INDENT 18
/* Limits shorter than this are never cut off. */
#define MAX_LIMITS 20

/*
 * CribFieldRow:
 *
 * The frame of one field. The words stand on the left, the editor on the right; narrow, or where
 * the editor takes the whole width, the words stand above it.
 */
struct _CribFieldRow
{
  AdwPreferencesRow parent_instance;

  FormField *field;
  guint depth;
  gboolean narrow;

  CribFieldEditor *editor;
  GtkWidget *content;
  GtkWidget *head;
  GtkWidget *words;
  GtkLabel *title_label;
  GtkLabel *description_label;
  GtkWidget *side;
  GtkWidget *controls;
  GtkLabel *limits_label;
  GtkWidget *menu_button;
  GtkWidget *error_box;
  GtkLabel *error_label;
};

enum {
  PROP_0,
  PROP_FIELD,
  PROP_DEPTH,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribFieldRow, crib_field_row, ADW_TYPE_PREFERENCES_ROW)

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
leave_out_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  form_field_set_state (CRIB_FIELD_ROW (widget)->field, FORM_STATE_ABSENT);
}

static void
set_null_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  form_field_set_state (CRIB_FIELD_ROW (widget)->field, FORM_STATE_NULL);
}

static void
set_empty_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CribFieldRow *self = CRIB_FIELD_ROW (widget);

  /* A field keeps an empty text only when it was made a value on purpose. */
  if (form_field_get_kind (self->field) == FORM_KIND_STRING)
    form_field_set_state (self->field, FORM_STATE_ABSENT);
  form_field_set_state (self->field, FORM_STATE_VALUE);
  if (form_field_get_kind (self->field) == FORM_KIND_STRING)
    form_field_set_text (self->field, "");
}

/* What the field may be besides a value and cannot be made by hand: an entry that is emptied is
 * left out, and a menu of choices has these among its items. */
static GMenuModel *
make_menu (CribFieldRow *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  FormKind kind = form_field_get_kind (self->field);
  gboolean optional = !form_field_is_required (self->field);
  gboolean nullable = form_field_is_nullable (self->field);
  gboolean word = kind == FORM_KIND_STRING &&
    g_strcmp0 (form_field_get_format (self->field), "date") != 0;
  gboolean head = kind == FORM_KIND_OBJECT || kind == FORM_KIND_BOOLEAN;

  if (kind != FORM_KIND_CHOICE && optional && (word || head || nullable))
    g_menu_append (menu, _("_Leave Out"), "field.leave-out");
  if (word && (optional || nullable))
    g_menu_append (menu, _("_Empty"), "field.set-empty");
  if (kind == FORM_KIND_OBJECT && optional)
    g_menu_append (menu, _("_Send"), "field.set-empty");
  if (kind != FORM_KIND_CHOICE && nullable)
    g_menu_append (menu, _("_Null"), "field.set-null");

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
update_menu (CribFieldRow *self)
{
  FormState state = form_field_get_state (self->field);
  const char *text = form_field_get_text (self->field);
  gboolean empty = state == FORM_STATE_VALUE &&
    (form_field_get_kind (self->field) == FORM_KIND_OBJECT || text == NULL || *text == '\0');
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "field.leave-out", state != FORM_STATE_ABSENT);
  gtk_widget_action_set_enabled (widget, "field.set-null", state != FORM_STATE_NULL);
  gtk_widget_action_set_enabled (widget, "field.set-empty", !empty);
}

static void
update_error (CribFieldRow *self)
{
  GtkWidget *input = crib_field_editor_get_input (self->editor);
  gboolean wrong = crib_field_row_has_error (self);
  const char *error = form_field_get_error (self->field);
  const char *description = form_field_get_description (self->field);
  g_autofree char *words = crib_words_clip (description, MAX_DESCRIPTION);
  g_autofree char *spoken = NULL;

  gtk_label_set_label (self->error_label, wrong ? error : "");
  gtk_widget_set_visible (self->error_box, wrong);
  set_class (input, "error", wrong);
  if (crib_field_editor_is_wide (self->editor))
    set_class (GTK_WIDGET (self->editor), "error", wrong);
  gtk_widget_set_valign (self->words, wrong ? GTK_ALIGN_START : GTK_ALIGN_CENTER);

  spoken = wrong ? g_strjoin (" ", error, words, NULL) : g_strdup (words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (input),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Switches and the arrow of a group stay at the end of the line also where it is narrow. */
static gboolean
is_small (CribFieldRow *self)
{
  FormKind kind = form_field_get_kind (self->field);

  return kind == FORM_KIND_BOOLEAN || kind == FORM_KIND_OBJECT;
}

static void
update_layout (CribFieldRow *self)
{
  gboolean stacked = crib_field_editor_is_wide (self->editor) || (self->narrow && !is_small (self));
  GtkWidget *limits = GTK_WIDGET (self->limits_label);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->content), stacked ? 6 : 12);
  gtk_widget_set_halign (self->controls, stacked ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->editor), stacked);
  gtk_widget_set_halign (self->error_box, stacked ? GTK_ALIGN_START : GTK_ALIGN_END);
  if (gtk_widget_get_parent (limits) == self->controls)
    gtk_box_reorder_child_after (GTK_BOX (self->controls), limits,
                                 stacked ? GTK_WIDGET (self->editor) : NULL);
  gtk_widget_set_margin_start (self->content, 12 + self->depth * INDENT);
}

/* An editor over the whole width has no room beside it: the menu goes to the end of the words, the
 * limits below them. */
static void
move_up (CribFieldRow *self)
{
  g_autoptr(GtkWidget) limits = g_object_ref (GTK_WIDGET (self->limits_label));
  g_autoptr(GtkWidget) menu_button = g_object_ref (self->menu_button);

  gtk_box_remove (GTK_BOX (self->controls), limits);
  gtk_box_append (GTK_BOX (self->words), limits);
  gtk_label_set_xalign (self->limits_label, 0);
  gtk_box_remove (GTK_BOX (self->controls), menu_button);
  gtk_box_append (GTK_BOX (self->head), menu_button);
}

/* One label, so that the word follows a title that wraps; attributes, because the title is the
 * server's and must not be read as markup. */
static void
fill_title (CribFieldRow *self,
            const char   *title)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *words = NULL;
  PangoAttribute *size = pango_attr_scale_new (0.82);
  PangoAttribute *alpha = pango_attr_foreground_alpha_new (G_MAXUINT16 * 0.55);

  size->start_index = alpha->start_index = strlen (title);
  pango_attr_list_insert (attributes, size);
  pango_attr_list_insert (attributes, alpha);

  if (form_field_is_required (self->field))
    /* Translators: of a field that must be filled in; stands after its title */
    words = g_strdup_printf ("%s  %s", title, _("required"));
  else
    words = g_strdup (title);
  gtk_label_set_label (self->title_label, words);
  gtk_label_set_attributes (self->title_label, attributes);
  gtk_widget_set_visible (GTK_WIDGET (self->title_label), *words != '\0');
}

static void
fill_words (CribFieldRow *self)
{
  const char *limits = form_field_get_limits (self->field);
  g_autofree char *title = crib_words_clip (form_field_get_title (self->field), MAX_TITLE);
  g_autofree char *description =
    crib_words_clip (form_field_get_description (self->field), MAX_DESCRIPTION);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  fill_title (self, title);
  gtk_label_set_label (self->description_label, description);
  gtk_widget_set_visible (GTK_WIDGET (self->description_label), *description != '\0');
  gtk_label_set_label (self->limits_label, limits != NULL ? limits : "");
  if (limits != NULL)
    gtk_label_set_width_chars (self->limits_label,
                               (int) MIN (g_utf8_strlen (limits, -1), MAX_LIMITS));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->limits_label), limits);
  gtk_widget_set_visible (GTK_WIDGET (self->limits_label), limits != NULL);
}

static void
add_editor (CribFieldRow *self)
{
  g_autoptr(GMenuModel) menu = make_menu (self);
  GtkWidget *input;
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *menu_name = g_strdup_printf (_("Other Values for %s"), title);

  self->editor = crib_field_editor_new_for (self->field);
  gtk_box_insert_child_after (GTK_BOX (self->controls), GTK_WIDGET (self->editor),
                              GTK_WIDGET (self->limits_label));
  if (crib_field_editor_is_wide (self->editor))
    move_up (self);

  input = crib_field_editor_get_input (self->editor);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *title != '\0' ? title : _("Value"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (input),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED,
                                  form_field_is_required (self->field), -1);

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  gtk_widget_set_visible (self->menu_button, g_menu_model_get_n_items (menu) > 0);
  gtk_widget_set_tooltip_text (self->menu_button, menu_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu_name, -1);
}

static void
crib_field_row_constructed (GObject *object)
{
  CribFieldRow *self = CRIB_FIELD_ROW (object);

  G_OBJECT_CLASS (crib_field_row_parent_class)->constructed (object);

  fill_words (self);
  add_editor (self);
  update_layout (self);
  crib_field_row_refresh (self);
  g_signal_connect_object (self->field, "notify",
                           G_CALLBACK (crib_field_row_refresh), self, G_CONNECT_SWAPPED);
}

static void
crib_field_row_dispose (GObject *object)
{
  CribFieldRow *self = CRIB_FIELD_ROW (object);

  if (self->field != NULL)
    g_signal_handlers_disconnect_by_data (self->field, self);
  /* The template drops its child without the row's knowing, so it goes first. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_FIELD_ROW);
  g_clear_object (&self->field);

  G_OBJECT_CLASS (crib_field_row_parent_class)->dispose (object);
}

static gboolean
crib_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CRIB_FIELD_ROW (widget)->editor));
}

static void
crib_field_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CribFieldRow *self = CRIB_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      g_value_set_object (value, self->field);
      break;

    case PROP_DEPTH:
      g_value_set_uint (value, self->depth);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_field_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CribFieldRow *self = CRIB_FIELD_ROW (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      self->field = g_value_dup_object (value);
      break;

    case PROP_DEPTH:
      self->depth = g_value_get_uint (value);
      break;

    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      if (self->editor != NULL)
        update_layout (self);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_field_row_class_init (CribFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crib_field_row_constructed;
  object_class->dispose = crib_field_row_dispose;
  object_class->get_property = crib_field_row_get_property;
  object_class->set_property = crib_field_row_set_property;
  widget_class->grab_focus = crib_field_row_grab_focus;

  properties[PROP_FIELD] =
    g_param_spec_object ("field", NULL, NULL,
                         FORM_TYPE_FIELD,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEPTH] =
    g_param_spec_uint ("depth", NULL, NULL,
                       0, 16, 0,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, content);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, head);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, words);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, description_label);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, side);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, controls);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, limits_label);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, error_box);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, error_label);

  gtk_widget_class_install_action (widget_class, "field.leave-out", NULL, leave_out_action);
  gtk_widget_class_install_action (widget_class, "field.set-empty", NULL, set_empty_action);
  gtk_widget_class_install_action (widget_class, "field.set-null", NULL, set_null_action);
}

static void
crib_field_row_init (CribFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_field_row_new (FormField *field,
                    guint      depth)
{
  g_return_val_if_fail (FORM_IS_FIELD (field), NULL);

  return g_object_new (CRIB_TYPE_FIELD_ROW, "field", field, "depth", MIN (depth, 16), NULL);
}

FormField *
crib_field_row_get_field (CribFieldRow *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_ROW (self), NULL);

  return self->field;
}

CribFieldEditor *
crib_field_row_get_editor (CribFieldRow *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_ROW (self), NULL);

  return self->editor;
}

guint
crib_field_row_get_depth (CribFieldRow *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_ROW (self), 0);

  return self->depth;
}

/* Whether an error is on show: before the person did anything a required field is not blamed. */
gboolean
crib_field_row_has_error (CribFieldRow *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_ROW (self), FALSE);

  return form_field_is_touched (self->field) && form_field_get_error (self->field) != NULL;
}

/* Shows what the field says by now; needed by itself only after all fields were touched. */
void
crib_field_row_refresh (CribFieldRow *self)
{
  g_return_if_fail (CRIB_IS_FIELD_ROW (self));

  update_menu (self);
  update_error (self);
}
