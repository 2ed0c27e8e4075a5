/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-row-note.h"
#include "crib-server-missing.h"
#include "lookup-fixture.h"

#include <string.h>

/* CribServerMissing: the client ID, or trust; CribRowNote below it says what is wrong. */

#define GUID "1b7c3f52-9d0e-4f6a-8a51-0c2d6e4f7a90"

typedef struct
{
  GtkWidget *window;
  CribServerMissing *missing;
  GtkWidget *entry;
  guint n_changed;
  guint n_trusted;
} Missing;

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
open_missing (Missing       *missing,
              LookupFixture *fixture,
              gboolean       client_id_known)
{
  missing->n_changed = 0;
  missing->n_trusted = 0;
  missing->missing = g_object_new (CRIB_TYPE_SERVER_MISSING, NULL);
  missing->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (missing->window), GTK_WIDGET (missing->missing));
  missing->entry = window_fixture_find (missing->window, ADW_TYPE_ENTRY_ROW);
  g_signal_connect_swapped (missing->missing, "changed", G_CALLBACK (count_cb),
                            &missing->n_changed);
  g_signal_connect_swapped (missing->missing, "trusted", G_CALLBACK (count_cb),
                            &missing->n_trusted);
  crib_server_missing_show (missing->missing, fixture->lookup, fixture->sign_in.identity,
                            client_id_known);
  gtk_window_present (GTK_WINDOW (missing->window));
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ACTION_ROW (widget) && gtk_widget_get_visible (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);

  return found;
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_assert_nonnull (*text);
}

static char *
copy (Missing *missing)
{
  GtkWidget *row = find_row (missing->window, "Copy _Message for Your Administrator");
  char *text = NULL;

  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (row), NULL, text_cb, &text);
  window_fixture_wait (text != NULL);

  return text;
}

static AdwMessageDialog *
find_question (void)
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

static void
test_missing_client_id (LookupFixture *fixture,
                        gconstpointer  data)
{
  g_autofree char *message = NULL;
  g_autofree char *typed = NULL;
  Missing missing;

  lookup_fixture_look (fixture);
  open_missing (&missing, fixture, FALSE);
  g_assert_true (crib_server_missing_wants_id (missing.missing));
  g_assert_true (window_fixture_shows (missing.window, "One Thing Is Missing"));
  g_assert_null (find_row (missing.window, "_Trust This Service…"));
  g_assert_false (crib_server_missing_check (missing.missing));
  g_assert_null (crib_server_missing_dup_client_id (missing.missing));

  /* Nothing typed is not wrong yet. */
  g_assert_false (gtk_widget_has_css_class (missing.entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (missing.entry), "  orders ");
  g_assert_cmpuint (missing.n_changed, ==, 1);
  g_assert_false (gtk_widget_has_css_class (missing.entry, "error"));
  g_assert_false (crib_server_missing_check (missing.missing));
  g_assert_true (gtk_widget_has_css_class (missing.entry, "error"));
  g_assert_true (gtk_widget_get_visible (window_fixture_find (missing.window, CRIB_TYPE_ROW_NOTE)));

  gtk_editable_set_text (GTK_EDITABLE (missing.entry), " " GUID "\t");
  g_assert_false (gtk_widget_has_css_class (missing.entry, "error"));
  g_assert_true (crib_server_missing_check (missing.missing));
  typed = crib_server_missing_dup_client_id (missing.missing);
  g_assert_cmpstr (typed, ==, GUID);

  message = copy (&missing);
  g_assert_nonnull (strstr (message, lookup_fixture_get_address (fixture, "protected")));
  window_fixture_destroy (missing.window);
}

static void
test_missing_nothing (LookupFixture *fixture,
                      gconstpointer  data)
{
  Missing missing;

  lookup_fixture_look (fixture);
  open_missing (&missing, fixture, TRUE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (missing.missing)));
  g_assert_false (crib_server_missing_wants_id (missing.missing));
  g_assert_true (crib_server_missing_check (missing.missing));

  crib_server_lookup_set_address (fixture->lookup, "");
  crib_server_missing_show (missing.missing, fixture->lookup, fixture->sign_in.identity, FALSE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (missing.missing)));
  window_fixture_destroy (missing.window);
}

static void
answer (Missing    *missing,
        const char *response)
{
  GtkWidget *row = find_row (missing->window, "_Trust This Service…");

  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  window_fixture_wait (find_question () != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (find_question ()), ==,
                   "Trust login.example.net?");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_question ()), GENERIC_ISSUER));
  adw_message_dialog_response (find_question (), response);
  gtk_window_destroy (GTK_WINDOW (find_question ()));
}

static void
test_missing_trust (LookupFixture *fixture,
                    gconstpointer  data)
{
  CribTrust *trust = fixture->sign_in.trust;
  g_autofree char *message = NULL;
  Missing missing;

  lookup_fixture_name_authority (fixture, GENERIC_ISSUER);
  lookup_fixture_look (fixture);
  open_missing (&missing, fixture, FALSE);
  g_assert_false (crib_server_missing_wants_id (missing.missing));
  g_assert_true (crib_server_missing_check (missing.missing));

  answer (&missing, "cancel");
  g_assert_null (crib_trust_find (trust, GENERIC_ISSUER));
  g_assert_cmpuint (missing.n_trusted, ==, 0);

  message = copy (&missing);
  g_assert_nonnull (strstr (message, "login.example.net"));

  answer (&missing, "trust");
  g_assert_nonnull (crib_trust_find (trust, GENERIC_ISSUER));
  g_assert_cmpint (oauth_trust_get_kind (crib_trust_find (trust, GENERIC_ISSUER)), ==,
                   OAUTH_KIND_GENERIC);
  g_assert_cmpuint (missing.n_trusted, ==, 1);
  window_fixture_destroy (missing.window);
}

/* Nobody can trust what others can listen in on. */
static void
test_missing_unsafe (LookupFixture *fixture,
                     gconstpointer  data)
{
  Missing missing;

  lookup_fixture_name_authority (fixture, "http://127.0.0.1:1/people");
  lookup_fixture_look (fixture);
  g_assert_cmpint (crib_server_lookup_get_finding (fixture->lookup), ==,
                   CRIB_SERVER_FINDING_UNTRUSTED);
  open_missing (&missing, fixture, FALSE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (missing.missing)));
  g_assert_null (find_row (missing.window, "_Trust This Service…"));
  g_assert_nonnull (find_row (missing.window, "Copy _Message for Your Administrator"));
  window_fixture_destroy (missing.window);
}

int
main (int   argc,
      char *argv[])
{
  if (!lookup_fixture_begin (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, LookupFixture, NULL, lookup_fixture_set_up, function, \
              lookup_fixture_tear_down)

  ADD ("/server-missing/client-id", test_missing_client_id);
  ADD ("/server-missing/nothing", test_missing_nothing);
  ADD ("/server-missing/trust", test_missing_trust);
  ADD ("/server-missing/unsafe", test_missing_unsafe);

  return lookup_fixture_run ();
}
