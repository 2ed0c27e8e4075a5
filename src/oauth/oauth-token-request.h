/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "oauth-attempt.h"
#include "oauth-token-answer.h"

G_BEGIN_DECLS

void              oauth_token_request_code_async    (SoupSession          *session,
                                                     OauthAttempt         *attempt,
                                                     const char           *code,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
void              oauth_token_request_refresh_async (SoupSession          *session,
                                                     OauthAuthority       *authority,
                                                     OauthCredentials     *credentials,
                                                     VaultSecret          *refresh_token,
                                                     const char * const   *scopes,
                                                     const char           *resource,
                                                     const char           *claims,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
OauthTokenAnswer *oauth_token_request_finish        (SoupSession          *session,
                                                     GAsyncResult         *result,
                                                     OauthVerdict         *verdict,
                                                     GError              **error);

G_END_DECLS
