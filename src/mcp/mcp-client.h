/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-authorizer.h"
#include "mcp-era-cache.h"
#include "mcp-http-settings.h"
#include "mcp-request.h"
#include "mcp-task.h"
#include "mcp-tool.h"
#include "mcp-tool-result.h"
#include "mcp-trace.h"

G_BEGIN_DECLS

#define MCP_TYPE_CLIENT (mcp_client_get_type ())

/* One server at one address.
 *
 * Properties: uri (construct only), authorizer, timeout (seconds of silence that end a request,
 * default 60), connected (read-only, notifies), server-name, server-title, server-version,
 * instructions, protocol-version (read-only, NULL before connect), tools-complete (whether the
 * walk over the pages is done).
 * Signals: tools-changed (after notifications/tools/list_changed, before the list is fetched again:
 * that happens by itself), list-changed (McpListKind: the same for any list), disconnected
 * (const GError *error: the session is gone), log-message (as of McpRequest, for what belongs to no
 * request), notification (const char *method, const SjsonValue *params, nullable: anything that
 * belongs to no request, just before it is acted upon), resource-updated (const char *uri, after
 * mcp_client_subscribe_async()), watch-refused (const GError *error: the server will not tell
 * unasked what changes).
 * More of it: mcp-client-lists.h, mcp-client-prompts.h, mcp-client-resources.h.
 * Disposing cancels what is under way.
 */
G_DECLARE_FINAL_TYPE (McpClient, mcp_client, MCP, CLIENT, GObject)

McpClient     *mcp_client_new                  (const char           *uri);
const char    *mcp_client_get_uri              (McpClient            *self);
void           mcp_client_set_authorizer       (McpClient            *self,
                                                McpAuthorizer        *authorizer);
/* What goes along with every request; before the first one. */
void           mcp_client_set_http_settings    (McpClient            *self,
                                                McpHttpSettings      *settings);
void           mcp_client_set_timeout          (McpClient            *self,
                                                guint                 seconds);
/* What servers may ask for: whoever says so connects to input-requested of its requests. From the
 * next connection on. */
void           mcp_client_set_features         (McpClient            *self,
                                                McpFeatures           features);
/* The least that the server is to log ("debug" … "emergency"; NULL: as it likes), at any time.
 * FALSE: there is no such level. */
gboolean       mcp_client_set_log_level        (McpClient            *self,
                                                const char           *level);
/* Keeps to one revision instead of finding out: FALSE for one that we do not speak. Before the
 * first connection. */
gboolean       mcp_client_set_protocol         (McpClient            *self,
                                                const char           *version);
/* Told of all that goes to the server and comes from it, from the next request on; nullable. */
void           mcp_client_set_trace            (McpClient            *self,
                                                McpTrace             *trace);
/* All that it may be kept to, oldest first. */
const char * const *
               mcp_client_get_known_protocols  (void);

/* What is known of servers from other times (nullable): spares asking for the revision. Before the
 * first connection. */
void           mcp_client_set_era_cache        (McpClient            *self,
                                                McpEraCache          *cache);
/* Whether there is a connection, and the server has answered on it: one whose revision was known is
 * connected to without a word. */
gboolean       mcp_client_has_answer           (McpClient            *self);
/* Whether the server is to tell unasked what changed, for as long as there is a connection. Off at
 * first: whoever asks once and goes needs no stream for that. */
void           mcp_client_set_watching         (McpClient            *self,
                                                gboolean              watching);
/* The same for all lists, whether they have been fetched or not. */
void           mcp_client_watch_all            (McpClient            *self);

/* Opens a session: initialize, initialized, then the GET stream. The others call it when needed. */
void           mcp_client_connect_async        (McpClient            *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       mcp_client_connect_finish       (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Ends the session (DELETE) and the streams. Succeeds always. */
void           mcp_client_close_async          (McpClient            *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       mcp_client_close_finish         (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
gboolean       mcp_client_is_connected         (McpClient            *self);
const char    *mcp_client_get_server_name      (McpClient            *self);
const char    *mcp_client_get_server_title     (McpClient            *self);  /* title, else name */
const char    *mcp_client_get_server_version   (McpClient            *self);
const char    *mcp_client_get_instructions     (McpClient            *self);
const char    *mcp_client_get_protocol_version (McpClient            *self);

/* The one list of McpTool, filled page by page while the stream is still open, kept up to date on
 * list_changed. After a refresh tools that did not change stay the same objects in place. */
GListModel    *mcp_client_get_tools            (McpClient            *self);
void           mcp_client_list_tools_async     (McpClient            *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       mcp_client_list_tools_finish    (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Fetches again what was listed: another may be to be seen for who may do more now. */
void           mcp_client_refresh_lists        (McpClient            *self);
/* Borrowed, or NULL. */
McpTool       *mcp_client_find_tool            (McpClient            *self,
                                                const char           *name);

/* Sends any request; connects first when need be. Cancelling sends notifications/cancelled. */
void           mcp_client_send_async           (McpClient            *self,
                                                McpRequest           *request,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* The result member of the answer. */
SjsonValue    *mcp_client_send_finish          (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           mcp_client_call_tool_async      (McpClient            *self,
                                                McpRequest           *request,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
McpToolResult *mcp_client_call_tool_finish     (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Takes up a call from before. @request is not sent: its signals tell what happens meanwhile.
 * Cancelling cancels the task. */
void           mcp_client_resume_task_async    (McpClient            *self,
                                                McpTask              *handle,
                                                McpRequest           *request,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
McpToolResult *mcp_client_resume_task_finish   (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Tells the server that nobody wants it any more. */
void           mcp_client_cancel_task_async    (McpClient            *self,
                                                McpTask              *handle,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       mcp_client_cancel_task_finish   (McpClient            *self,
                                                GAsyncResult         *result,
                                                GError              **error);
/* Whether the server may make tasks of calls, once connected. */
gboolean       mcp_client_offers_tasks         (McpClient            *self);
/* Tasks go on at the server; whoever waits here learns G_IO_ERROR_CANCELLED. Closing does the
 * same. */
void           mcp_client_leave_tasks          (McpClient            *self);

G_END_DECLS
