/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#include <string.h>

/* What a screen reader hears of a row. */

/* The editor is named by the title alone, and says all else that is known of the value. */
static void
test_row_spoken (void)
{
  FieldFixture fixture = { 0, };
  GtkAccessible *input;

  field_fixture_set_up (&fixture, "{\"type\":\"integer\",\"title\":\"Parcels\",\"minimum\":1,"
                                  "\"maximum\":50,\"description\":\"In one go\"}", TRUE, NULL);
  input = GTK_ACCESSIBLE (fixture.input);
  g_assert_true (field_fixture_shows (&fixture, "Parcels  required"));
  gtk_test_accessible_assert_property (input, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  g_assert_true (gtk_test_accessible_has_relation (input, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (input, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "required, 1 to 50, In one go");
  gtk_test_accessible_assert_state (input, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Parcels");

  field_fixture_type (&fixture, "12a");
  g_assert_true (crib_field_row_has_error (fixture.row));
  g_assert_true (field_fixture_shows (&fixture, form_field_get_error (fixture.field)));
  g_assert_true (gtk_widget_has_css_class (fixture.input, "error"));
  gtk_test_accessible_assert_state (input, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  field_fixture_type (&fixture, "12");
  g_assert_false (crib_field_row_has_error (fixture.row));
  g_assert_false (gtk_widget_has_css_class (fixture.input, "error"));
  gtk_test_accessible_assert_state (input, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  field_fixture_tear_down (&fixture);
}

static gboolean
has_words (GtkWidget  *widget,
           const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
}

/* What can go is not required, and neither is what fills itself in. */
static void
test_row_required (void)
{
  static const struct { const char *schema, *value, *pointer; gboolean required; } cases[] = {
    { "{\"type\":\"string\"}", NULL, "/f", TRUE },
    { "{\"items\":{\"type\":\"string\"}}", "{\"f\":[\"a\"]}", "/f/0", FALSE },
    { "{\"items\":{\"type\":\"string\"},\"minItems\":1}", "{\"f\":[\"a\"]}", "/f/0",
      FALSE },
    { "{\"additionalProperties\":{\"type\":\"string\"}}", "{\"f\":{\"a\":\"b\"}}", "/f/a",
      FALSE },
    { "{\"const\":1}", "{\"f\":1}", "/f", FALSE },
    { "{\"properties\":{\"a\":{\"type\":\"number\"}},\"required\":[\"a\"]}",
      "{\"f\":{\"a\":1}}", "/f/a", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FieldFixture fixture = { 0, };

      g_test_message ("%s", cases[i].schema);
      field_fixture_set_up_at (&fixture, cases[i].schema, TRUE, cases[i].value, cases[i].pointer);
      g_assert_cmpint (ui_find (GTK_WIDGET (fixture.row), has_words, "required") != NULL, ==,
                       cases[i].required);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.input),
                                           GTK_ACCESSIBLE_PROPERTY_REQUIRED, cases[i].required);
      field_fixture_tear_down (&fixture);
    }
}

/* What is not typed is said of what takes the focus. */
static void
test_row_says_value (void)
{
  static const struct { const char *schema, *value, *words; } cases[] = {
    { "{\"enum\":[\"a\",\"b\"],\"description\":\"D\"}", "{\"f\":\"b\"}", "b, D" },
    { "{\"enum\":[\"a\",\"b\"]}", NULL, "Not sent" },
    { "{\"enum\":[1,2,3,4,5,6,7,8,9,10,11,12,13]}", "{\"f\":13}", "13" },
    { "{\"items\":{\"enum\":[1,2,3,4,5,6,7,8,9]}}", "{\"f\":[3]}", "1 of 9: 3" },
    { "{\"items\":{\"enum\":[1,2]}}", "{\"f\":[]}", "Empty" },
    { "{\"items\":{\"enum\":[1,2]}}", "{\"f\":[1]}", "" },
    { "{\"type\":\"boolean\"}", NULL, "Not sent" },
    { "{\"type\":\"boolean\"}", "{\"f\":false}", "" },
    { "{\"items\":{\"type\":\"string\"}}", "{\"f\":[\"a\",\"b\"]}", "2 entries" },
    { "{\"type\":\"string\",\"format\":\"date\"}", "{\"f\":\"2026-11-24\"}",
      "Tue, 24 November 2026" },
    { "{\"type\":\"string\",\"contentEncoding\":\"base64\"}", "{\"f\":\"eA==\"}",
      "Choose…, 1 byte" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FieldFixture fixture = { 0, };
      GtkWidget *part;

      g_test_message ("%s", cases[i].schema);
      field_fixture_set_up (&fixture, cases[i].schema, FALSE, cases[i].value);
      part = GTK_IS_DROP_DOWN (fixture.input) ? gtk_widget_get_first_child (fixture.input)
                                              : fixture.input;
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (part),
                                           GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, cases[i].words);
      g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (part),
                                                       GTK_ACCESSIBLE_RELATION_LABELLED_BY));
      field_fixture_tear_down (&fixture);
    }
}

/* What changes is said anew. */
static void
test_row_says_change (void)
{
  FieldFixture fixture = { 0, };
  GtkAccessible *input;

  field_fixture_set_up (&fixture, "{\"items\":{\"enum\":[1,2,3,4,5,6,7,8,9]}}", FALSE, NULL);
  input = GTK_ACCESSIBLE (fixture.input);
  form_field_set_checked (fixture.field, 0, TRUE);
  gtk_test_accessible_assert_property (input, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "1 of 9: 1");
  form_field_set_checked (fixture.field, 1, TRUE);
  gtk_test_accessible_assert_property (input, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "2 of 9: 1, 2");
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"items\":{\"type\":\"string\"}}", FALSE,
                        "{\"f\":[\"a\"]}");
  form_field_add (fixture.field, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.input),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "2 entries");
  form_field_add (fixture.field, NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.input),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "3 entries");
  crib_field_row_set_expanded (fixture.row, FALSE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture.input),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "3 entries");
  field_fixture_tear_down (&fixture);
}

static void
assert_label (GtkWidget  *widget,
              const char *label)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

/* Buttons say of what they are; that within a menu button is named by it, not once more. */
static void
test_row_buttons (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *button;

  field_fixture_set_up (&fixture, "{\"type\":[\"string\",\"null\"],\"format\":\"date\","
                                  "\"title\":\"Due\"}", FALSE, NULL);
  button = field_fixture_find (&fixture, "GtkMenuButton");
  assert_label (button, "Choose Date for Due");
  g_assert_false (gtk_test_accessible_has_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL));
  button = gtk_widget_get_next_sibling (GTK_WIDGET (fixture.editor));
  button = gtk_widget_get_first_child (button);
  assert_label (button, "More for Due");
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture,
                        "{\"type\":\"string\",\"format\":\"byte\",\"title\":\"Map\"}", FALSE,
                        "{\"f\":\"eA==\"}");
  assert_label (gtk_widget_get_last_child (gtk_widget_get_parent (fixture.input)),
                "Remove File from Map");
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"const\":\"parcel\",\"title\":\"Kind\"}", FALSE, NULL);
  assert_label (fixture.input, "Kind: Not sent");
  field_fixture_act (&fixture, "field.set-empty");
  assert_label (fixture.input, "Kind: parcel");
  field_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-row-words/spoken", test_row_spoken);
  g_test_add_func ("/field-row-words/required", test_row_required);
  g_test_add_func ("/field-row-words/says-value", test_row_says_value);
  g_test_add_func ("/field-row-words/says-change", test_row_says_change);
  g_test_add_func ("/field-row-words/buttons", test_row_buttons);

  return g_test_run ();
}
