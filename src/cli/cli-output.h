/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"

G_BEGIN_DECLS

/* What the program says: answers on standard output, all else on standard error. */
void cli_output_text        (const char       *text);
void cli_output_json        (const SjsonValue *value,
                             gboolean          pretty);
void cli_output_warn        (const CliOptions *options,
                             const char       *subject,
                             const char       *sentence);
void cli_output_usage       (const CliOptions *options,
                             const char       *sentence);
void cli_output_interrupted (const CliOptions *options);
/* @fix: (nullable): what to do next, if better known than @problem says */
void cli_output_problem     (const CliOptions *options,
                             CribProblem      *problem,
                             const GError     *error,
                             const char       *fix);
/* What goes on, for who waits: nothing of it is an error. */
void cli_output_note        (gboolean          json,
                             const char       *sentence);
void cli_output_prompt      (gboolean          json,
                             const char       *reason,
                             const char       *address,
                             gboolean          browser);
/* The same for a code that is typed there, on whatever device. */
void cli_output_code        (gboolean          json,
                             const char       *reason,
                             const char       *address,
                             const char       *code);
/* A server's question that was answered with no, by itself. @message: (nullable) */
void cli_output_declined    (const CliOptions *options,
                             const char       *server,
                             const char       *message,
                             const char       *reason);
/* One line of what goes over the wire. */
void cli_output_trace       (const char       *line);
/* One line that the next one replaces; only where somebody looks. NULL clears it. */
void cli_output_progress    (const char       *line);

G_END_DECLS
