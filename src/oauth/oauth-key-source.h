/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "oauth-authority.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_KEY_SOURCE (oauth_key_source_get_type ())

/* Fetches and keeps the signing keys of one authority. */
G_DECLARE_FINAL_TYPE (OauthKeySource, oauth_key_source, OAUTH, KEY_SOURCE, GObject)

OauthKeySource *oauth_key_source_new           (OauthAuthority       *authority);
void            oauth_key_source_verify_async  (OauthKeySource       *self,
                                                SoupSession          *session,
                                                const char           *jws,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
SjsonDocument  *oauth_key_source_verify_finish (OauthKeySource       *self,
                                                GAsyncResult         *result,
                                                char                **key_issuer,
                                                GError              **error);

G_END_DECLS
