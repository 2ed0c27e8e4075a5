/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-dialog.h"

#include "mock-server.h"
#include "ui-fixture.h"

#include <gmodule.h>

#define REDIRECT_URI "http://localhost:40009/callback"

static void
count_cb (GtkWidget *dialog,
          guint     *count)
{
  (*count)++;
}

static void
answered_cb (GtkWidget  *dialog,
             const char *uri,
             char      **answer)
{
  g_assert_null (*answer);
  *answer = g_strdup (uri);
}

static gboolean
has_view (void)
{
  if (g_file_test (WEB_MODULE_DIR "/toolcrib-web." G_MODULE_SUFFIX, G_FILE_TEST_EXISTS))
    return TRUE;

  g_test_skip ("built without WebKit");
  return FALSE;
}

static CribSignInDialog *
show (MockServer *server)
{
  CribSignInDialog *dialog = crib_sign_in_dialog_new (NULL);
  g_autofree char *origin = g_strdup (mock_server_get_uri (server));

  *strstr (origin, "/mcp") = '\0';
  crib_sign_in_dialog_set_prompt (dialog, mock_server_get_uri (server), REDIRECT_URI, "good", NULL,
                                  "<b>Contoso</b> Orders", NULL, origin);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
test_sign_in_dialog_answer (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  g_autofree char *answer = NULL;
  guint n_cancelled = 0;
  CribSignInDialog *dialog;
  MockExchange *exchange;

  if (!has_view ())
    return;

  dialog = show (server);
  g_signal_connect (dialog, "answered", G_CALLBACK (answered_cb), &answer);
  g_signal_connect (dialog, "cancelled", G_CALLBACK (count_cb), &n_cancelled);
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "<b>Contoso</b> Orders asks you to sign in."));

  exchange = mock_server_wait (server);
  mock_exchange_add_header (exchange, "Location", REDIRECT_URI "?code=1&state=good");
  mock_exchange_reply (exchange, 302, "text/html", "");
  ui_wait (answer != NULL);
  g_assert_cmpstr (answer, ==, REDIRECT_URI "?code=1&state=good");

  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_cmpuint (n_cancelled, ==, 0);
}

/* The origin stands above the page once it is on show, and not before. */
static void
test_sign_in_dialog_origin (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  g_autofree char *origin = g_strdup (mock_server_get_uri (server));
  guint n_cancelled = 0;
  CribSignInDialog *dialog;
  MockExchange *exchange;

  if (!has_view ())
    return;

  *strstr (origin, "/mcp") = '\0';
  dialog = show (server);
  g_signal_connect (dialog, "cancelled", G_CALLBACK (count_cb), &n_cancelled);
  exchange = mock_server_wait (server);
  g_assert_false (ui_shows (GTK_WIDGET (dialog), origin));
  mock_exchange_reply (exchange, 200, "text/html", "<h1>Sign in</h1>");
  ui_wait (ui_shows (GTK_WIDGET (dialog), origin));

  gtk_window_close (GTK_WINDOW (dialog));
  g_assert_cmpuint (n_cancelled, ==, 1);
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return ADW_IS_BUTTON_CONTENT (widget) &&
         g_str_equal (adw_button_content_get_label (ADW_BUTTON_CONTENT (widget)), label);
}

static void
click (CribSignInDialog *dialog,
       const char       *label)
{
  GtkWidget *content = ui_find (GTK_WIDGET (dialog), is_button, label);

  g_assert_nonnull (content);
  g_signal_emit_by_name (gtk_widget_get_ancestor (content, GTK_TYPE_BUTTON), "clicked");
}

