/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#define PARCELS "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}"

/* An empty spin button is no zero, and the first step is where the range begins. */
static void
test_spin_steps (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, PARCELS, FALSE, NULL);
  g_assert_true (CRIB_IS_FIELD_SPIN (fixture.editor));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture.input)), ==, "");
  gtk_spin_button_spin (GTK_SPIN_BUTTON (fixture.input), GTK_SPIN_STEP_FORWARD, 1);
  field_fixture_assert_value (&fixture, "{\"f\":1}");
  gtk_spin_button_spin (GTK_SPIN_BUTTON (fixture.input), GTK_SPIN_STEP_FORWARD, 1);
  field_fixture_assert_value (&fixture, "{\"f\":2}");
  field_fixture_type (&fixture, "");
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_tear_down (&fixture);
}

/* The letters are what counts: nothing is bent to the range or written in another way. */
static void
test_spin_letters (void)
{
  static const char * const texts[] = { "007", "1e1", "51", "-3", "4.0", "12a" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      FieldFixture fixture = { 0, };

      field_fixture_set_up (&fixture, PARCELS, FALSE, "{\"f\":5}");
      field_fixture_type (&fixture, texts[i]);
      field_fixture_settle (&fixture);
      g_assert_cmpstr (form_field_get_text (fixture.field), ==, texts[i]);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture.input)), ==, texts[i]);
      field_fixture_tear_down (&fixture);
    }
}

/* What is no number is none to step on from either. */
static void
test_spin_nonsense (void)
{
  static const char * const texts[] = { "nan", "-inf", "infinity", "1e999", "12a" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      FieldFixture fixture = { 0, };

      g_test_message ("%s", texts[i]);
      field_fixture_set_up (&fixture, PARCELS, FALSE, "{\"f\":5}");
      field_fixture_type (&fixture, texts[i]);
      g_assert_cmpstr (form_field_get_text (fixture.field), ==, texts[i]);
      gtk_spin_button_spin (GTK_SPIN_BUTTON (fixture.input), GTK_SPIN_STEP_FORWARD, 1);
      field_fixture_assert_value (&fixture, "{\"f\":2}");
      field_fixture_tear_down (&fixture);
    }
}

/* Wherever people read from right to left, a sign stands before its number. */
static void
test_spin_direction (void)
{
  static const char * const schemas[] = {
    PARCELS, "{\"type\":\"number\"}", "{\"type\":\"string\",\"format\":\"date-time\"}",
  };

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      FieldFixture fixture = { 0, };
      GtkEditable *text;

      field_fixture_set_up (&fixture, schemas[i], FALSE, NULL);
      text = gtk_editable_get_delegate (GTK_EDITABLE (fixture.input));
      g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (text)), ==, GTK_TEXT_DIR_LTR);
      g_assert_cmpint (gtk_widget_get_direction (fixture.input), ==, GTK_TEXT_DIR_RTL);
      field_fixture_tear_down (&fixture);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Where a double would lose something, or there is no range, the number is typed. */
static void
test_spin_kinds (void)
{
  static const struct { const char *schema; gboolean spins; } cases[] = {
    { PARCELS, TRUE },
    { "{\"type\":\"integer\"}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":0}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":5,\"maximum\":5}", FALSE },
    { "{\"type\":\"integer\",\"minimum\":0,\"maximum\":9007199254740993}", FALSE },
    { "{\"type\":\"number\",\"minimum\":-1e400,\"maximum\":1e400}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FieldFixture fixture = { 0, };

      g_test_message ("%s", cases[i].schema);
      field_fixture_set_up (&fixture, cases[i].schema, FALSE, NULL);
      g_assert_cmpint (CRIB_IS_FIELD_SPIN (fixture.editor), ==, cases[i].spins);
      g_assert_cmpint (CRIB_IS_FIELD_NUMBER (fixture.editor), ==, !cases[i].spins);
      field_fixture_tear_down (&fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-spin/steps", test_spin_steps);
  g_test_add_func ("/field-spin/letters", test_spin_letters);
  g_test_add_func ("/field-spin/nonsense", test_spin_nonsense);
  g_test_add_func ("/field-spin/direction", test_spin_direction);
  g_test_add_func ("/field-spin/kinds", test_spin_kinds);

  return g_test_run ();
}
