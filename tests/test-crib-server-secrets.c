/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-secrets.h"

#include "fake-vault.h"
#include "vault-error.h"

#define PLACE "https://orders.example/mcp"

typedef struct
{
  FakeVault *vault;
  CribServer *server;
  GListStore *others;
} Fixture;

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static CribServer *
new_server (void)
{
  CribServer *server = crib_server_new ("Orders", PLACE);

  crib_server_set_secret_header (server, "X-Api-Key", "lot-1");
  crib_server_set_header (server, "X-Plain", "no secret");
  crib_server_set_client_id (server, "client-1");
  crib_server_set_client_issuer (server, "https://id.example");
  crib_server_set_has_client_secret (server, TRUE);
  crib_server_set_registered (server, "client-2", "https://other.example");

  return server;
}

static void
keep (Fixture  *self,
      VaultKey *key)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("secret", -1);
  g_autoptr(GAsyncResult) result = NULL;

  vault_store_store_async (VAULT_STORE (self->vault), key, secret, VAULT_ASK_NEVER, NULL, ready_cb,
                           &result);
  await (&result);
  g_assert_true (vault_store_store_finish (VAULT_STORE (self->vault), result, NULL));
}

static gboolean
is_kept (Fixture  *self,
         VaultKey *key)
{
  g_autoptr(VaultSecret) secret = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  vault_store_lookup_async (VAULT_STORE (self->vault), key, VAULT_ASK_NEVER, NULL, ready_cb,
                            &result);
  await (&result);
  secret = vault_store_lookup_finish (VAULT_STORE (self->vault), result, NULL);

  return secret != NULL;
}

static guint
count_kept (Fixture   *self,
            GPtrArray *keys)
{
  guint count = 0;

  for (guint i = 0; i < keys->len; i++)
    count += is_kept (self, g_ptr_array_index (keys, i));

  return count;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GPtrArray) keys = NULL;

  self->vault = fake_vault_new ();
  self->server = new_server ();
  self->others = g_list_store_new (CRIB_TYPE_SERVER);
  keys = crib_server_secrets_dup_keys (self->server);
  g_assert_cmpuint (keys->len, ==, 3);

  for (guint i = 0; i < keys->len; i++)
    keep (self, g_ptr_array_index (keys, i));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->others);
  g_assert_finalize_object (self->server);
  g_assert_finalize_object (self->vault);
}

static gboolean
clear (Fixture    *self,
       GPtrArray  *keys,
       GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_server_secrets_clear_async (VAULT_STORE (self->vault), keys, G_LIST_MODEL (self->others),
                                   NULL, ready_cb, &result);
  await (&result);

  return crib_server_secrets_clear_finish (VAULT_STORE (self->vault), result, error);
}

static void
test_removed (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (self->server);

  g_assert_cmpuint (count_kept (self, keys), ==, 3);
  g_assert_true (clear (self, keys, NULL));
  g_assert_cmpuint (count_kept (self, keys), ==, 0);
}

/* Another server of the same client goes on; secrets of header fields are of one origin. */
static void
test_shared (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (self->server);
  g_autoptr(CribServer) other = new_server ();

  crib_server_set_uri (other, "https://elsewhere.example/mcp");
  crib_server_set_client_issuer (other, "https://id.example");
  g_list_store_append (self->others, other);
  g_assert_true (clear (self, keys, NULL));
  g_assert_cmpuint (count_kept (self, keys), ==, 2);
  g_assert_false (is_kept (self, g_ptr_array_index (keys, 0)));
  g_list_store_remove_all (self->others);
}

/* What belonged to the client id of before, and to a field that is another one now. */
static void
test_changed (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (self->server);
  g_autoptr(GPtrArray) after = NULL;

  g_list_store_append (self->others, self->server);
  crib_server_set_client_id (self->server, "client-3");
  g_assert_true (clear (self, keys, NULL));
  g_assert_cmpuint (count_kept (self, keys), ==, 1);

  after = crib_server_secrets_dup_keys (self->server);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_true (is_kept (self, g_ptr_array_index (after, 0)));
  g_list_store_remove_all (self->others);
}

/* Nothing to clear, nothing to unlock. */
static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(CribServer) plain = crib_server_new ("Plain", PLACE);
  g_autoptr(GPtrArray) none = crib_server_secrets_dup_keys (plain);
  g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (self->server);

  self->vault->state = VAULT_STATE_LOCKED;
  g_assert_true (clear (self, none, NULL));
  g_list_store_append (self->others, self->server);
  g_assert_true (clear (self, keys, NULL));
  g_assert_cmpuint (self->vault->n_clears, ==, 0);
  g_list_store_remove_all (self->others);
}

static void
test_locked (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (self->server);
  g_autoptr(GError) error = NULL;

  self->vault->state = VAULT_STATE_LOCKED;
  g_assert_false (clear (self, keys, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  g_assert_cmpuint (self->vault->n_clears, ==, 3);
  self->vault->state = VAULT_STATE_READY;
  g_assert_cmpuint (count_kept (self, keys), ==, 3);
}

#define ADD(path, function) \
  g_test_add ("/crib/server-secrets/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("removed", test_removed);
  ADD ("shared", test_shared);
  ADD ("changed", test_changed);
  ADD ("nothing", test_nothing);
  ADD ("locked", test_locked);

  return g_test_run ();
}
