/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"

#include <glib/gi18n.h>

/*
 * CribFieldDateTime:
 *
 * A moment or a day. The entry holds exactly what is sent (RFC 3339 §5.6), the line below says it
 * in words, and the button opens a calendar with the hour and the minute. A time zone that was
 * typed is kept when the calendar changes the day.
 */
struct _CribFieldDateTime
{
  CribFieldEditor parent_instance;

  GtkWidget *entry;
  GtkWidget *words;
  GtkWidget *calendar;
  GtkWidget *hour;
  GtkWidget *minute;

  gboolean date_only;
  gboolean filling;      /* the popover is being set to the field's moment */
};

G_DEFINE_FINAL_TYPE (CribFieldDateTime, crib_field_date_time, CRIB_TYPE_FIELD_EDITOR)

static GDateTime *
parse (CribFieldDateTime *self,
       const char        *text)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *midnight = NULL;

  if (!self->date_only)
    return g_date_time_new_from_iso8601 (text, zone);

  midnight = g_strconcat (text, "T00:00:00", NULL);
  return g_date_time_new_from_iso8601 (midnight, zone);
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
  g_autoptr(GDateTime) before =
    parse (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr(GDateTime) day = NULL;
  g_autoptr(GDateTime) moment = NULL;
  g_autoptr(GTimeZone) local = g_time_zone_new_local ();
  g_autofree char *text = NULL;

  if (self->filling)
    return;

  day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  moment = g_date_time_new (before != NULL ? g_date_time_get_timezone (before) : local,
                            g_date_time_get_year (day),
                            g_date_time_get_month (day),
                            g_date_time_get_day_of_month (day),
                            gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->hour)),
                            gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minute)), 0);
  if (moment == NULL)
    return;

  text = g_date_time_format (moment, self->date_only ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S%:z");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
show_cb (CribFieldDateTime *self)
{
  g_autoptr(GDateTime) moment =
    parse (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (moment == NULL)
    moment = g_date_time_new_now_local ();

  self->filling = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), moment);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->hour), g_date_time_get_hour (moment));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minute), g_date_time_get_minute (moment));
  self->filling = FALSE;
}

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkWidget *
make_spin (CribFieldDateTime *self,
           double             maximum,
           const char        *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, maximum, 1);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_VERTICAL);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_add_css_class (spin, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (spin, "output", G_CALLBACK (two_digits_cb), NULL);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (picked_cb), self);
  return spin;
}

static GtkWidget *
make_popover (CribFieldDateTime *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *time = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->calendar = gtk_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (picked_cb), self);
  self->hour = make_spin (self, 23, _("Hour"));
  self->minute = make_spin (self, 59, _("Minute"));

  gtk_box_append (GTK_BOX (time), self->hour);
  gtk_box_append (GTK_BOX (time), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (time), self->minute);
  gtk_widget_set_halign (time, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (time, !self->date_only);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), time);

  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (show_cb), self);
  return popover;
}

static GtkWidget *
make_line (CribFieldDateTime *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_menu_button_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_size_request (self->entry, self->date_only ? 186 : 232, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), self->date_only ? 10 : 25);
  gtk_widget_add_css_class (self->entry, "numeric");
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), make_popover (self));
  gtk_widget_set_tooltip_text (button, _("Choose Date and Time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose Date and Time"), -1);

  gtk_widget_add_css_class (line, "linked");
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), button);
  return line;
}

static void
crib_field_date_time_constructed (GObject *object)
{
  CribFieldDateTime *self = CRIB_FIELD_DATE_TIME (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  FormField *field;

  G_OBJECT_CLASS (crib_field_date_time_parent_class)->constructed (object);

  field = crib_field_editor_get_field (CRIB_FIELD_EDITOR (self));
  self->date_only = g_strcmp0 (form_field_get_format (field), "date") == 0;
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_add_css_class (self->words, "caption");
  gtk_widget_add_css_class (self->words, "dim-label");

  gtk_box_append (GTK_BOX (box), make_line (self));
  gtk_box_append (GTK_BOX (box), self->words);
  adw_bin_set_child (ADW_BIN (self), box);
  crib_field_editor_set_input (CRIB_FIELD_EDITOR (self), self->entry);
}

static void
crib_field_date_time_sync (CribFieldEditor *editor,
                           FormField       *field)
{
  CribFieldDateTime *self = CRIB_FIELD_DATE_TIME (editor);
  const char *text = crib_field_editor_get_text (editor);
  const char *placeholder = crib_field_editor_get_placeholder (editor);
  g_autoptr(GDateTime) moment = parse (self, text);
  g_autofree char *words = NULL;

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  if (placeholder == NULL)
    placeholder = self->date_only ? "2026-11-24" : "2026-11-24T14:00:00Z";
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), placeholder);

  if (moment != NULL)
    /* Translators: a day, and a day with hour and minute, as g_date_time_format() takes them */
    words = g_date_time_format (moment, self->date_only ? _("%a, %-d %B %Y")
                                                        : _("%a, %-d %B %Y, %H:%M"));
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_visible (self->words, words != NULL);
}

static void
crib_field_date_time_class_init (CribFieldDateTimeClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = crib_field_date_time_constructed;
  CRIB_FIELD_EDITOR_CLASS (klass)->sync = crib_field_date_time_sync;
}

static void
crib_field_date_time_init (CribFieldDateTime *self)
{
}
