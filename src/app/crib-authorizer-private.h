/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"
#include "crib-flight.h"
#include "crib-problem.h"

G_BEGIN_DECLS

/**
 * CribAuthorizer:
 *
 * The signing in to one server.
 *
 * An [iface@Mcp.Authorizer] that finds out how the server is protected, gets a token silently, and
 * asks a person where somebody waits for it. A server that never refused anybody costs nothing.
 * Whatever wants a token at the same time shares one flight to it.
 *
 * Lives in the main thread, and goes with its server: another address is another server.
 */
struct _CribAuthorizer
{
  GObject parent_instance;

  CribServer *server;
  CribIdentity *identity;       /* nullable */

  gboolean was_challenged;
  CribProtection *protection;   /* nullable */
  char *metadata_uri;           /* what a challenge named, nullable */
  char *scope;                  /* likewise */
  gboolean is_stale;            /* what the protection was made of has changed since */
  guint n_changes;              /* of the server's address and settings */

  OauthToken *token;            /* nullable */
  OauthClient *client;          /* that it came from, nullable */
  gint64 taken;                 /* when it came, monotonic */
  gboolean has_claims;          /* it fulfils what a challenge wanted */
  guint n_refused;              /* fresh tokens refused in a row */
  OauthAccount *account;        /* nullable */
  char *claims;                 /* nullable: what a challenge wants fulfilled yet, as JSON */
  char *wanted;                 /* nullable: scopes that a call was refused for want of */
  GHashTable *steps;            /* char *scopes → how often they were asked for in vain */

  guint n_waiting;
  gboolean signing_in;
  CribFlight *flight;           /* nullable */
  GQueue deferred;              /* of CribWish: who cannot share it */
};

/* crib-authorizer.c */
gboolean        crib_authorizer_is_protected     (CribAuthorizer *self);
void            crib_authorizer_set_protection   (CribAuthorizer *self,
                                                  CribProtection *protection);
void            crib_authorizer_set_account      (CribAuthorizer *self,
                                                  OauthAccount   *account);
void            crib_authorizer_set_signing_in   (CribAuthorizer *self,
                                                  gboolean        signing_in);
void            crib_authorizer_emit_switched    (CribAuthorizer *self);
void            crib_authorizer_emit_signed_out  (CribAuthorizer *self);
void            crib_authorizer_emit_leaving     (CribAuthorizer *self);
void            crib_authorizer_emit_stepped_up  (CribAuthorizer *self);

/* crib-authorizer-watch.c */
void            crib_authorizer_watch            (CribAuthorizer *self);

/* crib-authorizer-token.c */
void            crib_authorizer_grant            (CribAuthorizer *self,
                                                  CribWish       *wish);
void            crib_authorizer_end_flight       (CribAuthorizer *self);
void            crib_authorizer_take_token       (CribAuthorizer *self,
                                                  OauthToken     *token,
                                                  OauthClient    *client,
                                                  gboolean        has_claims);
gboolean        crib_authorizer_has_token        (CribAuthorizer *self);
/* @self: (nullable) */
CribProblem    *crib_authorizer_dup_problem      (CribAuthorizer *self,
                                                  CribServer     *server,
                                                  const GError   *error);

/* crib-authorizer-renewal.c */
void            crib_authorizer_renew_ahead      (CribAuthorizer *self);

/* crib-authorizer-look.c */
/* What the server, and @all: its authority, said of themselves is not to be relied on any more. */
void            crib_authorizer_look_anew        (CribAuthorizer  *self,
                                                  gboolean         all);
/* @name: what the server is called as a resource */
gboolean        crib_authorizer_check_scopes     (CribAuthorizer  *self,
                                                  const char      *name,
                                                  OauthAuthority  *authority,
                                                  char           **scopes,
                                                  GError         **error);

/* crib-authorizer-step-up.c */
char          **crib_scopes_unite                (const char * const *words,
                                                  const char         *more);
char          **crib_scopes_dup_wider            (OauthAuthority     *authority,
                                                  const char         *name,
                                                  const char * const *scopes,
                                                  const char         *more);
char           *crib_authorizer_dup_step         (const char      *challenge);
guint           crib_authorizer_get_steps        (CribAuthorizer  *self,
                                                  const char      *step);
gboolean        crib_authorizer_may_step_up      (CribAuthorizer  *self,
                                                  const char      *step);
void            crib_authorizer_want             (CribAuthorizer  *self,
                                                  const char      *step);
void            crib_authorizer_count_step       (CribAuthorizer  *self,
                                                  const char      *step);
void            crib_authorizer_decline_step     (CribAuthorizer  *self,
                                                  const char      *step);
void            crib_authorizer_forget_steps     (CribAuthorizer  *self);
CribProtection *crib_authorizer_dup_wider        (CribAuthorizer  *self,
                                                  CribProtection  *protection,
                                                  const char      *more,
                                                  GError         **error);
void            crib_authorizer_take_step        (CribAuthorizer  *self,
                                                  const char      *more,
                                                  CribProtection  *protection);

/* crib-authorizer-api.c */
gboolean crib_authorizer_check_api (CribAuthorizer  *self,
                                    OauthAuthority  *authority,
                                    char           **scopes,
                                    GError         **error);
void     crib_authorizer_claim_api (CribAuthorizer  *self);

G_END_DECLS
