/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-prompter.h"

#include "crib-device-code-dialog.h"
#include "crib-policy.h"
#include "crib-policy-private.h"
#include "crib-sign-in-asker.h"
#include "crib-sign-in-dialog.h"
#include "crib-sign-in-prompter-private.h"
#include "crib-surface-row.h"
#include "crib-web-loader.h"
#include "fake-web-view.h"
#include "oauth-error.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>

#define REDIRECT "https://login.example/nativeclient"
#define PAGE "https://login.example/authorize?state=good"
#define PAGE_AGAIN "https://login.example/authorize?state=better"

/* The linker puts these in the place of what opens the web engine and the browser. */
GtkWidget *__wrap_crib_web_loader_create_view (GError              **error);
void       __wrap_gtk_show_uri_full           (GtkWindow            *parent,
                                               const char           *uri,
                                               guint32               timestamp,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean   __wrap_gtk_show_uri_full_finish    (GtkWindow            *parent,
                                               GAsyncResult         *result,
                                               GError              **error);

static gboolean has_engine;
static gboolean has_browser;
static char *opened;          /* in the browser */

typedef struct
{
  GtkWidget *window;
  CribSignInPrompter *prompter;
  GCancellable *cancellable;
  GAsyncResult *result;
} Fixture;

GtkWidget *
__wrap_crib_web_loader_create_view (GError **error)
{
  if (has_engine)
    return g_object_new (FAKE_TYPE_WEB_VIEW, NULL);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No engine.");
  return NULL;
}

void
__wrap_gtk_show_uri_full (GtkWindow           *parent,
                          const char          *uri,
                          guint32              timestamp,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (parent, cancellable, callback, user_data);

  g_assert_null (opened);

  if (has_browser)
    {
      opened = g_strdup (uri);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "No browser.");
}

gboolean
__wrap_gtk_show_uri_full_finish (GtkWindow     *parent,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  has_engine = has_browser = TRUE;
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->prompter = crib_sign_in_prompter_new (GTK_WINDOW (fixture->window));
  fixture->cancellable = g_cancellable_new ();
}

/* Nothing of a prompt stays behind: no dialog, no task. */
static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->result);
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) ==
           (fixture->window != NULL ? 1 : 0));
  g_assert_finalize_object (fixture->prompter);
  g_assert_finalize_object (fixture->cancellable);

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));

  g_clear_pointer (&opened, g_free);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_null (fixture->result);
  fixture->result = g_object_ref (result);
}

static void
prompt (Fixture      *fixture,
        OauthSurface  surface,
        const char   *uri)
{
  g_autoptr(OauthPrompt) prompt = NULL;

  prompt = g_object_new (OAUTH_TYPE_PROMPT,
                         "uri", uri,
                         "redirect-uri", surface == OAUTH_SURFACE_EMBEDDED ? REDIRECT : NULL,
                         "state", "good",
                         "surface", surface,
                         "reason", "Contoso asks you to sign in.",
                         "server-name", "Contoso",
                         "ca-file", "/ca.pem",
                         "http-origin", "http://127.0.0.1:1",
                         NULL);
  g_clear_object (&fixture->result);
  oauth_prompter_prompt_async (OAUTH_PROMPTER (fixture->prompter), prompt, fixture->cancellable,
                               ready_cb, fixture);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (CRIB_IS_SIGN_IN_DIALOG (window) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

/* A dialog that is about to go is never in the list of windows while it is hidden: GTK 4.8 ends
 * with a fault where a screen reader asks for it then. */
static void
assert_none_hidden (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      g_assert_true (gtk_widget_get_visible (window));
    }
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return ADW_IS_BUTTON_CONTENT (widget) &&
         g_str_equal (adw_button_content_get_label (ADW_BUTTON_CONTENT (widget)), label);
}

static void
press (const char *label)
{
  GtkWidget *content = ui_find (find_dialog (), is_button, label);

  g_assert_nonnull (content);
  g_signal_emit_by_name (gtk_widget_get_ancestor (content, GTK_TYPE_BUTTON), "clicked");
}

static void
assert_again (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gboolean again = FALSE;

  ui_wait (fixture->result != NULL);
  g_assert_null (oauth_prompter_prompt_finish (OAUTH_PROMPTER (fixture->prompter), fixture->result,
                                               &again, &error));
  g_assert_no_error (error);
  g_assert_true (again);
  ui_wait (find_dialog () == NULL);
}

static void
assert_ended (Fixture *fixture,
              GQuark   domain,
              int      code)
{
  g_autoptr(GError) error = NULL;
  gboolean again = TRUE;

  ui_wait (fixture->result != NULL);
  g_assert_null (oauth_prompter_prompt_finish (OAUTH_PROMPTER (fixture->prompter), fixture->result,
                                               &again, &error));
  g_assert_error (error, domain, code);
  g_assert_false (again);
  ui_wait (find_dialog () == NULL);
}

static void
assert_copied (Fixture    *fixture,
               const char *uri)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, uri);
}

