/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"
#include "crib-suggester.h"
#include "mcp-item.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ARGUMENT_SUGGESTER (crib_argument_suggester_get_type ())

/* What a server says the arguments of a prompt, or the variables of a template, could be. */
G_DECLARE_FINAL_TYPE (CribArgumentSuggester, crib_argument_suggester, CRIB, ARGUMENT_SUGGESTER,
                      GObject)

/* @item: an McpPrompt, or an McpResourceTemplate; @form: its arguments as members */
CribSuggester *crib_argument_suggester_new (CribConnection *connection,
                                            McpItem        *item,
                                            FormModel      *form);

G_END_DECLS
