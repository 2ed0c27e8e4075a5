/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-view.h"

#include "crib-form-frame.h"
#include "crib-form-outline.h"
#include "crib-form-sheet.h"
#include "crib-json-editor.h"
#include "crib-suggestion-popover.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_SUMMARY 200

/* From here on text is so large that a label and an editor have no room beside each other. */
#define LARGE_TEXT 1.5

/*
 * CribFormView:
 *
 * The sheet of fields and the JSON side are in one box. Folded as a whole, the box moves into an
 * expander row, and back. What is wrong with the value as a whole, which has no row, is said below.
 */
struct _CribFormView
{
  AdwBin parent_instance;

  FormModel *model;
  CribFormOutline *outline;
  AdwExpanderRow *expander;    /* while folded */
  gboolean narrow;
  guint n_problems;

  AdwPreferencesGroup *group;
  GtkWidget *modes;
  GtkToggleButton *form_button;
  GtkToggleButton *json_button;
  GtkWidget *content;
  CribFormFrame *frame;
  CribFormSheet *sheet;
  GtkWidget *json_list;
  CribJsonEditor *editor;
  GtkWidget *error_box;
  GtkLabel *error_label;
};

enum {
  PROP_0,
  PROP_FOLDED,
  PROP_NARROW,
  PROP_N_PROBLEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribFormView, crib_form_view, ADW_TYPE_BIN)

static gboolean
shows_json (CribFormView *self)
{
  return gtk_toggle_button_get_active (self->json_button);
}

static void
count_problems (CribFormView *self)
{
  guint n_problems = 0;

  if (self->model != NULL && form_model_get_unread (self->model) != NULL)
    n_problems = 1;
  else if (self->model != NULL)
    n_problems = form_model_get_n_shown_errors (self->model);

  if (self->model != NULL)
    crib_form_sheet_update_folded (self->sheet);
  if (self->n_problems == n_problems)
    return;

  self->n_problems = n_problems;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PROBLEMS]);
}

static void
update_summary (CribFormView *self)
{
  g_autofree char *summary = NULL;
  g_autofree char *words = NULL;

  if (self->expander == NULL || self->model == NULL)
    return;

  summary = form_model_dup_summary (self->model);
  words = crib_words_clip (summary, MAX_SUMMARY);
  adw_expander_row_set_subtitle (self->expander, words);
}

/* Only what is on show is kept up to date. */
static void
update_sides (CribFormView *self)
{
  gboolean any = self->outline != NULL &&
                 g_list_model_get_n_items (G_LIST_MODEL (self->outline)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->sheet), any && !shows_json (self));
  gtk_widget_set_visible (self->json_list, shows_json (self));
}

/* The whole has no row where it is a group. */
static void
update_error (CribFormView *self)
{
  FormField *root = self->model != NULL ? form_model_get_root (self->model) : NULL;
  const char *error = root != NULL && form_field_is_touched (root) ? form_field_get_error (root)
                                                                   : NULL;
  gboolean apart = error != NULL && !shows_json (self) &&
                   !crib_form_outline_find (self->outline, root, NULL);

  gtk_label_set_label (self->error_label, apart ? error : "");
  gtk_widget_set_visible (self->error_box, apart);
}

static void
json_toggled_cb (CribFormView *self)
{
  crib_json_editor_set_model (self->editor, shows_json (self) ? self->model : NULL);
  update_sides (self);
  update_error (self);
  count_problems (self);
}

static void
model_changed_cb (CribFormView *self)
{
  count_problems (self);
  update_error (self);
  update_summary (self);
}

static void
clear (CribFormView *self)
{
  crib_form_sheet_set_outline (self->sheet, NULL);
  crib_json_editor_set_model (self->editor, NULL);
  if (self->outline != NULL)
    g_signal_handlers_disconnect_by_data (self->outline, self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->outline);
  g_clear_object (&self->model);
}

