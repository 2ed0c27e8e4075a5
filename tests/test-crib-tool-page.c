/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-page.h"
#include "tool-server.h"
#include "ui-fixture.h"

#define TOOLS "[" \
  "{\"name\":\"find\",\"title\":\"Find <b>orders</b>\",\"description\":\"Searches & finds\"," \
  "\"annotations\":{\"readOnlyHint\":true},\"inputSchema\":{\"type\":\"object\"," \
  "\"required\":[\"max\"],\"properties\":{\"max\":{\"type\":\"integer\",\"maximum\":9}}}}," \
  "{\"name\":\"now\",\"annotations\":{\"readOnlyHint\":true}," \
  "\"inputSchema\":{\"type\":\"object\"}}," \
  "{\"name\":\"wipe\",\"annotations\":{\"destructiveHint\":true}," \
  "\"inputSchema\":{\"type\":\"object\"}}," \
  "{\"name\":\"many\",\"annotations\":{\"readOnlyHint\":true}," \
  "\"inputSchema\":{\"type\":\"object\"," \
  "\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}," \
  "\"c\":{\"type\":\"string\"},\"d\":{\"type\":\"string\"}}}}]"

#define RESULT(text) "{\"content\":[{\"type\":\"text\",\"text\":\"" text "\"}]}"

typedef struct
{
  ToolServer *server;
  GtkWidget *page;
  GtkWidget *window;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->server = tool_server_new (TOOLS);
  fixture->page = g_object_ref_sink (crib_tool_page_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->page);
  tool_server_free (fixture->server);
}

static void
show (Fixture    *fixture,
      const char *name)
{
  g_autoptr(CribToolItem) item = tool_server_dup_item (fixture->server, name);

  crib_tool_page_set_item (CRIB_TOOL_PAGE (fixture->page), item);
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
button (Fixture    *fixture,
        const char *label)
{
  return ui_find (fixture->page, is_button, label);
}

static FormModel *
form_of (Fixture    *fixture,
         const char *name)
{
  CribConnection *connection = tool_server_get_connection (fixture->server);

  return crib_connection_get_form (connection, crib_connection_find_tool (connection, name));
}

static CribRun *
run_of (Fixture    *fixture,
        const char *name)
{
  return crib_connection_get_run (tool_server_get_connection (fixture->server), name);
}

static void
click (Fixture    *fixture,
       const char *label)
{
  GtkWidget *widget = button (fixture, label);

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_get_sensitive (widget));
  g_signal_emit_by_name (widget, "clicked");
}

static void
test_page_shows_tool (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *heading = NULL;

  show (fixture, "find");
  g_assert_true (ui_shows (fixture->page, "Find <b>orders</b>"));
  g_assert_true (ui_shows (fixture->page, "find"));
  g_assert_true (ui_shows (fixture->page, "Searches & finds"));
  g_assert_true (ui_shows (fixture->page, "Read-only"));
  g_assert_false (ui_shows (fixture->page, "Asks before running"));
  g_object_get (fixture->page, "heading", &heading, NULL);
  g_assert_cmpstr (heading, ==, "");

  show (fixture, "wipe");
  g_assert_true (ui_shows (fixture->page, "Destroys things"));
  g_assert_true (ui_shows (fixture->page, "Asks before running"));
  g_assert_true (ui_shows (fixture->page, "This tool needs no input."));
  g_assert_true (gtk_widget_has_css_class (button (fixture, "Run"), "destructive-action"));
  g_assert_false (gtk_widget_has_css_class (button (fixture, "Run"), "suggested-action"));
  crib_tool_page_set_item (CRIB_TOOL_PAGE (fixture->page), NULL);
}

static void
test_page_runs (Fixture       *fixture,
                gconstpointer  data)
{
  tool_server_set_result (fixture->server, RESULT ("12:00"));
  show (fixture, "now");
  click (fixture, "Run");
  tool_server_wait (fixture->server, "now");
  g_assert_true (ui_shows (fixture->page, "12:00"));
  g_assert_cmpstr (tool_server_get_arguments (fixture->server), ==, "{}");
  g_assert_nonnull (button (fixture, "Run Again"));

  /* Another tool and back: the result is still there. */
  show (fixture, "find");
  g_assert_false (ui_shows (fixture->page, "12:00"));
  show (fixture, "now");
  g_assert_true (ui_shows (fixture->page, "12:00"));
}

