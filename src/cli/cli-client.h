/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"
#include "mcp-client.h"

G_BEGIN_DECLS

/* The client of the server that the first word names; NULL: the job has failed. */
McpClient *cli_client_open (CliJob             *job);
/* What the server asks about @request is answered as --answer and the like say, or by a person. */
void       cli_client_take (CliJob             *job,
                            McpRequest         *request);
/* KEY=VALUE, with values that are strings: name, value, name, value … NULL */
char     **cli_client_dup_pairs (char             **words,
                                 GError           **error);

G_END_DECLS
