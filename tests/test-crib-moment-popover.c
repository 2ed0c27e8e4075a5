/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-moment-popover.h"
#include "ui-fixture.h"

#define BOTH (CRIB_MOMENT_DATE | CRIB_MOMENT_TIME)

typedef struct
{
  GtkWidget *window;
  GtkWidget *popover;
  guint n_picked;
} Fixture;

static void
picked_cb (Fixture *fixture)
{
  fixture->n_picked++;
}

/* A popover on show for that text. */
static void
set_up (Fixture         *fixture,
        CribMomentParts  parts,
        const char      *text)
{
  GtkWidget *button = gtk_menu_button_new ();

  fixture->popover = g_object_ref_sink (crib_moment_popover_new (parts));
  g_signal_connect_swapped (fixture->popover, "picked", G_CALLBACK (picked_cb), fixture);
  crib_moment_popover_set_text (CRIB_MOMENT_POPOVER (fixture->popover), text);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), fixture->popover);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), button);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  ui_wait (gtk_widget_get_mapped (fixture->popover));
}

static void
tear_down (Fixture *fixture)
{
  gtk_popover_popdown (GTK_POPOVER (fixture->popover));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  ui_wait (!g_main_context_pending (NULL));
  g_assert_finalize_object (fixture->popover);
}

static void
assert_text (Fixture    *fixture,
             const char *text)
{
  g_autofree char *said = crib_moment_popover_dup_text (CRIB_MOMENT_POPOVER (fixture->popover));

  g_assert_cmpstr (said, ==, text);
}

static GtkWidget *
find (Fixture    *fixture,
      const char *type)
{
  return ui_find (fixture->popover, ui_is_type, type);
}

static void
pick_day (Fixture *fixture,
          int      year,
          int      month,
          int      day)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (year, month, day, 0, 0, 0);

  gtk_calendar_select_day (GTK_CALENDAR (find (fixture, "GtkCalendar")), date);
}

/* Shows what it was given, and says nothing of it. */
static void
test_moment_shows (void)
{
  Fixture fixture = { 0, };
  g_autoptr(GDateTime) day = NULL;
  GtkWidget *hour;

  set_up (&fixture, BOTH, "2028-02-29T23:59:60.5-00:00");
  day = gtk_calendar_get_date (GTK_CALENDAR (find (&fixture, "GtkCalendar")));
  hour = find (&fixture, "GtkSpinButton");
  g_assert_cmpint (g_date_time_get_year (day), ==, 2028);
  g_assert_cmpint (g_date_time_get_month (day), ==, 2);
  g_assert_cmpint (g_date_time_get_day_of_month (day), ==, 29);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hour)), ==, "23");
  g_assert_cmpuint (fixture.n_picked, ==, 0);
  assert_text (&fixture, "2028-02-29T23:59:60.5-00:00");
  tear_down (&fixture);
}

/* Each part that is picked is told once; all else stays as it was typed. */
static void
test_moment_picks (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, BOTH, "2026-11-24t09:05:07.125+05:45");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (&fixture, "GtkSpinButton"))), ==,
                   "09");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find (&fixture, "GtkSpinButton")), 17);
  g_assert_cmpuint (fixture.n_picked, ==, 1);
  assert_text (&fixture, "2026-11-24t17:05:07.125+05:45");
  g_assert_true (ui_shows (fixture.popover, "Time zone UTC+05:45"));
  pick_day (&fixture, 2026, 11, 25);
  assert_text (&fixture, "2026-11-25t17:05:07.125+05:45");
  tear_down (&fixture);
}

/* Text that changes meanwhile is shown at once, and is no pick. */
static void
test_moment_follows (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, CRIB_MOMENT_TIME, "10:00:00Z");
  crib_moment_popover_set_text (CRIB_MOMENT_POPOVER (fixture.popover), "21:30:00+01:00");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (&fixture, "GtkSpinButton"))), ==,
                   "21");
  g_assert_true (ui_shows (fixture.popover, "Time zone UTC+01:00"));
  g_assert_cmpuint (fixture.n_picked, ==, 0);
  tear_down (&fixture);
}

/* A day has no hours, and an hour has no calendar. */
static void
test_moment_parts (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, CRIB_MOMENT_DATE, "2026-11-24");
  g_assert_null (find (&fixture, "GtkSpinButton"));
  pick_day (&fixture, 2000, 1, 31);
  assert_text (&fixture, "2000-01-31");
  tear_down (&fixture);

  set_up (&fixture, CRIB_MOMENT_TIME, "23:59:00Z");
  g_assert_null (find (&fixture, "GtkCalendar"));
  gtk_spin_button_spin (GTK_SPIN_BUTTON (find (&fixture, "GtkSpinButton")),
                        GTK_SPIN_STEP_FORWARD, 1);
  assert_text (&fixture, "00:59:00Z");
  tear_down (&fixture);
}

/* What is no moment is left alone until something is picked. */
static void
test_moment_hostile (void)
{
  static const char * const texts[] = {
    "", "yesterday", "2026-02-30", "9999999999-01-01", "0000-00-00", "\xE2\x80\xAE" "2026-11-24",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Fixture fixture = { 0, };

      set_up (&fixture, CRIB_MOMENT_DATE, texts[i]);
      assert_text (&fixture, texts[i]);
      g_assert_cmpuint (fixture.n_picked, ==, 0);
      pick_day (&fixture, 2027, 7, 28);
      assert_text (&fixture, "2027-07-28");
      tear_down (&fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/moment-popover/shows", test_moment_shows);
  g_test_add_func ("/moment-popover/picks", test_moment_picks);
  g_test_add_func ("/moment-popover/follows", test_moment_follows);
  g_test_add_func ("/moment-popover/parts", test_moment_parts);
  g_test_add_func ("/moment-popover/hostile", test_moment_hostile);

  return g_test_run ();
}
