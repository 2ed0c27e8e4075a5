/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *oauth_random_token      (void);
char     *oauth_pkce_new_verifier (void);
char     *oauth_pkce_challenge    (const char   *verifier);
gboolean  oauth_secret_equal      (const char   *a,
                                   const char   *b);
char     *oauth_base64url_encode  (const guint8 *data,
                                   gsize         length);
guint8   *oauth_base64url_decode  (const char   *text,
                                   gssize        length,
                                   gsize        *decoded_length);

G_END_DECLS
