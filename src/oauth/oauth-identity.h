/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-context.h"
#include "oauth-token-answer.h"

G_BEGIN_DECLS

void          oauth_identity_find_async  (OauthContext         *context,
                                          OauthTokenAnswer     *answer,
                                          const char           *nonce,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
OauthAccount *oauth_identity_find_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
