/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mock-server.h"

G_BEGIN_DECLS

/*
 * SchemaServer:
 *
 * A server of one revision that answers all that a client may ask, asks all that a server may ask
 * in return while a tool runs, and writes down every message with its header fields, one JSON
 * object a line: {"revision", "headers", "body"}.
 */
typedef struct
{
  MockServer *server;
  const char *revision;
  MockExchange *events;      /* nullable: where all answers go (HTTP+SSE) */
  MockExchange *call;        /* nullable: that waits for answers */
  gint64 call_id;
  guint n_awaited;
  guint n_listens;           /* subscriptions/listen, never answered */
  gboolean holds_calls;      /* leaves tools/call unanswered */
  GString *lines;            /* of all revisions; the test's */
} SchemaServer;

void schema_server_start (SchemaServer *self,
                          const char   *revision);
void schema_server_stop  (SchemaServer *self);

G_END_DECLS
