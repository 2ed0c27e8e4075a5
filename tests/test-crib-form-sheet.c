/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-row.h"
#include "crib-form-button-row.h"
#include "crib-form-sheet.h"
#include "ui-fixture.h"

/* Form, outline, sheet in a window that scrolls. */
typedef struct
{
  FormModel *model;
  CribFormOutline *outline;
  CribFormSheet *sheet;
  GtkWidget *window;
  GtkWidget *scroller;
} Fixture;

static void
set_up (Fixture    *fixture,
        const char *schema_text,
        const char *value_text)
{
  g_autoptr(SjsonDocument) document = ui_parse (schema_text);
  g_autoptr(SjsonDocument) held = value_text != NULL ? ui_parse (value_text) : NULL;
  SjsonValue schema = sjson_document_get_root (document);
  SjsonValue value;

  if (held != NULL)
    value = sjson_document_get_root (held);
  fixture->model = form_model_new (&schema, held != NULL ? &value : NULL);
  fixture->outline = crib_form_outline_new (fixture->model);
  fixture->sheet = CRIB_FORM_SHEET (g_object_ref_sink (crib_form_sheet_new ()));
  crib_form_sheet_set_outline (fixture->sheet, fixture->outline);

  fixture->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scroller),
                                 GTK_WIDGET (fixture->sheet));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->scroller);
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->sheet);
  g_assert_finalize_object (fixture->outline);
  g_assert_finalize_object (fixture->model);
}

static void
show_up (Fixture *fixture)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  ui_wait (crib_form_sheet_is_complete (fixture->sheet) &&
           gtk_widget_get_height (GTK_WIDGET (fixture->sheet)) > 0);
}

static char *
dup_schema (guint n_fields)
{
  g_autoptr(GString) text = g_string_new ("{\"type\":\"object\",\"properties\":{");

  for (guint i = 0; i < n_fields; i++)
    g_string_append_printf (text, "%s\"p%u\":{\"type\":\"string\"}", i > 0 ? "," : "", i);
  g_string_append (text, "}}");

  return g_strdup (text->str);
}

static FormField *
find (Fixture    *fixture,
      const char *pointer)
{
  FormField *field = form_model_find (fixture->model, pointer);

  g_assert_nonnull (field);
  return field;
}

static GtkListBox *
get_list (Fixture *fixture)
{
  return GTK_LIST_BOX (adw_bin_get_child (ADW_BIN (fixture->sheet)));
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *pointer)
{
  FormField *field = find (fixture, pointer);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (get_list (fixture)));

  while (row != NULL && !(CRIB_IS_FIELD_ROW (row) &&
                          crib_field_row_get_field (CRIB_FIELD_ROW (row)) == field))
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static gboolean
has_focus (Fixture   *fixture,
           GtkWidget *row)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && row != NULL && gtk_widget_is_ancestor (focus, row);
}

/* The rows that are there stand in the order of the lines, each once. */
static void
assert_in_order (Fixture *fixture)
{
  GListModel *lines = G_LIST_MODEL (fixture->outline);
  GtkListBox *list = get_list (fixture);
  guint n_lines = g_list_model_get_n_items (lines);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list));
  guint n_rows = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      CribFormLine *line = crib_form_outline_get_line (fixture->outline, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) n_rows);

      if (CRIB_IS_FIELD_ROW (row)
            ? crib_form_line_get_role (line) != CRIB_FORM_LINE_FIELD ||
              crib_field_row_get_field (CRIB_FIELD_ROW (row)) != crib_form_line_get_field (line)
            : row == NULL ||
              crib_form_button_row_get_line (CRIB_FORM_BUTTON_ROW (row)) != line)
        continue;

      g_assert_true (child == GTK_WIDGET (row));
      child = gtk_widget_get_next_sibling (child);
      n_rows++;
    }

  g_assert_null (gtk_list_box_get_row_at_index (list, (int) n_rows));
  g_assert_cmpuint (n_rows, ==, crib_form_sheet_get_n_rows (fixture->sheet));
  g_assert_cmpint (crib_form_sheet_is_complete (fixture->sheet), ==, n_rows == n_lines);
}