static void
test_page_checks (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *focus;

  show (fixture, "find");
  click (fixture, "Run");
  g_assert_cmpuint (tool_server_get_n_calls (fixture->server), ==, 0);
  g_assert_null (run_of (fixture, "find"));
  g_assert_true (ui_shows (fixture->page, "1 value needs attention"));
  g_assert_true (gtk_widget_is_sensitive (button (fixture, "Run")));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (GTK_IS_TEXT (focus));

  tool_server_set_result (fixture->server, RESULT ("done"));
  form_field_set_text (form_model_find (form_of (fixture, "find"), "/max"), "7");
  g_assert_false (ui_shows (fixture->page, "1 value needs attention"));
  click (fixture, "Run");
  tool_server_wait (fixture->server, "find");
  g_assert_cmpstr (tool_server_get_arguments (fixture->server), ==, "{\"max\":7}");
}

static GtkTextView *
json_of (Fixture *fixture)
{
  return GTK_TEXT_VIEW (ui_find (fixture->page, ui_is_type, "GtkSourceView"));
}

/* JSON that is none blocks also from the other side, and leads back to where it was typed. */
static void
test_page_checks_json (Fixture       *fixture,
                       gconstpointer  data)
{
  FormModel *form;

  show (fixture, "find");
  form = form_of (fixture, "find");
  form_field_set_text (form_model_find (form, "/max"), "7");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button (fixture, "JSON")), TRUE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (json_of (fixture)), "{\"max\": 8,", -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button (fixture, "Form")), TRUE);
  g_assert_null (json_of (fixture));

  click (fixture, "Run");
  g_assert_null (run_of (fixture, "find"));
  g_assert_nonnull (json_of (fixture));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) ==
                 GTK_WIDGET (json_of (fixture)));
  g_assert_cmpstr (form_model_get_unread (form), ==, "{\"max\": 8,");

  tool_server_set_result (fixture->server, RESULT ("done"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (json_of (fixture)), "{\"max\": 8}", -1);
  click (fixture, "Run");
  tool_server_wait (fixture->server, "find");
  g_assert_cmpstr (tool_server_get_arguments (fixture->server), ==, "{\"max\":8}");
}

static AdwMessageDialog *
question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

/* As its buttons do. */
static void
answer (const char *response)
{
  AdwMessageDialog *dialog = question ();

  g_object_ref (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_finalize_object (dialog);
}

static void
test_page_asks (Fixture       *fixture,
                gconstpointer  data)
{
  tool_server_set_result (fixture->server, RESULT ("gone"));
  show (fixture, "wipe");
  click (fixture, "Run");
  g_assert_nonnull (question ());
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (question ()), "wipe"));
  g_assert_nonnull (strstr (adw_message_dialog_get_heading (question ()), "Contoso Orders"));
  g_assert_false (adw_message_dialog_get_heading_use_markup (question ()));
  g_assert_cmpint (adw_message_dialog_get_response_appearance (question (), "run"), ==,
                   ADW_RESPONSE_DESTRUCTIVE);

  /* No, and asked once only. */
  click (fixture, "Run");
  answer ("cancel");
  g_assert_null (question ());
  g_assert_cmpuint (tool_server_get_n_calls (fixture->server), ==, 0);

  click (fixture, "Run");
  answer ("run");
  tool_server_wait (fixture->server, "wipe");
  g_assert_true (ui_shows (fixture->page, "gone"));

  /* Another tool takes the question back. */
  click (fixture, "Run Again");
  g_assert_nonnull (question ());
  show (fixture, "now");
  g_assert_null (question ());
  g_assert_cmpuint (tool_server_get_n_calls (fixture->server), ==, 1);
}

/* The server made a harmless tool destructive while a search hid it: Run shows that first. */
static void
test_page_follows (Fixture       *fixture,
                   gconstpointer  data)
{
  CribConnection *connection = tool_server_get_connection (fixture->server);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(McpTool) old = NULL;
  g_autoptr(CribToolItem) item = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string ("{\"name\":\"wipe\",\"annotations\":"
                                             "{\"readOnlyHint\":true}}", -1, NULL, NULL);
  root = sjson_document_get_root (document);
  old = mcp_tool_new (&root, NULL);
  item = crib_tool_item_new (connection, old);
  crib_tool_page_set_item (CRIB_TOOL_PAGE (fixture->page), item);

  click (fixture, "Run");
  g_assert_null (question ());
  g_assert_cmpuint (tool_server_get_n_calls (fixture->server), ==, 0);
  g_assert_true (gtk_widget_has_css_class (button (fixture, "Run"), "destructive-action"));

  click (fixture, "Run");
  g_assert_nonnull (question ());
  answer ("cancel");
}

