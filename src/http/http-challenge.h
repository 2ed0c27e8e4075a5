/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HTTP_TYPE_CHALLENGE (http_challenge_get_type ())

/* One challenge of WWW-Authenticate (RFC 9110 §11.6.1); immutable, reference counted. */
typedef struct _HttpChallenge HttpChallenge;

GType          http_challenge_get_type      (void);
/* All challenges of one header field value (several fields joined by ", "), in their order.
 * What cannot be read is left out, the rest is kept. */
GPtrArray     *http_challenge_parse         (const char    *header);
HttpChallenge *http_challenge_ref           (HttpChallenge *self);
void           http_challenge_unref         (HttpChallenge *self);
const char    *http_challenge_get_scheme    (HttpChallenge *self);  /* lower case */
gboolean       http_challenge_has_scheme    (HttpChallenge *self,
                                             const char    *scheme);
const char    *http_challenge_get_token68   (HttpChallenge *self);
const char    *http_challenge_get_parameter (HttpChallenge *self,
                                             const char    *name);
/* The first challenge of @scheme among @challenges, or NULL. */
HttpChallenge *http_challenge_find          (GPtrArray     *challenges,
                                             const char    *scheme);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpChallenge, http_challenge_unref)

G_END_DECLS
