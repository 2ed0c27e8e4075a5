/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"

G_BEGIN_DECLS

typedef void (*CliClientSecretFunc) (CliJob     *job,
                                     CribServer *server);

/* A secret that an administrator gave with a client ID, from a file to the keyring. */
gboolean cli_client_secret_read (CliJob               *job,
                                 GError              **error);
void     cli_client_secret_keep (CliJob               *job,
                                 CribServer           *server,
                                 CliClientSecretFunc   done);

G_END_DECLS
