/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-row.h"
#include "window-fixture.h"

static void
test_server_row_follows_server (WindowFixture *fixture,
                                gconstpointer  data)
{
  CribConnection *connection = window_fixture_add (fixture, "Old <name>", TOOL_FIND);
  GtkWidget *row = g_object_ref_sink (crib_server_row_new (connection));

  g_assert_true (window_fixture_shows (row, "Old <name>"));
  g_assert_false (window_fixture_shows (row, "Demo"));

  crib_server_set_name (crib_connection_get_server (connection), "New & shiny");
  g_assert_true (window_fixture_shows (row, "New & shiny"));
  g_assert_true (crib_server_row_get_connection (CRIB_SERVER_ROW (row)) == connection);
  g_assert_finalize_object (row);
}

static void
test_server_row_says_not_protected (WindowFixture *fixture,
                                    gconstpointer  data)
{
  CribConnection *connection = window_fixture_add (fixture, "Open", TOOL_FIND);
  GtkWidget *row = g_object_ref_sink (crib_server_row_new (connection));

  g_assert_false (window_fixture_shows (row, "Not protected"));

  crib_connection_open (connection);
  window_fixture_wait_settled (connection);

  g_assert_true (window_fixture_shows (row, "Not protected"));
  g_assert_true (window_fixture_shows (row, crib_connection_get_state_text (connection)));
  g_assert_finalize_object (row);
}

static void
test_server_row_says_offline (WindowFixture *fixture,
                              gconstpointer  data)
{
  CribConnection *connection = window_fixture_add_uri (fixture, "Away", "http://127.0.0.1:1/mcp");
  GtkWidget *row = g_object_ref_sink (crib_server_row_new (connection));

  crib_connection_open (connection);
  window_fixture_wait_settled (connection);

  g_assert_cmpint (crib_connection_get_state (connection), ==, CRIB_CONNECTION_OFFLINE);
  g_assert_true (window_fixture_shows (row, crib_connection_get_state_text (connection)));
  g_assert_false (window_fixture_shows (row, "Not protected"));
  g_assert_finalize_object (row);
}

/* The connection may outlive its row, and goes on without it. */
static void
test_server_row_lets_go (WindowFixture *fixture,
                         gconstpointer  data)
{
  CribConnection *connection = window_fixture_add (fixture, "Open", TOOL_FIND);
  GtkWidget *row = g_object_ref_sink (crib_server_row_new (connection));

  crib_server_row_set_current (CRIB_SERVER_ROW (row), TRUE);
  g_assert_finalize_object (row);

  crib_server_set_name (crib_connection_get_server (connection), "Other");
  crib_connection_open (connection);
  window_fixture_wait_settled (connection);
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

  ADD ("/server-row/follows-server", test_server_row_follows_server);
  ADD ("/server-row/says-not-protected", test_server_row_says_not_protected);
  ADD ("/server-row/says-offline", test_server_row_says_offline);
  ADD ("/server-row/lets-go", test_server_row_lets_go);

  return g_test_run ();
}
