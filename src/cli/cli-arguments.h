/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"
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

/* The same for forms in general. */
gboolean       cli_arguments_fill           (FormModel    *form,
                                             char        **words,
                                             guint        *n_filled,
                                             GError      **error);
gboolean       cli_arguments_check_complete (FormModel    *form,
                                             GError      **error);

G_END_DECLS
