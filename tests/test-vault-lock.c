/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keyring-fixture.h"
#include "vault-fixture.h"
#include "vault-lock.h"

typedef struct
{
  KeyringFixture *daemon;
  VaultLock *lock;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->daemon = keyring_fixture_new ();
  keyring_fixture_start (fixture->daemon, data);
  fixture->lock = vault_lock_new ();
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->lock);
  keyring_fixture_free (fixture->daemon);
}

static SecretCollection *
read_lock (Fixture  *fixture,
           GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  SecretCollection *collection;
  gboolean is_there;

  vault_lock_read_async (fixture->lock, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  is_there = vault_lock_read_finish (fixture->lock, result, &collection, error);
  g_assert_cmpint (is_there, ==, error == NULL || *error == NULL);

  return collection;
}

static void
test_lock_read (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(SecretCollection) open = NULL;
  g_autoptr(SecretCollection) closed = NULL;
  g_autoptr(GError) error = NULL;

  open = read_lock (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (secret_collection_get_locked (open));

  keyring_fixture_lock (fixture->daemon);
  closed = read_lock (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (secret_collection_get_locked (closed));

  keyring_fixture_stop (fixture->daemon);
  g_assert_null (read_lock (fixture, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
}

static void
test_lock_no_keyring_yet (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (read_lock (fixture, &error));
  g_assert_no_error (error);

  /* Nobody can be asked for a password here. */
  vault_lock_open_async (fixture->lock, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_assert_false (vault_lock_open_finish (fixture->lock, result, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
}

static void
test_lock_open_already (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(SecretCollection) collection = read_lock (fixture, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GList objects = { collection, NULL, NULL };

  vault_lock_open_async (fixture->lock, &objects, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_assert_true (vault_lock_open_finish (fixture->lock, result, &error));
  g_assert_no_error (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, password, test) \
  g_test_add ("/vault/lock/" name, Fixture, password, fixture_set_up, test, fixture_tear_down)

  ADD ("read", KEYRING_PASSWORD, test_lock_read);
  ADD ("no-keyring-yet", "", test_lock_no_keyring_yet);
  ADD ("open-already", KEYRING_PASSWORD, test_lock_open_already);

  return g_test_run ();
}
