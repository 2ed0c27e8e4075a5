/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"
#include "mock-server.h"

G_BEGIN_DECLS

/*
 * McpFixture:
 *
 * A client and a server that opens sessions by itself: it answers initialize, takes notifications,
 * deletes sessions, offers no GET stream, and holds everything else until the test answers it.
 */
typedef struct
{
  MockServer *server;
  McpClient *client;

  const char *version;        /* what initialize answers; "2025-11-25" */
  const char *capabilities;   /* what initialize says the server has; an object */
  const char *session_id;     /* "session-1"; NULL for none */
  gboolean offers_stream;     /* GET is held instead of refused */
  gboolean holds_all;         /* nothing is answered by itself */
  gboolean is_modern;         /* server/discover is held instead of refused */
  GQueue held;                /* of MockExchange */
} McpFixture;

void          mcp_fixture_set_up      (McpFixture          *self,
                                       gconstpointer        data);
/* Fails if anything of the client stays behind. */
void          mcp_fixture_tear_down   (McpFixture          *self,
                                       gconstpointer        data);
/* Connects, and sees the GET stream asked for. */
void          mcp_fixture_connect     (McpFixture          *self);

/* The next held request of that JSON-RPC method ("tools/call") or HTTP method ("GET"). */
MockExchange *mcp_fixture_wait        (McpFixture          *self,
                                       const char          *method);
/* How many such there have been, held or not. */
guint         mcp_fixture_count       (McpFixture          *self,
                                       const char          *method);
/* All of them so far, in their order: "initialize notifications/initialized GET". */
char         *mcp_fixture_dup_log     (McpFixture          *self);
/* The last such. */
MockExchange *mcp_fixture_find        (McpFixture          *self,
                                       const char          *method);

gint64        mcp_fixture_get_id      (MockExchange        *exchange);
/* Answers with that result as JSON. */
void          mcp_fixture_reply       (MockExchange        *exchange,
                                       const char          *result);
void          mcp_fixture_start       (MockExchange        *exchange);
/* Writes one event: @message, in which "$id" stands for the request's id. */
void          mcp_fixture_write       (MockExchange        *exchange,
                                       const char          *message);

/* For calls of the client: the callback, whose user data is the address of a NULL; then wait. */
void          mcp_fixture_ready_cb    (GObject             *source,
                                       GAsyncResult        *result,
                                       gpointer             user_data);
GAsyncResult *mcp_fixture_wait_result (GAsyncResult       **result);
/* Whatever of that name waits for its time is given it at once; whether there was any. */
gboolean      mcp_fixture_hurry       (const char          *name);
/* Iterates for 30 ms: for what must not happen, and for what ends by itself. */
void          mcp_fixture_settle      (void);

G_END_DECLS
