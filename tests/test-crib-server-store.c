/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORDERS \
  "{\"format\":1,\"name\":\"Orders\",\"url\":\"https://a.example/\",\"position\":1," \
  "\"oauth\":{\"client\":{\"id\":1e400,\"x\":[1.10,12345678901234567890]}}," \
  "\"favourites\":[\"ship\",{\"odd\":1}]}"

static void
test_store_add (StoreFixture  *fixture,
                gconstpointer  data)
{
  g_autoptr(CribServer) twin = crib_server_new ("CONTOSO Orders", "https://b.example/");
  g_autoptr(CribServerStore) other = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = store_fixture_build_path (fixture, "contoso-orders.json");
  CribServer *server = store_fixture_add (fixture->store, "Contoso Orders");
  struct stat info;

  g_assert_cmpstr (crib_server_get_id (server), ==, "contoso-orders");
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);

  g_assert_false (crib_server_store_add (fixture->store, twin, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_EXISTS);

  /* Names that differ may make the same slug; strange ones make some. */
  g_assert_cmpstr (crib_server_get_id (store_fixture_add (fixture->store, "contoso/orders")), ==,
                   "contoso-orders-2");
  g_assert_cmpstr (crib_server_get_id (store_fixture_add (fixture->store, "../..")), ==, "server");

  other = store_fixture_open (fixture);
  g_assert_true (store_fixture_shows (other, "Contoso Orders contoso/orders ../.."));
  g_assert_true (crib_server_store_find (other, "contoso-orders-2") ==
                 crib_server_store_find (other, "Contoso/Orders"));
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

static void
test_store_keeps (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autoptr(CribServerStore) other = NULL;
  g_autofree char *text = NULL;
  CribServer *server;

  store_fixture_put (fixture, "orders.json", ORDERS);
  other = store_fixture_open (fixture);
  server = crib_server_store_find (other, "orders");
  g_assert_true (crib_server_is_favourite (server, "ship"));

  crib_server_set_name (server, "Parcels \"and\" more");
  crib_server_set_favourite (server, "list", TRUE);
  crib_server_set_favourite (server, "ship", FALSE);

  text = store_fixture_get (fixture, "orders.json");
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
test_store_restore (StoreFixture  *fixture,
                    gconstpointer  data)
{
  static const char odd[] =
    "{ \"url\":\"https://a.example/\" ,\"format\" : 1, \"position\":0 }\r\n\r\n";
  g_autoptr(CribServerStore) other = NULL;
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  store_fixture_put (fixture, "odd.json", odd);
  store_fixture_add (fixture->store, "Second");
  other = store_fixture_open (fixture);
  g_assert_true (store_fixture_shows (other, "a.example Second"));
  server = g_list_model_get_item (G_LIST_MODEL (other), 0);

  g_assert_false (crib_server_store_restore (other, server, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND);
  g_clear_error (&error);

  crib_server_store_remove (other, server, &error);
  g_assert_no_error (error);
  g_assert_true (store_fixture_shows (other, "Second"));
  g_assert_null (store_fixture_get (fixture, "odd.json"));

  crib_server_store_restore (other, server, &error);
  g_assert_no_error (error);
  g_assert_true (store_fixture_shows (other, "a.example Second"));
  text = store_fixture_get (fixture, "odd.json");
  g_assert_cmpstr (text, ==, odd);

  /* It is as alive as before. */
  crib_server_set_name (server, "Back");
  g_free (text);
  text = store_fixture_get (fixture, "odd.json");
  g_assert_nonnull (strstr (text, "\"Back\""));
}

static void
test_store_move (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  CribServer *server;

  store_fixture_add (fixture->store, "A");
  store_fixture_add (fixture->store, "B");
  store_fixture_add (fixture->store, "C");
  server = crib_server_store_find (fixture->store, "C");

  before = store_fixture_get (fixture, "a.json");
  crib_server_store_move (fixture->store, server, 0);
  g_assert_true (store_fixture_shows (fixture->store, "C A B"));
  crib_server_store_move (fixture->store, server, 1);
  g_assert_true (store_fixture_shows (fixture->store, "A C B"));
  crib_server_store_move (fixture->store, server, 99);
  g_assert_true (store_fixture_shows (fixture->store, "A B C"));
  after = store_fixture_get (fixture, "a.json");
  g_assert_cmpstr (before, ==, after);

  fixture->n_events = 0;
  crib_server_store_move (fixture->store, server, 0);
  g_assert_cmpuint (fixture->n_events, ==, 1);

  /* Until no number is left between two; next to 0 there would be a thousand more. */
  crib_server_set_position (server, 1000.3);

  for (guint i = 0; i < 200; i++)
    {
      crib_server_store_move (fixture->store, crib_server_store_find (fixture->store, "B"), 1);
      g_assert_true (store_fixture_shows (fixture->store, "C B A"));
      crib_server_store_move (fixture->store, crib_server_store_find (fixture->store, "A"), 1);
      g_assert_true (store_fixture_shows (fixture->store, "C A B"));
    }
}

static void
test_store_odd_files (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autofree char *link = store_fixture_build_path (fixture, "link.json");
  g_autofree char *pipe_path = store_fixture_build_path (fixture, "pipe.json");
  g_autofree char *folder = store_fixture_build_path (fixture, "folder.json");
  g_autofree char *filler = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr(CribServerStore) other = NULL;

  store_fixture_put (fixture, "target", ORDERS);
  g_assert_cmpint (symlink ("target", link), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  store_fixture_put (fixture, "large.json", filler);
  store_fixture_put (fixture, "empty.json", "");
  store_fixture_put (fixture, ".hidden.json", ORDERS);
  store_fixture_put (fixture, ".json", ORDERS);

  other = store_fixture_open (fixture);
  g_assert_true (store_fixture_shows (other, ""));
  g_assert_cmpuint (fixture->n_problems, ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/server-store/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)
  ADD ("add", test_store_add);
  ADD ("keeps", test_store_keeps);
  ADD ("restore", test_store_restore);
  ADD ("move", test_store_move);
  ADD ("odd-files", test_store_odd_files);
#undef ADD

  return g_test_run ();
}