/* A screenful at once, nothing more while nobody can see it, then all of it. */
static void
test_slices (void)
{
  Fixture fixture = { NULL };
  g_autofree char *schema = dup_schema (150);
  guint n_first;

  set_up (&fixture, schema, NULL);
  n_first = crib_form_sheet_get_n_rows (fixture.sheet);
  g_assert_cmpuint (n_first, >=, 10);
  g_assert_cmpuint (n_first, <, 100);
  g_assert_false (crib_form_sheet_is_complete (fixture.sheet));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (crib_form_sheet_get_n_rows (fixture.sheet), ==, n_first);
  assert_in_order (&fixture);

  show_up (&fixture);
  g_assert_cmpuint (crib_form_sheet_get_n_rows (fixture.sheet), ==, 150);
  g_assert_cmpint (crib_form_sheet_get_longest_slice (fixture.sheet), >, 0);
  assert_in_order (&fixture);
  tear_down (&fixture);
}

static void
test_build_all (void)
{
  Fixture fixture = { NULL };
  g_autofree char *schema = dup_schema (150);

  set_up (&fixture, schema, NULL);
  crib_form_sheet_build_all (fixture.sheet);
  g_assert_true (crib_form_sheet_is_complete (fixture.sheet));
  assert_in_order (&fixture);
  crib_form_sheet_set_outline (fixture.sheet, NULL);
  g_assert_cmpuint (crib_form_sheet_get_n_rows (fixture.sheet), ==, 0);
  g_assert_true (crib_form_sheet_is_complete (fixture.sheet));
  tear_down (&fixture);
}

/* The focus goes on to rows that are not there yet, and to the last from behind. */
static void
test_focus_builds (void)
{
  Fixture fixture = { NULL };
  g_autofree char *schema = dup_schema (150);
  GtkWidget *sheet;
  guint n_first;

  set_up (&fixture, schema, NULL);
  sheet = GTK_WIDGET (fixture.sheet);
  gtk_window_present (GTK_WINDOW (fixture.window));
  n_first = crib_form_sheet_get_n_rows (fixture.sheet);
  g_assert_true (crib_form_sheet_focus_field (fixture.sheet, find (&fixture, "/p100")));
  g_assert_cmpuint (crib_form_sheet_get_n_rows (fixture.sheet), ==, n_first + 1);
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/p100")));

  g_assert_null (find_row (&fixture, "/p101"));
  while (has_focus (&fixture, find_row (&fixture, "/p100")))
    g_assert_true (gtk_widget_child_focus (sheet, GTK_DIR_TAB_FORWARD));
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/p101")));
  while (!has_focus (&fixture, find_row (&fixture, "/p99")))
    g_assert_true (gtk_widget_child_focus (sheet, GTK_DIR_TAB_BACKWARD));

  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  g_assert_true (gtk_widget_child_focus (sheet, GTK_DIR_TAB_BACKWARD));
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/p149")));
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  g_assert_true (gtk_widget_child_focus (sheet, GTK_DIR_TAB_FORWARD));
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/p0")));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

static double
get_y (Fixture   *fixture,
       GtkWidget *row)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (row, fixture->scroller, &place));
  return place.origin.y;
}

static gboolean
is_in_sight (Fixture   *fixture,
             GtkWidget *row)
{
  return gtk_widget_get_height (row) > 0 && get_y (fixture, row) >= 0 &&
         get_y (fixture, row) + gtk_widget_get_height (row) <=
         gtk_widget_get_height (fixture->scroller);
}

