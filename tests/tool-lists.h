/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-document.h"
#include "sjson-value.h"

G_BEGIN_DECLS

typedef void (*ToolListsFunc) (const SjsonValue *tool,
                               gpointer          user_data);

void     tool_lists_read     (const char    *path,
                              ToolListsFunc  func,
                              gpointer       user_data);
gboolean tool_lists_read_all (ToolListsFunc  func,
                              gpointer       user_data);

G_END_DECLS
