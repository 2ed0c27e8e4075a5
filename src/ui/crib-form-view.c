/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-view.h"

#include "crib-field-editors.h"
#include "crib-form-rows.h"
#include "crib-json-editor.h"
#include "crib-suggestion-popover.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_SUMMARY 200

/*
 * CribFormView:
 *
 * Nested fields are rows of the same list, indented under the head of their group, which folds
 * them. Folded as a whole, the rows move into an expander row, and back.
 */
struct _CribFormView
{
  AdwBin parent_instance;

  FormModel *model;
  CribSuggester *suggester;    /* nullable */
  GPtrArray *rows;             /* of CribFieldRow; in the list or in the expander */
  AdwExpanderRow *expander;    /* while folded */
  gboolean narrow;
  guint n_problems;

  AdwPreferencesGroup *group;
  GtkWidget *modes;
  GtkToggleButton *form_button;
  GtkToggleButton *json_button;
  GtkWidget *json_row;
  CribJsonEditor *editor;
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
  else
    n_problems = crib_form_rows_count_problems (self->rows);

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

static void
update_rows (CribFormView *self)
{
  crib_form_rows_update_visible (self->rows, shows_json (self));
  gtk_widget_set_visible (self->json_row, shows_json (self));
}

static void
json_toggled_cb (CribFormView *self)
{
  crib_json_editor_set_model (self->editor, shows_json (self) ? self->model : NULL);
  update_rows (self);
  count_problems (self);
}

static void
model_changed_cb (CribFormView *self)
{
  count_problems (self);
  update_summary (self);
}

static void
add_row (CribFormView *self,
         GtkWidget    *row)
{
  if (self->expander != NULL)
    adw_expander_row_add_row (self->expander, row);
  else
    adw_preferences_group_add (self->group, row);
}

static void
remove_row (CribFormView *self,
            GtkWidget    *row)
{
  if (self->expander != NULL)
    adw_expander_row_remove (self->expander, row);
  else
    adw_preferences_group_remove (self->group, row);
}

static void
offer_suggestions (CribFormView    *self,
                   CribFieldEditor *editor)
{
  CribSuggestionPopover *popover;

  if (self->suggester == NULL || !CRIB_IS_FIELD_ENTRY (editor))
    return;

  popover = crib_suggestion_popover_attach (crib_field_editor_get_input (editor),
                                            crib_field_editor_get_field (editor));
  crib_suggestion_popover_set_suggester (popover, self->suggester);
}

static void
add_rows (CribFormView *self)
{
  g_ptr_array_unref (self->rows);
  self->rows = crib_form_rows_new (self->model);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      CribFieldEditor *editor = crib_field_row_get_editor (CRIB_FIELD_ROW (row));

      g_object_set (row, "narrow", self->narrow, NULL);
      add_row (self, row);
      offer_suggestions (self, editor);
      if (CRIB_IS_FIELD_GROUP (editor))
        g_signal_connect_object (editor, "notify::expanded",
                                 G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
    }
}

/* The form is complete also where it is too long to show. */
static void
say_how_many (CribFormView *self)
{
  adw_preferences_group_set_description (self->group, crib_form_rows_are_cut (self->rows)
    ? _("Only the first fields are shown. The others can be filled in as JSON.") : NULL);
}

static void
clear (CribFormView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    remove_row (self, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  crib_json_editor_set_model (self->editor, NULL);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

static void
move_rows (CribFormView   *self,
           AdwExpanderRow *expander)
{
  g_autoptr(GPtrArray) moved = g_ptr_array_copy (self->rows, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_add (moved, g_object_ref (self->json_row));

  for (guint i = 0; i < moved->len; i++)
    remove_row (self, g_ptr_array_index (moved, i));
  self->expander = expander;
  for (guint i = 0; i < moved->len; i++)
    add_row (self, g_ptr_array_index (moved, i));
}

static void
fold (CribFormView *self)
{
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (adw_expander_row_new ());

  /* Values are the person's, but titles in them are the server's. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _("Input"));
  adw_preferences_group_set_title (self->group, "");
  adw_preferences_group_set_header_suffix (self->group, NULL);

  move_rows (self, expander);
  adw_expander_row_add_action (expander, self->modes);
  g_object_bind_property (expander, "expanded", self->modes, "visible", G_BINDING_SYNC_CREATE);
  adw_preferences_group_add (self->group, GTK_WIDGET (expander));
  update_summary (self);
}

static void
unfold (CribFormView *self)
{
  AdwExpanderRow *expander = self->expander;

  adw_expander_row_remove (expander, self->modes);
  move_rows (self, NULL);
  adw_preferences_group_remove (self->group, GTK_WIDGET (expander));
  gtk_widget_set_visible (self->modes, TRUE);
  adw_preferences_group_set_title (self->group, _("Input"));
  adw_preferences_group_set_header_suffix (self->group, self->modes);
}

static void
set_narrow (CribFormView *self,
            gboolean      narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  for (guint i = 0; i < self->rows->len; i++)
    g_object_set (g_ptr_array_index (self->rows, i), "narrow", narrow, NULL);
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
  g_clear_object (&self->json_row);
  g_clear_object (&self->suggester);

  G_OBJECT_CLASS (crib_form_view_parent_class)->dispose (object);
}

static void
crib_form_view_finalize (GObject *object)
{
  CribFormView *self = CRIB_FORM_VIEW (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (crib_form_view_parent_class)->finalize (object);
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
  object_class->finalize = crib_form_view_finalize;
  object_class->get_property = crib_form_view_get_property;
  object_class->set_property = crib_form_view_set_property;

  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_N_PROBLEMS] =
    g_param_spec_uint ("n-problems", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRIB_TYPE_JSON_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-form-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CribFormView, group);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, modes);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, form_button);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, json_button);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, json_row);
  gtk_widget_class_bind_template_child (widget_class, CribFormView, editor);
  gtk_widget_class_bind_template_callback (widget_class, json_toggled_cb);
}

static void
crib_form_view_init (CribFormView *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));

  /* These two change places. */
  g_object_ref (self->modes);
  g_object_ref (self->json_row);
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
  if (model != NULL)
    {
      self->model = g_object_ref (model);
      add_rows (self);
      g_signal_connect_object (model, "changed",
                               G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
    }

  say_how_many (self);
  /* What was typed as JSON last time, and is none yet, is there again. */
  if (model != NULL && form_model_get_unread (model) != NULL)
    gtk_toggle_button_set_active (self->json_button, TRUE);
  update_rows (self);
  update_summary (self);
  count_problems (self);
}

void
crib_form_view_set_suggester (CribFormView  *self,
                              CribSuggester *suggester)
{
  g_return_if_fail (CRIB_IS_FORM_VIEW (self));
  g_return_if_fail (suggester == NULL || CRIB_IS_SUGGESTER (suggester));

  g_set_object (&self->suggester, suggester);
}

guint
crib_form_view_get_n_fields (CribFormView *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_VIEW (self), 0);

  return self->rows->len;
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

  form_model_touch_all (self->model);
  for (guint i = 0; i < self->rows->len; i++)
    crib_field_row_refresh (g_ptr_array_index (self->rows, i));
  crib_json_editor_refresh (self->editor);
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
  CribFieldRow *row;

  g_return_if_fail (CRIB_IS_FORM_VIEW (self));

  if (self->expander != NULL)
    adw_expander_row_set_expanded (self->expander, TRUE);

  if (self->model != NULL && form_model_get_unread (self->model) != NULL)
    gtk_toggle_button_set_active (self->json_button, TRUE);

  if (shows_json (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->editor));
      return;
    }

  row = crib_form_rows_find_problem (self->rows);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
