/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#define MAP "{\"additionalProperties\":{\"type\":\"integer\"}}"

/* The focus is where a value is typed. */
static void
test_row_focus (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, "{\"type\":\"string\",\"title\":\"Name\"}", TRUE, NULL);
  g_assert_true (crib_field_row_focus (fixture.row));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                         GTK_WIDGET (fixture.editor)));
  field_fixture_tear_down (&fixture);
}

/* An entry takes the place of a spin button as soon as a double would lose something, and the
 * focus stays. */
static void
test_row_replaces (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, "{\"type\":\"number\",\"minimum\":0,\"maximum\":50}", TRUE,
                        "{\"f\":1.5}");
  g_assert_true (CRIB_IS_FIELD_SPIN (fixture.editor));
  crib_field_row_focus (fixture.row);
  field_fixture_type (&fixture, "1.00000000000000000001");
  field_fixture_settle (&fixture);
  g_assert_true (CRIB_IS_FIELD_NUMBER (fixture.editor));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                         fixture.input));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture.input)), ==,
                   "1.00000000000000000001");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (fixture.input),
                                                   GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  field_fixture_assert_value (&fixture, "{\"f\":1.00000000000000000001}");

  /* It is not taken away again because a smaller one would do. */
  field_fixture_type (&fixture, "2");
  field_fixture_settle (&fixture);
  g_assert_true (CRIB_IS_FIELD_NUMBER (fixture.editor));
  field_fixture_tear_down (&fixture);
}

/* Text with lines of its own never goes through an entry. */
static void
test_row_lines (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, "{\"type\":\"string\"}", FALSE, "{\"f\":\"one\"}");
  g_assert_true (CRIB_IS_FIELD_ENTRY (fixture.editor));
  form_field_set_text (fixture.field, "one\ntwo");
  field_fixture_settle (&fixture);
  g_assert_true (CRIB_IS_FIELD_TEXT (fixture.editor));
  field_fixture_assert_value (&fixture, "{\"f\":\"one\\ntwo\"}");
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"type\":\"string\"}", FALSE, "{\"f\":\"one\\r\\ntwo\"}");
  g_assert_true (CRIB_IS_FIELD_TEXT (fixture.editor));
  field_fixture_assert_value (&fixture, "{\"f\":\"one\\r\\ntwo\"}");
  field_fixture_tear_down (&fixture);
}

/* What a server says is shown as it is, as far as anybody would read it. */
static void
test_row_hostile (void)
{
  g_autofree char *title = g_strnfill (10000, 'T');
  g_autofree char *description = g_strnfill (100000, 'D');
  g_autofree char *schema =
    g_strdup_printf ("{\"type\":\"string\",\"title\":\"%s\",\"description\":\"%s\"}", title,
                     description);
  const char *schemas[] = {
    schema,
    "{\"type\":\"string\",\"title\":\"<b>x</b> & <a href='y'>\",\"description\":\"<i>&amp;</i>\"}",
    "{\"type\":\"string\",\"title\":\"\\u202Egnp.exe\",\"description\":\"\\u202E\\u2066abc\"}",
    "{\"type\":\"string\",\"title\":\"\",\"description\":\"\"}",
    "{\"type\":\"string\",\"title\":\"_under_score\",\"pattern\":\"(((((\"}",
    "{\"type\":\"integer\",\"minimum\":1e400,\"maximum\":-1e400}",
    "{\"enum\":[\"<b>a</b>\",\"\\u202Ea\",\"\",null,{\"a\":[1]}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      FieldFixture fixture = { 0, };

      field_fixture_set_up (&fixture, schemas[i], FALSE, NULL);
      form_field_touch (fixture.field);
      g_object_set (fixture.row, "narrow", TRUE, NULL);
      field_fixture_settle (&fixture);
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture.row)), <, 3000);
      field_fixture_tear_down (&fixture);
    }
}

