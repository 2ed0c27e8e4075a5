/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-token.h"

G_BEGIN_DECLS

/* When a token was asked for, by both clocks (oauth-clock.h), and how many seconds it lasts. */
typedef struct
{
  gint64 wall;
  gint64 up;
  gint64 lifetime;
  guint margin;
  gboolean has_renewal;   /* the authority wants it renewed ahead of its end … */
  gint64 renew_in;        /* … after so many seconds */
} OauthTokenSpan;

OauthToken *oauth_token_new     (VaultSecret          *secret,
                                 OauthAccount         *account,
                                 const char * const   *scopes,
                                 const OauthTokenSpan *span,
                                 gboolean              is_renewable);
gboolean    oauth_token_is_over (OauthToken           *self);
void        oauth_token_miss    (OauthToken           *self,
                                 const char * const   *scopes);

G_END_DECLS
