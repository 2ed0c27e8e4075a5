/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* The three parts of a compact JWS (RFC 7515 §7.1), taken apart but not believed. */
typedef struct
{
  const char *input;         /* what was signed: the head of the caller's text */
  gsize n_input;
  SjsonDocument *header;
  GBytes *payload;
  guint8 *signature;
  gsize n_signature;
} OauthJwt;

OauthJwt *oauth_jwt_parse (const char  *jws,
                           GError     **error);
void      oauth_jwt_free  (OauthJwt    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthJwt, oauth_jwt_free)

G_END_DECLS
