/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-moment-popover.h"

#include <glib/gi18n.h>

/*
 * CribFieldDateTime:
 *
 * A day, a time, or both. The entry holds exactly what is sent (RFC 3339 §5.6), the line below says
 * it in words with its time zone, and the button opens a calendar, an hour and a minute, which
 * leave alone what they do not show.
 */
struct _CribFieldDateTime
{
  CribFieldEditor parent_instance;

  GtkWidget *entry;
  GtkWidget *words;
  GtkWidget *button;
  GtkWidget *popover;
  CribMomentParts parts;
};

G_DEFINE_FINAL_TYPE (CribFieldDateTime, crib_field_date_time, CRIB_TYPE_FIELD_EDITOR)

static CribMomentParts
parts_of (FormField *field)
{
  const char *format = form_field_get_format (field);

  if (form_field_get_kind (field) == FORM_KIND_DATE || g_strcmp0 (format, "date") == 0)
    return CRIB_MOMENT_DATE;
  if (form_field_get_kind (field) == FORM_KIND_TIME || g_strcmp0 (format, "time") == 0)
    return CRIB_MOMENT_TIME;
  return CRIB_MOMENT_DATE | CRIB_MOMENT_TIME;
}

static void
changed_cb (CribFieldDateTime *self)
{
  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self),
                               gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
picked_cb (CribFieldDateTime *self)
{
  g_autofree char *text =
    crib_moment_popover_dup_text (CRIB_MOMENT_POPOVER (self->popover));

  crib_field_editor_take_text (CRIB_FIELD_EDITOR (self), text);
}

static GtkWidget *
make_entry (CribFieldDateTime *self)
{
  gboolean both = self->parts == (CRIB_MOMENT_DATE | CRIB_MOMENT_TIME);
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_size_request (entry, both ? 232 : 186, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), both ? 25 : 14);
  gtk_entry_set_input_hints (GTK_ENTRY (entry),
                             GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_widget_set_direction (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))),
                            GTK_TEXT_DIR_LTR);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return entry;
}

static GtkWidget *
make_line (CribFieldDateTime *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->button = gtk_menu_button_new ();
  self->entry = make_entry (self);
  self->popover = crib_moment_popover_new (self->parts);
  g_signal_connect_object (self->popover, "picked",
                           G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button),
                                 self->parts == CRIB_MOMENT_TIME
                                   ? "preferences-system-time-symbolic"
                                   : "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);

  gtk_widget_add_css_class (line, "linked");
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->button);
  return line;
}

static void
crib_field_date_time_constructed (GObject *object)
{
  CribFieldDateTime *self = CRIB_FIELD_DATE_TIME (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  G_OBJECT_CLASS (crib_field_date_time_parent_class)->constructed (object);

  self->parts = parts_of (crib_field_editor_get_field (CRIB_FIELD_EDITOR (self)));
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->words), 30);
  gtk_widget_add_css_class (self->words, "caption");
  gtk_widget_add_css_class (self->words, "dim-label");

  gtk_box_append (GTK_BOX (box), make_line (self));
  gtk_box_append (GTK_BOX (box), self->words);
  adw_bin_set_child (ADW_BIN (self), box);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->entry);
}

/* The button within, which takes the focus, is named by this one. */
static void
crib_field_date_time_take_title (CribFieldEditor *editor,
                                 const char      *title)
{
  CribFieldDateTime *self = CRIB_FIELD_DATE_TIME (editor);
  g_autofree char *name = NULL;

  if (self->parts == CRIB_MOMENT_TIME)
    name = g_strdup_printf (_("Choose Time for %s"), title);
  else if (self->parts == CRIB_MOMENT_DATE)
    name = g_strdup_printf (_("Choose Date for %s"), title);
  else
    name = g_strdup_printf (_("Choose Date and Time for %s"), title);

  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static char *
crib_field_date_time_dup_words (CribFieldEditor *editor,
                                FormField       *field)
{
  CribFieldDateTime *self = CRIB_FIELD_DATE_TIME (editor);
  g_auto(CribMoment) moment = { 0 };

  if (!crib_moment_parse (crib_field_editor_get_text (editor), self->parts, &moment))
    return NULL;
  return crib_moment_dup_words (&moment);
}

static const char *
get_example (CribFieldDateTime *self)
{
  if (self->parts == CRIB_MOMENT_TIME)
    return "14:00:00Z";
  return self->parts == CRIB_MOMENT_DATE ? "2026-11-24" : "2026-11-24T14:00:00Z";
}

static void
crib_field_date_time_sync (CribFieldEditor *editor,
                           FormField       *field)
{
  CribFieldDateTime *self = CRIB_FIELD_DATE_TIME (editor);
  const char *text = crib_field_editor_get_text (editor);
  const char *placeholder = crib_field_editor_get_placeholder (editor);
  g_autofree char *words = crib_field_date_time_dup_words (editor, field);

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  placeholder != NULL ? placeholder : get_example (self));
  crib_moment_popover_set_text (CRIB_MOMENT_POPOVER (self->popover), text);

  gtk_label_set_label (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_visible (self->words, words != NULL);
}

static void
crib_field_date_time_class_init (CribFieldDateTimeClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_date_time_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->dup_words = crib_field_date_time_dup_words;
  CRIB_FIELD_EDITOR_CLASS (klass)->take_title = crib_field_date_time_take_title;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_date_time_sync;
}

static void
crib_field_date_time_init (CribFieldDateTime *self)
{
}
