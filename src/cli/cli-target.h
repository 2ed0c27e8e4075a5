/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"

G_BEGIN_DECLS

/* Whom a word of the command line names. */
CribServer *cli_target_find_saved (CliJob      *job,
                                   const char  *word,
                                   GError     **error);
CribServer *cli_target_find       (CliJob      *job,
                                   const char  *word,
                                   GError     **error);

G_END_DECLS
