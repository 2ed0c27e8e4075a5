/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>

#define PROFILE(name, uri, rest) \
  "{\"format\":1,\"name\":\"" name "\",\"url\":\"" uri "\"" rest "}"

static void
test_store_watch (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = store_fixture_build_path (fixture, "other.json");
  CribServer *server;

  store_fixture_put (fixture, "other.json",
                     PROFILE ("Other", "https://a.example/", ""));
  store_fixture_wait_for (fixture->store, "Other");
  server = crib_server_store_find (fixture->store, "other");

  store_fixture_put (fixture, "other.json",
                     PROFILE ("Renamed", "https://a.example/", ""));
  store_fixture_wait_for (fixture->store, "Renamed");
  g_assert_true (server == crib_server_store_find (fixture->store, "other"));

  store_fixture_put (fixture, "notes.txt", "nothing of ours");
  g_unlink (path);
  store_fixture_wait_for (fixture->store, "");
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

/* Between another's write and the news of it: both changes stay. */
static void
test_store_merge (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = NULL;
  CribServer *server = store_fixture_add (fixture->store, "Mine");

  store_fixture_put (fixture, "mine.json",
                     PROFILE ("Mine", "https://theirs.example/",
                              ",\"new\":true,\"position\":5,\"favourites\":[\"x\"]"));
  crib_server_set_name (server, "Ours");

  g_assert_cmpstr (crib_server_get_uri (server), ==, "https://theirs.example/");
  g_assert_cmpfloat (crib_server_get_position (server), ==, 5);
  g_assert_true (crib_server_is_favourite (server, "x"));
  text = store_fixture_get (fixture, "mine.json");
  g_assert_nonnull (strstr (text, "\"Ours\""));
  g_assert_nonnull (strstr (text, "theirs.example"));
  g_assert_nonnull (strstr (text, "\"new\": true"));

  store_fixture_put (fixture, "mine.json",
                     PROFILE ("Mine", "https://theirs.example/", ",\"favourites\":[\"x\",\"y\"]"));
  crib_server_set_favourite (server, "ours", TRUE);
  g_assert_true (crib_server_is_favourite (server, "y"));
  g_assert_true (crib_server_is_favourite (server, "ours"));

  store_fixture_put (fixture, "mine.json",
                     PROFILE ("Mine", "https://theirs.example/",
                              ",\"favourites\":[\"x\",\"y\",\"ours\",\"z\"]"));
  crib_server_set_favourite (server, "x", FALSE);
  g_assert_false (crib_server_is_favourite (server, "x"));
  g_assert_true (crib_server_is_favourite (server, "z"));
}

/* Our own writes come back as events; nothing may follow from them. */
static void
test_store_no_echo (StoreFixture  *fixture,
                    gconstpointer  data)
{
  CribServer *server = store_fixture_add (fixture->store, "Mine");

  crib_server_set_name (server, "Ours");
  fixture->n_events = 0;
  store_fixture_put (fixture, "last.json",
                     PROFILE ("Last", "https://a.example/", ",\"position\":9999"));
  store_fixture_wait_for (fixture->store, "Ours Last");
  g_assert_cmpuint (fixture->n_events, ==, 1);
  g_assert_cmpuint (fixture->n_problems, ==, 0);
}

static void
test_store_refuse (StoreFixture  *fixture,
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
      store_fixture_put (fixture, name, cases[i].text);

      while (fixture->n_problems <= i)
        g_main_context_iteration (NULL, TRUE);

      g_assert_cmpstr (fixture->last_file, ==, name);
      g_assert_nonnull (strstr (fixture->last_message, cases[i].words));
      g_assert_true (store_fixture_shows (fixture->store, ""));
      text = store_fixture_get (fixture, name);
      g_assert_cmpstr (text, ==, cases[i].text);
    }

  /* Their names are taken, whatever they hold. */
  g_assert_cmpstr (crib_server_get_id (store_fixture_add (fixture->store, "bad-0")), ==, "bad-0-2");
}

/* A listed file that turned into a newer one is not written over. */
static void
test_store_newer (StoreFixture  *fixture,
                  gconstpointer  data)
{
  static const char newer[] = "{\"format\":2,\"name\":\"Mine\"}";
  g_autoptr(CribServer) server = g_object_ref (store_fixture_add (fixture->store, "Mine"));
  g_autofree char *text = NULL;

  store_fixture_put (fixture, "mine.json", newer);
  crib_server_set_name (server, "Ours");
  g_assert_cmpuint (fixture->n_problems, ==, 1);
  store_fixture_wait_for (fixture->store, "");
  text = store_fixture_get (fixture, "mine.json");
  g_assert_cmpstr (text, ==, newer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add ("/crib/server-watch/" path, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)
  ADD ("watch", test_store_watch);
  ADD ("merge", test_store_merge);
  ADD ("no-echo", test_store_no_echo);
  ADD ("refuse", test_store_refuse);
  ADD ("newer", test_store_newer);
#undef ADD

  return g_test_run ();
}
