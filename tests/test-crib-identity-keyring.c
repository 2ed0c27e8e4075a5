/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity.h"

#include "vault-error.h"
#include "vault-fixture.h"
#include "vault-keyring.h"

#include <glib/gstdio.h>

/* The keyring is the file of a sandbox, in a folder of the test's own. */
typedef struct
{
  char *folder;
  char *path;
  CribIdentity *identity;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(VaultKeyring) vault = vault_keyring_new ();

  fixture->folder = g_dir_make_tmp ("toolcrib-keyring-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "default.keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", fixture->path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password", TRUE);
  fixture->identity = crib_identity_new (trust, accounts, VAULT_STORE (vault));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }

  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_assert_finalize_object (fixture->identity);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
test (Fixture  *fixture,
      GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_identity_test_keyring_async (fixture->identity, VAULT_ASK_NEVER, NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return crib_identity_test_keyring_finish (fixture->identity, result, error);
}

static char *
move_aside (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char *path;

  crib_identity_move_keyring_aside_async (fixture->identity, NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  path = crib_identity_move_keyring_aside_finish (fixture->identity, result, &error);
  g_assert_no_error (error);

  return path;
}

/* It says what is wrong, and is right again once the file was moved. */
static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  g_assert_true (test (fixture, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (fixture->path, "damaged", -1, NULL));
  g_assert_false (test (fixture, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_FILE);
  g_clear_error (&error);

  path = move_aside (fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_true (test (fixture, &error));
  g_assert_no_error (error);
}

/* As in a Flatpak whose portal gives out another secret now: new things could be kept, but nobody
 * comes to what was kept before. */
static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VaultKeyring) vault = vault_keyring_new ();
  VaultKey *key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", "subject");
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  vault_fixture_store (vault, key, "a refresh token", VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);
  vault_key_unref (key);

  g_setenv ("SECRET_FILE_TEST_PASSWORD", "another password", TRUE);
  g_assert_finalize_object (g_steal_pointer (&vault));
  g_assert_false (test (fixture, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_FILE);
  g_clear_error (&error);

  path = move_aside (fixture);
  g_assert_nonnull (path);
  g_assert_true (test (fixture, &error));
  g_assert_no_error (error);
}

static void
save_failed_cb (CribIdentity *identity,
                const GError *error,
                guint        *count)
{
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_FILE);
  (*count)++;
}

static void
changed_cb (GSettings  *settings,
            const char *key,
            gboolean   *is_changed)
{
  *is_changed = TRUE;
}

/* Once per version; what went wrong is told, and tried again. */
static void
test_once (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GSettings) settings = g_settings_new ("io.github.toolcrib.Toolcrib");
  g_autoptr(CribTrust) trust = crib_trust_new (settings);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(VaultKeyring) vault = vault_keyring_new ();
  CribIdentity *identity = crib_identity_new (trust, accounts, VAULT_STORE (vault));
  g_autofree char *version = NULL;
  gboolean is_changed = FALSE;
  guint n_failures = 0;

  g_signal_connect (identity, "save-failed", G_CALLBACK (save_failed_cb), &n_failures);
  g_signal_connect (settings, "changed::keyring-tested", G_CALLBACK (changed_cb), &is_changed);
  g_assert_true (g_file_set_contents (fixture->path, "damaged", -1, NULL));
  crib_identity_test_keyring_once (identity);
  while (n_failures == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_changed);

  g_unlink (fixture->path);
  crib_identity_test_keyring_once (identity);
  while (!is_changed)
    g_main_context_iteration (NULL, TRUE);
  version = g_settings_get_string (settings, "keyring-tested");
  g_assert_cmpstr (version, ==, PACKAGE_VERSION);

  /* It would fail now, were it asked. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (g_file_set_contents (fixture->path, "damaged", -1, NULL));
  crib_identity_test_keyring_once (identity);
  g_assert_finalize_object (identity);
  g_assert_cmpuint (n_failures, ==, 1);
}

static void
test_memory (void)
{
  Fixture fixture = { .identity = crib_identity_new_in_memory () };

  g_assert_true (test (&fixture, NULL));
  g_assert_null (move_aside (&fixture));
  g_assert_finalize_object (fixture.identity);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add ("/crib/identity-keyring/file", Fixture, NULL, set_up, test_file, tear_down);
  g_test_add ("/crib/identity-keyring/password", Fixture, NULL, set_up, test_password, tear_down);
  g_test_add ("/crib/identity-keyring/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add_func ("/crib/identity-keyring/memory", test_memory);

  return g_test_run ();
}
