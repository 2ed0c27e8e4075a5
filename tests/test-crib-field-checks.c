/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-pick-popover.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#define FEW "{\"type\":\"array\",\"items\":{\"enum\":[\"a\",\"b\",\"<b>c</b>\"]}}"
#define MANY "{\"type\":\"array\",\"items\":{\"enum\":[1,2,3,4,5,6,7,8,9]}}"

static GtkCheckButton *
get_button (FieldFixture *fixture,
            guint         position)
{
  GtkWidget *button = field_fixture_find (fixture, "GtkCheckButton");

  for (guint i = 0; i < position; i++)
    button = gtk_widget_get_next_sibling (button);
  return GTK_CHECK_BUTTON (button);
}

static void
test_checks_few (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, FEW, FALSE, NULL);
  g_assert_true (CRIB_IS_FIELD_CHECKS (fixture.editor));
  g_assert_true (field_fixture_shows (&fixture, "Not sent"));
  g_assert_true (field_fixture_shows (&fixture, "<b>c</b>"));
  gtk_check_button_set_active (get_button (&fixture, 1), TRUE);
  gtk_check_button_set_active (get_button (&fixture, 0), TRUE);
  g_assert_false (field_fixture_shows (&fixture, "Not sent"));
  field_fixture_assert_value (&fixture, "{\"f\":[\"b\",\"a\"]}");
  gtk_check_button_set_active (get_button (&fixture, 0), FALSE);
  gtk_check_button_set_active (get_button (&fixture, 1), FALSE);
  g_assert_true (field_fixture_shows (&fixture, "Not sent"));
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_act (&fixture, "field.set-empty");
  g_assert_true (field_fixture_shows (&fixture, "Empty"));
  field_fixture_assert_value (&fixture, "{\"f\":[]}");
  field_fixture_act (&fixture, "field.leave-out");
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_tear_down (&fixture);
}

/* Showing a value changes nothing of it, repetitions and order included. */
static void
test_checks_untouched (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, FEW, FALSE, "{\"f\":[\"b\",\"a\",\"b\"]}");
  g_assert_true (gtk_check_button_get_active (get_button (&fixture, 0)));
  g_assert_true (gtk_check_button_get_active (get_button (&fixture, 1)));
  g_assert_false (gtk_check_button_get_active (get_button (&fixture, 2)));
  field_fixture_assert_value (&fixture, "{\"f\":[\"b\",\"a\",\"b\"]}");
  field_fixture_tear_down (&fixture);
}

/* Of many, a button sums up what is checked. */
static void
test_checks_many (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *popover;

  field_fixture_set_up (&fixture, MANY, FALSE, "{\"f\":[7]}");
  g_assert_true (CRIB_IS_FIELD_CHECK_MENU (fixture.editor));
  g_assert_true (field_fixture_shows (&fixture, "1 of 9: 7"));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (
    GTK_MENU_BUTTON (field_fixture_find (&fixture, "GtkMenuButton"))));
  g_signal_emit_by_name (popover, "picked", 1);
  g_assert_true (field_fixture_shows (&fixture, "2 of 9: 2, 7"));
  field_fixture_assert_value (&fixture, "{\"f\":[7,2]}");
  g_signal_emit_by_name (popover, "picked", 6);
  field_fixture_assert_value (&fixture, "{\"f\":[2]}");
  g_signal_emit_by_name (popover, "picked", 1);
  g_assert_true (field_fixture_shows (&fixture, "Empty"));
  for (guint i = 0; i < 6; i++)
    g_signal_emit_by_name (popover, "picked", i);
  g_assert_true (field_fixture_shows (&fixture, "6 of 9: 1, 2, 3, 4, 5, …"));
  field_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-checks/few", test_checks_few);
  g_test_add_func ("/field-checks/untouched", test_checks_untouched);
  g_test_add_func ("/field-checks/many", test_checks_many);

  return g_test_run ();
}