/* Lists are cards of their own where no card is around them. */
static void
set_framed (CribFormView *self,
            gboolean      framed)
{
  GtkWidget *lists[] = { adw_bin_get_child (ADW_BIN (self->sheet)), self->json_list };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (framed)
      {
        gtk_widget_add_css_class (lists[i], "boxed-list");
        gtk_widget_remove_css_class (lists[i], "inner-list");
      }
    else
      {
        gtk_widget_remove_css_class (lists[i], "boxed-list");
        gtk_widget_add_css_class (lists[i], "inner-list");
      }
}

static GtkWidget *
create_frame (CribFormView *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Input"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), self->content);

  return row;
}

static void
fold (CribFormView *self)
{
  self->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());

  /* Values are the person's, but titles in them are the server's. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), _("Input"));
  adw_preferences_group_set_title (self->group, "");
  adw_preferences_group_set_header_suffix (self->group, NULL);

  adw_preferences_group_remove (self->group, self->content);
  set_framed (self, FALSE);
  adw_expander_row_add_row (self->expander, create_frame (self));
  adw_expander_row_add_action (self->expander, self->modes);
  g_object_bind_property (self->expander, "expanded", self->modes, "visible",
                          G_BINDING_SYNC_CREATE);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->expander));
  update_summary (self);
}

static void
unfold (CribFormView *self)
{
  AdwExpanderRow *expander = self->expander;
  GtkListBoxRow *frame = GTK_LIST_BOX_ROW (gtk_widget_get_parent (self->content));

  self->expander = NULL;
  gtk_list_box_row_set_child (frame, NULL);
  adw_expander_row_remove (expander, self->modes);
  adw_preferences_group_remove (self->group, GTK_WIDGET (expander));
  set_framed (self, TRUE);
  adw_preferences_group_add (self->group, self->content);
  gtk_widget_set_visible (self->modes, TRUE);
  adw_preferences_group_set_title (self->group, _("Input"));
  adw_preferences_group_set_header_suffix (self->group, self->modes);
}

static gboolean
has_large_text (void)
{
  int dpi = -1;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);

  return dpi >= LARGE_TEXT * 96 * 1024;
}

static void
update_stacked (CribFormView *self)
{
  gboolean cramped = crib_form_frame_is_cramped (self->frame);

  g_object_set (self->sheet, "narrow", self->narrow || cramped || has_large_text (), NULL);
}

static void
set_narrow (CribFormView *self,
            gboolean      narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  update_stacked (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
crib_form_view_dispose (GObject *object)
{
  CribFormView *self = CRIB_FORM_VIEW (object);

  if (self->group != NULL)
    {
      crib_form_view_set_folded (self, FALSE);
      clear (self);
    }
  /* The template drops its child without the bin's knowing, so it goes first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_FORM_VIEW);
  g_clear_object (&self->modes);
  g_clear_object (&self->content);

  G_OBJECT_CLASS (crib_form_view_parent_class)->dispose (object);
}

static void
crib_form_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CribFormView *self = CRIB_FORM_VIEW (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->expander != NULL);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    case PROP_N_PROBLEMS:
      g_value_set_uint (value, self->n_problems);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_form_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CribFormView *self = CRIB_FORM_VIEW (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      crib_form_view_set_folded (self, g_value_get_boolean (value));
      break;

    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_form_view_class_init (CribFormViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = crib_form_view_dispose;
  object_class->get_property = crib_form_view_get_property;
  object_class->set_property = crib_form_view_set_property;

  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_N_PROBLEMS] =
    g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_FORM_FRAME);
  g_type_ensure (CRIB_TYPE_FORM_SHEET);
  g_type_ensure (CRIB_TYPE_JSON_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-form-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CribFormView, group);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, modes);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, form_button);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, json_button);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, content);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, frame);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, sheet);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, json_list);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, editor);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, error_box);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, error_label);
  gtk_widget_class_bind_template_callback (widget_class, json_toggled_cb);
}

static void
crib_form_view_init (CribFormView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* These two change places. */
  g_object_ref (self->modes);
  g_object_ref (self->content);
  set_framed (self, TRUE);
  update_stacked (self);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_stacked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "notify::cramped",
                           G_CALLBACK (update_stacked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::wrong",
                           G_CALLBACK (count_problems), self, G_CONNECT_SWAPPED);
}

GtkWidget *
crib_form_view_new (void)
{
  return g_object_new (CRIB_TYPE_FORM_VIEW, NULL);
}

