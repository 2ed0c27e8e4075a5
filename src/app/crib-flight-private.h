/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-flight.h"
#include "oauth-stored-client.h"

G_BEGIN_DECLS

typedef struct
{
  CribFlight *flight;
  CribWish *wish;
  GSource *cancelled;        /* nullable */
} CribPassenger;

struct _CribFlight
{
  CribAuthorizer *authorizer;
  GPtrArray *passengers;     /* of CribPassenger */
  GCancellable *cancellable;

  CribSignInKind kind;
  int surface;
  gboolean is_quiet;         /* for requests that may go without: asks nobody */
  gboolean is_pressed;       /* a person pressed a button for it */
  char *challenge;           /* nullable */
  guint n_changes;           /* of the authorizer when it began */
  CribProtection *protection;
  OauthClient *client;
  OauthStoredClient *stored; /* nullable: on its way into the vault */
  gboolean is_registered;    /* what it is known by comes of a registration */
  gboolean was_renewed;      /* that was refused once */
  char *claims;              /* nullable: merged, as they are sent */
  char *more;                /* nullable: scopes that are wanted besides */
  char *step;                /* nullable: for want of which it began */
  OauthAccount *account;     /* nullable: who is expected */
  GError *refusal;           /* nullable: why silence did not do */
  gboolean asks;             /* a person, or is about to */
  gboolean has_turn;
  gboolean has_waited;
  OauthToken *stranger;       /* nullable: of somebody else, while the person is asked */
  gboolean is_stranger_new;  /* nobody had signed in so before */
  gboolean is_stranger_listed;
  gboolean is_turning_away;  /* that they are signed out is this flight's own doing */
  GError *rejection;         /* nullable: of a stranger */
};

/* crib-flight-end.c; the first two end it. @error: (transfer full) */
void          crib_flight_succeed          (CribFlight          *self,
                                            OauthToken          *token);
void          crib_flight_fail             (CribFlight          *self,
                                            GError              *error);
GError       *crib_flight_new_nobody_error (CribFlight          *self);

/* crib-flight.c */
const char   *crib_flight_get_identifier   (CribFlight          *self);
OauthAccount *crib_flight_dup_account      (CribFlight          *self);
void          crib_flight_acquire_silently (CribFlight          *self,
                                            GAsyncReadyCallback  callback);
gboolean      crib_flight_may_ask          (CribFlight          *self);
void          crib_flight_use_client       (CribFlight          *self,
                                            OauthCredentials    *credentials);

/* crib-flight-client.c */
void          crib_flight_find_client      (CribFlight          *self);
gboolean      crib_flight_renew_client     (CribFlight          *self,
                                            const GError        *error);

/* crib-flight-person.c; @error: (transfer full) */
void          crib_flight_ask              (CribFlight          *self);
void          crib_flight_sign_in          (CribFlight          *self);
void          crib_flight_show_page        (CribFlight          *self);
char         *crib_flight_dup_reason       (CribFlight          *self);
void          crib_flight_end_turn         (CribFlight          *self);
void          crib_flight_fail_turn        (CribFlight          *self,
                                            GError              *error);

/* crib-flight-resource.c */
void          crib_flight_set_resource_policy (CribFlight       *self);

/* crib-flight-surface.c */
void          crib_flight_choose_surface   (CribFlight          *self);

/* crib-flight-stranger.c; @tenant: (nullable) */
gboolean      crib_flight_check_tenant     (CribFlight          *self,
                                            const char          *tenant,
                                            GError             **error);
void          crib_flight_receive          (CribFlight          *self,
                                            OauthToken          *token);

G_END_DECLS
