/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keyring-fixture.h"
#include "vault-fixture.h"
#include "vault-keyring.h"

#include <string.h>

#define SUBJECT "uid-of-a-person.tenant-of-a-person"
#define SECRET "0.AXEAr_t0k3n-“ünïcode”"

typedef struct
{
  KeyringFixture *daemon;
  VaultKeyring *keyring;
  VaultKey *key;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->daemon = keyring_fixture_new ();
  keyring_fixture_start (fixture->daemon, KEYRING_PASSWORD);
  fixture->keyring = vault_keyring_new ();
  fixture->key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", SUBJECT);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->keyring);
  vault_key_unref (fixture->key);
  keyring_fixture_free (fixture->daemon);
}

static void
store (Fixture    *fixture,
       const char *text)
{
  g_autoptr(GError) error = NULL;

  vault_fixture_store (fixture->keyring, fixture->key, text, VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);
}

static void
restart (Fixture    *fixture,
         const char *password)
{
  keyring_fixture_stop (fixture->daemon);
  keyring_fixture_start (fixture->daemon, password);
}

static guint
count_items (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = keyring_fixture_list_items (fixture->daemon);

  return items->len;
}

static void
test_keyring_life (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VaultKey) other = vault_key_new (VAULT_KIND_CLIENT, "client-1", "login.example", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_READY);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);

  store (fixture, SECRET);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
  vault_fixture_assert_holds (fixture->keyring, other, NULL);
  store (fixture, "replaced");
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "replaced");
  g_assert_cmpuint (count_items (fixture), ==, 1);

  vault_fixture_store (fixture->keyring, other, "other", VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture), ==, 2);

  g_assert_true (vault_fixture_clear (fixture->keyring, fixture->key, &error));
  g_assert_no_error (error);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  vault_fixture_assert_holds (fixture->keyring, other, "other");
  g_assert_true (vault_fixture_clear (fixture->keyring, fixture->key, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture), ==, 1);
}

static void
test_keyring_missing_parts_match_nothing_else (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr(VaultKey) bare = vault_key_new (VAULT_KIND_ACCOUNT, NULL, NULL, NULL);
  g_autoptr(VaultKey) half = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", NULL);
  g_autoptr(GError) error = NULL;

  store (fixture, SECRET);
  vault_fixture_assert_holds (fixture->keyring, bare, NULL);
  vault_fixture_assert_holds (fixture->keyring, half, NULL);
  g_assert_true (vault_fixture_clear (fixture->keyring, half, &error));
  g_assert_no_error (error);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

static void
test_keyring_contents (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *large = g_strnfill (20 * 1024, 'x');
  g_autoptr(VaultSecret) binary = vault_secret_new ("a\0b", 3);
  g_autoptr(VaultSecret) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  store (fixture, large);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, large);
  store (fixture, "");
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "");

  vault_store_store_async (VAULT_STORE (fixture->keyring), fixture->key, binary, VAULT_ASK_NEVER,
                           NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_assert_true (vault_store_store_finish (VAULT_STORE (fixture->keyring), result, &error));
  found = vault_fixture_lookup (fixture->keyring, fixture->key, VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);
  g_assert_true (vault_secret_equal (found, binary));
}

/* What can be read without a password: exactly what ruling 10 says. */
static void
test_keyring_attributes (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GVariant) attributes = NULL;
  g_autoptr(GVariant) label = NULL;
  g_autofree char *printed = NULL;
  const char *value;

  store (fixture, SECRET);
  items = keyring_fixture_list_items (fixture->daemon);
  g_assert_cmpuint (items->len, ==, 1);
  attributes = keyring_fixture_read_item (fixture->daemon, items->pdata[0], "Attributes");
  label = keyring_fixture_read_item (fixture->daemon, items->pdata[0], "Label");
  printed = g_variant_print (attributes, FALSE);

  g_assert_cmpstr (g_variant_get_string (label, NULL), ==, "Toolcrib – work account sign-in");
  g_assert_null (strstr (printed, SUBJECT));
  g_assert_null (strstr (printed, "uid-of"));
  g_assert_null (strstr (printed, "t0k3n"));
  g_assert_cmpuint (g_variant_n_children (attributes), ==, 6);

  g_assert_true (g_variant_lookup (attributes, "xdg:schema", "&s", &value));
  g_assert_cmpstr (value, ==, "io.github.toolcrib.Toolcrib.Account");
  g_assert_true (g_variant_lookup (attributes, "v", "&s", &value));
  g_assert_cmpstr (value, ==, "1");
  g_assert_true (g_variant_lookup (attributes, "kind", "&s", &value));
  g_assert_cmpstr (value, ==, "account");
  g_assert_true (g_variant_lookup (attributes, "client_id", "&s", &value));
  g_assert_cmpstr (value, ==, "client-1");
  g_assert_true (g_variant_lookup (attributes, "authority", "&s", &value));
  g_assert_cmpstr (value, ==, "login.example");
  g_assert_true (g_variant_lookup (attributes, "account", "&s", &value));
  g_assert_cmpstr (value, ==, vault_key_get_account (fixture->key));
}

