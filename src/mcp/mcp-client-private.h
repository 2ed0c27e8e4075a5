/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client-lists.h"

#include "mcp-era-cache.h"
#include "mcp-era.h"
#include "mcp-http.h"
#include "mcp-item-list.h"
#include "mcp-read-cache.h"
#include "mcp-request-private.h"
#include "mcp-transport.h"
#include "mcp-waiters.h"

G_BEGIN_DECLS

/* One of the lists of a server. */
typedef struct
{
  McpItemList *items;
  McpWaiters *walking;
  gboolean is_wanted;         /* it has been asked for */
  gboolean walks_again;       /* it changed during the walk */
  gboolean is_complete;
  gint64 fresh_until;         /* of g_get_monotonic_time() */
  gint64 start;               /* of the last walk that a change began, or 0 */
  guint n_hasty;              /* such walks in a row, each soon after the one before */
  GSource *pause;             /* nullable: before the next such walk */
} McpClientList;

/* Shared by mcp-client (properties and signals), -connection, -request and -lists. */
struct _McpClient
{
  GObject parent_instance;

  char *uri;
  McpAuthorizer *authorizer;
  McpHttpSettings *http_settings;   /* nullable */
  guint timeout;
  char *protocol;             /* nullable: the revision to keep to */
  McpFeatures features;       /* what a server may ask for */
  McpEra era;                 /* of the server, as far as it is known */
  McpEraCache *era_cache;     /* nullable */

  McpTrace *trace;            /* nullable */
  McpHttp *http;              /* nullable: made at first, and shared by all transports */
  McpTransport *transport;
  McpWaiters *connecting;
  gboolean connected;

  gboolean watching;          /* the server is to tell what changed */
  gboolean watches_all;       /* lists that nobody fetched, too */
  GPtrArray *subscriptions;   /* of char *: URIs of resources */
  GPtrArray *watched_tasks;   /* of char *: ids */
  GPtrArray *follows;         /* of GTask: see mcp-task-follow */
  GPtrArray *elicitations;    /* of GTask: see mcp-url-elicitation */

  McpClientList lists[MCP_N_LISTS];
  McpReadCache *reads;
  char *log_level;            /* nullable */
};

void       mcp_client_set_connected      (McpClient         *self,
                                          gboolean           connected);
void       mcp_client_notify_complete    (McpClient         *self,
                                          McpListKind        kind);
void       mcp_client_notify_info        (McpClient         *self);
void       mcp_client_emit_disconnected  (McpClient         *self,
                                          const GError      *error);
void       mcp_client_emit_log_message   (McpClient         *self,
                                          const SjsonValue  *params);
void       mcp_client_emit_notification  (McpClient         *self,
                                          const char        *method,
                                          const SjsonValue  *params);
void       mcp_client_emit_watch_refused (McpClient         *self,
                                          const GError      *error);
void       mcp_client_emit_list_changed  (McpClient         *self,
                                          McpListKind        kind);
void       mcp_client_emit_resource_declined (McpClient     *self,
                                              const char    *uri);
void       mcp_client_emit_resource_updated (McpClient      *self,
                                             const char     *uri);

/* -era */
McpEra     mcp_client_guess_era          (McpClient         *self,
                                          gboolean          *is_guess);
void       mcp_client_settle_era         (McpClient         *self,
                                          McpEra             era);
void       mcp_client_forget_era         (McpClient         *self);
gboolean   mcp_client_doubts_era         (McpClient         *self,
                                          McpTransport      *transport,
                                          const GError      *error);

/* -connection */
void       mcp_client_let_go             (McpClient         *self);
/* What an operation that must not keep the client alive holds instead. */
GWeakRef  *mcp_client_new_weak           (McpClient         *self);
/* Frees @weak. NULL: the client is gone. */
McpClient *mcp_client_take_weak          (GWeakRef          *weak);
void       mcp_client_drop_connection    (McpClient         *self);
/* Whether there is a connection still, just after there was one. */
gboolean   mcp_client_check_open         (McpClient         *self,
                                          GError           **error);

/* -lists */
void       mcp_client_init_lists         (McpClient         *self);
void       mcp_client_clear_lists        (McpClient         *self);
/* Fetches again what has been asked for. */
void       mcp_client_refresh_list       (McpClient         *self,
                                          McpListKind        kind);
/* What is known may be another's, or old: the next fetch asks. */
void       mcp_client_forget_freshness   (McpClient         *self);
void       mcp_client_stop_lists         (McpClient         *self);
/* TRUE: a notification that a list changed. */
gboolean   mcp_client_handle_list_change (McpClient         *self,
                                          const char        *method);
/* Whether the server can be asked for it; of a connected client. */
gboolean   mcp_client_check_offered      (McpClient         *self,
                                          const char        *capability,
                                          const char        *option,
                                          const char        *words,
                                          GError           **error);

/* -resources */
gboolean   mcp_client_handle_resource_update (McpClient        *self,
                                              const char       *method,
                                              const SjsonValue *params);
void       mcp_client_restore_subscriptions  (McpClient        *self);
/* Sends @request and waits for nothing; of a connected client. */
void       mcp_client_tell                   (McpClient        *self,
                                              McpRequest       *request);

/* -log */
void       mcp_client_restore_log_level      (McpClient        *self);

/* -watch */
/* After a list was asked for the first time, or a subscription changed. */
void       mcp_client_update_watch       (McpClient         *self);

/* -task */
/* @follow: a task of mcp_task_follow_async(), which is kept meanwhile */
void       mcp_client_add_task           (McpClient         *self,
                                          GTask             *follow);
void       mcp_client_remove_task        (McpClient         *self,
                                          GTask             *follow);
void       mcp_client_hear_tasks         (McpClient         *self,
                                          const char        *method,
                                          const SjsonValue  *params);
void       mcp_client_choose_task        (McpClient         *self,
                                          McpRequest        *request,
                                          McpTool           *tool);
McpTask   *mcp_client_read_task          (McpClient         *self,
                                          McpRequest        *request,
                                          const SjsonValue  *result,
                                          SjsonValue        *seed);

G_END_DECLS
