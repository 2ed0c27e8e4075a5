/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"
#include "mcp-question.h"

G_BEGIN_DECLS

/* What servers may ask for in this command: nothing that nobody can answer. */
McpFeatures cli_questions_get_features (const CliOptions *options);
/* Answers @question, now or once somebody has: by --answer and --root, at the terminal, or with
 * no. Always TRUE, as a handler of the signal that brings it. */
gboolean    cli_questions_take         (CliJob           *job,
                                        McpQuestion      *question);
void        cli_questions_free         (CliQuestions     *self);

G_END_DECLS
