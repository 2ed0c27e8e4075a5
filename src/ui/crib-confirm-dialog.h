/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-server.h"
#include "mcp-tool.h"

G_BEGIN_DECLS

/* The response of the dialog that means yes. */
#define CRIB_CONFIRM_RUN "run"

/* @parent: (nullable) */
GtkWidget *crib_confirm_dialog_new (GtkWindow  *parent,
                                    CribServer *server,
                                    McpTool    *tool);

G_END_DECLS