static void
test_row_markup (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, "{\"type\":\"string\",\"title\":\"<b>x</b>\","
                                  "\"description\":\"<i>y</i>\"}", FALSE, NULL);
  g_assert_true (field_fixture_shows (&fixture, "<b>x</b>"));
  g_assert_true (field_fixture_shows (&fixture, "<i>y</i>"));
  g_assert_false (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (fixture.row)));
  field_fixture_tear_down (&fixture);
}

/* Absent, null and empty are told apart, and each can be asked for. */
static void
test_row_states (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *row;

  field_fixture_set_up (&fixture, "{\"type\":[\"string\",\"null\"]}", FALSE, NULL);
  row = GTK_WIDGET (fixture.row);
  field_fixture_type (&fixture, "words");
  gtk_widget_activate_action (row, "field.set-null", NULL);
  field_fixture_assert_value (&fixture, "{\"f\":null}");
  gtk_widget_activate_action (row, "field.set-empty", NULL);
  field_fixture_assert_value (&fixture, "{\"f\":\"\"}");
  gtk_widget_activate_action (row, "field.leave-out", NULL);
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_tear_down (&fixture);
}

static int
get_text_height (FieldFixture *fixture)
{
  return gtk_scrolled_window_get_min_content_height (
    GTK_SCROLLED_WINDOW (field_fixture_find (fixture, "GtkScrolledWindow")));
}

/* Who still has a row that has gone finds nothing in it. */
static void
test_row_disposed (void)
{
  FieldFixture fixture = { 0, };
  g_autoptr(CribFieldRow) row = NULL;

  field_fixture_set_up (&fixture, "{\"type\":\"string\"}", FALSE, NULL);
  row = g_object_ref_sink (CRIB_FIELD_ROW (crib_field_row_new (fixture.field, 0)));
  g_object_run_dispose (G_OBJECT (row));
  form_field_set_text (fixture.field, "a");
  g_assert_null (crib_field_row_get_editor (row));
  g_assert_false (crib_field_row_focus (row));
  field_fixture_tear_down (&fixture);
}

/* A box for several lines is as high as its text is in it, up to a bound. */
static void
test_row_text_height (void)
{
  FieldFixture fixture = { 0, };
  g_autofree char *long_text = g_strnfill (600, 'W');
  g_autofree char *longer_text = g_strnfill (6000, 'W');
  int empty, height;

  field_fixture_set_up (&fixture, "{\"type\":\"string\",\"maxLength\":9999}", FALSE, NULL);
  g_assert_true (CRIB_IS_FIELD_TEXT (fixture.editor));
  empty = get_text_height (&fixture);
  form_field_set_text (fixture.field, long_text);
  height = get_text_height (&fixture);
  g_assert_cmpint (height, >, empty + 60);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1200, 300);
  field_fixture_settle (&fixture);
  ui_wait (get_text_height (&fixture) < height);
  form_field_set_text (fixture.field, longer_text);
  g_assert_cmpint (get_text_height (&fixture), ==, 240);
  form_field_set_text (fixture.field, NULL);
  g_assert_cmpint (get_text_height (&fixture), ==, empty);
  field_fixture_tear_down (&fixture);
}

/* Short limits stand before the editor, longer ones below the words. */
static void
test_row_limits (void)
{
  static const struct { const char *schema; const char *limits; gboolean beside; } cases[] = {
    { "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}", "1 to 50", TRUE },
    { "{\"type\":\"string\",\"minLength\":2,\"maxLength\":40}", "2 to 40 characters", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FieldFixture fixture = { 0, };
      GtkWidget *limits;

      field_fixture_set_up (&fixture, cases[i].schema, FALSE, NULL);
      limits = ui_find (GTK_WIDGET (fixture.row), ui_is_label, cases[i].limits);
      g_assert_nonnull (limits);
      g_assert_cmpint (gtk_widget_get_parent (limits) ==
                       gtk_widget_get_parent (GTK_WIDGET (fixture.editor)), ==, cases[i].beside);
      field_fixture_tear_down (&fixture);
    }
}

static double
get_top (FieldFixture *fixture,
         GtkWidget    *widget)
{
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (fixture->row), 0, 0,
                                                   &x, &y));
  return y;
}

