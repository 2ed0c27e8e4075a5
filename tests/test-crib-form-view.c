/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-field-editors.h"
#include "crib-field-row.h"
#include "crib-form-view.h"
#include "crib-json-editor.h"
#include "ui-fixture.h"

#define SCHEMA "{\"type\":\"object\",\"required\":[\"parcels\",\"name\"],\"properties\":{" \
  "\"name\":{\"type\":\"string\",\"title\":\"<b>Name</b>\"}," \
  "\"parcels\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}," \
  "\"big\":{\"type\":\"integer\"}," \
  "\"insured\":{\"type\":\"boolean\"}," \
  "\"note\":{\"type\":\"string\",\"title\":\"Remark\",\"maxLength\":90}," \
  "\"carrier\":{\"enum\":[\"Nordpaket\",\"Post\"]}," \
  "\"when\":{\"type\":\"string\",\"format\":\"date-time\"}," \
  "\"address\":{\"type\":\"object\",\"properties\":{" \
  "\"street\":{\"type\":\"string\"},\"zip\":{\"type\":\"integer\",\"maximum\":99}}}}}"

typedef struct
{
  FormModel *model;
  GtkWidget *view;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SjsonDocument) document = ui_parse (SCHEMA);
  SjsonValue schema = sjson_document_get_root (document);

  fixture->model = form_model_new (&schema, NULL);
  fixture->view = g_object_ref_sink (crib_form_view_new ());
  crib_form_view_set_model (CRIB_FORM_VIEW (fixture->view), fixture->model);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->model);
}

static gboolean
is_row_of (GtkWidget  *widget,
           const char *name)
{
  FormField *field = CRIB_IS_FIELD_ROW (widget)
    ? crib_field_row_get_field (CRIB_FIELD_ROW (widget))
    : NULL;

  return field != NULL && g_str_equal (form_field_get_name (field), name);
}

static CribFieldRow *
row_of (Fixture    *fixture,
        const char *name)
{
  GtkWidget *row = ui_find (fixture->view, is_row_of, name);

  g_assert_nonnull (row);
  return CRIB_FIELD_ROW (row);
}

static GtkWidget *
input_of (Fixture    *fixture,
          const char *name)
{
  return crib_field_editor_get_input (crib_field_row_get_editor (row_of (fixture, name)));
}

static void
type_into (Fixture    *fixture,
           const char *name,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (input_of (fixture, name)), text);
}

static void
assert_value (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = form_model_build_value (fixture->model, &error);
  g_autofree char *json = NULL;
  SjsonValue root;

  g_assert_no_error (error);
  root = sjson_document_get_root (document);
  json = sjson_value_to_json (&root, NULL);
  g_assert_cmpstr (json, ==, expected);
}

static void
test_form_editors (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_cmpuint (crib_form_view_get_n_fields (CRIB_FORM_VIEW (fixture->view)), ==, 8);
  g_assert_true (ui_shows (fixture->view, "<b>Name</b>  required"));
  g_assert_true (GTK_IS_ENTRY (input_of (fixture, "name")));
  g_assert_true (GTK_IS_SPIN_BUTTON (input_of (fixture, "parcels")));
  g_assert_true (GTK_IS_ENTRY (input_of (fixture, "big")));
  g_assert_true (GTK_IS_SWITCH (input_of (fixture, "insured")));
  g_assert_true (GTK_IS_DROP_DOWN (input_of (fixture, "carrier")));
  g_assert_true (GTK_IS_ENTRY (input_of (fixture, "when")));

  type_into (fixture, "name", "Ada");
  type_into (fixture, "parcels", "12");
  type_into (fixture, "big", "12345678901234567890");
  gtk_switch_set_active (GTK_SWITCH (input_of (fixture, "insured")), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (input_of (fixture, "carrier")), 2);
  type_into (fixture, "when", "2026-11-24T14:00:00Z");
  assert_value (fixture, "{\"name\":\"Ada\",\"parcels\":12,\"big\":12345678901234567890,"
                         "\"insured\":true,\"carrier\":\"Post\","
                         "\"when\":\"2026-11-24T14:00:00Z\"}");
}

/* A spin button turns nothing typed into a zero by itself, and bends what is out of range. */
static void
test_form_spin_button (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *spin = input_of (fixture, "parcels");

  type_into (fixture, "name", "Ada");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "");

  gtk_spin_button_spin (GTK_SPIN_BUTTON (spin), GTK_SPIN_STEP_FORWARD, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "1");
  gtk_spin_button_spin (GTK_SPIN_BUTTON (spin), GTK_SPIN_STEP_FORWARD, 1);
  assert_value (fixture, "{\"name\":\"Ada\",\"parcels\":2}");

  type_into (fixture, "parcels", "64");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "64");
  g_assert_true (crib_field_row_has_error (row_of (fixture, "parcels")));
  g_assert_true (gtk_widget_has_css_class (spin, "error"));

  type_into (fixture, "parcels", "2.0");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "2.0");
}

