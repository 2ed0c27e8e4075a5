/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-store.h"
#include "crib-error.h"

#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define ISSUER "https://login.contoso.example/t/v2.0"

typedef struct
{
  char *base;
  char *path;
  CribAccountStore *store;
  GString *events;
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GString    *events)
{
  g_string_append_printf (events, "%u-%u+%u ", position, removed, added);
}

static CribAccountStore *
open_store (Fixture *fixture)
{
  CribAccountStore *store = crib_account_store_new (fixture->path);

  crib_account_store_load (store);

  return store;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->base = g_dir_make_tmp ("crib-accounts-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->base, "state", "toolcrib", "accounts.json", NULL);
  fixture->store = open_store (fixture);
  fixture->events = g_string_new (NULL);
  g_signal_connect (fixture->store, "items-changed", G_CALLBACK (items_changed_cb),
                    fixture->events);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->store);
  remove_tree (fixture->base);
  g_string_free (fixture->events, TRUE);
  g_free (fixture->base);
  g_free (fixture->path);
}

static OauthAccount *
new_account (const char *id,
             const char *username)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", id, "username", username, "name", "Ada \"A\"",
                       "authority", "contoso", "issuer", ISSUER, "client-id", "client",
                       "tenant", "t", "login-hint", "O.1", NULL);
}

static void
add (CribAccountStore *store,
     const char       *id,
     const char       *username)
{
  g_autoptr(OauthAccount) account = new_account (id, username);
  g_autoptr(GError) error = NULL;

  crib_account_store_add (store, account, &error);
  g_assert_no_error (error);
}

static char *
describe (CribAccountStore *store)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(OauthAccount) account = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (text, "%s=%s ", oauth_account_get_id (account),
                              oauth_account_get_username (account));
    }

  return g_string_free (text, FALSE);
}

static gboolean
shows (CribAccountStore *store,
       const char       *expected)
{
  g_autofree char *text = describe (store);

  return g_str_equal (text, expected);
}

static void
wait_for (CribAccountStore *store,
          const char       *expected)
{
  while (!shows (store, expected))
    g_main_context_iteration (NULL, TRUE);
}

static void
put (Fixture    *fixture,
     const char *text)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
get (Fixture *fixture)
{
  char *text = NULL;

  g_file_get_contents (fixture->path, &text, NULL, NULL);

  return text;
}

static void
test_store_add (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = NULL;
  CribAccountStore *other;
  OauthAccount *account;
  struct stat info;

  add (fixture->store, "1", "ada");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  text = get (fixture);
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"format\": 1,\n"
                   "  \"accounts\": [\n"
                   "    {\n"
                   "      \"id\": \"1\",\n"
                   "      \"username\": \"ada\",\n"
                   "      \"name\": \"Ada \\\"A\\\"\",\n"
                   "      \"authority\": \"contoso\",\n"
                   "      \"issuer\": \"" ISSUER "\",\n"
                   "      \"client_id\": \"client\",\n"
                   "      \"tenant\": \"t\",\n"
                   "      \"login_hint\": \"O.1\"\n"
                   "    }\n"
                   "  ]\n"
                   "}\n");

  other = open_store (fixture);
  account = crib_account_store_find (other, "1", "client", ISSUER);
  g_assert_cmpstr (oauth_account_get_name (account), ==, "Ada \"A\"");
  g_assert_cmpstr (oauth_account_get_authority (account), ==, "contoso");
  g_assert_cmpstr (oauth_account_get_tenant (account), ==, "t");
  g_assert_cmpstr (oauth_account_get_login_hint (account), ==, "O.1");
  g_assert_true (g_type_is_a (g_list_model_get_item_type (G_LIST_MODEL (other)),
                              OAUTH_TYPE_ACCOUNT));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (other), 1));
  g_assert_finalize_object (other);
}

