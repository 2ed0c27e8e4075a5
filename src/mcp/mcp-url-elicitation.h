/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"

G_BEGIN_DECLS

/* Pages that a server wants opened before it does what it is asked: the error -32042 of MCP
 * 2025-11-25, "Elicitation". */

/* Whether @error is that, and says what to open. */
gboolean mcp_url_elicitation_is_required (const GError         *error);
/* Puts each page to whoever made @request; finishes when all were opened and are done with. */
void     mcp_url_elicitation_async       (McpClient            *client,
                                          McpRequest           *request,
                                          const GError         *error,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean mcp_url_elicitation_finish      (McpClient            *client,
                                          GAsyncResult         *result,
                                          GError              **error);
/* Of those under way that the client keeps: the server says that page @id is done with. */
void     mcp_url_elicitation_hear        (GTask                *task,
                                          const char           *id);

G_END_DECLS
