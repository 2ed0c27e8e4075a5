/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-tool.h"

G_BEGIN_DECLS

/* The arguments of a call from the words of a command line. */
SjsonDocument *cli_arguments_parse_json (const char   *text,
                                         GError      **error);
gboolean       cli_arguments_check      (char        **words,
                                         GError      **error);
SjsonDocument *cli_arguments_build      (McpTool      *tool,
                                         char        **words,
                                         GError      **error);

G_END_DECLS
