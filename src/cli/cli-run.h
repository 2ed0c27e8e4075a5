/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"

G_BEGIN_DECLS

/* From here the job is the run: its progress, its questions, its result. */
void cli_run_follow (CliJob  *job,
                     CribRun *run);

G_END_DECLS
