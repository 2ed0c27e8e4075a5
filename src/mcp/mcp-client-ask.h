/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"

G_BEGIN_DECLS

/* Makes an object of a result; in any thread. */
typedef gpointer (*McpReader) (const SjsonValue  *result,
                               GError           **error);

/* Sends @request where the server has @capability, and reads what comes. @words: what that would
 * be, for people. */
void     mcp_client_ask_async  (McpClient            *self,
                                McpRequest           *request,
                                const char           *capability,
                                const char           *words,
                                McpReader             reader,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* (transfer full): of the class that the reader makes */
gpointer mcp_client_ask_finish (McpClient            *self,
                                GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
