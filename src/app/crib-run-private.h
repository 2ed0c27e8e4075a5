/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"
#include "crib-run.h"
#include "mcp-client.h"

G_BEGIN_DECLS

/* What only a connection does. */
CribRun *crib_run_new   (CribServer       *server,
                         McpTool          *tool);
void     crib_run_start (CribRun          *self,
                         McpClient        *client,
                         CribAuthorizer   *authorizer,
                         const SjsonValue *arguments);
/* @task: what was begun before */
void     crib_run_resume        (CribRun          *self,
                                 McpClient        *client,
                                 CribAuthorizer   *authorizer,
                                 McpTask          *task);
/* @error: (nullable): nothing is kept at all here */
void     crib_run_emit_not_kept (CribRun          *self,
                                 const GError     *error);
void     crib_run_fail  (CribRun          *self,
                         GError           *error);
/* Cancels it, with @error for the reason: (transfer full). */
void     crib_run_abandon (CribRun        *self,
                           GError         *error);

G_END_DECLS