/* An error comes below all that was there, which stays where it was. */
static void
test_row_stays (void)
{
  static const char * const schemas[] = {
    "{\"type\":\"integer\",\"title\":\"Parcels\"}",
    "{\"type\":\"integer\",\"title\":\"Parcels\",\"description\":\"In one go\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (schemas) * 2; i++)
    {
      FieldFixture fixture = { 0, };
      GtkWidget *title;
      double title_top, input_top;

      field_fixture_set_up (&fixture, schemas[i / 2], FALSE, NULL);
      g_object_set (fixture.row, "narrow", i % 2 == 1, NULL);
      field_fixture_settle (&fixture);
      title = ui_find (GTK_WIDGET (fixture.row), ui_is_label, "Parcels");
      title_top = get_top (&fixture, title);
      input_top = get_top (&fixture, fixture.input);
      field_fixture_type (&fixture, "12a");
      field_fixture_settle (&fixture);
      g_assert_true (crib_field_row_has_error (fixture.row));
      g_assert_cmpfloat (get_top (&fixture, title), ==, title_top);
      g_assert_cmpfloat (get_top (&fixture, fixture.input), ==, input_top);
      field_fixture_tear_down (&fixture);
    }
}

static void
move_and_remove (FieldFixture *fixture)
{
  field_fixture_act (fixture, "field.move-down");
  field_fixture_assert_value (fixture, "{\"f\":[\"b\",\"a\",\"c\"]}");
  g_assert_true (field_fixture_shows (fixture, form_field_get_title (fixture->field)));
  field_fixture_act (fixture, "field.move-up");
  field_fixture_act (fixture, "field.move-up");
  field_fixture_assert_value (fixture, "{\"f\":[\"a\",\"b\",\"c\"]}");
  field_fixture_act (fixture, "field.remove");
  field_fixture_assert_value (fixture, "{\"f\":[\"b\",\"c\"]}");
}

/* Tab goes through check marks before it comes to the menu beside them, and the arrow of a group
 * keeps its name when it folds. */
static void
test_row_tab (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *menu;

  field_fixture_set_up (&fixture, "{\"items\":{\"enum\":[1,2,3,4,5]}}", FALSE, NULL);
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  gtk_widget_child_focus (fixture.window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                         fixture.input));
  crib_field_row_focus (fixture.row);
  menu = gtk_widget_get_next_sibling (GTK_WIDGET (fixture.editor));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                             fixture.input));
      gtk_widget_child_focus (fixture.window, GTK_DIR_TAB_FORWARD);
    }
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                         menu));
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"items\":{}}", FALSE, NULL);
  menu = gtk_button_get_child (GTK_BUTTON (fixture.input));
  crib_field_row_set_expanded (fixture.row, TRUE);
  g_assert_true (gtk_button_get_child (GTK_BUTTON (fixture.input)) == menu);
  field_fixture_tear_down (&fixture);
}

/* Inputs begin below one another, whether or not there is a menu at the end of the line. */
static void
test_row_aligned (void)
{
  const struct
  {
    const char *schema;
    gboolean required;
  } cases[] = {
    { "{\"type\":\"number\"}", TRUE },                  /* without a menu */
    { "{\"type\":\"string\"}", TRUE },
    { "{\"type\":\"string\"}", FALSE },
    { "{\"type\":[\"number\",\"null\"]}", FALSE },
    { "{\"type\":\"string\",\"format\":\"password\"}", FALSE },
    { "{\"type\":\"string\",\"writeOnly\":true}", TRUE },
    { "{\"enum\":[\"a\",\"b\"]}", FALSE },
    { "{\"items\":{\"enum\":[\"a\",\"b\"]}}", FALSE },
  };
  double left = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FieldFixture fixture = { 0, };
      graphene_rect_t bounds;

      field_fixture_set_up (&fixture, cases[i].schema, cases[i].required, NULL);
      g_assert_true (gtk_widget_compute_bounds (fixture.input, fixture.window, &bounds));
      if (i == 0)
        left = bounds.origin.x;
      g_assert_cmpfloat (bounds.origin.x, ==, left);
      field_fixture_tear_down (&fixture);
    }
}

