/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_KEYS (oauth_keys_get_type ())

/* The signing keys of an authority (JWKS, RFC 7517); immutable. */
G_DECLARE_FINAL_TYPE (OauthKeys, oauth_keys, OAUTH, KEYS, GObject)

OauthKeys     *oauth_keys_new        (const SjsonValue  *json,
                                      GError           **error);
gboolean       oauth_keys_has        (OauthKeys         *self,
                                      const char        *kid);
SjsonDocument *oauth_keys_verify     (OauthKeys         *self,
                                      const char        *jws,
                                      char             **key_issuer,
                                      GError           **error);
char          *oauth_jwt_dup_kid     (const char        *jws);
gboolean       oauth_id_token_check  (const SjsonValue  *claims,
                                      const char        *issuer,
                                      const char        *client_id,
                                      const char        *nonce,
                                      gint64             now,
                                      GError           **error);

G_END_DECLS
