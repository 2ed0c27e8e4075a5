/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"
#include "mcp-completion.h"
#include "mcp-prompt-result.h"

G_BEGIN_DECLS

/* @request: from mcp_request_new_get_prompt() */
void             mcp_client_get_prompt_async  (McpClient            *self,
                                               McpRequest           *request,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
McpPromptResult *mcp_client_get_prompt_finish (McpClient            *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/* @request: from mcp_request_new_complete(). Cancel the one before when more is typed. */
void             mcp_client_complete_async    (McpClient            *self,
                                               McpRequest           *request,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
McpCompletion   *mcp_client_complete_finish   (McpClient            *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