void
crib_form_view_set_model (CribFormView *self,
                          FormModel    *model)
{
  g_return_if_fail (CRIB_IS_FORM_VIEW (self));
  g_return_if_fail (model == NULL || FORM_IS_MODEL (model));

  if (self->model == model)
    return;

  gtk_toggle_button_set_active (self->form_button, TRUE);
  clear (self);
  crib_form_frame_reset (self->frame);
  if (model != NULL)
    {
      self->model = g_object_ref (model);
      self->outline = crib_form_outline_new (model);
      crib_form_sheet_set_outline (self->sheet, self->outline);
      g_signal_connect_object (self->outline, "items-changed",
                               G_CALLBACK (update_sides), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "changed",
                               G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
    }

  /* What was typed as JSON last time, and is none yet, is there again. */
  if (model != NULL && form_model_get_unread (model) != NULL)
    gtk_toggle_button_set_active (self->json_button, TRUE);
  update_sides (self);
  update_error (self);
  update_summary (self);
  count_problems (self);
}

void
crib_form_view_set_suggester (CribFormView  *self,
                              CribSuggester *suggester)
{
  g_return_if_fail (CRIB_IS_FORM_VIEW (self));
  g_return_if_fail (suggester == NULL || CRIB_IS_SUGGESTER (suggester));

  crib_form_sheet_set_suggester (self->sheet, suggester);
}

guint
crib_form_view_get_n_fields (CribFormView *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_VIEW (self), 0);

  return self->outline != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->outline)) : 0;
}

guint
crib_form_view_get_n_problems (CribFormView *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_VIEW (self), 0);

  return self->n_problems;
}

gboolean
crib_form_view_get_folded (CribFormView *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_VIEW (self), FALSE);

  return self->expander != NULL;
}

void
crib_form_view_set_folded (CribFormView *self,
                           gboolean      folded)
{
  g_return_if_fail (CRIB_IS_FORM_VIEW (self));

  if ((self->expander != NULL) == !!folded)
    return;

  if (folded)
    fold (self);
  else
    unfold (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

/*
 * crib_form_view_check:
 *
 * Called when the person wants to run: shows all that is wrong and puts the focus on the first.
 *
 * Returns: whether the value can be sent
 */
gboolean
crib_form_view_check (CribFormView *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_VIEW (self), FALSE);
  g_return_val_if_fail (self->model != NULL, FALSE);

  crib_suggestion_popover_dismiss (GTK_WIDGET (self));
  form_model_touch_all (self->model);
  crib_json_editor_refresh (self->editor);
  update_error (self);
  count_problems (self);

  if (form_model_is_valid (self->model))
    return TRUE;

  crib_form_view_focus_problem (self);
  return FALSE;
}

/* Moves the focus to the first value that is wrong, wherever it is hidden. */
void
crib_form_view_focus_problem (CribFormView *self)
{
  FormField *field;

  g_return_if_fail (CRIB_IS_FORM_VIEW (self));

  if (self->expander != NULL)
    adw_expander_row_set_expanded (self->expander, TRUE);

  if (self->model != NULL && form_model_get_unread (self->model) != NULL)
    gtk_toggle_button_set_active (self->json_button, TRUE);

  if (shows_json (self))
    {
      crib_json_editor_focus_problem (self->editor);
      return;
    }

  field = self->model != NULL ? form_model_get_first_error (self->model) : NULL;
  if (field != NULL && !crib_form_sheet_focus_field (self->sheet, field))
    gtk_widget_child_focus (GTK_WIDGET (self->sheet), GTK_DIR_TAB_FORWARD);
}

/* The field, wherever it is hidden. FALSE: it has no place of its own. */
gboolean
crib_form_view_focus_field (CribFormView *self,
                            FormField    *field)
{
  g_return_val_if_fail (CRIB_IS_FORM_VIEW (self), FALSE);

  if (self->expander != NULL)
    adw_expander_row_set_expanded (self->expander, TRUE);
  gtk_toggle_button_set_active (self->form_button, TRUE);

  return crib_form_sheet_focus_field (self->sheet, field);
}
