/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"
#include "mcp-tool.h"

G_BEGIN_DECLS

/* The forms of tools by their names, private to this room. A draft outlives its tool. */
typedef struct _CribToolDrafts CribToolDrafts;

CribToolDrafts *crib_tool_drafts_new  (void);
void            crib_tool_drafts_free (CribToolDrafts *self);
FormModel      *crib_tool_drafts_get  (CribToolDrafts *self,
                                       McpTool        *tool);

G_END_DECLS
