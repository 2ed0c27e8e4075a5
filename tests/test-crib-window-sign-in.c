/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-bench.h"
#include "crib-confirm-dialog.h"
#include "crib-connection-pool.h"
#include "crib-policy-private.h"
#include "crib-problem-box.h"
#include "crib-problem-page.h"
#include "crib-server-popover.h"
#include "crib-tool-list.h"
#include "crib-tool-page.h"
#include "crib-window-private.h"
#include "sign-in-fixture.h"
#include "ui-fixture.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

/* The window before the demo's protected server; a person who reads its pages over HTTP sits in the
 * place of the dialog. */
typedef struct
{
  SignInFixture sign_in;
  char *folder;
  CribServerStore *store;
  CribConnectionPool *pool;
  CribConnection *connection;
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  sign_in_fixture_set_up (&fixture->sign_in, data);
  fixture->folder = g_dir_make_tmp ("toolcrib-window-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = crib_server_store_new (fixture->folder);
  crib_server_store_load (fixture->store);
  server = sign_in_fixture_dup_server (&fixture->sign_in, NULL);
  crib_server_store_add (fixture->store, server, &error);
  g_assert_no_error (error);

  fixture->pool = crib_connection_pool_new (fixture->store, fixture->sign_in.identity);
  fixture->connection = crib_connection_pool_find (fixture->pool, server);
  fixture->settings = g_settings_new (APPLICATION_ID);
  fixture->window = crib_window_new (NULL, fixture->settings);
  crib_window_set_identity (CRIB_WINDOW (fixture->window), fixture->sign_in.identity);
  g_assert_nonnull (crib_identity_get_prompter (fixture->sign_in.identity));
  crib_identity_set_prompter (fixture->sign_in.identity, OAUTH_PROMPTER (fixture->sign_in.person));
  crib_window_set_servers (CRIB_WINDOW (fixture->window), fixture->store, fixture->pool);
  gtk_window_present (GTK_WINDOW (fixture->window));
  window_fixture_wait_settled (fixture->connection);
}

static void
remove_profile (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  if (fixture->window != NULL)
    window_fixture_destroy (fixture->window);

  g_assert_finalize_object (fixture->settings);
  g_assert_finalize_object (fixture->pool);
  g_assert_finalize_object (fixture->store);
  sign_in_fixture_settle ();
  remove_profile (fixture->folder);
  g_free (fixture->folder);
  sign_in_fixture_tear_down (&fixture->sign_in, data);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return window_fixture_shows (fixture->window, text);
}

/* Of a sign-in that a button began. */
static void
wait_for_end (Fixture *fixture)
{
  GHashTable *sign_ins = CRIB_WINDOW (fixture->window)->sign_ins;

  g_assert_cmpuint (g_hash_table_size (sign_ins), ==, 1);
  window_fixture_wait (g_hash_table_size (sign_ins) == 0);
}

static void
sign_in (Fixture    *fixture,
         const char *label)
{
  GtkWidget *page = window_fixture_find (fixture->window, CRIB_TYPE_PROBLEM_PAGE);

  window_fixture_click (page, label);
  wait_for_end (fixture);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->window, action, NULL));
}

static void
test_window_sign_in (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==,
                   CRIB_CONNECTION_SIGNED_OUT);
  g_assert_true (shows (fixture, "Signed Out"));
  g_assert_true (shows (fixture, "Signed out"));
  g_assert_true (shows (fixture, "Sign in to use Contoso Orders"));
  g_assert_cmpuint (fixture->sign_in.person->prompts->len, ==, 0);

  sign_in (fixture, "Sign In");
  g_assert_cmpuint (fixture->sign_in.person->prompts->len, ==, 1);
  g_assert_true (shows (fixture, "ada@contoso.example"));
  g_assert_true (shows (fixture, "Choose a Tool"));
  g_assert_true (shows (fixture, "Get current date time") ||
                 shows (fixture, "get_current_date_time"));
  g_assert_false (shows (fixture, "Signed Out"));
  g_assert_false (shows (fixture, "Not protected"));
}

static CribToolItem *
show_tool (Fixture *fixture)
{
  CribToolList *list = CRIB_TOOL_LIST (window_fixture_find (fixture->window, CRIB_TYPE_TOOL_LIST));

  crib_tool_list_activate_first (list);

  return crib_bench_get_item (CRIB_BENCH (window_fixture_find (fixture->window, CRIB_TYPE_BENCH)));
}

