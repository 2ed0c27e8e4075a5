/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keyring-fixture.h"
#include "vault-fixture.h"
#include "vault-keyring.h"

/* The keyring's own question on a real screen: typed into, dismissed, left alone. */

typedef struct
{
  KeyringFixture *daemon;
  VaultKeyring *keyring;
  VaultStore *store;
  VaultKey *key;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->daemon = keyring_fixture_new ();
  keyring_fixture_start (fixture->daemon, KEYRING_PASSWORD);
  fixture->keyring = vault_keyring_new ();
  fixture->store = VAULT_STORE (fixture->keyring);
  fixture->key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", "subject");
  vault_fixture_store (fixture->keyring, fixture->key, "kept", VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);

  if (g_strcmp0 (data, "during") == 0)
    keyring_fixture_lock (fixture->daemon);
  else
    {
      keyring_fixture_stop (fixture->daemon);

      if (g_strcmp0 (data, "none yet") == 0)
        keyring_fixture_remove (fixture->daemon);

      keyring_fixture_start (fixture->daemon, data == NULL ? "wrong" : "");
    }
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
run_xdotool (const char * const *arguments)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_subprocess_wait_check_finish (process, result, &error);
  g_assert_no_error (error);
}

static void
await_prompt (void)
{
  const char *arguments[] = { "xdotool", "search", "--sync", "--onlyvisible", "--class",
                              "gcr-prompter", "windowfocus", "--sync", NULL };

  run_xdotool (arguments);
}

static void
press (const char *key)
{
  const char *arguments[] = { "xdotool", "key", key, NULL };

  run_xdotool (arguments);
}

static void
type_password (const char *password)
{
  const char *arguments[] = { "xdotool", "type", password, NULL };

  run_xdotool (arguments);
  press ("Return");
}

static void
assert_found (Fixture      *fixture,
              GAsyncResult *result,
              const char   *text)
{
  g_autoptr(VaultSecret) secret = NULL;
  g_autoptr(GError) error = NULL;

  secret = vault_store_lookup_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (secret);
  g_assert_cmpstr (vault_secret_get_text (secret, NULL), ==, text);
}

static void
assert_dismissed (Fixture      *fixture,
                  GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (vault_store_lookup_finish (fixture->store, result, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
}

static void
begin_lookup (Fixture       *fixture,
              VaultAsk       ask,
              GCancellable  *cancellable,
              GAsyncResult **result)
{
  vault_store_lookup_async (fixture->store, fixture->key, ask, cancellable,
                            vault_fixture_keep_cb, result);
}

/* Two who ask at once, and one who comes while the question is up: one question. */
static void
test_prompt_answered (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GAsyncResult) third = NULL;
  g_autoptr(GError) error = NULL;

  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &first);
  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &second);
  await_prompt ();
  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &third);

  /* Who may not ask is not kept waiting by who does. */
  g_assert_null (vault_fixture_lookup (fixture->keyring, fixture->key, VAULT_ASK_NEVER, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_assert_null (first);

  type_password (KEYRING_PASSWORD);
  vault_fixture_await (&first);
  vault_fixture_await (&second);
  vault_fixture_await (&third);
  assert_found (fixture, first, "kept");
  assert_found (fixture, second, "kept");
  assert_found (fixture, third, "kept");
  g_assert_cmpint (keyring_fixture_n_questions (fixture->daemon), ==, 1);
  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_READY);
}

static void
test_prompt_dismissed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GAsyncResult) again = NULL;

  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &first);
  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &second);
  await_prompt ();
  press ("Escape");
  vault_fixture_await (&first);
  vault_fixture_await (&second);
  assert_dismissed (fixture, first);
  assert_dismissed (fixture, second);
  g_assert_cmpint (keyring_fixture_n_questions (fixture->daemon), ==, 1);
  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_LOCKED);

  /* Asked again, the question comes again, and nothing was lost. */
  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &again);
  await_prompt ();
  type_password (KEYRING_PASSWORD);
  vault_fixture_await (&again);
  assert_found (fixture, again, "kept");
}