/* What is focused far below comes into sight, and stays in its place while the rows above come. */
static void
test_holds_still (void)
{
  Fixture fixture = { NULL };
  g_autofree char *schema = dup_schema (200);
  GtkWidget *row;
  double y;

  set_up (&fixture, schema, NULL);
  gtk_window_present (GTK_WINDOW (fixture.window));
  g_assert_true (crib_form_sheet_focus_field (fixture.sheet, find (&fixture, "/p150")));
  row = find_row (&fixture, "/p150");
  ui_wait (is_in_sight (&fixture, row));
  g_assert_false (crib_form_sheet_is_complete (fixture.sheet));
  y = get_y (&fixture, row);
  while (!crib_form_sheet_is_complete (fixture.sheet))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpfloat_with_epsilon (get_y (&fixture, row), y, 1);
    }

  ui_wait (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment
                                       (GTK_SCROLLED_WINDOW (fixture.scroller))) > 150 * 40);
  g_assert_cmpfloat_with_epsilon (get_y (&fixture, row), y, 1);
  tear_down (&fixture);
}

#define PEOPLE "{\"type\":\"object\",\"required\":[\"people\"],\"properties\":{" \
  "\"people\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"title\":\"Person\"," \
    "\"properties\":{\"age\":{\"type\":\"integer\"},\"nick\":{\"type\":\"string\"}}}}," \
  "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}," \
  "\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}}}"

static void
test_folds (void)
{
  Fixture fixture = { NULL };
  GtkWidget *head;

  set_up (&fixture, PEOPLE, "{\"people\":[{\"age\":1},{\"age\":2}]}");
  show_up (&fixture);
  head = find_row (&fixture, "/people/0");
  g_assert_nonnull (find_row (&fixture, "/people/0/age"));
  g_assert_true (crib_field_row_get_expanded (CRIB_FIELD_ROW (head)));
  crib_field_row_set_expanded (CRIB_FIELD_ROW (head), FALSE);
  g_assert_null (find_row (&fixture, "/people/0/age"));
  g_assert_nonnull (find_row (&fixture, "/people/1/age"));
  assert_in_order (&fixture);

  crib_field_row_set_expanded (CRIB_FIELD_ROW (find_row (&fixture, "/people")), FALSE);
  g_assert_null (find_row (&fixture, "/people/1"));
  g_assert_true (crib_form_sheet_focus_field (fixture.sheet, find (&fixture, "/people/0/nick")));
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/people/0/nick")));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

#define SHAPE "{\"type\":\"object\",\"properties\":{\"shape\":{\"oneOf\":[" \
  "{\"title\":\"Circle\",\"type\":\"object\",\"required\":[\"radius\"],\"properties\":{" \
    "\"radius\":{\"type\":\"number\"},\"fill\":{\"type\":\"string\"}},\"minProperties\":2}," \
  "{\"title\":\"Spot\",\"description\":\"Where it is\",\"type\":\"object\"," \
    "\"properties\":{\"x\":{\"type\":\"number\"}},\"additionalProperties\":false}," \
  "{\"title\":\"Name\",\"type\":\"string\"}]}}}"

static GtkWidget *
get_row (Fixture *fixture,
         int      position)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (fixture), position));
}

/* What a union has chosen stands right below its chooser; its head has nothing to say, but for
 * what is wrong with all of it. */
