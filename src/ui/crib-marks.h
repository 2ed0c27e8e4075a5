/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-server.h"
#include "mcp-tool.h"

G_BEGIN_DECLS

/* What a tool does, in words with an icon. */
void crib_marks_fill (GtkFlowBox *box,
                      CribServer *server,
                      McpTool    *tool);
gboolean crib_marks_is_destructive (McpTool *tool);

G_END_DECLS
