/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"
#include "sjson-builder.h"

G_BEGIN_DECLS

/* What goes along with the requests to a server, as it is given on the command line: --header,
 * --secret-header, --no-header, --ca-file, --client-certificate and --client-key. */
gboolean cli_network_is_given     (const CliOptions     *options);
/* @server: (nullable): what it has already */
gboolean cli_network_check        (const CliOptions     *options,
                                   CribServer           *server,
                                   GError              **error);
/* Gets the secrets, from whoever sits there or from files, and puts them into the vault, for the
 * server at @uri. */
void     cli_network_store_async  (CliJob               *job,
                                   const char           *uri,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean cli_network_store_finish (GAsyncResult         *result,
                                   GError              **error);
void     cli_network_apply        (CliJob               *job,
                                   CribServer           *server);
/* Takes out of the vault what is at @keys and no server needs any more. Never fails: what stays
 * there is said, and of no use to anybody. @keys: of crib_server_secrets_dup_keys() */
void     cli_network_forget_async (CliJob               *job,
                                   GPtrArray            *keys,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
void     cli_network_write        (CribServer           *server,
                                   SjsonBuilder         *builder);

G_END_DECLS