/* Past the question whether to. */
static CribRun *
run_shown_tool (Fixture *fixture)
{
  GtkWidget *page = window_fixture_find (fixture->window, CRIB_TYPE_TOOL_PAGE);
  CribToolItem *item = crib_tool_page_get_item (CRIB_TOOL_PAGE (page));
  const char *name = mcp_tool_get_name (crib_tool_item_get_tool (item));
  g_autoptr(GtkWidget) dialog = NULL;

  window_fixture_wait (gtk_widget_get_mapped (page));
  g_assert_true (gtk_widget_activate_action (page, "bench.run", NULL));
  dialog = g_list_model_get_item (gtk_window_get_toplevels (), 1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), CRIB_CONFIRM_RUN);

  return crib_connection_get_run (fixture->connection, name);
}

/* What was on show is gone with the account, and comes back with it. */
static void
test_window_sign_out (Fixture       *fixture,
                      gconstpointer  data)
{
  CribBench *bench = CRIB_BENCH (window_fixture_find (fixture->window, CRIB_TYPE_BENCH));
  g_autofree char *name = NULL;
  CribRun *run;

  sign_in (fixture, "Sign In");
  name = g_strdup (mcp_tool_get_name (crib_tool_item_get_tool (show_tool (fixture))));
  run = run_shown_tool (fixture);
  window_fixture_wait (crib_run_get_state (run) == CRIB_RUN_DONE);
  g_assert_true (shows (fixture, "Result"));

  activate (fixture, "win.sign-out");
  window_fixture_wait (shows (fixture, "Signed out. Nothing of the sign-in is left on this "
                                       "computer."));
  g_assert_null (crib_bench_get_item (bench));
  g_assert_true (shows (fixture, "Sign in to use Contoso Orders"));
  g_assert_true (shows (fixture, "Signed Out"));
  g_assert_false (shows (fixture, "ada@contoso.example"));

  sign_in (fixture, "Sign In");
  window_fixture_wait (crib_bench_get_item (bench) != NULL);
  g_assert_cmpstr (mcp_tool_get_name (crib_tool_item_get_tool (crib_bench_get_item (bench))), ==,
                   name);
  g_assert_false (shows (fixture, "Result"));
}

/* Nothing of Ada's stands there while Tom is on his way in. */
static void
test_window_other_account (Fixture       *fixture,
                           gconstpointer  data)
{
  CribBench *bench = CRIB_BENCH (window_fixture_find (fixture->window, CRIB_TYPE_BENCH));
  g_autoptr(CribToolItem) before = NULL;
  CribRun *run;

  sign_in (fixture, "Sign In");
  before = g_object_ref (show_tool (fixture));
  run = run_shown_tool (fixture);
  window_fixture_wait (crib_run_get_state (run) == CRIB_RUN_DONE);
  fixture->sign_in.person->username = "tom@contoso.example";
  fixture->sign_in.person->password = "Admin-1972!";

  activate (fixture, "win.sign-in-other");
  window_fixture_wait (crib_bench_get_item (bench) == NULL);
  wait_for_end (fixture);
  g_assert_true (shows (fixture, "tom@contoso.example"));
  g_assert_false (shows (fixture, "ada@contoso.example"));
  window_fixture_wait (crib_bench_get_item (bench) != NULL);
  g_assert_cmpstr (mcp_tool_get_name (crib_tool_item_get_tool (crib_bench_get_item (bench))), ==,
                   mcp_tool_get_name (crib_tool_item_get_tool (before)));
  g_assert_false (shows (fixture, "Result"));
}

