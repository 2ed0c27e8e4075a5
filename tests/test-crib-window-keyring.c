/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file of secrets that cannot be opened, in the window (entra.md 7.5). */

#include "config.h"

#include "crib-connection-pool.h"
#include "crib-problem-page.h"
#include "crib-window-private.h"
#include "sign-in-fixture.h"
#include "vault-keyring.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  SignInFixture sign_in;
  char *folder;
  char *keyring;              /* the folder of the file */
  CribIdentity *identity;     /* whose vault is that file */
  CribServerStore *store;
  CribConnectionPool *pool;
  CribConnection *connection;
  GSettings *settings;
  GtkWidget *window;
} Fixture;

/* Whoever knows the file by this password. */
static CribIdentity *
create_identity (SignInFixture *sign_in,
                 const char    *password)
{
  g_autoptr(VaultKeyring) vault = vault_keyring_new ();
  CribIdentity *identity;

  g_setenv ("SECRET_FILE_TEST_PASSWORD", password, TRUE);
  identity = crib_identity_new (sign_in->trust, sign_in->accounts, VAULT_STORE (vault));
  crib_identity_set_prompter (identity, OAUTH_PROMPTER (sign_in->person));

  return identity;
}

/* Ada has signed in, and it was saved. */
static void
save_sign_in (SignInFixture *sign_in)
{
  CribIdentity *identity = create_identity (sign_in, "the portal's first secret");
  CribConnection *connection = crib_connection_new (sign_in->server, identity);
  g_autoptr(GError) error = NULL;

  g_assert_true (sign_in_fixture_sign_in (connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_no_error (error);
  sign_in_fixture_close (connection);
  g_assert_finalize_object (identity);
}

static void
open_window (Fixture *fixture)
{
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->folder = g_dir_make_tmp ("toolcrib-window-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = crib_server_store_new (fixture->folder);
  crib_server_store_load (fixture->store);
  server = sign_in_fixture_dup_server (&fixture->sign_in, NULL);
  crib_server_store_add (fixture->store, server, &error);
  g_assert_no_error (error);

  fixture->pool = crib_connection_pool_new (fixture->store, fixture->identity);
  fixture->connection = crib_connection_pool_find (fixture->pool, server);
  fixture->settings = g_settings_new (APPLICATION_ID);
  fixture->window = crib_window_new (NULL, fixture->settings);
  crib_window_set_identity (CRIB_WINDOW (fixture->window), fixture->identity);
  g_assert_nonnull (crib_identity_get_prompter (fixture->identity));
  crib_identity_set_prompter (fixture->identity, OAUTH_PROMPTER (fixture->sign_in.person));
  crib_window_set_servers (CRIB_WINDOW (fixture->window), fixture->store, fixture->pool);
  gtk_window_present (GTK_WINDOW (fixture->window));
  window_fixture_wait_settled (fixture->connection);
}

/* As inside a Flatpak, where the portal gives out another secret than the file was written with. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  sign_in_fixture_set_up (&fixture->sign_in, data);
  fixture->keyring = g_dir_make_tmp ("toolcrib-keyring-XXXXXX", NULL);
  path = g_build_filename (fixture->keyring, "default.keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  save_sign_in (&fixture->sign_in);
  fixture->identity = create_identity (&fixture->sign_in, "the portal's second secret");
  open_window (fixture);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  window_fixture_destroy (fixture->window);
  g_assert_finalize_object (fixture->settings);
  g_assert_finalize_object (fixture->pool);
  g_assert_finalize_object (fixture->store);
  sign_in_fixture_settle ();
  g_assert_finalize_object (fixture->identity);
  remove_folder (fixture->keyring);
  remove_folder (fixture->folder);
  g_free (fixture->keyring);
  g_free (fixture->folder);
  sign_in_fixture_tear_down (&fixture->sign_in, data);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return window_fixture_shows (fixture->window, text);
}

/* (nullable): the file that was put aside, with the time in its name */
static char *
find_aside (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_regex_match_simple ("^default\\.keyring\\.unreadable-\\d{8}T\\d{6}Z-", name, 0, 0))
      return g_build_filename (folder, name, NULL);

  return NULL;
}

/* Nothing is touched before somebody, who was told what it means, says so; what could
 * not be opened stays as it was, under another name, and the sign-in begins. */
static void
test_move_aside (Fixture       *fixture,
                 gconstpointer  data)
{
  guint n_prompts = fixture->sign_in.person->prompts->len;
  g_autofree char *path = g_build_filename (fixture->keyring, "default.keyring", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before, n_after;

  g_assert_true (shows (fixture, "Your saved sign-ins cannot be opened"));
  g_assert_true (shows (fixture, "Move the old file aside and begin a new one; then sign in again. "
                                 "Nothing is deleted."));
  g_assert_null (find_aside (fixture->keyring));
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));

  window_fixture_click (window_fixture_find (fixture->window, CRIB_TYPE_PROBLEM_PAGE),
                        "Move the Old File Aside");
  window_fixture_wait (shows (fixture, "ada@contoso.example"));
  g_assert_cmpuint (fixture->sign_in.person->prompts->len, ==, n_prompts + 1);

  aside = find_aside (fixture->keyring);
  g_assert_nonnull (aside);
  g_assert_true (g_file_get_contents (aside, &after, &n_after, NULL));
  g_assert_cmpmem (after, n_after, before, n_before);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

int
main (int   argc,
      char *argv[])
{
  int status;

  if (!window_fixture_init (&argc, &argv))
    return 0;

  sign_in_fixture_begin (argv);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_test_add ("/window/keyring/move-aside", Fixture, NULL, set_up, test_move_aside, tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