static void
test_form_states (Fixture       *fixture,
                  gconstpointer  data)
{
  FormField *big = form_model_find (fixture->model, "/big");
  GtkWidget *row = GTK_WIDGET (row_of (fixture, "big"));
  GtkEntry *entry = GTK_ENTRY (input_of (fixture, "big"));

  g_assert_cmpstr (gtk_entry_get_placeholder_text (entry), ==, "Not sent");
  type_into (fixture, "big", "1");
  g_assert_cmpint (form_field_get_state (big), ==, FORM_STATE_VALUE);
  type_into (fixture, "big", "");
  g_assert_cmpint (form_field_get_state (big), ==, FORM_STATE_ABSENT);

  type_into (fixture, "big", "1");
  g_assert_true (gtk_widget_activate_action (row, "field.leave-out", NULL));
  g_assert_cmpint (form_field_get_state (big), ==, FORM_STATE_ABSENT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");

  /* Empty is a value, asked for by name; typing nothing is not. */
  row = GTK_WIDGET (row_of (fixture, "note"));
  type_into (fixture, "note", "words");
  g_assert_true (gtk_widget_activate_action (row, "field.set-empty", NULL));
  g_assert_cmpint (form_field_get_state (form_model_find (fixture->model, "/note")), ==,
                   FORM_STATE_VALUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, "note"))), ==, "");
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (input_of (fixture, "note"))), ==,
                   "Empty");
  type_into (fixture, "note", "words");
  type_into (fixture, "note", "");
  g_assert_cmpint (form_field_get_state (form_model_find (fixture->model, "/note")), ==,
                   FORM_STATE_ABSENT);

  /* A choice goes back to "Not sent" by its own list. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (input_of (fixture, "carrier")), 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (input_of (fixture, "carrier")), 0);
  g_assert_cmpint (form_field_get_state (form_model_find (fixture->model, "/carrier")), ==,
                   FORM_STATE_ABSENT);
}

static void
test_form_problems (Fixture       *fixture,
                    gconstpointer  data)
{
  CribFormView *view = CRIB_FORM_VIEW (fixture->view);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), fixture->view);
  gtk_window_present (GTK_WINDOW (window));

  /* Nobody is blamed before anything was done. */
  g_assert_cmpuint (crib_form_view_get_n_problems (view), ==, 0);
  g_assert_false (crib_form_view_check (view));
  g_assert_cmpuint (crib_form_view_get_n_problems (view), ==, 2);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         GTK_WIDGET (row_of (fixture, "name"))));

  type_into (fixture, "name", "Ada");
  type_into (fixture, "parcels", "3");
  g_assert_cmpuint (crib_form_view_get_n_problems (view), ==, 0);
  g_assert_true (crib_form_view_check (view));

  /* The focus finds its way also into what is folded. */
  g_assert_null (ui_find (fixture->view, is_row_of, "zip"));
  form_field_set_text (form_model_find (fixture->model, "/address/zip"), "100");
  crib_form_view_set_folded (view, TRUE);
  g_assert_false (crib_form_view_check (view));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                         GTK_WIDGET (row_of (fixture, "zip"))));

  /* And a folded group says how much is wrong in it. */
  g_assert_false (ui_shows (fixture->view, "1 value needs attention"));
  crib_field_row_set_expanded (row_of (fixture, "address"), FALSE);
  g_assert_true (ui_shows (GTK_WIDGET (row_of (fixture, "address")), "1 value needs attention"));
  form_field_set_text (form_model_find (fixture->model, "/address/zip"), "10");
  g_assert_false (ui_shows (fixture->view, "1 value needs attention"));
  form_field_set_text (form_model_find (fixture->model, "/address/zip"), "100");
  g_assert_true (ui_shows (GTK_WIDGET (row_of (fixture, "address")), "1 value needs attention"));
  crib_field_row_set_expanded (row_of (fixture, "address"), TRUE);
  g_assert_false (ui_shows (fixture->view, "1 value needs attention"));

  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_form_folds (Fixture       *fixture,
                 gconstpointer  data)
{
  CribFormView *view = CRIB_FORM_VIEW (fixture->view);
  g_autoptr(GtkWidget) row = g_object_ref (GTK_WIDGET (row_of (fixture, "name")));
  GtkWidget *expander;

  type_into (fixture, "name", "<b>Ada</b>");
  crib_form_view_set_folded (view, TRUE);
  expander = ui_find (fixture->view, ui_is_type, "AdwExpanderRow");
  g_assert_nonnull (expander);
  g_assert_nonnull (strstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (expander)),
                            "<b>Ada</b>"));
  g_assert_true (ui_shows (expander,
                           adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (expander))));
  g_assert_true (gtk_widget_is_ancestor (row, expander));

  crib_form_view_set_folded (view, FALSE);
  g_assert_null (ui_find (fixture->view, ui_is_type, "AdwExpanderRow"));
  g_assert_true (row_of (fixture, "name") == CRIB_FIELD_ROW (row));
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
show_mode (Fixture    *fixture,
           const char *mode)
{
  GtkWidget *button = ui_find (fixture->view, is_button, mode);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
test_form_json (Fixture       *fixture,
                gconstpointer  data)
{
  CribFormView *view = CRIB_FORM_VIEW (fixture->view);
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;

  type_into (fixture, "name", "Ada");
  show_mode (fixture, "JSON");
  g_assert_null (ui_find (fixture->view, is_row_of, "name"));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (fixture->view, ui_is_type,
                                                             "GtkSourceView")));
  g_object_get (buffer, "text", &text, NULL);
  g_assert_nonnull (strstr (text, "\"Ada\""));

  gtk_text_buffer_set_text (buffer, "{\"name\":\"Tom\",\n\"parcels\":", -1);
  g_assert_cmpuint (crib_form_view_get_n_problems (view), ==, 1);
  g_assert_false (crib_form_view_check (view));
  g_assert_cmpstr (form_field_get_text (form_model_find (fixture->model, "/name")), ==, "Ada");

  gtk_text_buffer_set_text (buffer, "{\"name\":\"Tom\",\"parcels\":7.0}", -1);
  g_assert_cmpuint (crib_form_view_get_n_problems (view), ==, 0);
  show_mode (fixture, "Form");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (input_of (fixture, "name"))), ==, "Tom");
  assert_value (fixture, "{\"name\":\"Tom\",\"parcels\":7.0}");
}

