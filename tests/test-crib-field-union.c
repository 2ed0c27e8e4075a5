/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#define TWO "{\"title\":\"Size\",\"oneOf\":[{\"type\":\"string\",\"title\":\"Words\"}," \
  "{\"type\":\"object\",\"title\":\"Sides\",\"properties\":{\"x\":{\"type\":\"integer\"}}}]}"
#define LONG "{\"oneOf\":[{\"type\":\"string\",\"title\":\"One of which the title is long\"}," \
  "{\"type\":\"integer\",\"title\":\"The other\"}]}"
#define FOUR "{\"type\":[\"string\",\"integer\",\"boolean\",\"array\"]}"

static GtkToggleButton *
get_button (FieldFixture *fixture,
            guint         position)
{
  GtkWidget *button = gtk_widget_get_first_child (fixture->input);

  for (guint i = 0; i < position; i++)
    button = gtk_widget_get_next_sibling (button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
assert_pressed (FieldFixture *fixture,
                gboolean      first,
                gboolean      last)
{
  g_assert_cmpint (gtk_toggle_button_get_active (get_button (fixture, 0)), ==, first);
  g_assert_cmpint (gtk_toggle_button_get_active (get_button (fixture, 1)), ==, last);
}

/* The shapes stand side by side; none is pressed while nothing is sent. */
static void
test_union_two (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, TWO, FALSE, NULL);
  g_assert_true (CRIB_IS_FIELD_UNION (fixture.editor));
  g_assert_true (field_fixture_shows (&fixture, "Words"));
  assert_pressed (&fixture, FALSE, FALSE);
  g_assert_false (crib_field_row_get_expanded (fixture.row));
  gtk_toggle_button_set_active (get_button (&fixture, 1), TRUE);
  g_assert_cmpuint (form_field_get_selected (fixture.field), ==, 1);
  g_assert_true (crib_field_row_get_expanded (fixture.row));
  gtk_toggle_button_set_active (get_button (&fixture, 0), TRUE);
  g_assert_cmpuint (form_field_get_selected (fixture.field), ==, 0);
  assert_pressed (&fixture, TRUE, FALSE);
  field_fixture_act (&fixture, "field.leave-out");
  field_fixture_assert_value (&fixture, "{}");
  assert_pressed (&fixture, FALSE, FALSE);
  field_fixture_tear_down (&fixture);
}

/* Before anything is typed there, the chosen shape can be sent as it is. */
static void
test_union_empty (void)
{
  FieldFixture fixture = { 0, };
  g_autoptr(FormField) words = NULL;
  g_autoptr(GtkWidget) row = NULL;

  field_fixture_set_up (&fixture, TWO, FALSE, NULL);
  gtk_toggle_button_set_active (get_button (&fixture, 1), TRUE);
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_act (&fixture, "field.set-empty");
  field_fixture_assert_value (&fixture, "{\"f\":{}}");

  gtk_toggle_button_set_active (get_button (&fixture, 0), TRUE);
  words = g_list_model_get_item (G_LIST_MODEL (fixture.field), 0);
  row = g_object_ref_sink (crib_field_row_new (words, 0));
  g_assert_true (gtk_widget_activate_action (row, "field.set-empty", NULL));
  field_fixture_assert_value (&fixture, "{\"f\":\"\"}");
  g_clear_object (&words);
  field_fixture_tear_down (&fixture);
}

static void
test_union_data (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, TWO, TRUE, "{\"f\":{\"x\":5}}");
  assert_pressed (&fixture, FALSE, TRUE);
  field_fixture_assert_value (&fixture, "{\"f\":{\"x\":5}}");
  gtk_toggle_button_set_active (get_button (&fixture, 0), TRUE);
  gtk_toggle_button_set_active (get_button (&fixture, 1), TRUE);
  field_fixture_assert_value (&fixture, "{\"f\":{\"x\":5}}");
  field_fixture_tear_down (&fixture);
}

/* Many shapes, or long words, are a menu. */
static void
test_union_menu (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, LONG, FALSE, NULL);
  g_assert_true (CRIB_IS_FIELD_CHOICE (fixture.editor));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fixture.input), 2);
  g_assert_cmpuint (form_field_get_selected (fixture.field), ==, 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fixture.input), 0);
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, FOUR, FALSE, "{\"f\":[1]}");
  g_assert_true (CRIB_IS_FIELD_CHOICE (fixture.editor));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (fixture.input)), ==, 4);
  field_fixture_tear_down (&fixture);
}

static FormField *
get_child (FormField *field,
           guint      position)
{
  g_autoptr(FormField) child = g_list_model_get_item (G_LIST_MODEL (field), position);

  return child;
}

static gboolean
has_visible_row (FormField *field)
{
  GtkWidget *row = g_object_ref_sink (crib_field_row_new (field, 1));
  gboolean visible = gtk_widget_get_visible (row);

  g_assert_finalize_object (row);
  return visible;
}

/* What the choice says is not said again: that the shape is a group, and its constant. */
static void
test_union_rows (void)
{
  FieldFixture fixture = { 0, };
  FormField *branch;

  field_fixture_set_up (&fixture, "{\"oneOf\":[{\"properties\":{\"k\":{\"const\":\"a\"},"
                        "\"t\":{\"type\":\"string\"},\"c\":{\"const\":1}},"
                        "\"required\":[\"k\",\"t\"],\"minProperties\":3},"
                        "{\"type\":\"string\"},{\"title\":\"B\","
                        "\"description\":\"More\",\"properties\":{\"x\":{\"type\":\"string\"}},"
                        "\"required\":[\"x\"]}]}",
                        TRUE, "{\"f\":{\"k\":\"a\",\"t\":\"x\"}}");
  branch = get_child (fixture.field, 0);
  g_assert_false (has_visible_row (branch));
  g_assert_false (has_visible_row (get_child (branch, 0)));
  g_assert_true (has_visible_row (get_child (branch, 1)));
  g_assert_true (has_visible_row (get_child (branch, 2)));

  form_field_touch (branch);
  g_assert_nonnull (form_field_get_error (branch));
  g_assert_true (has_visible_row (branch));
  form_field_set_selected (fixture.field, 1);
  g_assert_true (has_visible_row (get_child (fixture.field, 0)));
  form_field_set_selected (fixture.field, 2);
  g_assert_true (has_visible_row (get_child (fixture.field, 0)));
  field_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-union/two", test_union_two);
  g_test_add_func ("/field-union/empty", test_union_empty);
  g_test_add_func ("/field-union/data", test_union_data);
  g_test_add_func ("/field-union/menu", test_union_menu);
  g_test_add_func ("/field-union/rows", test_union_rows);

  return g_test_run ();
}
