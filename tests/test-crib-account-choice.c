/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-choice.h"

#include "pool-fixture.h"
#include "ui-fixture.h"

#define ISSUER "https://login.example/t"

static void
add (CribAccountStore *accounts,
     const char       *id,
     const char       *username,
     const char       *client_id)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  account = g_object_new (OAUTH_TYPE_ACCOUNT,
                          "id", id,
                          "username", username,
                          "client-id", client_id,
                          "authority", ISSUER,
                          "issuer", ISSUER,
                          NULL);
  crib_account_store_add (accounts, account, &error);
  g_assert_no_error (error);
}

/* Those of the server's client ID, and only where there is a choice. */
static void
test_account_choice_offers (void)
{
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/");
  CribAccountChoice *row = g_object_ref_sink (g_object_new (CRIB_TYPE_ACCOUNT_CHOICE, NULL));
  GListModel *names;

  g_assert_null (crib_account_choice_get_chosen (row));
  crib_server_set_client_id (server, "ours");
  crib_server_set_account (server, "2");
  add (accounts, "1", "<b>ada", "ours");
  add (accounts, "9", "else", "theirs");
  crib_account_choice_set_accounts (row, accounts, server);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
  g_assert_null (crib_account_choice_get_chosen (row));

  add (accounts, "2", "tom", "ours");
  crib_account_choice_set_accounts (row, accounts, server);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  names = adw_combo_row_get_model (ADW_COMBO_ROW (row));
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, 2);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (names), 0), ==, "<b>ada");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  g_assert_null (crib_account_choice_get_chosen (row));

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_cmpstr (crib_account_choice_get_chosen (row), ==, "1");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_null (crib_account_choice_get_chosen (row));
  g_assert_finalize_object (row);
}

/* Tom came, Ada is chosen again: the server is hers at once, in a session of her own. */
static void
test_account_choice_switches (PoolFixture   *fixture,
                              gconstpointer  data)
{
  CribAccountStore *accounts = crib_identity_get_accounts (fixture->sign_in.identity);
  CribAccountChoice *row = g_object_ref_sink (g_object_new (CRIB_TYPE_ACCOUNT_CHOICE, NULL));
  g_autoptr(CribServer) edited = NULL;
  g_autoptr(GError) error = NULL;
  guint n_prompts;

  pool_fixture_enter (fixture);
  pool_fixture_seat_tom (fixture);
  sign_in_fixture_sign_in (fixture->connection, CRIB_SIGN_IN_OTHER_ACCOUNT, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_username (crib_connection_get_account (fixture->connection)),
                   ==, "tom@contoso.example");
  n_prompts = fixture->sign_in.person->prompts->len;

  crib_account_choice_set_accounts (row, accounts, fixture->server);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row),
                              1 - adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
  edited = sign_in_fixture_dup_server (&fixture->sign_in, NULL);
  crib_server_set_account (edited, crib_account_choice_get_chosen (row));
  crib_server_store_edit (fixture->store, fixture->server, edited, &error);
  g_assert_no_error (error);

  ui_wait (crib_connection_get_state (fixture->connection) == CRIB_CONNECTION_CONNECTED &&
           crib_connection_get_account (fixture->connection) != NULL &&
           g_str_equal (oauth_account_get_username (
                          crib_connection_get_account (fixture->connection)),
                        "ada@contoso.example"));
  g_assert_cmpuint (fixture->sign_in.person->prompts->len, ==, n_prompts);
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
  g_test_add_func ("/account-choice/offers", test_account_choice_offers);
  g_test_add ("/account-choice/switches", PoolFixture, NULL, pool_fixture_set_up,
              test_account_choice_switches, pool_fixture_tear_down);
  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
