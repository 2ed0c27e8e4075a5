/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"

#include "mcp-tool-list.h"
#include "mcp-transport.h"
#include "mcp-waiters.h"

G_BEGIN_DECLS

/* Shared by -client (the connection and what is asked over it) and -client-tools (the list). */
struct _McpClient
{
  GObject parent_instance;

  char *uri;
  McpAuthorizer *authorizer;
  guint timeout;

  McpTransport *transport;
  McpWaiters *connecting;
  gboolean connected;

  McpToolList *tools;
  McpWaiters *walking;
  gboolean lists_tools;       /* the list has been asked for */
  gboolean walks_again;       /* it changed during the walk */
  gboolean tools_complete;
};

/* What an operation that must not keep the client alive holds instead. */
GWeakRef  *mcp_client_new_weak           (McpClient  *self);
/* Frees @weak. NULL: the client is gone. */
McpClient *mcp_client_take_weak          (GWeakRef   *weak);
void       mcp_client_set_tools_complete (McpClient  *self,
                                          gboolean    complete);

/* Whether there is a connection still, just after there was one. */
gboolean   mcp_client_check_open         (McpClient  *self,
                                          GError    **error);

/* -tools */
void       mcp_client_refresh_tools      (McpClient  *self);
void       mcp_client_stop_tools         (McpClient  *self);

G_END_DECLS
