/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-remove.h"

#include "oauth-error.h"
#include "sign-in-fixture.h"
#include "vault-keyring.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *home;   /* of the test's own; XDG folders and the file of secrets are in it */

static char *
put (const char *folder,
     const char *name)
{
  g_autofree char *path = g_build_filename (home, folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));

  return g_steal_pointer (&path);
}

/* But for locks: to remove one would let two programs hold two files of one name. */
static guint
count_entries (const char *folder)
{
  g_autofree char *path = g_build_filename (home, folder, "toolcrib", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    count += g_str_has_suffix (name, ".lock") ? 0 : 1;

  return count;
}

static OauthAccount *
new_account (const char *id)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", id, "username", "ada@contoso.example", "authority",
                       "https://id.example.com", "issuer", "https://id.example.com", "client-id",
                       "toolcrib", NULL);
}

static CribServerStore *
new_store (void)
{
  g_autofree char *folder = g_build_filename (home, "servers", NULL);
  CribServerStore *store = crib_server_store_new (folder);
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  GError *error = NULL;

  g_mkdir_with_parents (folder, 0700);
  crib_server_store_load (store);

  if (crib_server_store_find (store, "Orders") == NULL)
    crib_server_store_add (store, server, &error);

  g_assert_no_error (error);

  return store;
}

static char **
remove_all (CribIdentity    *identity,
            CribServerStore *store,
            CribRemoveFlags  flags,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_remove_everything_async (identity, store, flags, cancellable, sign_in_fixture_ready_cb,
                                &result);
  sign_in_fixture_wait (&result);

  return crib_remove_everything_finish (identity, result, error);
}

static void
keep (VaultStore *vault,
      VaultKind   kind,
      const char *subject)
{
  g_autoptr(VaultKey) key = vault_key_new (kind, "toolcrib", "https://id.example.com", subject);
  g_autoptr(VaultSecret) secret = vault_secret_new ("secret", -1);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_store_async (vault, key, secret, VAULT_ASK_NEVER, NULL, sign_in_fixture_ready_cb,
                           &result);
  sign_in_fixture_wait (&result);
  vault_store_store_finish (vault, result, &error);
  g_assert_no_error (error);
}

