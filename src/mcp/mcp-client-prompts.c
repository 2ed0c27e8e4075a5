/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-client-prompts.h"

#include "mcp-client-ask.h"

static gpointer
read_prompt (const SjsonValue  *result,
             GError           **error)
{
  return mcp_prompt_result_new (result, error);
}

static gpointer
read_completion (const SjsonValue  *result,
                 GError           **error)
{
  return mcp_completion_new (result, error);
}

/**
 * mcp_client_get_prompt_async:
 * @request: from [ctor@Mcp.Request.new_get_prompt]; the server may ask something through it
 *
 * Gets the messages of a prompt (MCP 2026-07-28, "Prompts").
 */
void
mcp_client_get_prompt_async (McpClient           *self,
                             McpRequest          *request,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (MCP_IS_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  mcp_client_ask_async (self, request, "prompts", "prompts", read_prompt, cancellable, callback,
                        user_data);
}

/**
 * mcp_client_get_prompt_finish:
 * @error: as mcp_client_send_finish(), and `MCP_ERROR_NOT_OFFERED` where the server has no prompts
 *
 * Returns: (transfer full): what the prompt became, or `NULL`
 */
McpPromptResult *
mcp_client_get_prompt_finish (McpClient     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return mcp_client_ask_finish (self, result, error);
}

/**
 * mcp_client_complete_async:
 * @request: from [ctor@Mcp.Request.new_complete]
 *
 * Asks what a value could be (MCP 2026-07-28, "Completion").
 */
void
mcp_client_complete_async (McpClient           *self,
                           McpRequest          *request,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (MCP_IS_CLIENT (self));
  g_return_if_fail (MCP_IS_REQUEST (request));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  mcp_client_ask_async (self, request, "completions", "completions", read_completion, cancellable,
                        callback, user_data);
}

/**
 * mcp_client_complete_finish:
 * @error: as mcp_client_send_finish(), and `MCP_ERROR_NOT_OFFERED` where the server has none
 *
 * Returns: (transfer full): what the value could be, or `NULL`
 */
McpCompletion *
mcp_client_complete_finish (McpClient     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (MCP_IS_CLIENT (self), NULL);

  return mcp_client_ask_finish (self, result, error);
}
