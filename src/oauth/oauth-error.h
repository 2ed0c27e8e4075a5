/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define OAUTH_ERROR (oauth_error_quark ())

typedef enum {
  OAUTH_ERROR_DISCOVERY,      /* no usable metadata, or an issuer that is not what it should be */
  OAUTH_ERROR_UNTRUSTED,      /* an authority that a server named and nobody here trusts */
  OAUTH_ERROR_SETUP,          /* something must be set up first: a client id, PKCE … */
  OAUTH_ERROR_NEEDS_PERSON,   /* only a person can go on: sign in, second factor, consent */
  OAUTH_ERROR_CANCELLED,      /* the person cancelled */
  OAUTH_ERROR_FORGED,         /* an answer that does not belong to the question */
  OAUTH_ERROR_REFUSED,        /* the authority said no, in its own words: see the details */
  OAUTH_ERROR_UNAVAILABLE,    /* not to be reached, busy, or asked us to wait */
} OauthError;

GQuark      oauth_error_quark              (void);
GError     *oauth_error_new_from_page      (const char   *description);

/* OAUTH_ERROR is an extended error domain. All nullable, never holding a secret. */
const char *oauth_error_get_code           (const GError *error);
const char *oauth_error_get_suberror       (const GError *error);
const char *oauth_error_get_description    (const GError *error);
const char *oauth_error_get_claims         (const GError *error);
const char *oauth_error_get_correlation_id (const GError *error);
const char *oauth_error_get_trace_id       (const GError *error);
const char *oauth_error_get_timestamp      (const GError *error);
const char *oauth_error_get_advice_key     (const GError *error);
gint64      oauth_error_get_retry_after    (const GError *error);
gint64      oauth_error_get_clock_skew     (const GError *error);
gboolean    oauth_error_is_unproven        (const GError *error);

G_END_DECLS