/* A run that nobody signs in for says so where its result would be, with the same button. */
static void
test_window_run (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *box;
  CribRun *run;

  sign_in (fixture, "Sign In");
  crib_tool_list_activate_first (
    CRIB_TOOL_LIST (window_fixture_find (fixture->window, CRIB_TYPE_TOOL_LIST)));
  sign_in_fixture_control (&fixture->sign_in, "/revoke", "{}");
  sign_in_fixture_control (&fixture->sign_in, "/fault",
                           "{\"server\":\"protected\",\"rpc\":\"tools/call\",\"kind\":\"status\","
                           "\"status\":401,\"times\":1,\"headers\":{\"WWW-Authenticate\":"
                           "\"Bearer error=\\\"invalid_token\\\"\"}}");
  fixture->sign_in.person->deed = PERSON_CANCELS;
  run = run_shown_tool (fixture);
  window_fixture_wait (crib_run_get_state (run) == CRIB_RUN_FAILED);

  box = window_fixture_find (fixture->window, CRIB_TYPE_PROBLEM_BOX);
  g_assert_true (window_fixture_shows (box, "Sign-in was cancelled"));
  g_assert_false (window_fixture_shows (box, "Who can fix it"));

  fixture->sign_in.person->deed = PERSON_SIGNS_IN;
  window_fixture_click (box, "Sign In");
  wait_for_end (fixture);
  g_assert_cmpint (crib_connection_get_state (fixture->connection), ==, CRIB_CONNECTION_CONNECTED);
}

static void
test_window_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture->sign_in.person->deed = PERSON_CANCELS;
  sign_in (fixture, "Sign In");
  g_assert_true (shows (fixture, "Sign-in was cancelled"));
  g_assert_true (shows (fixture, "Signed out"));

  fixture->sign_in.person->deed = PERSON_SIGNS_IN;
  sign_in (fixture, "Sign In");
  g_assert_true (shows (fixture, "ada@contoso.example"));
}

static void
test_window_failed (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture->sign_in.person->deed = PERSON_IS_DECEIVED;
  sign_in (fixture, "Sign In");
  g_assert_true (shows (fixture, "The answer did not belong to your sign-in"));
  g_assert_true (shows (fixture, "Sign-in did not finish"));
}

static void
fail_sign_in (Fixture    *fixture,
              const char *codes)
{
  g_autofree char *fault = NULL;

  fault = g_strdup_printf ("{\"server\":\"tenant\",\"endpoint\":\"token\",\"kind\":"
                           "\"token_error\",\"error\":\"invalid_grant\",\"codes\":[%s]}", codes);
  sign_in_fixture_control (&fixture->sign_in, "/fault", fault);
  window_fixture_click (window_fixture_find (fixture->window, CRIB_TYPE_PROBLEM_PAGE),
                        window_fixture_find_button (fixture->window, "Sign In") != NULL
                        ? "Sign In" : "Try Again");
  wait_for_end (fixture);
}

/* What Microsoft says of the error is one click away; the link for an administrator is there only
 * where it mends something. */
static void
test_window_links (Fixture       *fixture,
                   gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  g_auto(GValue) copied = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;
  GtkWidget *label, *row;

  g_assert_false (shows (fixture, "Open Microsoft’s Page"));
  fail_sign_in (fixture, "50105");
  g_assert_true (shows (fixture, "Open Microsoft’s Page"));
  g_assert_false (shows (fixture, "Copy Link for Administrator"));

  fail_sign_in (fixture, "65001");
  label = ui_find (fixture->window, ui_is_label, "Copy Link for Administrator");
  row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  g_assert_true (shows (fixture, "Link copied. Send it to your administrator."));
  g_value_init (&copied, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &copied, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_value_get_string (&copied), "/v2.0/adminconsent?client_id="));
}

/* entra.md 5.4: a server that refuses what was just issued is not somebody who has to sign in. */
static void
test_window_audience (Fixture       *fixture,
                      gconstpointer  data)
{
  sign_in_fixture_control (&fixture->sign_in, "/guard", "{\"audience\":\"url\"}");
  sign_in (fixture, "Sign In");
  g_assert_true (shows (fixture, "The server refuses a new token, perhaps for the form of its "
                                 "audience"));
  g_assert_true (shows (fixture, "The server’s owner"));
  g_assert_false (shows (fixture, "Sign in to use Contoso Orders"));
}

/* Whoever waits can stop waiting, on the page and by closing the window. */
static void
test_window_waits (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *page = window_fixture_find (fixture->window, CRIB_TYPE_PROBLEM_PAGE);

  fixture->sign_in.person->deed = PERSON_WAITS;
  window_fixture_click (page, "Sign In");
  window_fixture_wait (fixture->sign_in.person->prompts->len == 1);
  g_assert_true (shows (fixture, "Waiting for you to sign in…"));
  g_assert_true (shows (fixture, "Signing in…"));
  window_fixture_click (fixture->window, "_Cancel");
  window_fixture_wait (fixture->sign_in.person->n_put_away == 1);
  window_fixture_wait (shows (fixture, "Sign in to use Contoso Orders") ||
                       shows (fixture, "Sign-in was cancelled"));

  window_fixture_click (page, "Sign In");
  window_fixture_wait (fixture->sign_in.person->prompts->len == 2);
  window_fixture_destroy (g_steal_pointer (&fixture->window));
  window_fixture_wait (fixture->sign_in.person->n_put_away == 2);
}