static void
test_prompt_store (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("new", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_store_async (fixture->store, fixture->key, secret, VAULT_ASK_PERSON, NULL,
                           vault_fixture_keep_cb, &result);
  await_prompt ();
  type_password (KEYRING_PASSWORD);
  vault_fixture_await (&result);
  vault_store_store_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "new");
  items = keyring_fixture_list_items (fixture->daemon);
  g_assert_cmpuint (items->len, ==, 1);
}

static void
test_prompt_clear (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_clear_async (fixture->store, fixture->key, NULL, vault_fixture_keep_cb, &result);
  await_prompt ();
  type_password (KEYRING_PASSWORD);
  vault_fixture_await (&result);
  vault_store_clear_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  items = keyring_fixture_list_items (fixture->daemon);
  g_assert_cmpuint (items->len, ==, 0);
}

/* gnome-keyring 42 dies if libsecret's call is cancelled here. */
static void
test_prompt_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) again = NULL;
  g_autoptr(GError) error = NULL;

  begin_lookup (fixture, VAULT_ASK_PERSON, cancellable, &result);
  await_prompt ();
  g_cancellable_cancel (cancellable);
  g_assert_null (result);
  g_main_context_iteration (NULL, FALSE);
  vault_fixture_await (&result);
  g_assert_null (vault_store_lookup_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (keyring_fixture_is_running (fixture->daemon));
  g_assert_true (keyring_fixture_is_locked (fixture->daemon));

  /* The question is still up; who asks now waits for its answer. */
  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &again);
  await_prompt ();
  type_password (KEYRING_PASSWORD);
  vault_fixture_await (&again);
  assert_found (fixture, again, "kept");
  g_assert_cmpint (keyring_fixture_n_questions (fixture->daemon), ==, 1);
  g_assert_true (keyring_fixture_is_running (fixture->daemon));
}

static void
test_prompt_daemon_dies (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &result);
  await_prompt ();
  keyring_fixture_stop (fixture->daemon);
  vault_fixture_await (&result);
  g_assert_null (vault_store_lookup_finish (fixture->store, result, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);

  /* The next question is a new one. */
  g_clear_object (&result);
  keyring_fixture_start (fixture->daemon, "wrong");
  begin_lookup (fixture, VAULT_ASK_PERSON, NULL, &result);
  await_prompt ();
  type_password (KEYRING_PASSWORD);
  vault_fixture_await (&result);
  assert_found (fixture, result, "kept");
}

/* A desktop without any keyring yet asks for a password for a new one. */
static void
test_prompt_first_keyring (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(VaultSecret) secret = vault_secret_new ("first", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_READY);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  g_assert_false (vault_fixture_store (fixture->keyring, fixture->key, "first", VAULT_ASK_NEVER,
                                       &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_clear_error (&error);

  vault_store_store_async (fixture->store, fixture->key, secret, VAULT_ASK_PERSON, NULL,
                           vault_fixture_keep_cb, &result);
  await_prompt ();
  press ("Escape");
  vault_fixture_await (&result);
  g_assert_false (vault_store_store_finish (fixture->store, result, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_DISMISSED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, state, test) \
  g_test_add ("/vault/prompt/" name, Fixture, state, fixture_set_up, test, fixture_tear_down)

  ADD ("answered/locked-before", NULL, test_prompt_answered);
  ADD ("answered/locked-during", "during", test_prompt_answered);
  ADD ("dismissed/locked-before", NULL, test_prompt_dismissed);
  ADD ("dismissed/locked-during", "during", test_prompt_dismissed);
  ADD ("store/locked-before", NULL, test_prompt_store);
  ADD ("store/locked-during", "during", test_prompt_store);
  ADD ("clear/locked-before", NULL, test_prompt_clear);
  ADD ("clear/locked-during", "during", test_prompt_clear);
  ADD ("cancelled/locked-before", NULL, test_prompt_cancelled);
  ADD ("cancelled/locked-during", "during", test_prompt_cancelled);
  ADD ("daemon-dies", NULL, test_prompt_daemon_dies);
  ADD ("first-keyring", "none yet", test_prompt_first_keyring);

  return g_test_run ();
}
