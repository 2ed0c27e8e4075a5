/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "mcp-prompt-result.h"

G_BEGIN_DECLS

/* The messages that a prompt became: who says what. */
GtkWidget *crib_prompt_view_new (McpPromptResult *result);

G_END_DECLS