static void
test_page_shows_progress (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *bar;

  show (fixture, "now");
  click (fixture, "Run");
  g_assert_null (button (fixture, "Run"));
  g_assert_nonnull (button (fixture, "Cancel"));
  bar = ui_find (fixture->page, ui_is_type, "GtkProgressBar");
  g_assert_nonnull (bar);

  tool_server_send_progress (fixture->server, 3, 12, "Label <3>");
  ui_wait (ui_shows (fixture->page, "Label <3>"));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 0.25);

  tool_server_release (fixture->server, RESULT ("printed"));
  tool_server_wait (fixture->server, "now");
  g_assert_true (ui_shows (fixture->page, "printed"));
  g_assert_null (ui_find (fixture->page, ui_is_type, "GtkProgressBar"));
}

static void
test_page_cancels (Fixture       *fixture,
                   gconstpointer  data)
{
  show (fixture, "now");
  click (fixture, "Run");
  tool_server_send_progress (fixture->server, 1, 2, "Working");
  ui_wait (ui_shows (fixture->page, "Working"));
  click (fixture, "Cancel");
  tool_server_wait (fixture->server, "now");
  g_assert_cmpint (crib_run_get_state (run_of (fixture, "now")), ==, CRIB_RUN_CANCELLED);
  g_assert_nonnull (button (fixture, "Run Again"));
  g_assert_null (button (fixture, "Cancel"));
}

/* A form that is longer than the answer folds; what was typed stays. */
static void
test_page_folds (Fixture       *fixture,
                 gconstpointer  data)
{
  tool_server_set_result (fixture->server, RESULT ("done"));
  show (fixture, "many");
  g_assert_null (ui_find (fixture->page, ui_is_type, "AdwExpanderRow"));
  form_field_set_text (form_model_find (form_of (fixture, "many"), "/b"), "words");
  click (fixture, "Run");
  g_assert_nonnull (ui_find (fixture->page, ui_is_type, "AdwExpanderRow"));
  tool_server_wait (fixture->server, "many");
  g_assert_cmpstr (tool_server_get_arguments (fixture->server), ==, "{\"b\":\"words\"}");

  show (fixture, "now");
  show (fixture, "many");
  g_assert_nonnull (ui_find (fixture->page, ui_is_type, "AdwExpanderRow"));
}

static void
test_page_shows_problem (Fixture       *fixture,
                         gconstpointer  data)
{
  CribRun *run;

  tool_server_set_result (fixture->server, "[\"no result\"]");
  show (fixture, "now");
  click (fixture, "Run");
  tool_server_wait (fixture->server, "now");
  run = run_of (fixture, "now");
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);
  g_assert_nonnull (ui_find (fixture->page, ui_is_type, "CribProblemBox"));
  g_assert_true (ui_shows (fixture->page, crib_problem_get_title (crib_run_get_problem (run))));
}

/* The page goes while the tool still runs. */
static void
test_page_goes (Fixture       *fixture,
                gconstpointer  data)
{
  show (fixture, "now");
  click (fixture, "Run");
  tool_server_send_progress (fixture->server, 1, 2, "Working");
  ui_wait (ui_shows (fixture->page, "Working"));
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

#define add(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  add ("/tool-page/shows-tool", test_page_shows_tool);
  add ("/tool-page/runs", test_page_runs);
  add ("/tool-page/checks", test_page_checks);
  add ("/tool-page/checks-json", test_page_checks_json);
  add ("/tool-page/asks", test_page_asks);
  add ("/tool-page/follows", test_page_follows);
  add ("/tool-page/shows-progress", test_page_shows_progress);
  add ("/tool-page/cancels", test_page_cancels);
  add ("/tool-page/folds", test_page_folds);
  add ("/tool-page/shows-problem", test_page_shows_problem);
  add ("/tool-page/goes", test_page_goes);

  return g_test_run ();
}
