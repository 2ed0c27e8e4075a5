/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-client.h"

G_BEGIN_DECLS

/* Whether @error of a call means that the server has no such tool any more. */
gboolean crib_tool_is_gone (McpClient    *client,
                            const char   *tool_name,
                            const GError *error);

G_END_DECLS
