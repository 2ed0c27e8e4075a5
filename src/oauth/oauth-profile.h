/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-account.h"
#include "oauth-prompter.h"
#include "oauth-trust.h"
#include "sjson-value.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_PROFILE (oauth_profile_get_type ())

G_DECLARE_INTERFACE (OauthProfile, oauth_profile, OAUTH, PROFILE, GObject)

/* What the authority's answer to a token request means for what we do next; decided by error,
 * suberror, claims and status, never by the code in a description. */
typedef enum {
  OAUTH_VERDICT_PERSON,      /* sign in again (with claims where given) */
  OAUTH_VERDICT_DROP,        /* the refresh token is dead: drop it, then PERSON */
  OAUTH_VERDICT_RETRY,       /* once more after a second */
  OAUTH_VERDICT_WAIT,        /* throttled: see retry-after */
  OAUTH_VERDICT_LOOP,        /* the same was asked too often: a longer rest */
  OAUTH_VERDICT_RESOURCE,    /* once more without the resource parameter, and remember */
  OAUTH_VERDICT_SCOPE,       /* a refresh: once more without scopes, and remember; else SETUP */
  OAUTH_VERDICT_SETUP,       /* registration or configuration: an administrator's */
  OAUTH_VERDICT_UNKNOWN,
} OauthVerdict;

/* Each is explained at the function of its name, in oauth-profile.c. */
struct _OauthProfileInterface
{
  GTypeInterface parent_iface;

  char        **(*dup_metadata_uris)     (OauthProfile      *self,
                                          const char        *issuer);
  gboolean      (*accepts_issuer)        (OauthProfile      *self,
                                          const char        *issuer,
                                          const char        *found);
  gboolean      (*assumes_pkce)          (OauthProfile      *self);
  char        **(*dup_scopes)            (OauthProfile      *self,
                                          const char        *resource,
                                          char             **challenge,
                                          char             **listed,
                                          char             **offered);
  char         *(*dup_resource)          (OauthProfile      *self,
                                          const char        *resource,
                                          char             **scopes);
  OauthSurface  (*get_surface)           (OauthProfile      *self);
  char         *(*dup_embedded_redirect) (OauthProfile      *self,
                                          const char        *issuer);
  gboolean      (*wants_form_post)       (OauthProfile      *self);
  char        **(*dup_extra_parameters)  (OauthProfile      *self,
                                          const char        *login_hint,
                                          const char        *prompt);
  guint         (*get_expiry_margin)     (OauthProfile      *self,
                                          guint              lifetime);
  OauthAccount *(*dup_account)           (OauthProfile      *self,
                                          const char        *issuer,
                                          const char        *client_id,
                                          const SjsonValue  *claims,
                                          const SjsonValue  *answer,
                                          GError           **error);
  OauthVerdict  (*judge)                 (OauthProfile      *self,
                                          guint              status,
                                          const GError      *error);
  gboolean      (*may_register)          (OauthProfile      *self);
  char         *(*dup_endpoint)          (OauthProfile      *self,
                                          const char        *endpoint,
                                          OauthAccount      *account);
  char         *(*dup_mailbox)           (OauthProfile      *self,
                                          OauthAccount      *account);
  char         *(*dup_domain_hint)       (OauthProfile      *self,
                                          const char        *issuer,
                                          const char        *login_hint);
  char         *(*dup_absence)           (OauthProfile      *self,
                                          const char        *issuer);
};

char        **oauth_profile_dup_metadata_uris     (OauthProfile      *self,
                                                   const char        *issuer);
gboolean      oauth_profile_accepts_issuer        (OauthProfile      *self,
                                                   const char        *issuer,
                                                   const char        *found);
gboolean      oauth_profile_assumes_pkce          (OauthProfile      *self);
char        **oauth_profile_dup_scopes            (OauthProfile      *self,
                                                   const char        *resource,
                                                   char             **challenge,
                                                   char             **listed,
                                                   char             **offered);
char         *oauth_profile_dup_resource          (OauthProfile      *self,
                                                   const char        *resource,
                                                   char             **scopes);
OauthSurface  oauth_profile_get_surface           (OauthProfile      *self);
char         *oauth_profile_dup_embedded_redirect (OauthProfile      *self,
                                                   const char        *issuer);
gboolean      oauth_profile_wants_form_post       (OauthProfile      *self);
char        **oauth_profile_dup_extra_parameters  (OauthProfile      *self,
                                                   const char        *login_hint,
                                                   const char        *prompt);
guint         oauth_profile_get_expiry_margin     (OauthProfile      *self,
                                                   guint              lifetime);
OauthAccount *oauth_profile_dup_account           (OauthProfile      *self,
                                                   const char        *issuer,
                                                   const char        *client_id,
                                                   const SjsonValue  *claims,
                                                   const SjsonValue  *answer,
                                                   GError           **error);
OauthVerdict  oauth_profile_judge                 (OauthProfile      *self,
                                                   guint              status,
                                                   const GError      *error);
gboolean      oauth_profile_may_register          (OauthProfile      *self);
char         *oauth_profile_dup_endpoint          (OauthProfile      *self,
                                                   const char        *endpoint,
                                                   OauthAccount      *account);
char         *oauth_profile_dup_mailbox           (OauthProfile      *self,
                                                   OauthAccount      *account);
char         *oauth_profile_dup_domain_hint       (OauthProfile      *self,
                                                   const char        *issuer,
                                                   const char        *login_hint);
char         *oauth_profile_dup_absence           (OauthProfile      *self,
                                                   const char        *issuer);

G_END_DECLS
