/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-error.h"

G_BEGIN_DECLS

/* What an authority said besides, as it was received; all nullable. */
typedef struct
{
  const char *code;
  const char *suberror;
  const char *description;
  const char *claims;
  const char *correlation_id;
  const char *trace_id;
  const char *timestamp;
} OauthErrorDetails;

GError *oauth_error_new             (OauthError               code,
                                     const char              *sentence,
                                     const OauthErrorDetails *details);
void    oauth_error_set_retry_after (GError                  *error,
                                     gint64                   seconds);
void    oauth_error_set_clock_skew  (GError                  *error,
                                     gint64                   seconds);
void    oauth_error_set_unproven    (GError                  *error);
void    oauth_error_turn            (GError                  *error,
                                     OauthError               code,
                                     const char              *sentence);
void    oauth_error_set_advice_key  (GError                  *error,
                                     const char              *key);
void    oauth_error_add_request_id  (GError                  *error,
                                     const char              *request_id);
char   *oauth_error_dup_labelled    (const char              *text,
                                     const char              *label);

G_END_DECLS
