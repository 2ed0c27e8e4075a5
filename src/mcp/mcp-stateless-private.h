/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-envelope.h"
#include "mcp-exchange.h"
#include "mcp-http.h"
#include "mcp-stateless-transport.h"

G_BEGIN_DECLS

/* Shared by the files of the stateless transport: -transport (what the interface asks), -post (one
 * request and its answer). */
struct _McpStatelessTransport
{
  GObject parent_instance;

  McpHttp *http;
  McpServerInfo *info;
  McpEnvelope envelope;
  gint64 last_id;
  GQueue wires;                /* of McpExchange: all that have something under way */
  gboolean aborted;
};

/* Sends @request; @task learns its result. @opening: nothing has shown yet who answers. */
void mcp_stateless_ask   (McpStatelessTransport *self,
                          McpRequest            *request,
                          GTask                 *task,
                          gboolean               opening);
void mcp_stateless_fail  (McpStatelessTransport *self,
                          McpExchange           *exchange,
                          GError                *error);

G_END_DECLS