static void
test_prompter_answer (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;
  gboolean again = TRUE;
  FakeWebView *view;

  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (find_dialog ())) ==
                 GTK_WINDOW (fixture->window));
  g_assert_true (ui_shows (find_dialog (), "Contoso asks you to sign in."));

  view = FAKE_WEB_VIEW (ui_find (find_dialog (), ui_is_type, "FakeWebView"));
  g_assert_cmpstr (view->values[FAKE_WEB_VIEW_URI], ==, PAGE);
  g_assert_cmpstr (view->values[FAKE_WEB_VIEW_REDIRECT_URI], ==, REDIRECT);
  g_assert_cmpstr (view->values[FAKE_WEB_VIEW_STATE], ==, "good");
  g_assert_cmpstr (view->values[FAKE_WEB_VIEW_CA_FILE], ==, "/ca.pem");
  g_assert_cmpstr (view->values[FAKE_WEB_VIEW_HTTP_ORIGIN], ==, "http://127.0.0.1:1");
  g_assert_null (fixture->result);

  /* In the midst of what the view does: it still has to be there afterwards. */
  g_signal_emit_by_name (view, "redirected", REDIRECT "?code=1&state=good");
  assert_none_hidden ();
  g_assert_true (crib_sign_in_prompter_get_parent (fixture->prompter) ==
                 GTK_WINDOW (fixture->window));
  ui_wait (fixture->result != NULL);
  uri = oauth_prompter_prompt_finish (OAUTH_PROMPTER (fixture->prompter), fixture->result, &again,
                                      &error);
  g_assert_no_error (error);
  g_assert_cmpstr (uri, ==, REDIRECT "?code=1&state=good");
  g_assert_false (again);
  ui_wait (find_dialog () == NULL);
  g_assert_null (opened);
}

static void
test_prompter_to_browser (Fixture       *fixture,
                          gconstpointer  data)
{
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  press ("_Open in Browser");
  assert_again (fixture);
  g_assert_null (opened);

  prompt (fixture, OAUTH_SURFACE_BROWSER, PAGE_AGAIN);
  g_assert_cmpstr (opened, ==, PAGE_AGAIN);
  g_assert_true (ui_shows (find_dialog (), "Continue in Your Browser"));
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
}

/* The link of the page that was on show would lead nowhere (ruling 8). */
static void
test_prompter_to_link (Fixture       *fixture,
                       gconstpointer  data)
{
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  press ("Copy _Link");
  assert_again (fixture);

  prompt (fixture, OAUTH_SURFACE_BROWSER, PAGE_AGAIN);
  g_assert_null (opened);
  assert_copied (fixture, PAGE_AGAIN);
  g_assert_true (ui_shows (find_dialog (), "Link Copied"));
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);

  /* The wish was for that time. */
  prompt (fixture, OAUTH_SURFACE_BROWSER, PAGE);
  g_assert_cmpstr (opened, ==, PAGE);
  press ("Copy _Link");
  g_assert_null (fixture->result);
  assert_copied (fixture, PAGE);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
}

