/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"
#include "mcp-tool.h"

G_BEGIN_DECLS

/* The forms of tools by their names, private to this room. A draft outlives its tool and, with a
 * file, the program. */
typedef struct _CribToolDrafts CribToolDrafts;

CribToolDrafts *crib_tool_drafts_new      (void);
void            crib_tool_drafts_free     (CribToolDrafts *self);
FormModel      *crib_tool_drafts_get      (CribToolDrafts *self,
                                           McpTool        *tool);
/* The same for whatever is filled in like a tool. @schema: (nullable) */
FormModel      *crib_tool_drafts_get_form (CribToolDrafts   *self,
                                           const char       *key,
                                           const SjsonValue *schema);
/* Where they are kept; all that was typed goes there. @path: (nullable): in memory alone, and the
 * file goes */
void            crib_tool_drafts_set_path (CribToolDrafts *self,
                                           const char     *path);
/* Forgets all of them. */
void            crib_tool_drafts_clear    (CribToolDrafts *self);
/* Writes at once what is not written yet. */
void            crib_tool_drafts_flush    (CribToolDrafts *self);

G_END_DECLS
