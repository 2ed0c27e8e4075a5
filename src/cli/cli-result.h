/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-tool-result.h"

G_BEGIN_DECLS

/* What a tool answered, for people. */
void cli_result_print         (McpToolResult *result);
void cli_result_print_content (McpContent    *content);

G_END_DECLS
