/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-question.h"

G_BEGIN_DECLS

/* The folders of --root. */
gboolean cli_roots_check  (char        **folders,
                           GError      **error);
void     cli_roots_answer (char        **folders,
                           McpQuestion  *question);

G_END_DECLS
