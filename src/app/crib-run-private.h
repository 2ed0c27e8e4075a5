/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"
#include "crib-run.h"
#include "mcp-client.h"

G_BEGIN_DECLS

/**
 * CribRun:
 *
 * One run of a tool, from Run to its result.
 *
 * Its connection makes and starts it; pages hold it as long as they show it. It ends exactly once,
 * and a run that nobody holds any more still ends by itself. What it tells who shows it is in
 * crib-run-look.c.
 */
struct _CribRun
{
  GObject parent_instance;

  CribServer *server;
  McpTool *tool;
  McpClient *client;
  CribAuthorizer *authorizer;   /* nullable: told that a person waits, while it runs */
  GCancellable *cancellable;

  CribRunState state;
  gint64 started;
  gint64 finished;
  GDateTime *finished_at;

  double progress;
  double total;
  char *message;
  char *progress_text;
  guint progress_timeout;
  gboolean progress_pending;

  McpToolResult *result;
  CribProblem *problem;
  GError *error;
  GError *reason;               /* nullable: of ours, to end it */
  McpTask *task;                /* nullable: the server goes on with it by itself */
};

/* What only a connection does. */
CribRun *crib_run_new   (CribServer       *server,
                         McpTool          *tool);
void     crib_run_start (CribRun          *self,
                         McpClient        *client,
                         CribAuthorizer   *authorizer,
                         const SjsonValue *arguments);
/* @task: what was begun before; @authorizer: (nullable): where nobody waits for it */
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
