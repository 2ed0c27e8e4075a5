/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-tool.h"

G_BEGIN_DECLS

/* The tools of a file: what tools/list answered, or the list alone. */
GPtrArray *cli_tool_file_parse (GBytes      *text,
                                const char  *path,
                                GError     **error);
/* @list: (element-type McpTool) */
McpTool   *cli_tool_file_find  (GPtrArray   *list,
                                const char  *name,
                                GError     **error);

G_END_DECLS
