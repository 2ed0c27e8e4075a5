/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row-private.h"

#include "crib-field-editors.h"
#include "crib-field-states.h"

#include <glib/gi18n.h>

#define INDENT 18
#define NARROW_INDENT 8
/* Deeper ones are not moved in any further. */
#define MAX_INDENTS 8
/* So long, limits stand before the editor. */
#define MAX_SHORT_LIMITS 12
#define MAX_NAMESAKES 500

enum {
  PROP_0,
  PROP_FIELD,
  PROP_DEPTH,
  PROP_NARROW,
  PROP_EXPANDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribFieldRow, crib_field_row, ADW_TYPE_PREFERENCES_ROW)

/* Switches and the arrow of a group stay at the end of the line also where it is narrow. */
static gboolean
is_small (CribFieldRow *self)
{
  return CRIB_IS_FIELD_SWITCH (self->editor) || CRIB_IS_FIELD_GROUP (self->editor);
}

static void
update_layout (CribFieldRow *self)
{
  gboolean stacked = crib_field_editor_is_wide (self->editor) || (self->narrow && !is_small (self));
  gboolean tall = CRIB_IS_FIELD_CHECKS (self->editor);
  GtkWidget *limits = GTK_WIDGET (self->limits_label);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->line), stacked ? 6 : 12);
  gtk_widget_set_valign (self->words, tall && !stacked ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->words, tall && !stacked ? 7 : 0);
  gtk_widget_set_valign (self->menu_button, tall ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  gtk_widget_set_halign (self->controls, stacked ? GTK_ALIGN_FILL : GTK_ALIGN_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->editor), stacked);
  gtk_widget_set_halign (self->error_box, stacked ? GTK_ALIGN_START : GTK_ALIGN_END);
  if (CRIB_IS_FIELD_GROUP (self->editor))
    crib_field_group_place_state (CRIB_FIELD_GROUP (self->editor),
                                  self->narrow ? GTK_BOX (self->words) : NULL);
  if (gtk_widget_get_parent (limits) == self->controls)
    gtk_box_reorder_child_after (GTK_BOX (self->controls), limits,
                                 stacked ? GTK_WIDGET (self->editor) : NULL);
  gtk_widget_set_margin_start (self->content,
                               12 + (int) MIN (self->depth, MAX_INDENTS) *
                               (self->narrow ? NARROW_INDENT : INDENT));
}

static void
move_to (GtkWidget *widget,
         GtkWidget *box)
{
  g_autoptr(GtkWidget) kept = g_object_ref (widget);

  if (gtk_widget_get_parent (kept) == box)
    return;

  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (kept)), kept);
  gtk_box_append (GTK_BOX (box), kept);
}

/* An editor over the whole width has no room beside it: the menu goes to the end of the words, the
 * limits below them. There limits stand, too, that would take the room of the words. */
static void
place_controls (CribFieldRow *self)
{
  gboolean wide = crib_field_editor_is_wide (self->editor);
  glong length = g_utf8_strlen (gtk_label_get_label (self->limits_label), -1);
  gboolean below = wide || length > MAX_SHORT_LIMITS;

  move_to (GTK_WIDGET (self->limits_label), below ? self->words : self->controls);
  gtk_label_set_wrap (self->limits_label, below);
  gtk_label_set_width_chars (self->limits_label, below ? -1 : (int) length);
  gtk_label_set_xalign (self->limits_label, below ? 0 : 1);
  gtk_widget_set_margin_end (GTK_WIDGET (self->limits_label), below ? 0 : 6);
  move_to (self->menu_box, wide ? self->head : self->controls);
}

/* What the fields below are to be seen for: an unfolded group, or a union with a shape. */
static gboolean
is_expanded (CribFieldRow *self)
{
  if (CRIB_IS_FIELD_GROUP (self->editor))
    return crib_field_group_get_expanded (CRIB_FIELD_GROUP (self->editor));

  return crib_field_states_has_branch (self->field);
}

static void
update_expanded (CribFieldRow *self)
{
  gboolean expanded = is_expanded (self);

  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

static void
connect_editor (CribFieldRow *self)
{
  if (CRIB_IS_FIELD_GROUP (self->editor))
    /* Its tip, which folding changes, took the place of what is said of it. */
    g_signal_connect_object (self->editor, "notify::expanded",
                             G_CALLBACK (crib_field_row_refresh), self, G_CONNECT_SWAPPED);
  if (CRIB_IS_FIELD_ENTRY (self->editor))
    crib_field_entry_set_suggester (CRIB_FIELD_ENTRY (self->editor), self->suggester);
  if (CRIB_IS_FIELD_FILE (self->editor))
    {
      self->drop_target =
        crib_field_file_create_drop_target (CRIB_FIELD_FILE (self->editor));
      gtk_widget_add_controller (GTK_WIDGET (self), self->drop_target);
    }
}

static void
add_editor (CribFieldRow *self)
{
  self->editor = crib_field_editor_new_for (self->field);
  gtk_box_insert_child_after (GTK_BOX (self->controls), GTK_WIDGET (self->editor),
                              gtk_widget_get_parent (GTK_WIDGET (self->limits_label)) ==
                              self->controls ? GTK_WIDGET (self->limits_label) : NULL);
  place_controls (self);
  connect_editor (self);
  crib_field_row_fill_menu (self);
  crib_field_row_name_editor (self);
  update_layout (self);
}

static void
remove_editor (CribFieldRow *self)
{
  if (CRIB_IS_FIELD_GROUP (self->editor))
    crib_field_group_place_state (CRIB_FIELD_GROUP (self->editor), NULL);
  if (self->drop_target != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), self->drop_target);
  self->drop_target = NULL;
  gtk_box_remove (GTK_BOX (self->controls), GTK_WIDGET (self->editor));
  self->editor = NULL;
}

