/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-key.h"

#define SUBJECT "9f4880d8-80ba-4c40-97bc-f7a23c703084.f645ad92-e38d-4d1a-b510-d1b09a74a8ca"
/* printf %s SUBJECT | sha256sum */
#define ACCOUNT "f6f134e2aeca33442e558ca1acff122b9dfce4318a167cf32ee54037d70b1750"

static void
test_key_fields (void)
{
  g_autoptr(VaultKey) key = NULL;

  key = vault_key_new (VAULT_KIND_CLIENT, "client", "login.example", SUBJECT);

  g_assert_cmpint (vault_key_get_kind (key), ==, VAULT_KIND_CLIENT);
  g_assert_cmpstr (vault_key_get_client_id (key), ==, "client");
  g_assert_cmpstr (vault_key_get_authority (key), ==, "login.example");
  g_assert_cmpstr (vault_key_get_account (key), ==, ACCOUNT);
}

static void
test_key_nothing_given (void)
{
  g_autoptr(VaultKey) none = vault_key_new (VAULT_KIND_API_KEY, NULL, NULL, NULL);
  g_autoptr(VaultKey) empty = vault_key_new (VAULT_KIND_API_KEY, "", "", "");

  g_assert_null (vault_key_get_client_id (none));
  g_assert_null (vault_key_get_authority (none));
  g_assert_null (vault_key_get_account (none));
  g_assert_true (vault_key_equal (none, empty));
  g_assert_cmpuint (vault_key_hash (none), ==, vault_key_hash (empty));
}

static void
test_key_equal (void)
{
  static const struct
  {
    VaultKind kind;
    const char *client_id;
    const char *authority;
    const char *subject;
  } others[] = {
    { VAULT_KIND_CLIENT, "c", "a", "s" },
    { VAULT_KIND_ACCOUNT, "C", "a", "s" },
    { VAULT_KIND_ACCOUNT, "c", "b", "s" },
    { VAULT_KIND_ACCOUNT, "c", "a", "S" },
    { VAULT_KIND_ACCOUNT, NULL, "a", "s" },
    { VAULT_KIND_ACCOUNT, "c", NULL, "s" },
    { VAULT_KIND_ACCOUNT, "c", "a", NULL },
    { VAULT_KIND_ACCOUNT, "a", "c", "s" },
  };
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", "s");
  g_autoptr(VaultKey) same = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", "s");

  g_assert_true (vault_key_equal (key, key));
  g_assert_true (vault_key_equal (key, same));
  g_assert_cmpuint (vault_key_hash (key), ==, vault_key_hash (same));

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(VaultKey) other = vault_key_new (others[i].kind, others[i].client_id,
                                                 others[i].authority, others[i].subject);

      g_assert_false (vault_key_equal (key, other));
      g_assert_false (vault_key_equal (other, key));
      g_assert_cmpuint (vault_key_hash (key), !=, vault_key_hash (other));
    }
}

static void
test_key_boxed (void)
{
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", "s");
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, VAULT_TYPE_KEY);
  g_value_set_boxed (&value, key);
  g_assert_true (g_value_get_boxed (&value) == key);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vault/key/fields", test_key_fields);
  g_test_add_func ("/vault/key/nothing-given", test_key_nothing_given);
  g_test_add_func ("/vault/key/equal", test_key_equal);
  g_test_add_func ("/vault/key/boxed", test_key_boxed);

  return g_test_run ();
}