static void
test_keyring_outlives_daemon (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  store (fixture, SECRET);
  restart (fixture, KEYRING_PASSWORD);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);

  keyring_fixture_stop (fixture->daemon);
  g_assert_null (vault_fixture_lookup (fixture->keyring, fixture->key, VAULT_ASK_PERSON, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_ABSENT);

  keyring_fixture_start (fixture->daemon, KEYRING_PASSWORD);
  store (fixture, "again");
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "again");
}

/* Nothing can be read, written or removed; with nobody to ask, that is the answer too. */
static void
assert_closed (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_LOCKED);

  g_assert_null (vault_fixture_lookup (fixture->keyring, fixture->key, VAULT_ASK_NEVER, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (vault_fixture_store (fixture->keyring, fixture->key, "new", VAULT_ASK_NEVER,
                                       &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (keyring_fixture_n_questions (fixture->daemon), ==, 0);

  /* There is no display here, so the daemon's question ends at once. */
  g_assert_null (vault_fixture_lookup (fixture->keyring, fixture->key, VAULT_ASK_PERSON, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  g_clear_error (&error);
  g_assert_false (vault_fixture_store (fixture->keyring, fixture->key, "new", VAULT_ASK_PERSON,
                                       &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  g_clear_error (&error);
  g_assert_false (vault_fixture_clear (fixture->keyring, fixture->key, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
}

static void
test_keyring_locked_before (Fixture       *fixture,
                            gconstpointer  data)
{
  store (fixture, SECRET);
  restart (fixture, "wrong");
  assert_closed (fixture);

  restart (fixture, KEYRING_PASSWORD);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

static void
test_keyring_locked_during (Fixture       *fixture,
                            gconstpointer  data)
{
  store (fixture, SECRET);
  keyring_fixture_lock (fixture->daemon);
  assert_closed (fixture);
  g_assert_true (keyring_fixture_is_locked (fixture->daemon));

  restart (fixture, KEYRING_PASSWORD);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

static void
test_keyring_duplicates (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GVariant) attributes = NULL;

  store (fixture, "oldest");
  items = keyring_fixture_list_items (fixture->daemon);
  attributes = keyring_fixture_read_item (fixture->daemon, items->pdata[0], "Attributes");

  keyring_fixture_new_second ();
  keyring_fixture_create_item (fixture->daemon, attributes, "older");
  keyring_fixture_new_second ();
  keyring_fixture_create_item (fixture->daemon, attributes, "newest");
  g_assert_cmpuint (count_items (fixture), ==, 3);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "newest");
  g_assert_cmpuint (count_items (fixture), ==, 3);

  store (fixture, "written");
  g_assert_cmpuint (count_items (fixture), ==, 1);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "written");
}

static void
test_keyring_duplicates_cleared (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GVariant) attributes = NULL;
  g_autoptr(GError) error = NULL;

  store (fixture, "first");
  items = keyring_fixture_list_items (fixture->daemon);
  attributes = keyring_fixture_read_item (fixture->daemon, items->pdata[0], "Attributes");
  keyring_fixture_create_item (fixture->daemon, attributes, "second");

  g_assert_true (vault_fixture_clear (fixture->keyring, fixture->key, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture), ==, 0);
}

/* gnome-keyring puts a damaged file aside and begins a new one: what was in it is missing,
 * and can be written again. */
static void
test_keyring_file_damaged (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *path = keyring_fixture_get_path (fixture->daemon);
  g_autoptr(GError) error = NULL;

  store (fixture, SECRET);
  keyring_fixture_stop (fixture->daemon);
  g_file_set_contents (path, "not a keyring", -1, &error);
  g_assert_no_error (error);
  keyring_fixture_start (fixture->daemon, KEYRING_PASSWORD);

  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  store (fixture, "again");
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "again");
}

/* A cancelled call is answered at once; what it began runs to its end. */
static void
test_keyring_cancelled (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(VaultSecret) secret = vault_secret_new (SECRET, -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_store_async (VAULT_STORE (fixture->keyring), fixture->key, secret, VAULT_ASK_NEVER,
                           cancellable, vault_fixture_keep_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (result);
  vault_fixture_await (&result);
  g_assert_false (vault_store_store_finish (VAULT_STORE (fixture->keyring), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_clear_error (&error);

  while (count_items (fixture) == 0)
    g_main_context_iteration (NULL, FALSE);

  /* One that was cancelled before does nothing at all. */
  vault_store_clear_async (VAULT_STORE (fixture->keyring), fixture->key, cancellable,
                           vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_assert_false (vault_store_clear_finish (VAULT_STORE (fixture->keyring), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

static gboolean
self_test (Fixture  *fixture,
           GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vault_keyring_self_test_async (fixture->keyring, VAULT_ASK_NEVER, NULL, vault_fixture_keep_cb,
                                 &result);
  vault_fixture_await (&result);

  return vault_keyring_self_test_finish (fixture->keyring, result, error);
}

static void
test_keyring_self_test (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  store (fixture, SECRET);
  g_assert_true (self_test (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);

  keyring_fixture_lock (fixture->daemon);
  g_assert_false (self_test (fixture, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_clear_error (&error);
  keyring_fixture_stop (fixture->daemon);
  g_assert_false (self_test (fixture, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
}

static char *
dup_label (Fixture *fixture,
           guint    n)
{
  g_autoptr(GPtrArray) items = keyring_fixture_list_items (fixture->daemon);
  g_autoptr(GVariant) label = keyring_fixture_read_item (fixture->daemon, items->pdata[n], "Label");

  return g_variant_dup_string (label, NULL);
}

/* Under a label that says so, until its time is over; the place is free meanwhile. */
static void
test_keyring_set_aside (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *label = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  store (fixture, "rubbish");
  g_assert_true (vault_fixture_set_aside (fixture->keyring, fixture->key, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  label = dup_label (fixture, 0);
  g_assert_cmpstr (label, ==, "Toolcrib – work account sign-in (unreadable)");
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  store (fixture, SECRET);
  g_assert_cmpuint (count_items (fixture), ==, 2);

  for (guint i = 0; i < 2; i++)
    {
      vault_keyring_tidy_async (fixture->keyring, i == 0 ? now - 60 : now + 60, NULL,
                                vault_fixture_keep_cb, &result);
      vault_fixture_await (&result);
      g_assert_true (vault_keyring_tidy_finish (fixture->keyring, result, &error));
      g_assert_no_error (error);
      g_clear_object (&result);
      g_assert_cmpuint (count_items (fixture), ==, 2 - i);
    }

  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

/* Some keyrings add attributes of their own (KeePassXC does): libsecret calls nobody back who asks
 * by those. */
static void
test_keyring_tidy_foreign (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GVariant) attributes = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  attributes = g_variant_ref_sink (g_variant_new_parsed (
    "{'xdg:schema': 'io.github.toolcrib.Toolcrib.Account', 'v': '1', 'kind': 'unreadable', "
    "'client_id': 'c', 'authority': 'a', 'account': 's', 'Path': '/Root', 'Title': 'x'}"));
  keyring_fixture_create_item (fixture->daemon, attributes, "old");
  store (fixture, SECRET);
  vault_keyring_tidy_async (fixture->keyring, now + 60, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_assert_true (vault_keyring_tidy_finish (fixture->keyring, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture), ==, 1);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

/* Also what no key is known of; of other programs nothing. */
static void
test_keyring_clear_all (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VaultKey) tasks = vault_key_new (VAULT_KIND_TASKS, NULL, "https://a.example", NULL);
  g_autoptr(GVariant) unknown = NULL;
  g_autoptr(GVariant) others = NULL;
  g_autoptr(GError) error = NULL;

  unknown = g_variant_ref_sink (g_variant_new_parsed (
    "{'xdg:schema': 'io.github.toolcrib.Toolcrib.Account', 'v': '9', 'what': 'x'}"));
  others = g_variant_ref_sink (g_variant_new_parsed ("{'xdg:schema': 'org.example.Other'}"));
  store (fixture, SECRET);
  g_assert_true (vault_fixture_store (fixture->keyring, tasks, "x", VAULT_ASK_NEVER, &error));
  keyring_fixture_create_item (fixture->daemon, unknown, "old");
  keyring_fixture_create_item (fixture->daemon, others, "not ours");
  g_assert_cmpuint (count_items (fixture), ==, 4);

  g_assert_true (vault_fixture_clear_all (fixture->keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_items (fixture), ==, 1);

  store (fixture, SECRET);
  keyring_fixture_lock (fixture->daemon);
  g_assert_false (vault_fixture_clear_all (fixture->keyring, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
  g_clear_error (&error);
  restart (fixture, KEYRING_PASSWORD);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
  g_assert_true (vault_fixture_clear_all (fixture->keyring, &error));

  keyring_fixture_stop (fixture->daemon);
  g_assert_false (vault_fixture_clear_all (fixture->keyring, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
}

/* The desktop's keyring is nobody's to move. */
static void
test_keyring_moves_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  store (fixture, SECRET);
  vault_keyring_move_aside_async (fixture->keyring, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_assert_null (vault_keyring_move_aside_finish (fixture->keyring, result, &error));
  g_assert_no_error (error);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/vault/keyring/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

  ADD ("life", test_keyring_life);
  ADD ("missing-parts", test_keyring_missing_parts_match_nothing_else);
  ADD ("contents", test_keyring_contents);
  ADD ("attributes", test_keyring_attributes);
  ADD ("outlives-daemon", test_keyring_outlives_daemon);
  ADD ("locked-before", test_keyring_locked_before);
  ADD ("locked-during", test_keyring_locked_during);
  ADD ("duplicates", test_keyring_duplicates);
  ADD ("duplicates-cleared", test_keyring_duplicates_cleared);
  ADD ("file-damaged", test_keyring_file_damaged);
  ADD ("cancelled", test_keyring_cancelled);
  ADD ("self-test", test_keyring_self_test);
  ADD ("set-aside", test_keyring_set_aside);
  ADD ("tidy-foreign", test_keyring_tidy_foreign);
  ADD ("clear-all", test_keyring_clear_all);
  ADD ("moves-nothing", test_keyring_moves_nothing);

  return g_test_run ();
}
