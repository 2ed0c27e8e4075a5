/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-server-store.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORDERS \
  "{\"format\":1,\"name\":\"Orders\",\"url\":\"https://a.example/\",\"position\":1," \
  "\"oauth\":{\"client\":{\"id\":1e400,\"x\":[1.10,12345678901234567890]}}," \
  "\"favourites\":[\"ship\",{\"odd\":1}]}"

typedef struct
{
  char *folder;
  CribServerStore *store;
  guint n_problems;
  char *last_file;
  char *last_message;
  guint n_events;
} Fixture;

static void
problem_cb (CribServerStore *store,
            const char      *file,
            const GError    *error,
            Fixture         *fixture)
{
  g_assert_nonnull (error);
  fixture->n_problems++;
  g_free (fixture->last_file);
  g_free (fixture->last_message);
  fixture->last_file = g_path_get_basename (file);
  fixture->last_message = g_strdup (error->message);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  fixture->n_events++;
}

static CribServerStore *
open_store (Fixture *fixture)
{
  CribServerStore *store = crib_server_store_new (fixture->folder);

  g_signal_connect (store, "problem", G_CALLBACK (problem_cb), fixture);
  g_signal_connect (store, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  crib_server_store_load (store);

  return store;
}

static char *
path_of (Fixture    *fixture,
         const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  g_autofree char *path = path_of (fixture, name);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
get (Fixture    *fixture,
     const char *name)
{
  g_autofree char *path = path_of (fixture, name);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static CribServer *
add (CribServerStore *store,
     const char      *name)
{
  g_autoptr(CribServer) server = crib_server_new (name, "https://example.com/mcp");
  g_autoptr(GError) error = NULL;

  crib_server_store_add (store, server, &error);
  g_assert_no_error (error);

  return crib_server_store_find (store, name);
}

static char *
describe (CribServerStore *store)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", crib_server_get_name (server));
    }

  return g_string_free (names, FALSE);
}

static gboolean
shows (CribServerStore *store,
       const char      *names)
{
  g_autofree char *shown = describe (store);

  return g_strcmp0 (shown, names) == 0;
}

static void
wait_for (CribServerStore *store,
          const char      *names)
{
  while (!shows (store, names))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *base = g_dir_make_tmp ("crib-store-XXXXXX", NULL);

  fixture->folder = g_build_filename (base, "toolcrib", "servers", NULL);
  fixture->store = open_store (fixture);
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
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *base = g_path_get_dirname (parent);

  g_assert_finalize_object (fixture->store);
  remove_tree (base);
  g_free (fixture->folder);
  g_free (fixture->last_file);
  g_free (fixture->last_message);
}

static void
test_store_add (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(CribServer) twin = crib_server_new ("CONTOSO Orders", "https://b.example/");
  g_autoptr(CribServerStore) other = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = path_of (fixture, "contoso-orders.json");
  CribServer *server = add (fixture->store, "Contoso Orders");
  struct stat info;

  g_assert_cmpstr (crib_server_get_id (server), ==, "contoso-orders");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  g_assert_false (crib_server_store_add (fixture->store, twin, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_EXISTS);

  /* Names that differ may make the same slug; strange ones make some. */
  g_assert_cmpstr (crib_server_get_id (add (fixture->store, "contoso/orders")), ==,
                   "contoso-orders-2");
  g_assert_cmpstr (crib_server_get_id (add (fixture->store, "../..")), ==, "server");

  other = open_store (fixture);
  g_assert_true (shows (other, "Contoso Orders contoso/orders ../.."));
  g_assert_true (crib_server_store_find (other, "contoso-orders-2") ==
                 crib_server_store_find (other, "Contoso/Orders"));
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

static void
test_store_keeps (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(CribServerStore) other = NULL;
  g_autofree char *text = NULL;
  CribServer *server;

  put (fixture, "orders.json", ORDERS);
  other = open_store (fixture);
  server = crib_server_store_find (other, "orders");
  g_assert_true (crib_server_is_favourite (server, "ship"));

  crib_server_set_name (server, "Parcels \"and\" more");
  crib_server_set_favourite (server, "list", TRUE);
  crib_server_set_favourite (server, "ship", FALSE);

  text = get (fixture, "orders.json");
  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"format\": 1,\n"
                   "  \"name\": \"Parcels \\\"and\\\" more\",\n"
                   "  \"url\": \"https://a.example/\",\n"
                   "  \"position\": 1,\n"
                   "  \"oauth\": {\n"
                   "    \"client\": {\n"
                   "      \"id\": 1e400,\n"
                   "      \"x\": [\n"
                   "        1.10,\n"
                   "        12345678901234567890\n"
                   "      ]\n"
                   "    }\n"
                   "  },\n"
                   "  \"favourites\": [\n"
                   "    {\n"
                   "      \"odd\": 1\n"
                   "    },\n"
                   "    \"list\"\n"
                   "  ]\n"
                   "}\n");
}

static void
test_store_restore (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char odd[] =
    "{ \"url\":\"https://a.example/\" ,\"format\" : 1, \"position\":0 }\r\n\r\n";
  g_autoptr(CribServerStore) other = NULL;
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  put (fixture, "odd.json", odd);
  add (fixture->store, "Second");
  other = open_store (fixture);
  g_assert_true (shows (other, "a.example Second"));
  server = g_list_model_get_item (G_LIST_MODEL (other), 0);

  g_assert_false (crib_server_store_restore (other, server, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND);
  g_clear_error (&error);

  crib_server_store_remove (other, server, &error);
  g_assert_no_error (error);
  g_assert_true (shows (other, "Second"));
  g_assert_null (get (fixture, "odd.json"));

  crib_server_store_restore (other, server, &error);
  g_assert_no_error (error);
  g_assert_true (shows (other, "a.example Second"));
  text = get (fixture, "odd.json");
  g_assert_cmpstr (text, ==, odd);

  /* It is as alive as before. */
  crib_server_set_name (server, "Back");
  g_free (text);
  text = get (fixture, "odd.json");
  g_assert_nonnull (strstr (text, "\"Back\""));
}

static void
test_store_move (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  CribServer *server;

  add (fixture->store, "A");
  add (fixture->store, "B");
  add (fixture->store, "C");
  server = crib_server_store_find (fixture->store, "C");

  before = get (fixture, "a.json");
  crib_server_store_move (fixture->store, server, 0);
  g_assert_true (shows (fixture->store, "C A B"));
  crib_server_store_move (fixture->store, server, 1);
  g_assert_true (shows (fixture->store, "A C B"));
  crib_server_store_move (fixture->store, server, 99);
  g_assert_true (shows (fixture->store, "A B C"));
  after = get (fixture, "a.json");
  g_assert_cmpstr (before, ==, after);

  fixture->n_events = 0;
  crib_server_store_move (fixture->store, server, 0);
  g_assert_cmpuint (fixture->n_events, ==, 1);

  /* Until no number is left between two; next to 0 there would be a thousand more. */
  crib_server_set_position (server, 1000.3);

  for (guint i = 0; i < 200; i++)
    {
      crib_server_store_move (fixture->store, crib_server_store_find (fixture->store, "B"), 1);
      g_assert_true (shows (fixture->store, "C B A"));
      crib_server_store_move (fixture->store, crib_server_store_find (fixture->store, "A"), 1);
      g_assert_true (shows (fixture->store, "C A B"));
    }
}

static void
test_store_watch (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = path_of (fixture, "other.json");
  CribServer *server;

  put (fixture, "other.json", "{\"format\":1,\"name\":\"Other\",\"url\":\"https://a.example/\"}");
  wait_for (fixture->store, "Other");
  server = crib_server_store_find (fixture->store, "other");

  put (fixture, "other.json", "{\"format\":1,\"name\":\"Renamed\",\"url\":\"https://a.example/\"}");
  wait_for (fixture->store, "Renamed");
  g_assert_true (server == crib_server_store_find (fixture->store, "other"));

  put (fixture, "notes.txt", "nothing of ours");
  g_unlink (path);
  wait_for (fixture->store, "");
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

/* Between another's write and the news of it: both changes stay. */
static void
test_store_merge (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = NULL;
  CribServer *server = add (fixture->store, "Mine");

  put (fixture, "mine.json", "{\"format\":1,\"name\":\"Mine\",\"url\":\"https://theirs.example/\","
                             "\"new\":true,\"position\":5,\"favourites\":[\"x\"]}");
  crib_server_set_name (server, "Ours");

  g_assert_cmpstr (crib_server_get_uri (server), ==, "https://theirs.example/");
  g_assert_cmpfloat (crib_server_get_position (server), ==, 5);
  g_assert_true (crib_server_is_favourite (server, "x"));
  text = get (fixture, "mine.json");
  g_assert_nonnull (strstr (text, "\"Ours\""));
  g_assert_nonnull (strstr (text, "theirs.example"));
  g_assert_nonnull (strstr (text, "\"new\": true"));

  put (fixture, "mine.json", "{\"format\":1,\"name\":\"Mine\",\"url\":\"https://theirs.example/\","
                             "\"favourites\":[\"x\",\"y\"]}");
  crib_server_set_favourite (server, "ours", TRUE);
  g_assert_true (crib_server_is_favourite (server, "y"));
  g_assert_true (crib_server_is_favourite (server, "ours"));

  put (fixture, "mine.json", "{\"format\":1,\"name\":\"Mine\",\"url\":\"https://theirs.example/\","
                             "\"favourites\":[\"x\",\"y\",\"ours\",\"z\"]}");
  crib_server_set_favourite (server, "x", FALSE);
  g_assert_false (crib_server_is_favourite (server, "x"));
  g_assert_true (crib_server_is_favourite (server, "z"));
}

/* Our own writes come back as events; nothing may follow from them. */
static void
test_store_no_echo (Fixture       *fixture,
                    gconstpointer  data)
{
  CribServer *server = add (fixture->store, "Mine");

  crib_server_set_name (server, "Ours");
  fixture->n_events = 0;
  put (fixture, "last.json", "{\"format\":1,\"name\":\"Last\",\"url\":\"https://a.example/\","
                             "\"position\":9999}");
  wait_for (fixture->store, "Ours Last");
  g_assert_cmpuint (fixture->n_events, ==, 1);
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

static void
test_store_refuse (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct { const char *text; const char *words; } cases[] = {
    { "{\"format\":2,\"name\":\"New\",\"url\":\"https://a.example/\",\"v2\":{}}", "newer" },
    { "{\"format\":1,\"name\":\"Cut\",\"url\":", "cannot be read" },
    { "not json", "cannot be read" },
    { "[]", "not the profile" },
    { "{}", "not the profile" },
    { "{\"format\":\"1\",\"url\":\"https://a.example/\"}", "not the profile" },
    { "{\"format\":0,\"url\":\"https://a.example/\"}", "not the profile" },
    { "{\"format\":1}", "no address" },
    { "{\"format\":1,\"url\":7}", "“url”" },
    { "{\"format\":1,\"url\":\"https://a.example/\",\"name\":{}}", "“name”" },
    { "{\"format\":1,\"url\":\"https://a.example/\",\"position\":\"x\"}", "“position”" },
    { "{\"format\":1,\"url\":\"https://a.example/\",\"position\":1e999}", "“position”" },
    { "{\"format\":1,\"url\":\"https://a.example/\",\"favourites\":{}}", "“favourites”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("bad-%u.json", i);
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].text);
      put (fixture, name, cases[i].text);

      while (fixture->n_problems <= i)
        g_main_context_iteration (NULL, TRUE);

      g_assert_cmpstr (fixture->last_file, ==, name);
      g_assert_nonnull (strstr (fixture->last_message, cases[i].words));
      g_assert_true (shows (fixture->store, ""));
      text = get (fixture, name);
      g_assert_cmpstr (text, ==, cases[i].text);
    }

  /* Their names are taken, whatever they hold. */
  g_assert_cmpstr (crib_server_get_id (add (fixture->store, "bad-0")), ==, "bad-0-2");
}

/* A listed file that turned into a newer one is not written over. */
static void
test_store_newer (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char newer[] = "{\"format\":2,\"name\":\"Mine\"}";
  g_autoptr(CribServer) server = g_object_ref (add (fixture->store, "Mine"));
  g_autofree char *text = NULL;

  put (fixture, "mine.json", newer);
  crib_server_set_name (server, "Ours");
  g_assert_cmpuint (fixture->n_problems, ==, 1);
  wait_for (fixture->store, "");
  text = get (fixture, "mine.json");
  g_assert_cmpstr (text, ==, newer);
}

static void
test_store_odd_files (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *link = path_of (fixture, "link.json");
  g_autofree char *pipe_path = path_of (fixture, "pipe.json");
  g_autofree char *folder = path_of (fixture, "folder.json");
  g_autofree char *filler = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr(CribServerStore) other = NULL;

  put (fixture, "target", ORDERS);
  g_assert_cmpint (symlink ("target", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  put (fixture, "large.json", filler);
  put (fixture, "empty.json", "");
  put (fixture, ".hidden.json", ORDERS);
  put (fixture, ".json", ORDERS);

  other = open_store (fixture);
  g_assert_true (shows (other, ""));
  g_assert_cmpuint (fixture->n_problems, ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/crib/server-store/add", test_store_add);
  ADD ("/crib/server-store/keeps", test_store_keeps);
  ADD ("/crib/server-store/restore", test_store_restore);
  ADD ("/crib/server-store/move", test_store_move);
  ADD ("/crib/server-store/watch", test_store_watch);
  ADD ("/crib/server-store/merge", test_store_merge);
  ADD ("/crib/server-store/no-echo", test_store_no_echo);
  ADD ("/crib/server-store/refuse", test_store_refuse);
  ADD ("/crib/server-store/newer", test_store_newer);
  ADD ("/crib/server-store/odd-files", test_store_odd_files);
#undef ADD

  return g_test_run ();
}
