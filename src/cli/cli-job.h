/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-options.h"
#include "crib-connection.h"
#include "crib-server-store.h"

G_BEGIN_DECLS

/* Exit codes; a signal adds 128, as shells do. */
typedef enum {
  CLI_STATUS_OK = 0,
  CLI_STATUS_FAILED = 1,
  CLI_STATUS_USAGE = 2,
  CLI_STATUS_SIGN_IN = 3,
  CLI_STATUS_INTERRUPTED = 130,
} CliStatus;

typedef struct _CliQuestions CliQuestions;

/* One command while it runs. Belongs to main(), which runs the loop until cli_job_finish(). */
typedef struct
{
  CliOptions options;
  char **words;                  /* what is no option */
  CribServerStore *store;
  McpEraCache *era_cache;        /* nullable, likewise */
  CribIdentity *identity;        /* nullable until somebody asks for it */
  CribServer *server;            /* nullable: whom it is about, for the words of errors */
  CribConnection *connection;    /* nullable: closed at the end */
  CliQuestions *questions;       /* nullable: of that server's */
  VaultSecret *client_secret;    /* nullable: from --client-secret-file */
  char *sentence;                /* nullable: what is said when a change is done */
  GCancellable *cancellable;     /* cancelled by SIGINT */
  GMainLoop *loop;
  GPtrArray *secret_headers;     /* nullable; of CribHeader: what --secret-header came to */
  CliStatus status;
  gboolean is_finished;
} CliJob;

CliJob          *cli_job_new         (void);
void             cli_job_free        (CliJob        *self);
CribServerStore *cli_job_load_store  (CliJob        *self);
/* (nullable): the settings are not installed */
GSettings       *cli_job_dup_settings (void);
CribIdentity    *cli_job_get_identity (CliJob        *self);
McpEraCache     *cli_job_get_era_cache (CliJob        *self);
CribConnection  *cli_job_connect     (CliJob        *self,
                                      CribServer    *server);
void             cli_job_finish      (CliJob        *self,
                                      CliStatus      status);
/* Says what went wrong and ends the job with the code for it. */
void             cli_job_fail        (CliJob        *self,
                                      const GError  *error);
void             cli_job_fail_with   (CliJob        *self,
                                      CribProblem   *problem,
                                      const GError  *error);
void             cli_job_refuse      (CliJob        *self,
                                      const char    *sentence);
CliStatus        cli_job_run         (CliJob        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliJob, cli_job_free)

G_END_DECLS
