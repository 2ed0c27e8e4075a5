/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "oauth-authority.h"
#include "oauth-credentials.h"
#include "oauth-parameters.h"
#include "oauth-token-answer.h"

G_BEGIN_DECLS

typedef enum {
  OAUTH_EXCHANGE_TOKEN,      /* answered with tokens */
  OAUTH_EXCHANGE_CODE,       /* so too, for a code that can be stale */
  OAUTH_EXCHANGE_DOCUMENT,   /* answered with anything else */
} OauthExchangeKind;

/* One question to an authority's endpoint. */
typedef struct
{
  OauthExchangeKind kind;
  OauthAuthority *authority;
  OauthCredentials *credentials;
  const char *endpoint;
  OauthParameters *parameters;
  const char *request_id;
  const char *mailbox;       /* nullable: whom it is about, where the authority routes by that */
} OauthExchange;

void     oauth_token_exchange_async    (SoupSession          *session,
                                        const OauthExchange  *exchange,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gpointer oauth_token_exchange_finish   (SoupSession          *session,
                                        GAsyncResult         *result,
                                        OauthVerdict         *verdict,
                                        GError              **error);
gboolean oauth_token_exchange_get_skew (GAsyncResult         *result,
                                        gint64               *seconds);

G_END_DECLS
