/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-attempt.h"
#include "oauth-token-exchange.h"

G_BEGIN_DECLS

/* What is asked for, whatever it is asked by. */
typedef struct
{
  OauthAuthority *authority;
  OauthCredentials *credentials;
  const char * const *scopes;   /* nullable */
  const char *resource;         /* nullable: the parameter */
  const char *claims;           /* nullable */
} OauthGrant;

/* All are finished with oauth_token_exchange_finish(). */
void oauth_token_request_code_async    (SoupSession          *session,
                                        OauthAttempt         *attempt,
                                        const char           *code,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
void oauth_token_request_refresh_async (SoupSession          *session,
                                        const OauthGrant     *grant,
                                        OauthAccount         *account,
                                        VaultSecret          *refresh_token,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
void oauth_token_request_device_async  (SoupSession          *session,
                                        const OauthGrant     *grant,
                                        const char           *request_id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
void oauth_token_request_poll_async    (SoupSession          *session,
                                        const OauthGrant     *grant,
                                        const char           *device_code,
                                        const char           *request_id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);

G_END_DECLS