static gboolean
offers (GtkWidget  *popover,
        const char *label)
{
  return window_fixture_shows (popover, label);
}

static void
test_window_popover (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *popover = g_object_ref_sink (crib_server_popover_new ());

  crib_server_popover_set_pool (CRIB_SERVER_POPOVER (popover), fixture->pool);
  crib_server_popover_set_connection (CRIB_SERVER_POPOVER (popover), fixture->connection);
  g_assert_true (offers (popover, "Sign In…"));
  g_assert_false (offers (popover, "Sign Out"));
  g_assert_false (offers (popover, "Use Another Account…"));

  sign_in (fixture, "Sign In");
  g_assert_true (offers (popover, "Connected as ada@contoso.example"));
  g_assert_false (offers (popover, "Sign In…"));
  g_assert_true (offers (popover, "Sign Out"));
  g_assert_true (offers (popover, "Use Another Account…"));
  g_assert_finalize_object (popover);
}

/* A code is offered, and asked for, only where an administrator allows it. */
static void
test_window_code (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "policy", NULL);
  GtkWidget *popover = g_object_ref_sink (crib_server_popover_new ());
  OauthPrompt *prompt;

  crib_policy_set_path (path);
  crib_server_popover_set_connection (CRIB_SERVER_POPOVER (popover), fixture->connection);
  g_assert_false (offers (popover, "Sign In With a Code…"));
  activate (fixture, "win.sign-in-code");
  g_assert_cmpuint (g_hash_table_size (CRIB_WINDOW (fixture->window)->sign_ins), ==, 0);

  g_assert_true (g_file_set_contents (path, "{\"device_code\":true}", -1, NULL));
  crib_server_popover_set_connection (CRIB_SERVER_POPOVER (popover), fixture->connection);
  g_assert_true (offers (popover, "Sign In With a Code…"));
  fixture->sign_in.person->deed = PERSON_WAITS;
  activate (fixture, "win.sign-in-code");
  window_fixture_wait (fixture->sign_in.person->prompts->len == 1);
  prompt = g_ptr_array_index (fixture->sign_in.person->prompts, 0);
  g_assert_cmpint (oauth_prompt_get_surface (prompt), ==, OAUTH_SURFACE_DEVICE_CODE);
  g_assert_nonnull (oauth_prompt_get_user_code (prompt));
  activate (fixture, "win.cancel-sign-in");
  wait_for_end (fixture);

  g_assert_finalize_object (popover);
  crib_policy_set_path (NULL);
}

static void
test_window_save_failed (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Full.");

  g_signal_emit_by_name (fixture->sign_in.identity, "save-failed", error);
  g_assert_true (shows (fixture, "Your sign-in could not be saved. It lasts until you close "
                                 "Toolcrib."));
}

static void
test_window_session_only (Fixture       *fixture,
                          gconstpointer  data)
{
  activate (fixture, "win.sign-in-session-only");
  g_assert_true (crib_identity_is_session_only (fixture->sign_in.identity));
  wait_for_end (fixture);
  g_assert_true (shows (fixture, "ada@contoso.example"));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  if (!window_fixture_init (&argc, &argv))
    return 0;

  sign_in_fixture_begin (argv);

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("/window/sign-in", test_window_sign_in);
  ADD ("/window/sign-out", test_window_sign_out);
  ADD ("/window/other-account", test_window_other_account);
  ADD ("/window/links", test_window_links);
  ADD ("/window/audience", test_window_audience);
  ADD ("/window/code", test_window_code);
  ADD ("/window/run", test_window_run);
  ADD ("/window/cancelled", test_window_cancelled);
  ADD ("/window/failed", test_window_failed);
  ADD ("/window/waits", test_window_waits);
  ADD ("/window/popover", test_window_popover);
  ADD ("/window/save-failed", test_window_save_failed);
  ADD ("/window/session-only", test_window_session_only);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
