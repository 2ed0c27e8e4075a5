/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-credentials.h"

G_BEGIN_DECLS

/* One authorization attempt: what was asked, and what its answer must match. Its secrets are made
 * for it and used once (mcp.md 4.0). */
typedef struct
{
  OauthAuthority *authority;
  OauthCredentials *credentials;
  char **scopes;
  char *resource;
  char *claims;
  OauthSurface surface;
  gboolean form_post;

  char *state;
  char *nonce;
  char *verifier;
  char *request_id;
  char *redirect_uri;

  gboolean is_answered;
} OauthAttempt;

OauthAttempt *oauth_attempt_new           (OauthAuthority      *authority,
                                           OauthCredentials    *credentials,
                                           const char * const  *scopes,
                                           const char          *resource,
                                           const char          *claims,
                                           OauthSurface         surface);
void          oauth_attempt_free          (OauthAttempt        *self);
char         *oauth_attempt_dup_uri       (OauthAttempt        *self,
                                           const char          *login_hint,
                                           const char          *prompt);
char         *oauth_attempt_read_redirect (OauthAttempt        *self,
                                           const char          *uri,
                                           GError             **error);
char         *oauth_attempt_read_answer   (OauthAttempt        *self,
                                           const char          *form,
                                           GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthAttempt, oauth_attempt_free)

G_END_DECLS
