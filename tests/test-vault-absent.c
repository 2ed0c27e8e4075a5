/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-fixture.h"
#include "vault-keyring.h"

#include <string.h>

/* Nobody there who keeps secrets: each in a process of its own, since a process has one bus. */

#define SECRET "0.AXEAr_t0k3n"

static void
assert_absent (void)
{
  VaultKeyring *keyring = vault_keyring_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example",
                                           "subject");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (vault_fixture_get_state (keyring), ==, VAULT_STATE_ABSENT);
  g_assert_null (vault_fixture_lookup (keyring, key, VAULT_ASK_NEVER, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
  g_clear_error (&error);
  g_assert_null (vault_fixture_lookup (keyring, key, VAULT_ASK_PERSON, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
  g_clear_error (&error);
  g_assert_false (vault_fixture_store (keyring, key, SECRET, VAULT_ASK_PERSON, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
  g_assert_null (strstr (error->message, "t0k3n"));
  g_clear_error (&error);
  g_assert_false (vault_fixture_clear (keyring, key, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);

  g_assert_finalize_object (keyring);
}

/* @data: how the bus is missing */
static void
test_absent_subprocess (gconstpointer data)
{
  const char *how = data;

  if (!g_test_subprocess ())
    return;

  if (g_str_equal (how, "dead-address"))
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all", TRUE);
  else if (g_str_equal (how, "bad-address"))
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "not an address", TRUE);
  else if (g_str_equal (how, "no-address"))
    {
      g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
      g_unsetenv ("DISPLAY");
      g_setenv ("XDG_RUNTIME_DIR", "/nowhere/at/all", TRUE);
    }
  else if (g_str_equal (how, "sandbox"))
    g_setenv ("SNAP_NAME", "toolcrib", TRUE);

  assert_absent ();
}

/* @data: the path of the subprocess */
static void
test_absent (gconstpointer data)
{
  g_test_trap_subprocess (data, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(how) \
  g_test_add_data_func ("/vault/absent/subprocess/" how, how, test_absent_subprocess); \
  g_test_add_data_func ("/vault/absent/" how, "/vault/absent/subprocess/" how, test_absent)

  ADD ("no-service");
  ADD ("dead-address");
  ADD ("bad-address");
  ADD ("no-address");
  ADD ("sandbox");

  return g_test_run ();
}
