/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-gone.h"

#include "mcp-error.h"

#include <string.h>

/* JSON-RPC 2.0 §5.1; MCP 2025-11-25, tools, error handling: an unknown tool is one of these. */
#define METHOD_NOT_FOUND -32601
#define INVALID_PARAMS -32602

static gboolean
text_names_unknown_tool (const char *text)
{
  g_autofree char *words = g_utf8_casefold (text, -1);

  return strstr (words, "unknown tool") != NULL ||
         (strstr (words, "tool") != NULL && strstr (words, "not found") != NULL);
}

/*
 * crib_tool_is_gone:
 * @client: of the server
 * @tool_name: what was called
 * @error: what came of it
 *
 * Gone from the list, or unknown by the server's own words: the code alone says nothing, it is also
 * the answer to a wrong value.
 */
gboolean
crib_tool_is_gone (McpClient    *client,
                   const char   *tool_name,
                   const GError *error)
{
  gint64 code;

  if (!mcp_error_get_remote_code (error, &code) ||
      (code != INVALID_PARAMS && code != METHOD_NOT_FOUND))
    return FALSE;

  return mcp_client_find_tool (client, tool_name) == NULL ||
         text_names_unknown_tool (error->message);
}
