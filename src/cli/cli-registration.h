/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-options.h"
#include "crib-server.h"

G_BEGIN_DECLS

/* How a server's people sign in, from the command line. */
gboolean cli_registration_is_given (const CliOptions  *options);
gboolean cli_registration_check    (const CliOptions  *options,
                                    GError           **error);
void     cli_registration_apply    (const CliOptions  *options,
                                    CribServer        *server);

G_END_DECLS