static void
test_branches (void)
{
  Fixture fixture = { NULL };
  FormField *shape;

  set_up (&fixture, SHAPE, "{\"shape\":{\"radius\":1}}");
  show_up (&fixture);
  shape = crib_field_row_get_field (CRIB_FIELD_ROW (get_row (&fixture, 0)));
  g_assert_cmpint (form_field_get_kind (shape), ==, FORM_KIND_UNION);
  g_assert_true (form_field_is_branch (crib_field_row_get_field
                                         (CRIB_FIELD_ROW (get_row (&fixture, 1)))));
  g_assert_false (gtk_widget_get_visible (get_row (&fixture, 1)));
  g_assert_true (gtk_widget_get_visible (get_row (&fixture, 2)));
  form_model_touch_all (fixture.model);
  g_assert_true (gtk_widget_get_visible (get_row (&fixture, 1)));
  form_field_set_text (find (&fixture, "/shape/fill"), "red");
  g_assert_false (gtk_widget_get_visible (get_row (&fixture, 1)));

  form_field_set_selected (shape, 1);
  g_assert_true (gtk_widget_get_visible (get_row (&fixture, 1)));
  g_assert_true (ui_shows (get_row (&fixture, 1), "Where it is"));
  form_field_set_selected (shape, 2);
  g_assert_true (gtk_widget_get_visible (get_row (&fixture, 1)));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

/* A row goes along with its item and keeps the focus. */
static void
test_moves (void)
{
  Fixture fixture = { NULL };
  GtkWidget *row;

  set_up (&fixture, PEOPLE, "{\"people\":[],\"tags\":[\"a\",\"b\",\"c\"]}");
  show_up (&fixture);
  row = find_row (&fixture, "/tags/0");
  g_assert_true (crib_field_row_focus (CRIB_FIELD_ROW (row)));
  g_assert_true (gtk_widget_activate_action (row, "field.move-down", NULL));
  g_assert_true (find_row (&fixture, "/tags/1") == row);
  g_assert_true (has_focus (&fixture, row));
  assert_in_order (&fixture);
  g_assert_true (gtk_widget_activate_action (row, "field.move-down", NULL));
  g_assert_true (find_row (&fixture, "/tags/2") == row);
  g_assert_true (gtk_widget_activate_action (row, "field.move-up", NULL));
  g_assert_true (find_row (&fixture, "/tags/1") == row);
  g_assert_true (has_focus (&fixture, row));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

/* Returns: whether Alt and that key are the sheet's, before whatever has the focus hears of them */
static gboolean
press_alt (Fixture *fixture,
           guint    key)
{
  GtkWidget *sheet = GTK_WIDGET (fixture->sheet);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (sheet);
  g_autoptr(GtkShortcutTrigger) trigger = gtk_keyval_trigger_new (key, GDK_ALT_MASK);
  g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, 0);

  g_assert_true (GTK_IS_SHORTCUT_CONTROLLER (controller));
  g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==,
                   GTK_PHASE_CAPTURE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (controller)); i++)
    {
      g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), i);

      if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, sheet, NULL);
    }

  g_assert_not_reached ();
}

#define PARCELS "{\"type\":\"object\",\"properties\":{\"note\":{}," \
  "\"parcels\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"title\":\"Parcel\"," \
    "\"properties\":{\"id\":{\"type\":\"string\"},\"any\":{}," \
    "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}}}}"

/* From anywhere within an entry the nearest that can move does, and who types in it types on;
 * what cannot go further stays, and so does what is around it. */
static void
test_moves_around (void)
{
  static const struct {
    const char *focus; guint key; gboolean taken; const char *after;
  } cases[] = {
    { "/parcels/0/id", GDK_KEY_Down, TRUE, "/parcels/1/id" },
    { "/parcels/2/id", GDK_KEY_Up, TRUE, "/parcels/1/id" },
    { "/parcels/2/id", GDK_KEY_Down, TRUE, "/parcels/2/id" },
    { "/parcels/0/any", GDK_KEY_Down, TRUE, "/parcels/1/any" },
    { "/parcels/0/any", GDK_KEY_Up, TRUE, "/parcels/0/any" },
    { "/parcels/0/tags/1", GDK_KEY_Up, TRUE, "/parcels/0/tags/0" },
    { "/parcels/0/tags/1", GDK_KEY_Down, TRUE, "/parcels/0/tags/1" },
    { "/parcels/1/tags/0", GDK_KEY_Up, TRUE, "/parcels/0/tags/0" },
    { "/note", GDK_KEY_Up, FALSE, "/note" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL };
      GtkWidget *row, *focus;

      g_test_message ("%s %u", cases[i].focus, cases[i].key);
      set_up (&fixture, PARCELS, "{\"note\":1,\"parcels\":[{\"id\":\"a\",\"any\":[\n1],"
              "\"tags\":[\"x\",\"y\"]},{\"id\":\"b\",\"tags\":[\"z\"]},{\"id\":\"c\"}]}");
      show_up (&fixture);
      g_assert_false (press_alt (&fixture, cases[i].key));
      row = find_row (&fixture, cases[i].focus);
      g_assert_true (crib_field_row_focus (CRIB_FIELD_ROW (row)));
      focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
      if (g_str_has_suffix (cases[i].focus, "any"))
        g_assert_cmpstr (G_OBJECT_TYPE_NAME (focus), ==, "GtkSourceView");
      g_assert_cmpint (press_alt (&fixture, cases[i].key), ==, cases[i].taken);
      g_assert_true (find_row (&fixture, cases[i].after) == row);
      g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == focus);
      assert_in_order (&fixture);
      tear_down (&fixture);
    }
}

