/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-keys.h"

/* An RSA key made for the test, and tokens signed with it. */
typedef struct _JwsSigner JwsSigner;

JwsSigner *jws_signer_new     (guint       bits);
void       jws_signer_free    (JwsSigner  *self);
/* Members to stand in a JWK besides n and e: "\"kid\":\"k\"" */
char      *jws_signer_dup_jwk (JwsSigner  *self,
                               const char *members);
char      *jws_signer_sign    (JwsSigner  *self,
                               const char *header,
                               const char *payload);
OauthKeys *jws_keys_new       (const char  *json,
                               GError     **error);
/* Three parts of bytes as they stand. */
char      *jws_join           (const char *header,
                               const char *payload,
                               const char *signature);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JwsSigner, jws_signer_free)
