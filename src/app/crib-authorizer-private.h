/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"

G_BEGIN_DECLS

typedef struct _CribFlight CribFlight;

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

  CribProtection *protection;   /* nullable */
  gboolean was_challenged;
  char *metadata_uri;           /* what the last challenge named, nullable */
  gboolean is_stale;            /* who is trusted has changed since */
  OauthToken *token;            /* nullable */
  OauthAccount *account;        /* nullable */
  char *claims;                 /* nullable: what only another sign-in can fulfil, as JSON */

  guint n_waiting;
  gboolean signing_in;
  CribFlight *flight;           /* nullable */
  guint n_refused;              /* fresh tokens that were refused, in a row */
  gint64 taken;                 /* when the token came, monotonic */
};

/* crib-authorizer.c */
gboolean crib_authorizer_is_protected (CribAuthorizer *self);
void  crib_authorizer_set_protection (CribAuthorizer *self,
                                      CribProtection *protection);
void  crib_authorizer_set_account    (CribAuthorizer *self,
                                      OauthAccount   *account);
void  crib_authorizer_set_signing_in (CribAuthorizer *self,
                                      gboolean        signing_in);

G_END_DECLS
