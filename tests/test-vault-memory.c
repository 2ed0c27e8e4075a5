/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-fixture.h"
#include "vault-memory.h"

static void
test_memory_life (void)
{
  VaultMemory *memory = vault_memory_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", "s");
  g_autoptr(VaultKey) same = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", "s");
  g_autoptr(VaultKey) other = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", "t");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (vault_fixture_get_state (memory), ==, VAULT_STATE_READY);
  vault_fixture_assert_holds (memory, key, NULL);

  g_assert_true (vault_fixture_store (memory, key, "first", VAULT_ASK_NEVER, &error));
  vault_fixture_assert_holds (memory, same, "first");
  vault_fixture_assert_holds (memory, other, NULL);

  g_assert_true (vault_fixture_store (memory, same, "zweites – ü", VAULT_ASK_PERSON, &error));
  vault_fixture_assert_holds (memory, key, "zweites – ü");

  g_assert_true (vault_fixture_clear (memory, other, &error));
  vault_fixture_assert_holds (memory, key, "zweites – ü");
  g_assert_true (vault_fixture_clear (memory, key, &error));
  vault_fixture_assert_holds (memory, key, NULL);
  g_assert_true (vault_fixture_clear (memory, key, &error));
  g_assert_no_error (error);

  g_assert_finalize_object (memory);
}

static void
test_memory_holds_while_asked (void)
{
  VaultMemory *memory = vault_memory_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_CLIENT, "c", "a", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VaultSecret) secret = NULL;
  g_autoptr(GError) error = NULL;

  vault_fixture_store (memory, key, "kept", VAULT_ASK_NEVER, &error);
  vault_store_lookup_async (VAULT_STORE (memory), key, VAULT_ASK_NEVER, NULL,
                            vault_fixture_keep_cb, &result);
  vault_fixture_clear (memory, key, &error);
  g_assert_no_error (error);

  vault_fixture_await (&result);
  secret = vault_store_lookup_finish (VAULT_STORE (memory), result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vault_secret_get_text (secret, NULL), ==, "kept");

  g_clear_object (&result);
  g_assert_finalize_object (memory);
}

static void
test_memory_clear_all (void)
{
  VaultMemory *memory = vault_memory_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_CLIENT, "c", "a", NULL);
  g_autoptr(VaultKey) aside = vault_key_new_aside (key);
  g_autoptr(GError) error = NULL;

  g_assert_true (vault_fixture_store (memory, key, "kept", VAULT_ASK_NEVER, &error));
  g_assert_true (vault_fixture_set_aside (memory, key, &error));
  vault_fixture_assert_holds (memory, key, NULL);
  vault_fixture_assert_holds (memory, aside, "kept");
  g_assert_true (vault_fixture_clear_all (memory, &error));
  vault_fixture_assert_holds (memory, aside, NULL);
  g_assert_no_error (error);
  g_assert_finalize_object (memory);
}

static void
test_memory_cancelled (void)
{
  VaultMemory *memory = vault_memory_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", "s");
  g_autoptr(VaultSecret) secret = vault_secret_new ("never", -1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[4] = { NULL };
  GError *errors[4] = { NULL };
  VaultStore *store = VAULT_STORE (memory);

  g_cancellable_cancel (cancellable);
  vault_store_lookup_async (store, key, VAULT_ASK_NEVER, cancellable,
                            vault_fixture_keep_cb, &results[0]);
  vault_store_store_async (store, key, secret, VAULT_ASK_NEVER, cancellable,
                           vault_fixture_keep_cb, &results[1]);
  vault_store_clear_async (store, key, cancellable, vault_fixture_keep_cb, &results[2]);
  vault_store_get_state_async (store, cancellable, vault_fixture_keep_cb, &results[3]);

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    vault_fixture_await (&results[i]);

  g_assert_null (vault_store_lookup_finish (store, results[0], &errors[0]));
  g_assert_false (vault_store_store_finish (store, results[1], &errors[1]));
  g_assert_false (vault_store_clear_finish (store, results[2], &errors[2]));
  g_assert_false (vault_store_get_state_finish (store, results[3], NULL, &errors[3]));

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_error (errors[i], G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&errors[i]);
      g_clear_object (&results[i]);
    }

  vault_fixture_assert_holds (memory, key, NULL);
  g_assert_finalize_object (memory);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/memory/life", test_memory_life);
  g_test_add_func ("/vault/memory/holds-while-asked", test_memory_holds_while_asked);
  g_test_add_func ("/vault/memory/clear-all", test_memory_clear_all);
  g_test_add_func ("/vault/memory/cancelled", test_memory_cancelled);

  return g_test_run ();
}