/* Only what changed is told, and what did not stays the same object. */
static void
test_store_events (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(OauthAccount) kept = NULL;
  g_autoptr(OauthAccount) account = new_account ("2", NULL);
  g_autoptr(GError) error = NULL;

  add (fixture->store, "1", "ada");
  add (fixture->store, "2", "bob");
  add (fixture->store, "3", "eve");
  g_assert_cmpstr (fixture->events->str, ==, "0-0+1 1-0+1 2-0+1 ");
  kept = g_list_model_get_item (G_LIST_MODEL (fixture->store), 2);

  g_string_truncate (fixture->events, 0);
  add (fixture->store, "2", "bob");
  g_assert_cmpstr (fixture->events->str, ==, "");
  add (fixture->store, "2", "bobby");
  g_assert_cmpstr (fixture->events->str, ==, "1-1+1 ");
  g_assert_true (shows (fixture->store, "1=ada 2=bobby 3=eve "));

  crib_account_store_remove (fixture->store, account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->events->str, ==, "1-1+1 1-1+0 ");
  g_assert_true (crib_account_store_find (fixture->store, "3", NULL, NULL) == kept);
  g_assert_true (crib_account_store_remove (fixture->store, account, &error));
  g_assert_true (shows (fixture->store, "1=ada 3=eve "));
}

static void
test_store_find (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(OauthAccount) same = new_account ("1", NULL);
  g_autoptr(OauthAccount) elsewhere = NULL;
  g_autoptr(OauthAccount) otherwise = NULL;
  g_autoptr(GPtrArray) found = NULL;

  elsewhere = g_object_new (OAUTH_TYPE_ACCOUNT, "id", "1", "authority", "x", "issuer", "x",
                            "client-id", "client", NULL);
  otherwise = g_object_new (OAUTH_TYPE_ACCOUNT, "id", "1", "authority", "contoso",
                            "issuer", ISSUER, "client-id", "other", NULL);
  add (fixture->store, "1", "ada");
  g_assert_true (crib_account_store_add (fixture->store, elsewhere, NULL));
  g_assert_true (crib_account_store_add (fixture->store, otherwise, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 3);

  g_assert_true (crib_account_is_same (same,
                                       crib_account_store_find (fixture->store, "1", "client",
                                                                ISSUER)));
  g_assert_false (crib_account_is_same (same, elsewhere));
  g_assert_false (crib_account_is_same (same, otherwise));
  g_assert_null (crib_account_store_find (fixture->store, "2", "client", ISSUER));
  g_assert_null (crib_account_store_find (fixture->store, "1", "nobody", NULL));

  found = crib_account_store_dup_matches (fixture->store, "client", ISSUER);
  g_assert_cmpuint (found->len, ==, 1);
  g_ptr_array_unref (found);
  found = crib_account_store_dup_matches (fixture->store, "client", NULL);
  g_assert_cmpuint (found->len, ==, 2);
}

static OauthAccount *
new_entra_account (const char *tenant)
{
  g_autofree char *issuer = g_strdup_printf ("https://login.microsoftonline.com/%s/v2.0", tenant);

  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", "oid.home", "authority", "login.windows.net",
                       "issuer", issuer, "client-id", "client", "tenant", tenant, NULL);
}

static char *
dup_tenants (CribAccountStore *store,
             const char       *tenant)
{
  g_autoptr(OauthAccount) account = new_entra_account (tenant);
  g_auto(GStrv) tenants = crib_account_store_dup_tenants (store, account);

  return g_strjoinv (" ", tenants);
}

/* One person at one cloud is one entry, in how many tenants soever, also in a file that was written
 * when each tenant had its own; and whoever leaves, leaves them all. */
static void
test_store_tenants (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const tenants[] = { "a", "b", "a", "c" };
  g_autoptr(OauthAccount) last = new_entra_account ("c");
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;
  g_autofree char *unknown = NULL;

  put (fixture, "{\"format\":1,\"accounts\":["
       "{\"id\":\"oid.home\",\"authority\":\"login.windows.net\",\"issuer\":\"https://x/y\","
       "\"client_id\":\"client\",\"tenant\":\"y\"},"
       "{\"id\":\"oid.home\",\"authority\":\"login.windows.net\",\"issuer\":\"https://x/z\","
       "\"client_id\":\"client\",\"tenant\":\"z\",\"tenants\":[\"z\",7,\"w\"]}]}");
  crib_account_store_load (fixture->store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);

  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_autoptr(OauthAccount) account = new_entra_account (tenants[i]);

      g_assert_true (crib_account_store_add (fixture->store, account, NULL));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 1);
    }

  found = dup_tenants (fixture->store, "a");
  g_assert_cmpstr (found, ==, "c a b y z w");
  g_assert_cmpstr (oauth_account_get_tenant (crib_account_store_find_same (fixture->store, last)),
                   ==, "c");
  text = get (fixture);
  g_assert_nonnull (strstr (text, "\"tenants\": ["));

  g_assert_true (crib_account_store_remove (fixture->store, last, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, 0);
  unknown = dup_tenants (fixture->store, "a");
  g_assert_cmpstr (unknown, ==, "");
}

