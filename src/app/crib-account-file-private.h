/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "oauth-account.h"

G_BEGIN_DECLS

/* The file of accounts, private to this room. All errors are CRIB_ERROR_ACCOUNTS. */

/* crib-account-text.c */
GPtrArray *crib_account_text_parse  (GBytes        *text,
                                     GError       **error);
GBytes    *crib_account_text_edit   (GBytes        *text,
                                     OauthAccount  *account,
                                     gboolean       keep,
                                     GError       **error);
char     **crib_account_text_dup_tenants (GBytes       *text,
                                          OauthAccount *account);

/* crib-account-file.c */
gboolean   crib_account_file_read   (const char    *path,
                                     GBytes       **text,
                                     GError       **error);
GBytes    *crib_account_file_update (const char    *path,
                                     OauthAccount  *account,
                                     gboolean       keep,
                                     GError       **error);

G_END_DECLS