/* JSON that is none: the caret goes to where it ends being some. */
static void
test_form_json_place (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkTextBuffer *buffer;
  GtkTextIter place;
  GtkWidget *text;

  gtk_window_set_child (GTK_WINDOW (window), fixture->view);
  gtk_window_present (GTK_WINDOW (window));
  show_mode (fixture, "JSON");
  text = ui_find (fixture->view, ui_is_type, "GtkSourceView");
  g_assert_cmpint (gtk_widget_get_direction (text), ==, GTK_TEXT_DIR_LTR);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_set_text (buffer, "{\n\"name\": x\n}", -1);
  show_mode (fixture, "Form");
  g_assert_false (crib_form_view_check (CRIB_FORM_VIEW (fixture->view)));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == text);
  gtk_text_buffer_get_iter_at_mark (buffer, &place, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_line (&place), ==, 1);
  g_assert_cmpint (gtk_text_iter_get_line_offset (&place), ==, 8);

  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is wrong with all of it has no row to be said in. */
static void
test_form_whole (void)
{
  g_autoptr(SjsonDocument) document =
    ui_parse ("{\"type\":\"object\",\"minProperties\":2,\"properties\":{"
              "\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}}}");
  SjsonValue schema = sjson_document_get_root (document);
  FormModel *model = form_model_new (&schema, NULL);
  GtkWidget *view = g_object_ref_sink (crib_form_view_new ());
  g_autofree char *error = NULL;

  crib_form_view_set_model (CRIB_FORM_VIEW (view), model);
  form_field_set_text (form_model_find (model, "/a"), "x");
  g_assert_false (crib_form_view_check (CRIB_FORM_VIEW (view)));
  error = g_strdup (form_field_get_error (form_model_get_root (model)));
  g_assert_nonnull (error);
  g_assert_true (ui_shows (view, error));
  form_field_set_text (form_model_find (model, "/b"), "x");
  g_assert_null (form_field_get_error (form_model_get_root (model)));
  g_assert_false (ui_shows (view, error));
  g_assert_true (crib_form_view_check (CRIB_FORM_VIEW (view)));

  g_assert_finalize_object (view);
  g_assert_finalize_object (model);
}

/* A label and an editor have no room beside each other where text is large. */
static void
test_form_large_text (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean stacked;

  for (int percent = 100; percent <= 200; percent += 50)
    {
      g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
      g_object_get (row_of (fixture, "name"), "narrow", &stacked, NULL);
      g_assert_cmpint (stacked, ==, percent >= 150);
    }

  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  g_object_get (row_of (fixture, "name"), "narrow", &stacked, NULL);
  g_assert_false (stacked);
}