/* Who is known in another tenant of the cloud counts where nobody is in that tenant. */
static void
test_store_clouds (void)
{
  g_autoptr(CribAccountStore) store = crib_account_store_new (NULL);
  g_autoptr(OauthAccount) account = new_entra_account ("a");
  static const struct { const char *issuer; const char *client_id; guint n_found; } cases[] = {
    { "https://login.microsoftonline.com/a/v2.0", "client", 1 },
    { "https://login.microsoftonline.com/b/v2.0", "client", 1 },
    { "https://login.windows.net/b/v2.0", "client", 1 },
    { "https://login.microsoftonline.us/a/v2.0", "client", 0 },
    { "https://login.windows.net.evil.example/a/v2.0", "client", 0 },
    { "https://login.microsoftonline.com/b/v2.0", "other", 0 },
    { "nowhere", "client", 0 },
  };

  g_assert_true (crib_account_store_add (store, account, NULL));
  add (store, "1", "ada");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) found = crib_account_store_dup_matches (store, cases[i].client_id,
                                                                   cases[i].issuer);

      g_assert_cmpuint (found->len, ==, cases[i].n_found);
    }
}

static void
test_store_memory (void)
{
  CribAccountStore *store = crib_account_store_new (NULL);
  g_autoptr(OauthAccount) account = new_account ("1", NULL);

  crib_account_store_load (store);
  add (store, "1", "ada");
  add (store, "2", "bob");
  g_assert_true (crib_account_store_remove (store, account, NULL));
  g_assert_true (shows (store, "2=bob "));

  g_assert_finalize_object (store);
}

static void
test_store_followed (Fixture       *fixture,
                     gconstpointer  data)
{
  CribAccountStore *other = open_store (fixture);

  add (other, "1", "ada");
  wait_for (fixture->store, "1=ada ");
  add (other, "2", "bob");
  wait_for (fixture->store, "1=ada 2=bob ");
  g_assert_cmpstr (fixture->events->str, ==, "0-0+1 1-0+1 ");

  g_unlink (fixture->path);
  wait_for (fixture->store, "");
  wait_for (other, "");
  g_assert_finalize_object (other);
}

/* Two processes that know nothing of each other's changes, many times at once. */
static void
test_store_processes (Fixture       *fixture,
                      gconstpointer  data)
{
  GString *expected = g_string_new (NULL);
  GPid children[2];
  CribAccountStore *other;

  for (guint child = 0; child < 2; child++)
    {
      children[child] = fork ();

      if (children[child] != 0)
        continue;

      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *id = g_strdup_printf ("%u", child * 20 + i);
          g_autoptr(OauthAccount) account = new_account (id, NULL);
          g_autoptr(CribAccountStore) store = crib_account_store_new (fixture->path);

          if (!crib_account_store_add (store, account, NULL))
            _exit (1);
        }

      _exit (0);
    }

  for (guint child = 0; child < 2; child++)
    {
      int status;

      g_assert_cmpint (waitpid (children[child], &status, 0), ==, children[child]);
      g_assert_cmpint (status, ==, 0);
    }

  other = open_store (fixture);

  for (guint i = 0; i < 40; i++)
    {
      g_string_printf (expected, "%u", i);
      g_assert_nonnull (crib_account_store_find (other, expected->str, NULL, NULL));
    }

  g_string_free (expected, TRUE);
  g_assert_finalize_object (other);
}

