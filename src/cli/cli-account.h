/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-job.h"
#include "sjson-builder.h"

G_BEGIN_DECLS

/* Accounts in words and as JSON. */
char       *cli_account_dup_name    (OauthAccount    *account);
void        cli_account_write       (SjsonBuilder    *builder,
                                     OauthAccount    *account,
                                     CribServerStore *store);
GPtrArray  *cli_account_dup_matches (CliJob          *job,
                                     const char      *word);

G_END_DECLS
