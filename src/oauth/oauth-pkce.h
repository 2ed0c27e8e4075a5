/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 32 random bytes as base64url: state, nonce. */
char *oauth_random_token     (void);
/* RFC 7636 §4.1: 128 characters from 96 random bytes. */
char *oauth_pkce_new_verifier (void);
/* RFC 7636 §4.2, S256. */
char *oauth_pkce_challenge    (const char *verifier);
/* In constant time for equal lengths. */
gboolean oauth_secret_equal   (const char *a,
                               const char *b);
char   *oauth_base64url_encode (const guint8 *data,
                                gsize         length);
/* NULL if @text is none. Accepts padding and its absence. */
guint8 *oauth_base64url_decode (const char   *text,
                                gssize        length,
                                gsize        *decoded_length);

G_END_DECLS