/* Somebody holds the lock and does not let go: an error, not a wait for ever. */
static void
test_store_stopped (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *name = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr(OauthAccount) account = new_account ("1", NULL);
  g_autoptr(GError) error = NULL;
  int descriptor = g_open (name, O_RDWR | O_CREAT, 0600);

  g_assert_cmpint (flock (descriptor, LOCK_EX), ==, 0);
  g_assert_false (crib_account_store_add (fixture->store, account, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS);
  close (descriptor);
  add (fixture->store, "1", "ada");
}

#define ADA \
  "{\"id\":\"1\",\"username\":\"ada\",\"authority\":\"a\",\"issuer\":\"i\",\"client_id\":\"c\"}"

static void
test_store_refuse (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const cases[] = {
    "{\"format\":2,\"accounts\":[" ADA "]}",
    "{\"format\":1,\"accounts\":[" ADA,
    "{\"format\":1,\"accounts\":{}}",
    "{\"format\":1,\"accounts\":null}",
    "{\"format\":\"1\",\"accounts\":[" ADA "]}",
    "{\"format\":0,\"accounts\":[" ADA "]}",
    "{\"accounts\":[" ADA "]}",
    "[" ADA "]",
    "not json",
    " ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OauthAccount) account = new_account ("9", NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) remove_error = NULL;
      g_autofree char *text = NULL;
      CribAccountStore *other;

      g_test_message ("%s", cases[i]);
      put (fixture, cases[i]);
      other = open_store (fixture);
      g_assert_true (shows (other, ""));
      g_assert_false (crib_account_store_add (other, account, &error));
      g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS);
      g_assert_false (crib_account_store_remove (other, account, &remove_error));
      g_assert_error (remove_error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS);
      text = get (fixture);
      g_assert_cmpstr (text, ==, cases[i]);
      g_assert_finalize_object (other);
    }
}

/* A list that was good goes from view when its file turns bad, and comes back. */
static void
test_store_turns (Fixture       *fixture,
                  gconstpointer  data)
{
  put (fixture, "{\"format\":1,\"accounts\":[" ADA "]}");
  wait_for (fixture->store, "1=ada ");
  put (fixture, "{\"format\":2}");
  wait_for (fixture->store, "");
  put (fixture, "{\"format\":1,\"accounts\":[" ADA "]}");
  wait_for (fixture->store, "1=ada ");
  put (fixture, "");
  wait_for (fixture->store, "");
  add (fixture->store, "2", "bob");
  g_assert_true (shows (fixture->store, "2=bob "));
}

#define STRANGE \
  "{\"format\":1,\"later\":1e400,\"accounts\":[{\"id\":7},{\"id\":\"\",\"authority\":\"a\"," \
  "\"issuer\":\"i\",\"client_id\":\"c\"},\"x\"," ADA "," ADA ",{\"id\":\"5\",\"authority\":\"a\"," \
  "\"issuer\":\"i\",\"client_id\":\"c\",\"name\":[1]},{\"id\":\"6\",\"username\":\"six\"," \
  "\"authority\":\"a\",\"issuer\":\"i\",\"client_id\":\"c\",\"later\":1.50}],\"end\":null}"

static void
test_store_keeps (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const kept[] = {
    "1e400", "\"id\": 7", "\"id\": \"\"", "\"x\"", "\"id\": \"5\"", "1.50", "\"end\": null"
  };
  g_autoptr(OauthAccount) ada = NULL;
  g_autofree char *text = NULL;

  put (fixture, STRANGE);
  wait_for (fixture->store, "1=ada 6=six ");
  ada = g_object_ref (crib_account_store_find (fixture->store, "1", "c", "i"));
  g_assert_true (crib_account_store_remove (fixture->store, ada, NULL));
  g_assert_true (shows (fixture->store, "6=six "));
  text = get (fixture);
  g_assert_null (strstr (text, "ada"));

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    g_assert_nonnull (strstr (text, kept[i]));
}

static void
test_store_odd_files (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *target = g_build_filename (fixture->base, "target", NULL);
  g_autofree char *filler = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr(OauthAccount) account = new_account ("1", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (target, "{\"format\":1,\"accounts\":[]}", -1, NULL));
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);
  g_assert_false (crib_account_store_add (fixture->store, account, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS);
  g_clear_error (&error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));

  g_unlink (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_false (crib_account_store_add (fixture->store, account, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS);
  g_clear_error (&error);

  g_unlink (fixture->path);
  put (fixture, filler);
  g_assert_false (crib_account_store_add (fixture->store, account, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ACCOUNTS);
  text = get (fixture);
  g_assert_cmpstr (text, ==, filler);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/account-store/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("add", test_store_add);
  ADD ("events", test_store_events);
  ADD ("find", test_store_find);
  ADD ("tenants", test_store_tenants);
  ADD ("followed", test_store_followed);
  ADD ("processes", test_store_processes);
  ADD ("stopped", test_store_stopped);
  ADD ("refuse", test_store_refuse);
  ADD ("turns", test_store_turns);
  ADD ("keeps", test_store_keeps);
  ADD ("odd-files", test_store_odd_files);
#undef ADD
  g_test_add_func ("/crib/account-store/clouds", test_store_clouds);
  g_test_add_func ("/crib/account-store/memory", test_store_memory);

  return g_test_run ();
}