/* Beyond the entries that are shown at first an entry is shown, too. */
static void
test_moves_out_of_sight (void)
{
  Fixture fixture = { NULL };
  g_autoptr(GString) value = g_string_new ("{\"parcels\":[{\"id\":\"0\"}");
  FormField *field;

  for (int i = 1; i < 60; i++)
    g_string_append_printf (value, ",{\"id\":\"%d\"}", i);
  g_string_append (value, "]}");
  set_up (&fixture, PARCELS, value->str);
  show_up (&fixture);
  field = find (&fixture, "/parcels/19/id");
  g_assert_true (crib_form_sheet_focus_field (fixture.sheet, field));
  g_assert_true (press_alt (&fixture, GDK_KEY_Down));
  g_assert_true (find (&fixture, "/parcels/20/id") == field);
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/parcels/20/id")));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

static CribFormLine *
find_button (Fixture          *fixture,
             const char       *pointer,
             CribFormLineRole  role)
{
  FormField *field = find (fixture, pointer);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->outline)); i++)
    {
      CribFormLine *line = crib_form_outline_get_line (fixture->outline, i);

      if (crib_form_line_get_role (line) == role && crib_form_line_get_field (line) == field)
        return line;
    }

  g_assert_not_reached ();
}

static void
press (Fixture          *fixture,
       const char       *pointer,
       CribFormLineRole  role)
{
  CribFormLine *line = find_button (fixture, pointer, role);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (get_list (fixture)));

  while (!(CRIB_IS_FORM_BUTTON_ROW (row) &&
           crib_form_button_row_get_line (CRIB_FORM_BUTTON_ROW (row)) == line))
    row = gtk_widget_get_next_sibling (row);

  gtk_widget_grab_focus (ui_find (row, ui_is_type, "GtkButton"));
  g_signal_emit_by_name (ui_find (row, ui_is_type, "GtkButton"), "clicked");
}

/* What was added has the focus: its value, the first of a group's, or its name where the person
 * gives it one. */
static void
test_adds (void)
{
  Fixture fixture = { NULL };
  GtkWidget *row;

  set_up (&fixture, PEOPLE, "{\"people\":[],\"tags\":[\"a\"],\"labels\":{}}");
  show_up (&fixture);
  press (&fixture, "/tags", CRIB_FORM_LINE_ADD);
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/tags/1")));
  press (&fixture, "/people", CRIB_FORM_LINE_ADD);
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/people/0/age")));
  g_assert_true (ui_shows (GTK_WIDGET (fixture.sheet), "Add Person"));
  press (&fixture, "/labels", CRIB_FORM_LINE_ADD);
  row = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                 CRIB_TYPE_FIELD_ROW);
  g_assert_nonnull (row);
  g_assert_true (form_field_is_named (crib_field_row_get_field (CRIB_FIELD_ROW (row))));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

static void
test_removes (void)
{
  Fixture fixture = { NULL };
  GtkWidget *row;

  set_up (&fixture, PEOPLE, "{\"people\":[],\"tags\":[\"a\",\"b\",\"c\"]}");
  show_up (&fixture);
  row = find_row (&fixture, "/tags/1");
  crib_field_row_focus (CRIB_FIELD_ROW (row));
  form_field_remove (find (&fixture, "/tags/1"));
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/tags/1")));
  g_assert_cmpstr (form_field_get_text (find (&fixture, "/tags/1")), ==, "c");
  assert_in_order (&fixture);
  tear_down (&fixture);
}

