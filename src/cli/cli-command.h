/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"

G_BEGIN_DECLS

/* One command: how it is called and what it does. It starts and returns, and ends with
 * cli_job_finish(). */
typedef struct
{
  const char *name;
  const char *synopsis;
  const char *summary;      /* not yet translated */
  const char *description;  /* nullable, not yet translated */
  CliOptionFlags options;
  guint min_words;
  guint max_words;
  void (*run) (CliJob *job);
} CliCommand;

const CliCommand *cli_command_find       (const char        *name);
char             *cli_command_dup_list   (void);
gboolean          cli_command_parse      (const CliCommand  *self,
                                          CliJob            *job,
                                          char             **arguments,
                                          GError           **error);

/* The commands themselves, each in the file of its name. */
void              cli_servers_run        (CliJob            *job);
void              cli_servers_run_add    (CliJob            *job);
void              cli_servers_run_edit   (CliJob            *job);
void              cli_servers_run_remove (CliJob            *job);
void              cli_tools_run          (CliJob            *job);
void              cli_call_run           (CliJob            *job);
void              cli_form_run           (CliJob            *job);
void              cli_resources_run      (CliJob            *job);
void              cli_read_run           (CliJob            *job);
void              cli_prompts_run        (CliJob            *job);
void              cli_prompts_run_one    (CliJob            *job);
void              cli_complete_run       (CliJob            *job);
void              cli_tasks_run          (CliJob            *job);
void              cli_sign_in_run        (CliJob            *job);
void              cli_sign_in_run_out    (CliJob            *job);
void              cli_account_run        (CliJob            *job);
void              cli_token_run          (CliJob            *job);
void              cli_keyring_run        (CliJob            *job);
void              cli_remove_run         (CliJob            *job);
void              cli_listen_run         (CliJob            *job);
void              cli_trust_run          (CliJob            *job);
void              cli_validate_run       (CliJob            *job);

G_END_DECLS