static gboolean
goes_to (FieldFixture     *fixture,
         GtkDirectionType  direction,
         GtkWidget        *widget)
{
  GtkWidget *focus;

  gtk_widget_child_focus (GTK_WIDGET (fixture->row), direction);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* From the name to its value and on to the menu, and the same way back, however high they are. */
static void
test_row_tab_named (void)
{
  const char *values[] = {
    "{\"type\":\"string\"}",
    "{\"type\":\"string\",\"maxLength\":40}",
    "{\"type\":\"string\",\"description\":\"a\"}",
    "{\"enum\":[\"x\",\"y\"],\"description\":\"a\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      FieldFixture fixture = { 0, };
      g_autofree char *schema = g_strdup_printf ("{\"additionalProperties\":%s}", values[i]);
      GtkWidget *name, *menu;

      field_fixture_set_up_at (&fixture, schema, FALSE, "{\"f\":{\"a\":\"x\"}}", "/f/a");
      name = gtk_widget_get_parent (ui_find (GTK_WIDGET (fixture.row), ui_is_type, "GtkText"));
      menu = gtk_widget_get_next_sibling (GTK_WIDGET (fixture.editor));
      gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
      g_assert_true (goes_to (&fixture, GTK_DIR_TAB_FORWARD, name));
      g_assert_true (goes_to (&fixture, GTK_DIR_TAB_FORWARD, GTK_WIDGET (fixture.editor)));
      g_assert_true (goes_to (&fixture, GTK_DIR_TAB_FORWARD, menu));
      g_assert_true (goes_to (&fixture, GTK_DIR_TAB_BACKWARD, GTK_WIDGET (fixture.editor)));
      g_assert_true (goes_to (&fixture, GTK_DIR_TAB_BACKWARD, name));
      field_fixture_tear_down (&fixture);
    }
}

/* Entries of a list move and go; what is declared stays where it is. */
static void
test_row_moves (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up_at (&fixture, "{\"items\":{\"type\":\"string\"}}", FALSE,
                           "{\"f\":[\"a\",\"b\",\"c\"]}", "/f/0");
  move_and_remove (&fixture);
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"type\":\"string\"}", FALSE, "{\"f\":\"a\"}");
  field_fixture_act (&fixture, "field.move-down");
  field_fixture_act (&fixture, "field.remove");
  field_fixture_assert_value (&fixture, "{\"f\":\"a\"}");
  field_fixture_tear_down (&fixture);
}

/* The person's own names are typed. Of two that are the same the second is wrong, whichever it was
 * that was typed. */
static void
test_row_name (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *entry;
  FormField *first;

  field_fixture_set_up_at (&fixture, MAP, FALSE, "{\"f\":{\"a\":1,\"b\":2}}", "/f/b");
  first = form_model_find (fixture.model, "/f/a");
  entry = field_fixture_find (&fixture, "GtkEntry");
  g_assert_true (entry != fixture.input);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "b");
  gtk_editable_set_text (GTK_EDITABLE (entry), "a");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_false (gtk_widget_has_css_class (fixture.input, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "c d");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  field_fixture_assert_value (&fixture, "{\"f\":{\"a\":1,\"c d\":2}}");

  form_field_set_name (first, "c d");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  field_fixture_tear_down (&fixture);
}

/* That another has the name is said there, also before anybody was there. */
static void
test_row_namesake (void)
{
  FieldFixture fixture = { 0, };
  FormField *other;

  field_fixture_set_up_at (&fixture, MAP, FALSE, "{\"f\":{\"a\":1,\"b\":2}}", "/f/a");
  other = form_model_find (fixture.model, "/f/b");
  g_assert_false (form_field_is_touched (other));
  gtk_editable_set_text (GTK_EDITABLE (field_fixture_find (&fixture, "GtkEntry")), "b");
  g_assert_true (form_field_is_touched (other));
  g_assert_nonnull (form_field_get_error (other));
  field_fixture_tear_down (&fixture);
}

