/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-row.h"
#include "hyphens.h"
#include "pool-fixture.h"
#include "ui-fixture.h"

static OauthAccount *
create_account (const char *name,
                const char *username,
                const char *id,
                const char *tenant)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", id,
                       "name", name,
                       "username", username,
                       "tenant", tenant,
                       "client-id", "client",
                       "authority", "https://login.microsoftonline.com/common/v2.0",
                       "issuer", "https://login.microsoftonline.com/t/v2.0",
                       NULL);
}

static GtkWidget *
create_row (CribIdentity *identity,
            OauthAccount *account)
{
  g_autoptr(CribAccountSummary) summary = crib_account_summary_new (identity, account);
  GtkWidget *row = g_object_ref_sink (crib_account_row_new (summary));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);

  return row;
}

/* What a service or a person wrote is never markup, and what is not known has no line. */
static void
test_account_row_words (PoolFixture   *fixture,
                        gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (5000, 'x');
  g_autoptr(OauthAccount) ada = create_account ("<b>Ada", "ada@a.example", "u.t", "t");
  g_autoptr(OauthAccount) gus = create_account (NULL, "gus@b.example", "u.home", "t");
  g_autoptr(OauthAccount) nobody = create_account (NULL, NULL, "u.t", NULL);
  g_autoptr(OauthAccount) long_one = create_account (long_name, long_name, "u.t", "t");
  GtkWidget *row = create_row (fixture->sign_in.identity, ada);
  const char *title;

  g_assert_true (ui_shows (row, "<b>Ada"));
  g_assert_true (ui_shows (row, "ada@a.example"));
  g_assert_true (ui_shows (row, "a.example"));
  g_assert_true (ui_shows (row, "login.microsoftonline.com"));
  g_assert_true (ui_shows (row, "Renewed when it is needed"));
  g_assert_false (ui_shows (row, "Permissions"));
  g_assert_false (ui_shows (row, "Sign In Again"));
  g_assert_true (ui_shows (row, "Sign Out…"));
  g_assert_finalize_object (row);

  row = create_row (fixture->sign_in.identity, gus);
  g_assert_true (ui_shows (row, "gus@b.example"));
  g_assert_true (ui_shows (row, "t, as a guest"));
  g_assert_finalize_object (row);

  row = create_row (fixture->sign_in.identity, nobody);
  g_assert_true (ui_shows (row, "Unnamed Account"));
  g_assert_false (ui_shows (row, "Organisation"));
  g_assert_finalize_object (row);

  row = create_row (fixture->sign_in.identity, long_one);
  title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_assert_cmpuint (strlen (title), <, 200);
  g_assert_false (hyphens_appear (ui_find (row, ui_is_label, title), 90));
  g_assert_finalize_object (row);
}

static void
count_cb (GtkWidget *row,
          guint     *count)
{
  (*count)++;
}

static void
lens_cb (GtkWidget   *row,
         CribServer  *server,
         CribServer **wanted)
{
  *wanted = server;
}

static void
activate (GtkWidget  *row,
          const char *title)
{
  GtkWidget *label = ui_find (row, ui_is_label, title);

  g_assert_nonnull (label);
  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
}

/* It follows what is in memory and which servers there are. */
static void
test_account_row_follows (PoolFixture   *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  CribServer *wanted = NULL;
  guint n_again = 0;
  guint n_out = 0;
  GtkWidget *row;

  pool_fixture_enter (fixture);
  row = create_row (fixture->sign_in.identity, crib_connection_get_account (fixture->connection));
  g_assert_true (ui_shows (row, "mcp:tools"));
  g_assert_false (ui_shows (row, "Renewed when it is needed"));

  g_signal_connect (row, "sign-in-again", G_CALLBACK (count_cb), &n_again);
  g_signal_connect (row, "sign-out", G_CALLBACK (count_cb), &n_out);
  g_signal_connect (row, "lens-wanted", G_CALLBACK (lens_cb), &wanted);
  activate (row, "Sign In Again");
  activate (row, "Sign Out…");
  activate (row, crib_server_get_name (fixture->server));
  g_assert_cmpuint (n_again, ==, 1);
  g_assert_cmpuint (n_out, ==, 1);
  g_assert_true (wanted == fixture->server);

  crib_server_store_remove (fixture->store, fixture->server, &error);
  g_assert_no_error (error);
  g_assert_false (ui_shows (row, crib_server_get_name (fixture->server)));
  g_assert_false (ui_shows (row, "Sign In Again"));
  g_assert_finalize_object (row);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  if (!ui_init (&argc, &argv))
    return 0;

  sign_in_fixture_begin (argv);
  g_test_add ("/account-row/words", PoolFixture, NULL, pool_fixture_set_up,
              test_account_row_words, pool_fixture_tear_down);
  g_test_add ("/account-row/follows", PoolFixture, NULL, pool_fixture_set_up,
              test_account_row_follows, pool_fixture_tear_down);
  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