static gboolean
is_plain_button (GtkWidget  *widget,
                 const char *label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
find_button (CribSignInDialog *dialog,
             const char       *label)
{
  return ui_find (GTK_WIDGET (dialog), is_plain_button, label);
}

static gboolean
is_on_show (CribSignInDialog *dialog,
            const char       *words)
{
  GtkWidget *label = ui_find (GTK_WIDGET (dialog), ui_is_label, words);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
test_sign_in_dialog_browser (void)
{
  CribSignInDialog *dialog = crib_sign_in_dialog_new (NULL);
  guint n_links = 0;
  guint n_cancelled = 0;

  g_signal_connect (dialog, "link-chosen", G_CALLBACK (count_cb), &n_links);
  g_signal_connect (dialog, "cancelled", G_CALLBACK (count_cb), &n_cancelled);
  crib_sign_in_dialog_show_browser (dialog, "More is needed.", "Contoso");
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "More is needed."));
  g_assert_null (ui_find (GTK_WIDGET (dialog), is_button, "_Open in Browser"));

  click (dialog, "Copy _Link");
  g_assert_cmpuint (n_links, ==, 1);

  g_object_ref (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
  g_assert_cmpuint (n_cancelled, ==, 1);
  g_assert_finalize_object (dialog);
}

static GtkWidget *
get_view (CribSignInDialog *dialog)
{
  GtkWidget *view = ui_find (GTK_WIDGET (dialog), ui_is_type, "CribWebView");

  g_assert_nonnull (view);

  return view;
}

static void
end (CribSignInDialog *dialog)
{
  g_object_ref (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
  g_assert_finalize_object (dialog);
}

/* By the key, wherever the focus is: the page has no say in it. */
static void
test_sign_in_dialog_escape (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  g_autoptr(GSubprocess) xdotool = NULL;
  g_autoptr(GError) error = NULL;
  guint n_cancelled = 0;
  CribSignInDialog *dialog;

  if (!has_view ())
    return;

  mock_server_queue (server, 200, "text/html", "<input autofocus onkeydown='return false'>"
                                               "<script>onkeydown = event => "
                                               "event.preventDefault ()</script>");
  dialog = show (server);
  g_signal_connect (dialog, "cancelled", G_CALLBACK (count_cb), &n_cancelled);
  ui_wait (mock_server_get_n_requests (server) > 0);
  gtk_widget_grab_focus (gtk_widget_get_first_child (get_view (dialog)));

  xdotool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "search", "--sync",
                              "--onlyvisible", "--name", "^Sign In$", "windowfocus", "key",
                              "--window", "0", "Escape", NULL);
  g_assert_no_error (error);
  ui_wait (n_cancelled > 0);
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
  g_assert_cmpuint (n_cancelled, ==, 1);
  g_assert_true (g_subprocess_wait (xdotool, NULL, NULL));
}

static void
test_sign_in_dialog_buttons (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  guint n_browsers = 0;
  guint n_links = 0;
  CribSignInDialog *dialog;

  if (!has_view ())
    return;

  dialog = show (server);
  g_signal_connect (dialog, "browser-chosen", G_CALLBACK (count_cb), &n_browsers);
  g_signal_connect (dialog, "link-chosen", G_CALLBACK (count_cb), &n_links);

  click (dialog, "_Open in Browser");
  g_assert_cmpuint (n_browsers, ==, 1);
  g_assert_cmpuint (n_links, ==, 0);
  click (dialog, "Copy _Link");
  g_assert_cmpuint (n_browsers, ==, 1);
  g_assert_cmpuint (n_links, ==, 1);
  end (dialog);
}

static const struct
{
  const char *signal;
  const char *key;
  const char *details;
  const char *says;
  gboolean can_retry;
} failures[] = {
  { "page-failed", "not-secure", "http://a.example", "“http://a.example”, which is not encrypted",
    FALSE },
  { "page-failed", "not-secure", NULL, "“?”, which is not encrypted", FALSE },
  { "page-failed", "download", NULL, "was not saved", FALSE },
  { "page-failed", "authentication", "<b>a.example", "“<b>a.example” asks for a password", FALSE },
  { "page-failed", "crashed", NULL, "stopped working. Try again", TRUE },
  { "page-failed", "unreachable", "%s %n", "cannot be reached. Check your network", TRUE },
  { "tls-failed", "a.example", NULL, "“a.example” cannot prove that it is who it says", FALSE },
  { "form-post-refused", NULL, NULL, "The answer came as a form", FALSE },
};

static gboolean
has_description (GtkWidget  *widget,
                 const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  return ADW_IS_STATUS_PAGE (widget) && gtk_widget_get_mapped (widget) &&
         strstr (adw_status_page_get_description (ADW_STATUS_PAGE (widget)), escaped) != NULL;
}

/* Each says what happened, what to do next, and leaves the ways on in reach. */
static void
test_sign_in_dialog_failures (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  CribSignInDialog *dialog;
  GtkWidget *view;

  if (!has_view ())
    return;

  dialog = show (server);
  view = get_view (dialog);

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_signal_emit_by_name (view, failures[i].signal, failures[i].key, failures[i].details);
      g_assert_nonnull (ui_find (GTK_WIDGET (dialog), has_description, failures[i].says));
      g_assert_cmpint (find_button (dialog, "_Try Again") != NULL, ==, failures[i].can_retry);
      g_assert_nonnull (ui_find (GTK_WIDGET (dialog), is_button, "_Open in Browser"));
      g_assert_true (ui_shows (GTK_WIDGET (dialog), "Sign In"));
    }

  end (dialog);
}

/* The page comes back by itself, and is the same attempt. */
static void
test_sign_in_dialog_retry (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  g_autofree char *origin = g_strdup (mock_server_get_uri (server));
  CribSignInDialog *dialog;
  GtkWidget *view;

  if (!has_view ())
    return;

  dialog = show (server);
  view = get_view (dialog);
  *strstr (origin, "/mcp") = '\0';
  mock_exchange_reply (mock_server_wait (server), 200, "text/html", "<h1>Sign in</h1>");
  ui_wait (ui_shows (GTK_WIDGET (dialog), origin));
  g_signal_emit_by_name (view, "page-failed", "crashed", NULL);
  ui_wait (!gtk_widget_get_mapped (view));
  g_assert_false (ui_shows (GTK_WIDGET (dialog), origin));

  g_signal_emit_by_name (find_button (dialog, "_Try Again"), "clicked");
  mock_exchange_reply (mock_server_wait (server), 200, "text/html", "<h1>Sign in</h1>");
  ui_wait (gtk_widget_get_mapped (view));
  g_assert_null (find_button (dialog, "_Try Again"));
  g_assert_true (ui_shows (GTK_WIDGET (dialog), origin));
  end (dialog);
}

