/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-fixture.h"

void
crib_fixture_set_up (CribFixture   *self,
                     gconstpointer  data)
{
  mcp_fixture_set_up (&self->mcp, data);
  self->server = crib_server_new ("Orders", mock_server_get_uri (self->mcp.server));
  self->connection = crib_connection_new (self->server, NULL);
}

void
crib_fixture_tear_down (CribFixture   *self,
                        gconstpointer  data)
{
  mcp_fixture_settle ();
  g_assert_finalize_object (self->connection);
  mcp_fixture_settle ();
  g_assert_finalize_object (self->server);
  mcp_fixture_tear_down (&self->mcp, data);
}

void
crib_fixture_wait_for (CribFixture         *self,
                       CribConnectionState  state)
{
  while (crib_connection_get_state (self->connection) != state ||
         crib_connection_is_loading (self->connection))
    g_main_context_iteration (NULL, TRUE);
}

void
crib_fixture_list (CribFixture *self,
                   const char  *tools)
{
  g_autofree char *result = g_strdup_printf ("{\"tools\":[%s]}", tools);

  mcp_fixture_reply (mcp_fixture_wait (&self->mcp, "tools/list"), result);
}

void
crib_fixture_open (CribFixture *self,
                   const char  *tools)
{
  crib_connection_open (self->connection);
  crib_fixture_list (self, tools);
  crib_fixture_wait_for (self, CRIB_CONNECTION_CONNECTED);
}

CribRun *
crib_fixture_run (CribFixture *self,
                  const char  *tool)
{
  McpTool *found = crib_connection_find_tool (self->connection, tool);

  g_assert_nonnull (found);

  return crib_connection_run_tool (self->connection, found, NULL);
}

void
crib_fixture_wait_run (CribRun *run)
{
  while (crib_run_get_state (run) == CRIB_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);
}

void
crib_fixture_fail (MockExchange *exchange,
                   int           code,
                   const char   *message)
{
  g_autofree char *body = NULL;

  body = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"id\":%" G_GINT64_FORMAT ",\"error\":"
                          "{\"code\":%d,\"message\":\"%s\"}}",
                          mcp_fixture_get_id (exchange), code, message);
  mock_exchange_reply (exchange, 200, "application/json", body);
}