static gboolean
holds (VaultStore *vault,
       VaultKind   kind,
       const char *subject)
{
  g_autoptr(VaultKey) key = vault_key_new (kind, "toolcrib", "https://id.example.com", subject);
  g_autoptr(VaultSecret) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_lookup_async (vault, key, VAULT_ASK_NEVER, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  found = vault_store_lookup_finish (vault, result, &error);
  g_assert_no_error (error);

  return found != NULL;
}

static void
count_cb (gpointer object,
          guint   *count)
{
  (*count)++;
}

static void
signed_out_cb (CribIdentity *identity,
               OauthAccount *account,
               guint        *count)
{
  (*count)++;
}

static void
fill (CribIdentity    *identity,
      CribServerStore *store)
{
  CribServer *server = crib_server_store_find (store, "Orders");
  g_autoptr(OauthAccount) first = new_account ("1");
  g_autoptr(OauthAccount) second = new_account ("2");
  g_autofree char *elsewhere = put ("elsewhere", "file");
  g_autofree char *folder = g_path_get_dirname (elsewhere);
  g_autofree char *link = g_build_filename (home, "cache", "toolcrib", "documents", "link", NULL);

  keep (crib_identity_get_vault (identity), VAULT_KIND_ACCOUNT, "1");
  keep (crib_identity_get_vault (identity), VAULT_KIND_ACCOUNT, "listed nowhere");
  keep (crib_identity_get_vault (identity), VAULT_KIND_CLIENT, NULL);
  keep (crib_identity_get_vault (identity), VAULT_KIND_TASKS, NULL);
  g_assert_true (crib_account_store_add (crib_identity_get_accounts (identity), first, NULL));
  g_assert_true (crib_account_store_add (crib_identity_get_accounts (identity), second, NULL));
  crib_server_set_client_id (server, "toolcrib");
  crib_server_set_account (server, "1");
  crib_server_set_has_client_secret (server, TRUE);
  g_free (put ("cache/toolcrib", "eras.json"));
  g_free (put ("cache/toolcrib/documents", "a.json"));
  g_free (put ("state/toolcrib/drafts", "orders.json"));
  g_assert_cmpint (symlink (folder, link), ==, 0);
}

static void
assert_gone (CribIdentity *identity)
{
  VaultStore *vault = crib_identity_get_vault (identity);

  g_assert_false (holds (vault, VAULT_KIND_ACCOUNT, "1"));
  g_assert_false (holds (vault, VAULT_KIND_ACCOUNT, "listed nowhere"));
  g_assert_false (holds (vault, VAULT_KIND_CLIENT, NULL));
  g_assert_false (holds (vault, VAULT_KIND_TASKS, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (crib_identity_get_accounts (identity))),
                    ==, 0);
  g_assert_cmpuint (count_entries ("cache"), ==, 0);
  g_assert_cmpuint (count_entries ("state"), ==, 0);
}

static void
test_everything (void)
{
  g_autoptr(GSettings) settings = g_settings_new ("io.github.toolcrib.Toolcrib");
  CribIdentity *identity = crib_identity_new_default (settings);
  CribServerStore *store = new_store ();
  g_autofree char *lock = g_build_filename (home, "state", "toolcrib", "accounts.json.lock", NULL);
  g_autofree char *elsewhere = g_build_filename (home, "elsewhere", "file", NULL);
  g_autoptr(GVariant) entry = g_variant_new_parsed ("{'issuer': <'https://id.example.com'>}");
  g_auto(GStrv) left = NULL;
  g_autoptr(GError) error = NULL;
  guint n_removed = 0;
  guint n_signed_out = 0;

  fill (identity, store);
  g_assert_true (crib_trust_add (crib_identity_get_trust (identity), g_variant_ref_sink (entry),
                                 NULL));
  g_settings_set_string (settings, "sign-in-surface", "browser");
  g_settings_set_int (settings, "window-width", 777);
  g_signal_connect (identity, "everything-removed", G_CALLBACK (count_cb), &n_removed);
  g_signal_connect (identity, "signed-out", G_CALLBACK (signed_out_cb), &n_signed_out);

  left = remove_all (identity, store, CRIB_REMOVE_NOTHING_MORE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  assert_gone (identity);
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_cmpuint (n_signed_out, ==, 2);
  g_assert_true (g_file_test (elsewhere, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_assert_null (crib_server_get_account (crib_server_store_find (store, "Orders")));
  g_assert_false (crib_server_has_client_secret (crib_server_store_find (store, "Orders")));
  g_assert_cmpstr (crib_server_get_client_id (crib_server_store_find (store, "Orders")), ==,
                   "toolcrib");
  g_assert_null (crib_trust_find (crib_identity_get_trust (identity), "https://id.example.com"));
  {
    g_autofree char *surface = g_settings_get_string (settings, "sign-in-surface");

    g_assert_cmpstr (surface, ==, "embedded");
  }
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 777);

  /* Nothing is left for a second time; the servers go if that is wanted. */
  g_strfreev (left);
  left = remove_all (identity, store, CRIB_REMOVE_SERVERS, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
  g_assert_finalize_object (identity);
  g_assert_finalize_object (store);
}

/* What cannot be removed is told, and keeps nothing else. */
static void
test_left (void)
{
  g_autoptr(CribTrust) trust = crib_trust_new (NULL);
  g_autoptr(CribAccountStore) accounts = crib_account_store_new (NULL);
  g_autoptr(FakeVault) vault = fake_vault_new ();
  CribIdentity *identity = crib_identity_new (trust, accounts, VAULT_STORE (vault));
  CribServerStore *store = new_store ();
  g_autofree char *cache = NULL;
  g_auto(GStrv) left = NULL;
  g_autoptr(GError) error = NULL;

  fill (identity, store);
  cache = put ("cache/toolcrib", "eras.json");
  vault->state = VAULT_STATE_LOCKED;
  left = remove_all (identity, store, CRIB_REMOVE_NOTHING_MORE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (left), ==, 1);
  g_assert_nonnull (strstr (left[0], "in the keyring: "));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 0);
  g_assert_null (crib_server_get_account (crib_server_store_find (store, "Orders")));
  /* Only one person's identity has files. */
  g_assert_true (g_file_test (cache, G_FILE_TEST_EXISTS));

  g_assert_cmpuint (vault->n_asked, <=, 1);
  g_assert_finalize_object (identity);
  g_assert_finalize_object (store);
}

/* A file that stays is told of; as root nothing stays, but what a name of ours stands for. */
static void
test_files_left (void)
{
  CribIdentity *identity = crib_identity_new_default (NULL);
  CribServerStore *store = new_store ();
  g_autofree char *cache = g_build_filename (home, "cache", "toolcrib", NULL);
  g_autofree char *kept = g_strconcat (cache, "-kept", NULL);
  g_auto(GStrv) left = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_rename (cache, kept), ==, 0);
  g_assert_true (g_file_set_contents (cache, "no folder", -1, NULL));
  left = remove_all (identity, store, CRIB_REMOVE_NOTHING_MORE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (left), ==, 2);
  g_assert_true (g_str_has_prefix (left[0], cache));
  g_unlink (cache);
  g_assert_cmpint (g_rename (kept, cache), ==, 0);
  g_assert_finalize_object (identity);
  g_assert_finalize_object (store);
}

static void
test_cancelled (void)
{
  CribIdentity *identity = crib_identity_new_in_memory ();
  CribServerStore *store = new_store ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  keep (crib_identity_get_vault (identity), VAULT_KIND_ACCOUNT, "1");
  g_cancellable_cancel (cancellable);
  g_assert_null (remove_all (identity, store, CRIB_REMOVE_NOTHING_MORE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (holds (crib_identity_get_vault (identity), VAULT_KIND_ACCOUNT, "1"));
  g_assert_finalize_object (identity);
  g_assert_finalize_object (store);
}

/* What has begun goes on to its end: a keyring that is being cleared cannot be stopped. */
static void
test_cancelled_too_late (void)
{
  CribIdentity *identity = crib_identity_new_default (NULL);
  CribServerStore *store = new_store ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) left = NULL;

  fill (identity, store);
  crib_remove_everything_async (identity, store, CRIB_REMOVE_NOTHING_MORE, cancellable,
                                sign_in_fixture_ready_cb, &result);
  g_cancellable_cancel (cancellable);
  sign_in_fixture_wait (&result);
  left = crib_remove_everything_finish (identity, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  assert_gone (identity);
  g_clear_object (&result);
  g_assert_finalize_object (identity);
  g_assert_finalize_object (store);
}

/* Whoever was signed in is not any more, and what was typed is gone. */
static void
test_connection (SignInFixture *self,
                 gconstpointer  data)
{
  CribServerStore *store = new_store ();
  g_autoptr(McpTool) tool = NULL;
  g_autoptr(FormModel) form = NULL;
  g_auto(GStrv) left = NULL;

  sign_in_fixture_enter (self);
  tool = g_list_model_get_item (crib_connection_get_tools (self->connection), 0);
  form = g_object_ref (crib_connection_get_form (self->connection, tool));
  g_assert_true (crib_connection_get_form (self->connection, tool) == form);

  left = remove_all (self->identity, store, CRIB_REMOVE_NOTHING_MORE, NULL, NULL);
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  g_assert_true (crib_connection_get_form (self->connection, tool) != form);
  g_assert_null (crib_connection_get_account (self->connection));
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_SIGNED_OUT);
  g_assert_finalize_object (store);
}

/* A sign-in that is under way is given up: it would bring back what is being removed. */
static void
test_under_way (SignInFixture *self,
                gconstpointer  data)
{
  CribServerStore *store = new_store ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) left = NULL;

  self->person->deed = PERSON_WAITS;
  sign_in_fixture_open (self->connection, NULL);
  crib_connection_sign_in_async (self->connection, CRIB_SIGN_IN_PLAIN, -1, NULL,
                                 sign_in_fixture_ready_cb, &result);
  while (self->person->prompts->len == 0)
    g_main_context_iteration (NULL, TRUE);

  left = remove_all (self->identity, store, CRIB_REMOVE_NOTHING_MORE, NULL, NULL);
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  sign_in_fixture_settle ();
  g_assert_nonnull (result);
  g_assert_false (crib_connection_sign_in_finish (self->connection, result, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON);
  g_assert_cmpuint (self->person->n_put_away, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)), ==, 0);
  g_assert_cmpuint (self->vault->n_stores, ==, 0);

  /* Whoever wants to may sign in again. */
  self->person->deed = PERSON_SIGNS_IN;
  sign_in_fixture_enter (self);
  g_assert_finalize_object (store);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = !g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? g_dir_open (path, 0, NULL)
                                                                    : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *cache = NULL;
  g_autofree char *state = NULL;
  g_autofree char *secrets = NULL;
  int status;

  home = g_dir_make_tmp ("toolcrib-remove-XXXXXX", NULL);
  cache = g_build_filename (home, "cache", NULL);
  state = g_build_filename (home, "state", NULL);
  secrets = g_build_filename (home, "default.keyring", NULL);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", secrets, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "a password", TRUE);
  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  g_test_add_func ("/crib/remove/everything", test_everything);
  g_test_add_func ("/crib/remove/cancelled-too-late", test_cancelled_too_late);
  g_test_add_func ("/crib/remove/left", test_left);
  g_test_add_func ("/crib/remove/files-left", test_files_left);
  g_test_add_func ("/crib/remove/cancelled", test_cancelled);
  g_test_add ("/crib/remove/connection", SignInFixture, NULL, sign_in_fixture_set_up,
              test_connection, sign_in_fixture_tear_down);
  g_test_add ("/crib/remove/under-way", SignInFixture, NULL, sign_in_fixture_set_up,
              test_under_way, sign_in_fixture_tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();
  remove_tree (home);
  g_free (home);

  return status;
}
