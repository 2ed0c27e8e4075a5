/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-moment-popover.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#define DAY "{\"type\":\"string\",\"format\":\"date\"}"
#define TIME "{\"type\":\"string\",\"format\":\"time\"}"
#define MOMENT "{\"type\":\"string\",\"format\":\"date-time\"}"

static GtkWidget *
open_popover (FieldFixture *fixture)
{
  GtkWidget *button = field_fixture_find (fixture, "GtkMenuButton");
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

  g_assert_true (CRIB_IS_MOMENT_POPOVER (popover));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_wait (gtk_widget_get_mapped (popover));
  return popover;
}

static void
close_popover (FieldFixture *fixture,
               GtkWidget    *popover)
{
  gtk_popover_popdown (GTK_POPOVER (popover));
  field_fixture_settle (fixture);
}

static void
pick_day (GtkWidget *popover,
          int        year,
          int        month,
          int        day)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (year, month, day, 0, 0, 0);

  gtk_calendar_select_day (GTK_CALENDAR (ui_find (popover, ui_is_type, "GtkCalendar")), date);
}

/* The hour stands first, the minute next to it. */
static void
pick_time (GtkWidget *popover,
           int        hour,
           int        minute)
{
  GtkWidget *first = ui_find (popover, ui_is_type, "GtkSpinButton");
  GtkWidget *last = gtk_widget_get_last_child (gtk_widget_get_parent (first));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (first), hour);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (last), minute);
}

static void
test_date_time_day (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *popover;

  field_fixture_set_up (&fixture, DAY, FALSE, "{\"f\":\"2026-11-24\"}");
  g_assert_true (field_fixture_shows (&fixture, "Tue, 24 November 2026"));
  popover = open_popover (&fixture);
  g_assert_null (ui_find (popover, ui_is_type, "GtkSpinButton"));
  field_fixture_assert_value (&fixture, "{\"f\":\"2026-11-24\"}");
  pick_day (popover, 2028, 2, 29);
  field_fixture_assert_value (&fixture, "{\"f\":\"2028-02-29\"}");
  close_popover (&fixture, popover);
  field_fixture_tear_down (&fixture);
}

static void
test_date_time_time (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *popover;

  field_fixture_set_up (&fixture, TIME, FALSE, "{\"f\":\"14:05:30.25-03:30\"}");
  g_assert_true (field_fixture_shows (&fixture, "14:05 (UTC-03:30)"));
  popover = open_popover (&fixture);
  g_assert_null (ui_find (popover, ui_is_type, "GtkCalendar"));
  g_assert_true (ui_shows (popover, "Time zone UTC-03:30"));
  pick_time (popover, 7, 59);
  field_fixture_assert_value (&fixture, "{\"f\":\"07:59:30.25-03:30\"}");
  close_popover (&fixture, popover);
  field_fixture_tear_down (&fixture);
}

/* Opening the popover changes nothing; what is picked is all that changes. */
static void
test_date_time_both (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *popover;

  field_fixture_set_up (&fixture, MOMENT, FALSE, "{\"f\":\"2026-11-24t14:05:09.125z\"}");
  popover = open_popover (&fixture);
  field_fixture_assert_value (&fixture, "{\"f\":\"2026-11-24t14:05:09.125z\"}");
  pick_day (popover, 2027, 1, 2);
  pick_time (popover, 3, 4);
  field_fixture_assert_value (&fixture, "{\"f\":\"2027-01-02t03:04:09.125z\"}");

  /* What is typed meanwhile counts. */
  form_field_set_text (fixture.field, "2026-06-01T10:00:00+02:00");
  pick_time (popover, 11, 0);
  field_fixture_assert_value (&fixture, "{\"f\":\"2026-06-01T11:00:00+02:00\"}");
  close_popover (&fixture, popover);
  field_fixture_tear_down (&fixture);
}

/* From nothing, or from nonsense, a whole moment with the time zone of this computer. */
static void
test_date_time_new (void)
{
  static const char * const values[] = { NULL, "{\"f\":\"yesterday\"}", "{\"f\":\"\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      FieldFixture fixture = { 0, };
      GtkWidget *popover;

      field_fixture_set_up (&fixture, MOMENT, FALSE, values[i]);
      popover = open_popover (&fixture);
      pick_day (popover, 2027, 7, 28);
      pick_time (popover, 14, 5);
      field_fixture_assert_value (&fixture, "{\"f\":\"2027-07-28T14:05:00+02:00\"}");
      close_popover (&fixture, popover);
      field_fixture_tear_down (&fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-date-time/day", test_date_time_day);
  g_test_add_func ("/field-date-time/time", test_date_time_time);
  g_test_add_func ("/field-date-time/both", test_date_time_both);
  g_test_add_func ("/field-date-time/new", test_date_time_new);

  return g_test_run ();
}