/* Twenty entries, then twenty more, the first of which has the focus. */
static void
test_shows_more (void)
{
  Fixture fixture = { NULL };
  g_autoptr(GString) value = g_string_new ("{\"people\":[],\"tags\":[\"a\"");
  guint n_rows;

  for (guint i = 1; i < 70; i++)
    g_string_append (value, ",\"a\"");
  g_string_append (value, "]}");
  set_up (&fixture, PEOPLE, value->str);
  show_up (&fixture);
  n_rows = crib_form_sheet_get_n_rows (fixture.sheet);
  g_assert_nonnull (find_row (&fixture, "/tags/19"));
  g_assert_null (find_row (&fixture, "/tags/20"));
  press (&fixture, "/tags", CRIB_FORM_LINE_MORE);
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/tags/20")));
  ui_wait (crib_form_sheet_is_complete (fixture.sheet));
  g_assert_cmpuint (crib_form_sheet_get_n_rows (fixture.sheet), ==, n_rows + 20);
  assert_in_order (&fixture);

  g_assert_true (crib_form_sheet_focus_field (fixture.sheet, find (&fixture, "/tags/69")));
  g_assert_true (has_focus (&fixture, find_row (&fixture, "/tags/69")));
  g_assert_null (find_row (&fixture, "/tags/68"));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

/* Changes while nobody looks cost no rows; they are there when somebody does. */
static void
test_hidden (void)
{
  Fixture fixture = { NULL };
  guint n_rows;

  set_up (&fixture, PEOPLE, NULL);
  show_up (&fixture);
  gtk_widget_set_visible (GTK_WIDGET (fixture.sheet), FALSE);
  n_rows = crib_form_sheet_get_n_rows (fixture.sheet);
  form_model_set_json (fixture.model, "{\"people\":[{\"age\":1},{}]}", NULL);
  g_assert_cmpuint (crib_form_sheet_get_n_rows (fixture.sheet), ==, n_rows);
  g_assert_false (crib_form_sheet_is_complete (fixture.sheet));
  gtk_widget_set_visible (GTK_WIDGET (fixture.sheet), TRUE);
  g_assert_nonnull (find_row (&fixture, "/people/1/nick"));
  assert_in_order (&fixture);
  tear_down (&fixture);
}

static void
test_narrow (void)
{
  Fixture fixture = { NULL };
  gboolean narrow;

  set_up (&fixture, PEOPLE, NULL);
  g_object_set (fixture.sheet, "narrow", TRUE, NULL);
  g_object_get (find_row (&fixture, "/tags"), "narrow", &narrow, NULL);
  g_assert_true (narrow);
  form_field_add (find (&fixture, "/tags"), NULL);
  crib_form_sheet_build_all (fixture.sheet);
  g_object_get (find_row (&fixture, "/tags/0"), "narrow", &narrow, NULL);
  g_assert_true (narrow);
  tear_down (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/form-sheet/slices", test_slices);
  g_test_add_func ("/form-sheet/build-all", test_build_all);
  g_test_add_func ("/form-sheet/focus-builds", test_focus_builds);
  g_test_add_func ("/form-sheet/holds-still", test_holds_still);
  g_test_add_func ("/form-sheet/folds", test_folds);
  g_test_add_func ("/form-sheet/branches", test_branches);
  g_test_add_func ("/form-sheet/moves", test_moves);
  g_test_add_func ("/form-sheet/moves-around", test_moves_around);
  g_test_add_func ("/form-sheet/moves-out-of-sight", test_moves_out_of_sight);
  g_test_add_func ("/form-sheet/adds", test_adds);
  g_test_add_func ("/form-sheet/removes", test_removes);
  g_test_add_func ("/form-sheet/shows-more", test_shows_more);
  g_test_add_func ("/form-sheet/hidden", test_hidden);
  g_test_add_func ("/form-sheet/narrow", test_narrow);

  return g_test_run ();
}
