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
test_sign_in_dialog_browser (void)
{
  CribSignInDialog *dialog = crib_sign_in_dialog_new (NULL);
  guint n_links = 0;
  guint n_cancelled = 0;
  GtkWidget *link;

  g_signal_connect (dialog, "link-chosen", G_CALLBACK (count_cb), &n_links);
  g_signal_connect (dialog, "cancelled", G_CALLBACK (count_cb), &n_cancelled);
  crib_sign_in_dialog_show_browser (dialog, "More is needed.", "Contoso");
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "More is needed."));
  g_assert_null (ui_find (GTK_WIDGET (dialog), is_button, "_Open in Browser"));

  link = ui_find (GTK_WIDGET (dialog), is_button, "Copy _Link");
  g_assert_nonnull (link);
  g_signal_emit_by_name (gtk_widget_get_ancestor (link, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (n_links, ==, 1);

  g_object_ref (dialog);
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
  g_assert_cmpuint (n_cancelled, ==, 1);
  g_assert_finalize_object (dialog);
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

  return g_test_run ();
}
