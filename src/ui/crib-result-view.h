/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "mcp-tool-result.h"

G_BEGIN_DECLS

#define CRIB_TYPE_RESULT_VIEW (crib_result_view_get_type ())

/* What a tool answered: one widget per block of content, then what is structured. Actions:
 * result.copy, result.save, and the state result.json (all of it as JSON). Property: narrow. */
G_DECLARE_FINAL_TYPE (CribResultView, crib_result_view, CRIB, RESULT_VIEW, AdwBin)

GtkWidget *crib_result_view_new     (McpToolResult  *result);
/* Whether there is a table, which wants more room. */
gboolean   crib_result_view_is_wide (CribResultView *self);

G_END_DECLS
