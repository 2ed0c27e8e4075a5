/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-prompt.h"
#include "sjson-document.h"

G_BEGIN_DECLS

/* The schema of a prompt's arguments, so that they are filled in like a tool's. */
SjsonDocument *crib_prompt_form_build_schema (McpPrompt *prompt);

G_END_DECLS
