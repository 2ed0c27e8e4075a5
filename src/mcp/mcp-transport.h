/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-request.h"
#include "mcp-server-info.h"

G_BEGIN_DECLS

#define MCP_TYPE_TRANSPORT (mcp_transport_get_type ())

G_DECLARE_INTERFACE (McpTransport, mcp_transport, MCP, TRANSPORT, GObject)

/* The ways of talking that there have been, newest first. */
typedef enum {
  MCP_ERA_UNKNOWN,
  MCP_ERA_STATELESS,   /* 2026-07-28 */
  MCP_ERA_SESSION,     /* 2025-03-26 to 2025-11-25 */
  MCP_ERA_EVENTS,      /* 2024-11-05: HTTP+SSE */
} McpEra;

/* What a server is to tell unasked. */
typedef enum {
  MCP_WATCH_NONE      = 0,
  MCP_WATCH_TOOLS     = 1 << 0,   /* that the list of them changed, as the next two */
  MCP_WATCH_PROMPTS   = 1 << 1,
  MCP_WATCH_RESOURCES = 1 << 2,
  MCP_WATCH_MESSAGES  = 1 << 3,   /* all else, in the revisions that know such: log, questions */
} McpWatch;

/* One era of the protocol over HTTP: how a connection opens, what goes around a request, where
 * notifications come from. McpClient knows nothing else of revisions. */
struct _McpTransportInterface
{
  GTypeInterface parent_iface;

  void                  (*open_async)     (McpTransport         *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
  gboolean              (*open_finish)    (McpTransport         *self,
                                           GAsyncResult         *result,
                                           GError              **error);
  void                  (*send_async)     (McpTransport         *self,
                                           McpRequest           *request,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
  SjsonValue           *(*send_finish)    (McpTransport         *self,
                                           GAsyncResult         *result,
                                           GError              **error);
  void                  (*close_async)    (McpTransport         *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
  gboolean              (*close_finish)   (McpTransport         *self,
                                           GAsyncResult         *result,
                                           GError              **error);
  void                  (*abort)          (McpTransport         *self);
  const McpServerInfo  *(*get_info)       (McpTransport         *self);
  void                  (*set_features)   (McpTransport         *self,
                                           McpFeatures           features);
  /* NULL: where it is a request like others */
  void                  (*set_log_level)  (McpTransport         *self,
                                           const char           *level);
  void                  (*set_watch)      (McpTransport         *self,
                                           McpWatch              what,
                                           const char * const   *uris,
                                           const char * const   *task_ids);
};

void                 mcp_transport_open_async        (McpTransport         *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean             mcp_transport_open_finish       (McpTransport         *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
/* What the server tells of @request meanwhile comes as signals of @request. Cancelling tells the
 * server, and finishes at once. */
void                 mcp_transport_send_async        (McpTransport         *self,
                                                      McpRequest           *request,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
SjsonValue          *mcp_transport_send_finish       (McpTransport         *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
void                 mcp_transport_close_async       (McpTransport         *self,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean             mcp_transport_close_finish      (McpTransport         *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);
/* Drops everything at once and tells nobody; what waits fails with G_IO_ERROR_CANCELLED. */
void                 mcp_transport_abort             (McpTransport         *self);
/* Before it is opened. */
void                 mcp_transport_set_features      (McpTransport         *self,
                                                      McpFeatures           features);
/* At any time. @level: (nullable) */
void                 mcp_transport_set_log_level     (McpTransport         *self,
                                                      const char           *level);
/* At any time; what the server does not offer is left out. @uris: (nullable): resources of which
 * it shall tell when they change, @task_ids: (nullable): tasks, likewise: only where the revision
 * has no requests for that. Replaces what was set before. */
void                 mcp_transport_set_watch         (McpTransport         *self,
                                                      McpWatch              what,
                                                      const char * const   *uris,
                                                      const char * const   *task_ids);
/* NULL until open. */
const McpServerInfo *mcp_transport_get_info          (McpTransport         *self);

/* For back ends: the signals. */
void                 mcp_transport_emit_notification (McpTransport         *self,
                                                      const char           *method,
                                                      const SjsonValue     *params);
void                 mcp_transport_emit_reopened     (McpTransport         *self);
/* What get_info() gives is another. */
void                 mcp_transport_emit_info_changed (McpTransport         *self);
/* Of what was to be watched, the server does not tell of the resource @uri. */
void                 mcp_transport_emit_resource_declined (McpTransport    *self,
                                                           const char      *uri);
/* What was to be watched will not be, because of @error. */
void                 mcp_transport_emit_watch_refused (McpTransport        *self,
                                                       const GError        *error);
void                 mcp_transport_emit_disconnected (McpTransport         *self,
                                                      const GError         *error);

G_END_DECLS