/* A forged answer is told of, and the page stays. */
static void
test_sign_in_dialog_forged (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  const char *words = "An answer came that does not belong to this sign-in, and was ignored. If "
                      "nothing else happens, cancel and sign in again.";
  CribSignInDialog *dialog;
  MockExchange *exchange;
  guint n_answers = 0;

  if (!has_view ())
    return;

  dialog = show (server);
  g_signal_connect (dialog, "answered", G_CALLBACK (count_cb), &n_answers);
  g_assert_false (is_on_show (dialog, words));
  exchange = mock_server_wait (server);
  mock_exchange_add_header (exchange, "Location", REDIRECT_URI "?code=1&state=bad");
  mock_exchange_reply (exchange, 302, "text/html", "");
  ui_wait (is_on_show (dialog, words));
  g_assert_true (gtk_widget_get_mapped (get_view (dialog)));
  g_assert_cmpuint (n_answers, ==, 0);
  end (dialog);
}

/* What cannot succeed here is said above the page, and the way on is beside it; the next page is
 * another one. */
static void
test_sign_in_dialog_dead_end (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  guint n_browsers = 0;
  CribSignInDialog *dialog;
  GtkWidget *view;

  if (!has_view ())
    return;

  dialog = show (server);
  view = get_view (dialog);
  g_signal_connect (dialog, "browser-chosen", G_CALLBACK (count_cb), &n_browsers);
  g_assert_null (find_button (dialog, "_Open in Browser"));

  g_signal_emit_by_name (view, "dead-end", "security-key");
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "Security keys do not work in this window."));
  ui_wait (find_button (dialog, "_Open in Browser") != NULL);
  g_signal_emit_by_name (find_button (dialog, "_Open in Browser"), "clicked");
  g_assert_cmpuint (n_browsers, ==, 1);

  g_signal_emit_by_name (view, "page-shown");
  g_assert_null (find_button (dialog, "_Open in Browser"));
  g_signal_emit_by_name (view, "dead-end", "device");
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "Your organisation asks which computer this is. "
                                                "Only your browser may be able to show that."));
  g_signal_emit_by_name (view, "page-failed", "crashed", NULL);
  g_assert_null (find_button (dialog, "_Open in Browser"));
  end (dialog);
}

/* By a real page, from the engine to the bar. */
static void
test_sign_in_dialog_key_page (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  CribSignInDialog *dialog;

  if (!has_view ())
    return;

  dialog = show (server);
  mock_exchange_reply (mock_server_wait (server), 200, "text/html",
                       "<script>navigator.credentials.get ({ publicKey: {} })</script>");
  ui_wait (ui_shows (GTK_WIDGET (dialog), "Security keys do not work in this window."));
  end (dialog);
}

static void
test_sign_in_dialog_error_page (void)
{
  g_autoptr(MockServer) server = mock_server_new ();
  CribSignInDialog *dialog;
  GtkWidget *view;

  if (!has_view ())
    return;

  dialog = show (server);
  view = get_view (dialog);
  g_assert_null (crib_sign_in_dialog_get_error_text (dialog));
  ui_wait (find_button (dialog, "_Cancel") != NULL);

  g_signal_emit_by_name (view, "error-page", "AADSTS1: one");
  g_signal_emit_by_name (view, "error-page", "AADSTS2: two");
  g_assert_cmpstr (crib_sign_in_dialog_get_error_text (dialog), ==, "AADSTS2: two");
  g_assert_nonnull (find_button (dialog, "_Close"));

  /* The person went on: what was wrong is mended, or said anew. */
  g_signal_emit_by_name (view, "page-shown");
  g_assert_null (crib_sign_in_dialog_get_error_text (dialog));
  g_assert_nonnull (find_button (dialog, "_Cancel"));
  end (dialog);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  /* Where there is no GL, as on the display of the tests, the engine warns of that. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/sign-in-dialog/answer", test_sign_in_dialog_answer);
  g_test_add_func ("/sign-in-dialog/origin", test_sign_in_dialog_origin);
  g_test_add_func ("/sign-in-dialog/browser", test_sign_in_dialog_browser);

  g_test_add_func ("/sign-in-dialog/escape", test_sign_in_dialog_escape);
  g_test_add_func ("/sign-in-dialog/buttons", test_sign_in_dialog_buttons);
  g_test_add_func ("/sign-in-dialog/failures", test_sign_in_dialog_failures);
  g_test_add_func ("/sign-in-dialog/retry", test_sign_in_dialog_retry);
  g_test_add_func ("/sign-in-dialog/forged", test_sign_in_dialog_forged);
  g_test_add_func ("/sign-in-dialog/dead-end", test_sign_in_dialog_dead_end);
  g_test_add_func ("/sign-in-dialog/key-page", test_sign_in_dialog_key_page);
  g_test_add_func ("/sign-in-dialog/error-page", test_sign_in_dialog_error_page);

  return g_test_run ();
}
