/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-lookup.h"
#include "window-fixture.h"

static void
wait_for (CribServerLookup      *lookup,
          CribServerLookupState  state)
{
  window_fixture_wait (crib_server_lookup_get_state (lookup) == state);
}

static void
test_server_lookup_refuses (WindowFixture *fixture,
                            gconstpointer  data)
{
  const char *const texts[] = {
    "http://example.com/mcp", "ftp://example.com/", "https://", "https:///mcp", "a b",
    "javascript:alert(1)",
  };
  CribServerLookup *lookup = crib_server_lookup_new (NULL);

  g_assert_cmpint (crib_server_lookup_get_state (lookup), ==, CRIB_SERVER_LOOKUP_EMPTY);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      crib_server_lookup_set_address (lookup, texts[i]);
      g_assert_cmpint (crib_server_lookup_get_state (lookup), ==, CRIB_SERVER_LOOKUP_TYPING);

      crib_server_lookup_start (lookup);
      g_assert_cmpint (crib_server_lookup_get_state (lookup), ==, CRIB_SERVER_LOOKUP_INVALID);
      g_assert_nonnull (crib_server_lookup_get_complaint (lookup));
      g_assert_null (crib_server_lookup_get_uri (lookup));
      g_assert_null (crib_server_lookup_get_connection (lookup));
    }

  crib_server_lookup_set_address (lookup, " \t");
  g_assert_cmpint (crib_server_lookup_get_state (lookup), ==, CRIB_SERVER_LOOKUP_EMPTY);
  crib_server_lookup_start (lookup);
  g_assert_cmpint (crib_server_lookup_get_state (lookup), ==, CRIB_SERVER_LOOKUP_EMPTY);
  g_assert_finalize_object (lookup);
}

/* By itself, a moment after the last letter. */
static void
test_server_lookup_finds (WindowFixture *fixture,
                          gconstpointer  data)
{
  MockServer *server = window_fixture_serve (fixture, TOOL_FIND "," TOOL_PLAIN);
  CribServerLookup *lookup = crib_server_lookup_new (NULL);
  CribConnection *connection;

  crib_server_lookup_set_address (lookup, mock_server_get_uri (server));
  g_assert_cmpstr (crib_server_lookup_get_uri (lookup), ==, mock_server_get_uri (server));
  g_assert_null (crib_server_lookup_get_complaint (lookup));
  wait_for (lookup, CRIB_SERVER_LOOKUP_DONE);

  connection = crib_server_lookup_get_connection (lookup);
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_CONNECTED);
  g_assert_cmpstr (crib_connection_get_server_title (connection), ==, "Mock <i>Server");
  g_assert_cmpuint (g_list_model_get_n_items (crib_connection_get_tools (connection)), ==, 2);
  g_assert_finalize_object (lookup);
}

static void
test_server_lookup_says_unreachable (WindowFixture *fixture,
                                     gconstpointer  data)
{
  CribServerLookup *lookup = crib_server_lookup_new (NULL);
  CribConnection *connection;

  crib_server_lookup_set_address (lookup, "http://127.0.0.1:1/mcp");
  crib_server_lookup_start (lookup);
  wait_for (lookup, CRIB_SERVER_LOOKUP_DONE);

  connection = crib_server_lookup_get_connection (lookup);
  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_OFFLINE);
  g_assert_nonnull (crib_connection_get_problem (connection));
  g_assert_finalize_object (lookup);
}

/* The next letter ends the look at the address before, and so does the end of the dialog. */
static void
test_server_lookup_cancels (WindowFixture *fixture,
                            gconstpointer  data)
{
  MockServer *silent = mock_server_new ();
  CribServerLookup *lookup = crib_server_lookup_new (NULL);
  CribConnection *connection;
  MockExchange *exchange;

  g_ptr_array_add (fixture->servers, silent);
  crib_server_lookup_set_address (lookup, mock_server_get_uri (silent));
  crib_server_lookup_start (lookup);
  g_assert_cmpint (crib_server_lookup_get_state (lookup), ==, CRIB_SERVER_LOOKUP_LOOKING);
  exchange = mock_server_wait (silent);

  connection = crib_server_lookup_get_connection (lookup);
  g_object_add_weak_pointer (G_OBJECT (connection), (gpointer *) &connection);
  crib_server_lookup_set_address (lookup, "https://");
  g_assert_null (crib_server_lookup_get_connection (lookup));
  mock_exchange_wait_gone (exchange);
  window_fixture_wait (connection == NULL);

  crib_server_lookup_set_address (lookup, mock_server_get_uri (silent));
  crib_server_lookup_start (lookup);
  exchange = mock_server_wait (silent);
  g_assert_finalize_object (lookup);
  mock_exchange_wait_gone (exchange);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, \
              window_fixture_tear_down)

  ADD ("/server-lookup/refuses", test_server_lookup_refuses);
  ADD ("/server-lookup/finds", test_server_lookup_finds);
  ADD ("/server-lookup/says-unreachable", test_server_lookup_says_unreachable);
  ADD ("/server-lookup/cancels", test_server_lookup_cancels);

  return g_test_run ();
}
