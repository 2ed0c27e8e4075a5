/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"
#include "crib-suggester.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ARGUMENT_SUGGESTER (crib_argument_suggester_get_type ())

/* What a server says the arguments of a prompt could be. */
G_DECLARE_FINAL_TYPE (CribArgumentSuggester, crib_argument_suggester, CRIB, ARGUMENT_SUGGESTER,
                      GObject)

CribSuggester *crib_argument_suggester_new (CribConnection *connection,
                                            McpPrompt      *prompt);

G_END_DECLS
