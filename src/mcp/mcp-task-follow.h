/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"
#include "mcp-task.h"

G_BEGIN_DECLS

/* Whether @result, of @request, begins a task. */
gboolean    mcp_task_follow_is_begun  (const SjsonValue     *result,
                                       McpRequest           *request,
                                       const char           *version);
/* Follows @handle until there is the result of the call. What happens meanwhile comes as signals of
 * @request. @seed: (nullable): what the server said when it began. Cancelling cancels the task. */
void        mcp_task_follow_async     (McpTask              *handle,
                                       McpClient            *client,
                                       McpRequest           *request,
                                       const SjsonValue     *seed,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
SjsonValue *mcp_task_follow_finish    (McpTask              *handle,
                                       GAsyncResult         *result,
                                       GError              **error);

/* Of those that mcp_client_add_task() got: it ends with G_IO_ERROR_CANCELLED, and the task goes on
 * at the server. */
void        mcp_task_follow_leave     (GTask                *follow);
/* A notification of the server that may be of this one. */
void        mcp_task_follow_hear      (GTask                *follow,
                                       const char           *method,
                                       const SjsonValue     *params);

G_END_DECLS