/* Narrow, the words of a group stand above one another, and the arrow at the end of the line. */
static void
test_row_group (void)
{
  FieldFixture fixture = { 0, };
  GtkWidget *state;

  field_fixture_set_up (&fixture, "{\"items\":{\"type\":\"string\"}}", FALSE, NULL);
  state = ui_find (GTK_WIDGET (fixture.row), ui_is_label, "Not sent");
  g_assert_true (gtk_widget_is_ancestor (state, GTK_WIDGET (fixture.editor)));
  g_object_set (fixture.row, "narrow", TRUE, NULL);
  g_assert_false (gtk_widget_is_ancestor (state, GTK_WIDGET (fixture.editor)));
  g_assert_true (field_fixture_shows (&fixture, "Not sent"));
  form_field_set_text (fixture.field, "{\"no\":\"list\"}");
  field_fixture_settle (&fixture);
  g_assert_true (CRIB_IS_FIELD_JSON (fixture.editor));
  g_assert_null (ui_find (GTK_WIDGET (fixture.row), ui_is_label, "Not sent"));
  form_field_set_text (fixture.field, "[\"a\"]");
  field_fixture_settle (&fixture);
  g_assert_true (field_fixture_shows (&fixture, "1 entry"));
  g_object_set (fixture.row, "narrow", FALSE, NULL);
  state = ui_find (GTK_WIDGET (fixture.row), ui_is_label, "1 entry");
  g_assert_true (gtk_widget_get_next_sibling (state) == fixture.input);
  field_fixture_tear_down (&fixture);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_row_expanded (void)
{
  FieldFixture fixture = { 0, };
  guint count = 0;

  field_fixture_set_up (&fixture, "{\"type\":\"object\",\"properties\":{\"x\":{}}}", FALSE, NULL);
  g_signal_connect_swapped (fixture.row, "notify::expanded", G_CALLBACK (count_cb), &count);
  g_assert_false (crib_field_row_get_expanded (fixture.row));
  g_assert_true (field_fixture_shows (&fixture, "Not sent"));
  g_signal_emit_by_name (fixture.input, "clicked");
  g_assert_true (crib_field_row_get_expanded (fixture.row));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (fixture.input),
                                    GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  crib_field_row_set_expanded (fixture.row, TRUE);
  g_assert_cmpuint (count, ==, 1);
  g_object_set (fixture.row, "expanded", FALSE, NULL);
  g_assert_cmpuint (count, ==, 2);
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, "{\"type\":\"string\"}", FALSE, NULL);
  crib_field_row_set_expanded (fixture.row, TRUE);
  g_assert_false (crib_field_row_get_expanded (fixture.row));
  field_fixture_tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-row/focus", test_row_focus);
  g_test_add_func ("/field-row/replaces", test_row_replaces);
  g_test_add_func ("/field-row/lines", test_row_lines);
  g_test_add_func ("/field-row/hostile", test_row_hostile);
  g_test_add_func ("/field-row/markup", test_row_markup);
  g_test_add_func ("/field-row/states", test_row_states);
  g_test_add_func ("/field-row/text-height", test_row_text_height);
  g_test_add_func ("/field-row/disposed", test_row_disposed);
  g_test_add_func ("/field-row/limits", test_row_limits);
  g_test_add_func ("/field-row/stays", test_row_stays);
  g_test_add_func ("/field-row/aligned", test_row_aligned);
  g_test_add_func ("/field-row/tab-named", test_row_tab_named);
  g_test_add_func ("/field-row/tab", test_row_tab);
  g_test_add_func ("/field-row/moves", test_row_moves);
  g_test_add_func ("/field-row/name", test_row_name);
  g_test_add_func ("/field-row/namesake", test_row_namesake);
  g_test_add_func ("/field-row/group", test_row_group);
  g_test_add_func ("/field-row/expanded", test_row_expanded);

  return g_test_run ();
}
