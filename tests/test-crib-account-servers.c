/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-servers.h"

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *count)
{
  (*count)++;
}

static guint
count_items (CribAccountServers *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self));
}

/* Which servers use it follows each of them. */
static void
test_follows (void)
{
  g_autoptr(OauthAccount) account = g_object_new (OAUTH_TYPE_ACCOUNT, "id", "1", "client-id", "a",
                                                  "authority", "x", "issuer", "x", NULL);
  g_autoptr(GListStore) servers = g_list_store_new (CRIB_TYPE_SERVER);
  CribServer *first = crib_server_new ("One", "https://one.example/mcp");
  g_autoptr(CribServer) second = crib_server_new ("Two", "https://two.example/mcp");
  g_autoptr(CribServer) found = NULL;
  CribAccountServers *self;
  guint n_changes = 0;

  crib_server_set_account (first, "1");
  crib_server_set_client_id (first, "a");
  crib_server_set_client_id (second, "a");
  g_list_store_append (servers, first);
  self = crib_account_servers_new (account, G_LIST_MODEL (servers));
  g_signal_connect (self, "items-changed", G_CALLBACK (items_changed_cb), &n_changes);
  g_assert_true (g_type_is_a (g_list_model_get_item_type (G_LIST_MODEL (self)), CRIB_TYPE_SERVER));
  g_assert_cmpuint (count_items (self), ==, 1);

  g_list_store_append (servers, second);
  g_assert_cmpuint (n_changes, ==, 0);
  crib_server_set_account (second, "1");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (count_items (self), ==, 2);
  found = g_list_model_get_item (G_LIST_MODEL (self), 1);
  g_assert_true (found == second);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self), 2));

  crib_server_set_client_id (second, "b");
  g_assert_cmpuint (count_items (self), ==, 1);
  g_list_store_remove (servers, 0);
  g_assert_cmpuint (count_items (self), ==, 0);
  g_assert_finalize_object (first);
  g_assert_finalize_object (self);
}

static void
test_without (void)
{
  g_autoptr(OauthAccount) account = g_object_new (OAUTH_TYPE_ACCOUNT, "id", "1", NULL);
  CribAccountServers *self = crib_account_servers_new (account, NULL);

  g_assert_cmpuint (count_items (self), ==, 0);
  g_assert_finalize_object (self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/account-servers/follows", test_follows);
  g_test_add_func ("/crib/account-servers/without", test_without);

  return g_test_run ();
}
