/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-moment-popover.h"

#include <glib/gi18n.h>

/*
 * CribMomentPopover:
 *
 * Changes the parts that a person picks and nothing else: fractions of a second and the time zone
 * stay as they were typed. The zone is shown, because an hour without one says little.
 */
struct _CribMomentPopover
{
  GtkPopover parent_instance;

  CribMomentParts parts;
  char *text;
  gboolean filling;      /* the widgets are being set to the text */

  GtkWidget *calendar;
  GtkWidget *hour;
  GtkWidget *minute;
  GtkWidget *zone;
};

enum {
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribMomentPopover, crib_moment_popover, GTK_TYPE_POPOVER)

static void
init_moment (CribMomentPopover *self,
             CribMoment        *moment)
{
  if (!crib_moment_parse (self->text, self->parts, moment))
    crib_moment_init_now (moment, self->parts);
}

static void
show_zone (CribMomentPopover *self)
{
  g_auto(CribMoment) moment = { 0 };
  g_autofree char *zone = NULL;
  g_autofree char *words = NULL;

  init_moment (self, &moment);
  crib_moment_complete (&moment);
  zone = crib_moment_dup_zone (&moment);
  /* Translators: %s is such as "UTC+01:00" */
  words = zone != NULL ? g_strdup_printf (_("Time zone %s"), zone) : NULL;
  gtk_label_set_label (GTK_LABEL (self->zone), words != NULL ? words : "");
}

static void
picked_cb (CribMomentPopover *self)
{
  g_auto(CribMoment) moment = { 0 };
  g_autoptr(GDateTime) day = NULL;

  if (self->filling)
    return;

  init_moment (self, &moment);
  day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  moment.year = (guint) g_date_time_get_year (day);
  moment.month = (guint) g_date_time_get_month (day);
  moment.day = (guint) g_date_time_get_day_of_month (day);
  moment.hour = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->hour));
  moment.minute = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minute));
  crib_moment_complete (&moment);

  g_free (self->text);
  self->text = crib_moment_dup_text (&moment);
  show_zone (self);
  g_signal_emit (self, signals[SIGNAL_PICKED], 0);
}

static void
fill (CribMomentPopover *self)
{
  g_auto(CribMoment) moment = { 0 };

  init_moment (self, &moment);
  self->filling = TRUE;
  if ((self->parts & CRIB_MOMENT_DATE) != 0)
    {
      g_autoptr(GDateTime) day = g_date_time_new_utc ((int) moment.year, (int) moment.month,
                                                      (int) moment.day, 0, 0, 0);

      if (day != NULL)
        gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
    }
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->hour), moment.hour);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minute), moment.minute);
  self->filling = FALSE;
  show_zone (self);
}

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkWidget *
make_spin (CribMomentPopover *self,
           double             maximum,
           const char        *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, maximum, 1);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (spin), GTK_ORIENTATION_VERTICAL);
  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_add_css_class (spin, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (spin, "output", G_CALLBACK (two_digits_cb), NULL);
  g_signal_connect_object (spin, "value-changed",
                           G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  return spin;
}

/* Hours stand before minutes in every language. */
static GtkWidget *
make_time (CribMomentPopover *self)
{
  GtkWidget *time = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->hour = make_spin (self, 23, _("Hour"));
  self->minute = make_spin (self, 59, _("Minute"));
  self->zone = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->zone, "caption");
  gtk_widget_add_css_class (self->zone, "dim-label");

  gtk_widget_set_direction (time, GTK_TEXT_DIR_LTR);
  gtk_box_append (GTK_BOX (time), self->hour);
  gtk_box_append (GTK_BOX (time), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (time), self->minute);
  gtk_widget_set_halign (time, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (box), self->zone);
  return box;
}

static void
crib_moment_popover_show (GtkWidget *widget)
{
  fill (CRIB_MOMENT_POPOVER (widget));

  GTK_WIDGET_CLASS (crib_moment_popover_parent_class)->show (widget);
}

static void
crib_moment_popover_finalize (GObject *object)
{
  CribMomentPopover *self = CRIB_MOMENT_POPOVER (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (crib_moment_popover_parent_class)->finalize (object);
}

static void
crib_moment_popover_class_init (CribMomentPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_moment_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = crib_moment_popover_show;

  signals[SIGNAL_PICKED] =
    g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crib_moment_popover_init (CribMomentPopover *self)
{
  self->text = g_strdup ("");
}

GtkWidget *
crib_moment_popover_new (CribMomentParts parts)
{
  CribMomentPopover *self = g_object_new (CRIB_TYPE_MOMENT_POPOVER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *time;

  self->parts = parts;
  self->calendar = gtk_calendar_new ();
  g_signal_connect_object (self->calendar, "day-selected",
                           G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  time = make_time (self);
  gtk_widget_set_visible (self->calendar, (parts & CRIB_MOMENT_DATE) != 0);
  gtk_widget_set_visible (time, (parts & CRIB_MOMENT_TIME) != 0);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), time);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  return GTK_WIDGET (self);
}

void
crib_moment_popover_set_text (CribMomentPopover *self,
                              const char        *text)
{
  g_return_if_fail (CRIB_IS_MOMENT_POPOVER (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    fill (self);
}

char *
crib_moment_popover_dup_text (CribMomentPopover *self)
{
  g_return_val_if_fail (CRIB_IS_MOMENT_POPOVER (self), NULL);

  return g_strdup (self->text);
}
