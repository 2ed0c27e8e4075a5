/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"

#include "mcp-era.h"
#include "mcp-http.h"
#include "mcp-tool-list.h"
#include "mcp-transport.h"
#include "mcp-waiters.h"

G_BEGIN_DECLS

/* Shared by mcp-client (properties and signals), -connection, -request and -tools (the list). */
struct _McpClient
{
  GObject parent_instance;

  char *uri;
  McpAuthorizer *authorizer;
  guint timeout;
  char *protocol;             /* nullable: the revision to keep to */
  McpFeatures features;       /* what a server may ask for */
  McpEra era;                 /* of the server, as far as it is known */

  McpHttp *http;              /* nullable: made at first, and shared by all transports */
  McpTransport *transport;
  McpWaiters *connecting;
  gboolean connected;

  gboolean watching;          /* the server is to tell what changed */
  McpWatch listed;            /* lists that have been asked for, besides that of tools */
  GPtrArray *subscriptions;   /* of char *: URIs of resources */
  GPtrArray *watched_tasks;   /* of char *: ids */

  McpToolList *tools;
  McpWaiters *walking;
  gboolean lists_tools;       /* the list has been asked for */
  gboolean walks_again;       /* it changed during the walk */
  gboolean tools_complete;
};

void       mcp_client_set_connected      (McpClient         *self,
                                          gboolean           connected);
void       mcp_client_set_tools_complete (McpClient         *self,
                                          gboolean           complete);
void       mcp_client_notify_info        (McpClient         *self);
void       mcp_client_emit_disconnected  (McpClient         *self,
                                          const GError      *error);
void       mcp_client_emit_log_message   (McpClient         *self,
                                          const SjsonValue  *params);
void       mcp_client_emit_notification  (McpClient         *self,
                                          const char        *method,
                                          const SjsonValue  *params);
void       mcp_client_emit_tools_changed (McpClient         *self);

/* -connection */
/* What an operation that must not keep the client alive holds instead. */
GWeakRef  *mcp_client_new_weak           (McpClient         *self);
/* Frees @weak. NULL: the client is gone. */
McpClient *mcp_client_take_weak          (GWeakRef          *weak);
void       mcp_client_drop_connection    (McpClient         *self);
/* Whether there is a connection still, just after there was one. */
gboolean   mcp_client_check_open         (McpClient         *self,
                                          GError           **error);

/* -tools */
void       mcp_client_refresh_tools      (McpClient         *self);
void       mcp_client_stop_tools         (McpClient         *self);

/* -watch */
/* After a list was asked for the first time, or a subscription changed. */
void       mcp_client_update_watch       (McpClient         *self);

G_END_DECLS
