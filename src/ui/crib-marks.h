/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-server.h"
#include "mcp-tool.h"

G_BEGIN_DECLS

#define CRIB_TYPE_MARKS (crib_marks_get_type ())

/* What a tool does, as marks in words, in as many lines as they need. */
G_DECLARE_FINAL_TYPE (CribMarks, crib_marks, CRIB, MARKS, GtkWidget)

void     crib_marks_set_tool       (CribMarks  *self,
                                    CribServer *server,
                                    McpTool    *tool);
gboolean crib_marks_is_destructive (McpTool    *tool);

G_END_DECLS