/* What was typed waits in the model while another tool is on show, JSON or not. */
static void
test_form_draft (Fixture       *fixture,
                 gconstpointer  data)
{
  CribFormView *view = CRIB_FORM_VIEW (fixture->view);
  GtkTextBuffer *buffer;
  g_autofree char *text = NULL;

  show_mode (fixture, "JSON");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (ui_find (fixture->view, ui_is_type,
                                                             "GtkSourceView")));
  gtk_text_buffer_set_text (buffer, "{\"name\":", -1);
  crib_form_view_set_model (view, NULL);
  crib_form_view_set_model (view, fixture->model);

  /* That side is on show again, and nothing can run while it waits. */
  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "{\"name\":");
  g_assert_cmpuint (crib_form_view_get_n_problems (view), ==, 1);
  g_assert_false (crib_form_view_check (view));
}

/* Tab alone reaches every input, in the order shown. */
static void
test_form_keyboard (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *names[] = {
    "name", "parcels", "big", "insured", "note", "carrier", "when", "address",
  };
  GtkWidget *window = gtk_window_new ();
  guint next = 0;

  gtk_window_set_child (GTK_WINDOW (window), fixture->view);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait (gtk_widget_get_width (fixture->view) > 0);

  for (guint i = 0; i < 40 && next < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_test_message ("%s", focus != NULL ? G_OBJECT_TYPE_NAME (focus) : "none");
      if (focus != NULL && (focus == input_of (fixture, names[next]) ||
                            gtk_widget_is_ancestor (focus, input_of (fixture, names[next]))))
        next++;
    }

  g_assert_cmpuint (next, ==, G_N_ELEMENTS (names));

  /* And back again. */
  for (guint i = 0; i < 40 && next > 0; i++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
      GtkWidget *input = input_of (fixture, names[next - 1]);

      if (focus == input || gtk_widget_is_ancestor (focus, input))
        next--;
      gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD);
    }

  g_assert_cmpuint (next, ==, 0);
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_form_many_fields (void)
{
  g_autoptr(GString) text = g_string_new ("{\"type\":\"object\",\"properties\":{\"p\":{}");
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(FormModel) model = NULL;
  GtkWidget *view = g_object_ref_sink (crib_form_view_new ());
  SjsonValue schema;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (text, ",\"p%u\":{\"type\":\"string\"}", i);
  g_string_append (text, "}}");
  document = ui_parse (text->str);
  schema = sjson_document_get_root (document);
  model = form_model_new (&schema, NULL);

  crib_form_view_set_model (CRIB_FORM_VIEW (view), model);
  g_assert_cmpuint (crib_form_view_get_n_fields (CRIB_FORM_VIEW (view)), ==, 401);
  g_assert_finalize_object (view);
}

/* Gives it room as often as it asks for another layout. */
static gboolean
is_stacked_at (Fixture *fixture,
               int      width)
{
  gboolean narrow;

  for (guint i = 0; i < 4; i++)
    {
      gtk_widget_measure (fixture->view, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_allocate (fixture->view, width, 1200, -1, NULL);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }

  g_object_get (row_of (fixture, "carrier"), "narrow", &narrow, NULL);
  return narrow;
}

/* The window folds by what the form asks for, which must not be more than it needs when folded. */
static void
test_form_cramped (Fixture       *fixture,
                   gconstpointer  data)
{
  int minimum;

  gtk_widget_measure (fixture->view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 320);
  g_assert_false (is_stacked_at (fixture, 900));
  g_assert_true (is_stacked_at (fixture, 320));
  gtk_widget_measure (fixture->view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 320);
  g_assert_false (is_stacked_at (fixture, 900));

  g_assert_true (is_stacked_at (fixture, 320));
  crib_form_view_set_model (CRIB_FORM_VIEW (fixture->view), NULL);
  crib_form_view_set_model (CRIB_FORM_VIEW (fixture->view), fixture->model);
  g_assert_false (is_stacked_at (fixture, 900));
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

#define add(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  add ("/form-view/editors", test_form_editors);
  add ("/form-view/spin-button", test_form_spin_button);
  add ("/form-view/states", test_form_states);
  add ("/form-view/problems", test_form_problems);
  add ("/form-view/folds", test_form_folds);
  add ("/form-view/json", test_form_json);
  add ("/form-view/json-place", test_form_json_place);
  add ("/form-view/large-text", test_form_large_text);
  g_test_add_func ("/form-view/whole", test_form_whole);
  add ("/form-view/draft", test_form_draft);
  add ("/form-view/keyboard", test_form_keyboard);
  add ("/form-view/cramped", test_form_cramped);
  g_test_add_func ("/form-view/many-fields", test_form_many_fields);

  return g_test_run ();
}
