/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"
#include "crib-prompt-run.h"
#include "mcp-client.h"

G_BEGIN_DECLS

/* What only a connection does. */
CribPromptRun *crib_prompt_run_new   (CribServer       *server,
                                      McpPrompt        *prompt);
/* @arguments: (nullable): an object of strings */
void           crib_prompt_run_start (CribPromptRun    *self,
                                      McpClient        *client,
                                      CribAuthorizer   *authorizer,
                                      const SjsonValue *arguments);
/* @error: (transfer full) */
void           crib_prompt_run_fail  (CribPromptRun    *self,
                                      GError           *error);

G_END_DECLS
