/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-button-row.h"

#include "crib-focus.h"
#include "crib-words.h"

#define MAX_LABEL 200
#define INDENT 18
/* Deeper ones are not moved in any further, as with the rows of fields. */
#define MAX_INDENTS 8

struct _CribFormButtonRow
{
  AdwPreferencesRow parent_instance;

  CribFormLine *line;
  GtkWidget *button;
  GtkLabel *label;
  GtkLabel *note;
};

enum {
  SIGNAL_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribFormButtonRow, crib_form_button_row, ADW_TYPE_PREFERENCES_ROW)

static void
clicked_cb (CribFormButtonRow *self)
{
  g_signal_emit (self, signals[SIGNAL_PRESSED], 0);
}

/* Ten lists have ten buttons that look the same: where it stands is said to whoever cannot see. */
static void
update_words (CribFormButtonRow *self)
{
  const char *note = crib_form_line_get_note (self->line);
  g_autofree char *label = crib_words_clip (crib_form_line_get_label (self->line), MAX_LABEL);
  g_autofree char *full = crib_form_line_dup_full_label (self->line);
  g_autofree char *name = crib_words_clip (full, MAX_LABEL);

  gtk_label_set_label (self->label, label);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_set_sensitive (self->button, note == NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note != NULL ? note : "",
                                  -1);
}

static GtkWidget *
create_button (CribFormButtonRow *self)
{
  gboolean adds = crib_form_line_get_role (self->line) == CRIB_FORM_LINE_ADD;
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *image = gtk_image_new_from_icon_name (adds ? "list-add-symbolic"
                                                        : "view-more-symbolic");

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), image);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->label));

  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), content);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return self->button;
}

static GtkWidget *
create_content (CribFormButtonRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  guint n_indents = MIN (crib_form_line_get_depth (self->line), MAX_INDENTS);

  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->note), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");

  gtk_box_append (GTK_BOX (box), create_button (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6 + (int) n_indents * INDENT);
  gtk_widget_set_margin_end (box, 12);

  return box;
}

static void
crib_form_button_row_dispose (GObject *object)
{
  CribFormButtonRow *self = CRIB_FORM_BUTTON_ROW (object);

  if (self->line != NULL)
    g_signal_handlers_disconnect_by_data (self->line, self);
  g_clear_object (&self->line);

  G_OBJECT_CLASS (crib_form_button_row_parent_class)->dispose (object);
}

static void
crib_form_button_row_class_init (CribFormButtonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_form_button_row_dispose;
  GTK_WIDGET_CLASS (klass)->focus = crib_focus_within;

  signals[SIGNAL_PRESSED] =
    g_signal_new ("pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crib_form_button_row_init (CribFormButtonRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  /* What an entry is called is the server's. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

GtkWidget *
crib_form_button_row_new (CribFormLine *line)
{
  CribFormButtonRow *self;

  g_return_val_if_fail (CRIB_IS_FORM_LINE (line), NULL);
  g_return_val_if_fail (crib_form_line_get_role (line) != CRIB_FORM_LINE_FIELD, NULL);

  self = g_object_new (CRIB_TYPE_FORM_BUTTON_ROW, NULL);
  self->line = g_object_ref (line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), create_content (self));
  update_words (self);
  g_signal_connect_object (line, "notify", G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

CribFormLine *
crib_form_button_row_get_line (CribFormButtonRow *self)
{
  g_return_val_if_fail (CRIB_IS_FORM_BUTTON_ROW (self), NULL);

  return self->line;
}
