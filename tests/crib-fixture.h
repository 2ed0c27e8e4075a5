/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"
#include "mcp-fixture.h"

G_BEGIN_DECLS

#define TOOL(name) "{\"name\":\"" name "\",\"inputSchema\":{\"type\":\"object\"}}"
#define SHIP_TOOL \
  "{\"name\":\"ship_parcels\",\"title\":\"Ship parcels\"," \
  "\"description\":\"\\n Hands parcels over. \\n" \
  "Second line.\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"count\":{\"type\":" \
  "\"integer\"},\"note\":{\"type\":\"string\"},\"tags\":{\"type\":\"array\"}}}}"

/*
 * CribFixture:
 *
 * A connection to a server of the test's own process. It is not opened.
 */
typedef struct
{
  McpFixture mcp;
  CribServer *server;
  CribConnection *connection;
} CribFixture;

void     crib_fixture_set_up    (CribFixture         *self,
                                 gconstpointer        data);
/* Fails if anything of the connection stays behind. */
void     crib_fixture_tear_down (CribFixture         *self,
                                 gconstpointer        data);
/* Opens, with these tools: JSON objects separated by commas. */
void     crib_fixture_open      (CribFixture         *self,
                                 const char          *tools);
/* Answers the next tools/list. */
void     crib_fixture_list      (CribFixture         *self,
                                 const char          *tools);
void     crib_fixture_wait_for  (CribFixture         *self,
                                 CribConnectionState  state);
/* Runs a tool without arguments; the call is held. */
CribRun *crib_fixture_run       (CribFixture         *self,
                                 const char          *tool);
void     crib_fixture_wait_run  (CribRun             *run);
/* Answers with that JSON-RPC error. */
void     crib_fixture_fail      (MockExchange        *exchange,
                                 int                  code,
                                 const char          *message);

G_END_DECLS
