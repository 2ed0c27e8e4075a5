/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-fixture.h"

void
vault_fixture_keep_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

void
vault_fixture_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

VaultSecret *
vault_fixture_lookup (gpointer   store,
                      VaultKey  *key,
                      VaultAsk   ask,
                      GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vault_store_lookup_async (store, key, ask, NULL, vault_fixture_keep_cb, &result);
  g_assert_null (result);
  vault_fixture_await (&result);

  return vault_store_lookup_finish (store, result, error);
}

gboolean
vault_fixture_store (gpointer     store,
                     VaultKey    *key,
                     const char  *text,
                     VaultAsk     ask,
                     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VaultSecret) secret = vault_secret_new (text, -1);

  vault_store_store_async (store, key, secret, ask, NULL, vault_fixture_keep_cb, &result);
  g_assert_null (result);
  vault_fixture_await (&result);

  return vault_store_store_finish (store, result, error);
}

gboolean
vault_fixture_clear (gpointer   store,
                     VaultKey  *key,
                     GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vault_store_clear_async (store, key, NULL, vault_fixture_keep_cb, &result);
  g_assert_null (result);
  vault_fixture_await (&result);

  return vault_store_clear_finish (store, result, error);
}

gboolean
vault_fixture_clear_all (gpointer   store,
                         GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vault_store_clear_all_async (store, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);

  return vault_store_clear_all_finish (store, result, error);
}

gboolean
vault_fixture_set_aside (gpointer   store,
                         VaultKey  *key,
                         GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vault_store_set_aside_async (store, key, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);

  return vault_store_set_aside_finish (store, result, error);
}

VaultState
vault_fixture_get_state (gpointer store)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VaultState state = -1;

  vault_store_get_state_async (store, NULL, vault_fixture_keep_cb, &result);
  g_assert_null (result);
  vault_fixture_await (&result);
  vault_store_get_state_finish (store, result, &state, &error);
  g_assert_no_error (error);

  return state;
}

void
vault_fixture_assert_holds (gpointer    store,
                            VaultKey   *key,
                            const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(VaultSecret) secret = NULL;

  secret = vault_fixture_lookup (store, key, VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);

  if (text == NULL)
    g_assert_null (secret);
  else
    {
      g_assert_nonnull (secret);
      g_assert_cmpstr (vault_secret_get_text (secret, NULL), ==, text);
    }
}