static void
test_prompter_forgets_link (Fixture       *fixture,
                            gconstpointer  data)
{
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  press ("Copy _Link");
  assert_again (fixture);

  /* The attempt in the browser never came; another sign-in began. */
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  prompt (fixture, OAUTH_SURFACE_BROWSER, PAGE_AGAIN);
  g_assert_cmpstr (opened, ==, PAGE_AGAIN);
  g_cancellable_cancel (fixture->cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The answer came to the listener: back to the window, from the browser. */
static void
test_prompter_put_away (Fixture       *fixture,
                        gconstpointer  data)
{
  gtk_widget_set_visible (fixture->window, FALSE);
  prompt (fixture, OAUTH_SURFACE_BROWSER, PAGE);
  g_assert_nonnull (find_dialog ());
  g_cancellable_cancel (fixture->cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (gtk_widget_get_visible (fixture->window));
}

static void
test_prompter_no_browser (Fixture       *fixture,
                          gconstpointer  data)
{
  has_browser = FALSE;
  prompt (fixture, OAUTH_SURFACE_BROWSER, PAGE);
  ui_wait (ui_shows (find_dialog (), "Your Browser Did Not Start"));
  g_assert_null (fixture->result);

  press ("Copy _Link");
  assert_copied (fixture, PAGE);
  g_assert_true (ui_shows (find_dialog (), "Link Copied"));
  g_cancellable_cancel (fixture->cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_prompter_no_engine (Fixture       *fixture,
                         gconstpointer  data)
{
  has_engine = FALSE;
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  g_assert_null (find_dialog ());
  assert_again (fixture);
}

static void
test_prompter_window_gone (Fixture       *fixture,
                           gconstpointer  data)
{
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);

  prompt (fixture, OAUTH_SURFACE_BROWSER, PAGE);
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_null (opened);
}

/* Whoever closes a page that said what is wrong learns what it means. */
static void
test_prompter_error_page (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gboolean again = TRUE;
  GtkWidget *view;

  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  view = ui_find (find_dialog (), ui_is_type, "FakeWebView");
  g_signal_emit_by_name (view, "error-page", "Sign in\nAADSTS50105: Not assigned.\nCorrelation Id: "
                                             "8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  ui_wait (fixture->result != NULL);
  g_assert_null (oauth_prompter_prompt_finish (OAUTH_PROMPTER (fixture->prompter), fixture->result,
                                               &again, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS50105");
  g_assert_cmpstr (oauth_error_get_correlation_id (error), ==,
                   "8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f");
  g_assert_false (again);

  /* The person found the way on the next page, and gave up there. */
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  view = ui_find (find_dialog (), ui_is_type, "FakeWebView");
  g_signal_emit_by_name (view, "error-page", "AADSTS50105: Not assigned.");
  g_signal_emit_by_name (view, "page-shown");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

static void
prompt_code (Fixture *fixture)
{
  g_autoptr(OauthPrompt) prompt = NULL;

  prompt = g_object_new (OAUTH_TYPE_PROMPT,
                         "uri", "https://login.example/device",
                         "surface", OAUTH_SURFACE_DEVICE_CODE,
                         "server-name", "Contoso",
                         "user-code", "ABCD-1234",
                         "expires-at", (gint64) 1,
                         NULL);
  g_clear_object (&fixture->result);
  oauth_prompter_prompt_async (OAUTH_PROMPTER (fixture->prompter), prompt, fixture->cancellable,
                               ready_cb, fixture);
}

static void
test_prompter_device_code (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWidget *dialog;

  prompt_code (fixture);
  dialog = find_window (CRIB_TYPE_DEVICE_CODE_DIALOG);
  g_assert_true (ui_shows (dialog, "ABCD-1234"));
  g_assert_true (ui_shows (dialog, "https://login.example/device"));
  g_assert_true (ui_shows (dialog, "The code has run out. Cancel, and sign in again."));
  gtk_window_close (GTK_WINDOW (dialog));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  g_assert_null (opened);

  /* Somebody typed it: back to the window. */
  prompt_code (fixture);
  g_assert_nonnull (find_window (CRIB_TYPE_DEVICE_CODE_DIALOG));
  g_cancellable_cancel (fixture->cancellable);
  assert_ended (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ui_wait (find_window (CRIB_TYPE_DEVICE_CODE_DIALOG) == NULL);
}

static void
ask_surface (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  crib_sign_in_asker_ask_surface_async (CRIB_SIGN_IN_ASKER (fixture->prompter), "Contoso", NULL,
                                        fixture->cancellable, ready_cb, fixture);
}

static int
finish_surface (Fixture  *fixture,
                GError  **error)
{
  ui_wait (fixture->result != NULL);
  ui_wait (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);

  return crib_sign_in_asker_ask_surface_finish (CRIB_SIGN_IN_ASKER (fixture->prompter),
                                                fixture->result, error);
}

static void
respond (const char *response)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (find_window (ADW_TYPE_MESSAGE_DIALOG));

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
is_check (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_CHECK_BUTTON (widget);
}

/* Only what was ticked is kept. */
static void
test_prompter_asks_surface (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autoptr(GError) error = NULL;
  GtkWidget *check;

  crib_sign_in_prompter_set_settings (fixture->prompter, settings);
  g_settings_set_string (settings, "sign-in-surface", "ask");
  ask_surface (fixture);
  respond ("browser");
  g_assert_cmpint (finish_surface (fixture, &error), ==, OAUTH_SURFACE_BROWSER);

  ask_surface (fixture);
  respond ("window");
  g_assert_cmpint (finish_surface (fixture, &error), ==, OAUTH_SURFACE_EMBEDDED);
  g_assert_cmpint (crib_policy_get_surface (settings), ==, CRIB_SURFACE_ASK);

  ask_surface (fixture);
  check = ui_find (find_window (ADW_TYPE_MESSAGE_DIALOG), is_check, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  respond ("browser");
  g_assert_cmpint (finish_surface (fixture, &error), ==, OAUTH_SURFACE_BROWSER);
  g_assert_no_error (error);
  g_assert_cmpint (crib_policy_get_surface (settings), ==, CRIB_SURFACE_BROWSER);
  g_settings_reset (settings, "sign-in-surface");

  ask_surface (fixture);
  gtk_window_close (GTK_WINDOW (find_window (ADW_TYPE_MESSAGE_DIALOG)));
  g_assert_cmpint (finish_surface (fixture, &error), ==, -1);
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
}

static void
test_prompter_asks_no_more (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) gone = NULL;

  ask_surface (fixture);
  g_assert_null (ui_find (find_window (ADW_TYPE_MESSAGE_DIALOG), is_check, NULL));
  g_cancellable_cancel (fixture->cancellable);
  g_assert_cmpint (finish_surface (fixture, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ui_wait (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);

  g_cancellable_reset (fixture->cancellable);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  ask_surface (fixture);
  g_assert_cmpint (finish_surface (fixture, &gone), ==, -1);
  g_assert_error (gone, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
}

static void
test_prompter_asks_account (Fixture       *fixture,
                            gconstpointer  data)
{
  const struct
  {
    const char *response;
    CribAccountAnswer answer;
  } cases[] = {
    { "keep", CRIB_ACCOUNT_ANSWER_KEEP },
    { "again", CRIB_ACCOUNT_ANSWER_AGAIN },
    { "cancel", CRIB_ACCOUNT_ANSWER_CANCEL },
  };
  CribSignInAsker *asker = CRIB_SIGN_IN_ASKER (fixture->prompter);
  g_autoptr(OauthAccount) ada = g_object_new (OAUTH_TYPE_ACCOUNT, "username", "ada@a.test", NULL);
  g_autoptr(OauthAccount) tom = g_object_new (OAUTH_TYPE_ACCOUNT, "username", "tom@a.test", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_clear_object (&fixture->result);
      crib_sign_in_asker_ask_account_async (asker, "Contoso", ada, tom, fixture->cancellable,
                                            ready_cb, fixture);
      respond (cases[i].response);
      ui_wait (fixture->result != NULL);
      g_assert_cmpint (crib_sign_in_asker_ask_account_finish (asker, fixture->result, &error), ==,
                       cases[i].answer);
      g_assert_no_error (error);
      ui_wait (find_window (ADW_TYPE_MESSAGE_DIALOG) == NULL);
    }
}

/* Where an administrator keeps people inside there is no way out, and the row of the choice says
 * whose it is. */
static void
test_prompter_policy (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);
  CribSurfaceRow *row = g_object_ref_sink (g_object_new (CRIB_TYPE_SURFACE_ROW, NULL));
  GtkWidget *view;

  g_assert_true (g_file_set_contents (path, "{\"sign_in_surface\":\"embedded\"}", -1, NULL));
  crib_policy_set_path (path);
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  view = ui_find (find_dialog (), ui_is_type, "FakeWebView");
  g_signal_emit_by_name (view, "dead-end", "security-key");
  g_assert_true (ui_shows (find_dialog (), "Security keys do not work in this window."));
  g_assert_null (ui_find (find_dialog (), is_button, "_Open in Browser"));
  g_assert_null (ui_find (find_dialog (), is_button, "Copy _Link"));
  g_assert_false (ui_shows (find_dialog (), "Open in Browser"));
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);

  /* Nor is there one where there is no web view. */
  has_engine = FALSE;
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_SETUP);

  g_settings_set_string (settings, "sign-in-surface", "browser");
  crib_surface_row_set_settings (row, settings);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, CRIB_SURFACE_EMBEDDED);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (row)));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Your administrator chose this");
  g_assert_finalize_object (row);
  g_settings_reset (settings, "sign-in-surface");

  crib_policy_set_path (NULL);
  g_remove (path);
  g_rmdir (folder);
}

/* Above what stands above the window, which would hide it else. */
static void
test_prompter_parent (Fixture       *fixture,
                      gconstpointer  data)
{
  GtkWidget *between = g_object_new (GTK_TYPE_WINDOW, "transient-for", fixture->window,
                                     "modal", TRUE, NULL);

  gtk_window_present (GTK_WINDOW (between));
  prompt (fixture, OAUTH_SURFACE_EMBEDDED, PAGE);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (find_dialog ())) ==
                 GTK_WINDOW (between));
  gtk_window_close (GTK_WINDOW (find_dialog ()));
  assert_ended (fixture, OAUTH_ERROR, OAUTH_ERROR_CANCELLED);
  gtk_window_destroy (GTK_WINDOW (between));
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  ADD ("/sign-in-prompter/answer", test_prompter_answer);
  ADD ("/sign-in-prompter/to-browser", test_prompter_to_browser);
  ADD ("/sign-in-prompter/to-link", test_prompter_to_link);
  ADD ("/sign-in-prompter/forgets-link", test_prompter_forgets_link);
  ADD ("/sign-in-prompter/put-away", test_prompter_put_away);
  ADD ("/sign-in-prompter/no-browser", test_prompter_no_browser);
  ADD ("/sign-in-prompter/no-engine", test_prompter_no_engine);
  ADD ("/sign-in-prompter/window-gone", test_prompter_window_gone);
  ADD ("/sign-in-prompter/error-page", test_prompter_error_page);
  ADD ("/sign-in-prompter/device-code", test_prompter_device_code);
  ADD ("/sign-in-prompter/asks-surface", test_prompter_asks_surface);
  ADD ("/sign-in-prompter/asks-no-more", test_prompter_asks_no_more);
  ADD ("/sign-in-prompter/asks-account", test_prompter_asks_account);
  ADD ("/sign-in-prompter/parent", test_prompter_parent);
  ADD ("/sign-in-prompter/policy", test_prompter_policy);

  return g_test_run ();
}