/* Where the caret was, it is again. */
static void
take_focus (CribFieldRow *self)
{
  GtkWidget *input = crib_field_editor_get_input (self->editor);

  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  if (GTK_IS_EDITABLE (input))
    gtk_editable_set_position (GTK_EDITABLE (input), -1);
}

static gboolean
replace_cb (gpointer user_data)
{
  CribFieldRow *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean focused = focus != NULL &&
                     gtk_widget_is_ancestor (focus, GTK_WIDGET (self->editor));

  self->replace_id = 0;
  if (crib_field_editor_fits (self->editor))
    return G_SOURCE_REMOVE;

  remove_editor (self);
  add_editor (self);
  crib_field_row_refresh (self);
  if (focused)
    take_focus (self);
  return G_SOURCE_REMOVE;
}

static void
head_pressed_cb (CribFieldRow *self)
{
  if (CRIB_IS_FIELD_GROUP (self->editor))
    crib_field_row_set_expanded (self, !self->expanded);
}

/* The other one that has the name may be where it is said that it stands there twice. */
static void
touch_namesakes (FormField *field)
{
  GListModel *siblings = G_LIST_MODEL (form_field_get_parent (field));
  guint n_siblings = MIN (g_list_model_get_n_items (siblings), MAX_NAMESAKES);

  for (guint i = 0; i < n_siblings; i++)
    {
      g_autoptr(FormField) other = g_list_model_get_item (siblings, i);

      if (g_str_equal (form_field_get_name (other), form_field_get_name (field)))
        form_field_touch (other);
    }
}

/* Naming may put another field into this place, and so end the row. */
static void
name_changed_cb (CribFieldRow *self)
{
  g_autoptr(CribFieldRow) kept = g_object_ref (self);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_entry));

  if (g_str_equal (name, form_field_get_name (self->field)))
    return;

  form_field_set_name (self->field, name);
  form_field_touch (self->field);
  if (form_field_get_parent (self->field) != NULL)
    touch_namesakes (self->field);
}

static void
crib_field_row_constructed (GObject *object)
{
  CribFieldRow *self = CRIB_FIELD_ROW (object);

  G_OBJECT_CLASS (crib_field_row_parent_class)->constructed (object);

  crib_field_row_fill_words (self);
  add_editor (self);
  crib_field_row_refresh (self);
  if (crib_field_row_has_name (self))
    g_signal_connect_object (self->name_entry, "changed",
                             G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->field, "notify",
                           G_CALLBACK (crib_field_row_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->field, "checked",
                           G_CALLBACK (crib_field_row_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->field, "items-changed",
                           G_CALLBACK (crib_field_row_refresh), self, G_CONNECT_SWAPPED);
}

static void
crib_field_row_dispose (GObject *object)
{
  CribFieldRow *self = CRIB_FIELD_ROW (object);

  if (self->field != NULL)
    g_signal_handlers_disconnect_by_data (self->field, self);
  g_clear_object (&self->suggester);
  /* The template drops its child without the row's knowing, so it goes first. A list of suggestions
   * that was open has the row look at its field once more. */
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  g_clear_handle_id (&self->replace_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_FIELD_ROW);
  self->editor = NULL;
  g_clear_object (&self->field);

  G_OBJECT_CLASS (crib_field_row_parent_class)->dispose (object);
}

static gboolean
crib_field_row_grab_focus (GtkWidget *widget)
{
  CribFieldRow *self = CRIB_FIELD_ROW (widget);

  return self->editor != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->editor));
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

    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
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

    case PROP_EXPANDED:
      crib_field_row_set_expanded (self, g_value_get_boolean (value));
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
                       0, G_MAXUINT, 0,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXPANDED] =
    g_param_spec_boolean ("expanded", NULL, NULL,
                          FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, content);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, head);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, words);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, name_entry);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, description_label);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, line);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, controls);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, limits_label);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, menu_box);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, error_box);
  gtk_widget_class_bind_template_child (widget_class, CribFieldRow, error_label);

  gtk_widget_class_bind_template_callback (widget_class, head_pressed_cb);

  crib_field_row_install_menu (widget_class);
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

  return g_object_new (CRIB_TYPE_FIELD_ROW, "field", field, "depth", depth, NULL);
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

  crib_field_row_update_menu (self);
  crib_field_row_update_words (self);
  update_expanded (self);
  /* Not now: it may be the editor itself that tells of the change. */
  if (self->replace_id == 0 && !crib_field_editor_fits (self->editor))
    self->replace_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, replace_cb, self, NULL);
}

gboolean
crib_field_row_get_expanded (CribFieldRow *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_ROW (self), FALSE);

  return self->expanded;
}

void
crib_field_row_set_expanded (CribFieldRow *self,
                             gboolean      expanded)
{
  g_return_if_fail (CRIB_IS_FIELD_ROW (self));

  if (CRIB_IS_FIELD_GROUP (self->editor))
    crib_field_group_set_expanded (CRIB_FIELD_GROUP (self->editor), expanded);
}

gboolean
crib_field_row_focus (CribFieldRow *self)
{
  g_return_val_if_fail (CRIB_IS_FIELD_ROW (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
crib_field_row_set_suggester (CribFieldRow  *self,
                              CribSuggester *suggester)
{
  g_return_if_fail (CRIB_IS_FIELD_ROW (self));
  g_return_if_fail (suggester == NULL || CRIB_IS_SUGGESTER (suggester));

  if (g_set_object (&self->suggester, suggester) && CRIB_IS_FIELD_ENTRY (self->editor))
    crib_field_entry_set_suggester (CRIB_FIELD_ENTRY (self->editor), suggester);
}
