/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-context.h"

G_BEGIN_DECLS

/* What a token is wanted for; members are copied. */
typedef struct
{
  OauthAccount *account;
  const char * const *scopes;   /* nullable */
  const char *resource;         /* nullable: the server, as it names itself */
  const char *claims;           /* nullable */
  VaultAsk ask;
  gboolean is_early;            /* what is there is still good: nobody waits */
} OauthWish;

char       *oauth_wish_dup_key   (const OauthWish      *wish);
void        oauth_refresh_async  (OauthContext         *context,
                                  const OauthWish      *wish,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
OauthToken *oauth_refresh_finish (GAsyncResult         *result,
                                  GError              **save_error,
                                  GError              **error);

G_END_DECLS
