/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"

G_BEGIN_DECLS

typedef enum {
  CRIB_WISH_HEADER,      /* of a request that may as well go without */
  CRIB_WISH_CHALLENGE,   /* of a request that was refused */
  CRIB_WISH_STEP_UP,     /* of one that was refused for want of scopes */
  CRIB_WISH_SIGN_IN,     /* of a person who pressed a button */
} CribWishKind;

/* What somebody wants of an authorizer. */
typedef struct
{
  CribWishKind kind;
  GTask *task;
  char *challenge;             /* nullable */
  char *header;                /* nullable: what was refused */
  char *step;                  /* nullable: the scopes that are missing */
  CribSignInKind sign_in;
  int surface;
} CribWish;

CribWish *crib_wish_new           (CribWishKind    kind,
                                   GTask          *task);
void      crib_wish_free          (CribWish       *self);
gboolean  crib_wish_wants_claims  (CribWish       *self);
void      crib_wish_fulfil        (CribWish       *self,
                                   OauthToken     *token);
void      crib_wish_fail          (CribWish       *self,
                                   const GError   *error);

/* One attempt to get a token, and those who wait for it. */
typedef struct _CribFlight CribFlight;

void      crib_flight_begin       (CribAuthorizer *authorizer,
                                   CribWish       *wish);
gboolean  crib_flight_may_share   (CribFlight     *self,
                                   CribWish       *wish);
void      crib_flight_board       (CribFlight     *self,
                                   CribWish       *wish);
void      crib_flight_give_up     (CribFlight     *self);
void      crib_flight_end_wait    (CribFlight     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CribWish, crib_wish_free)

G_END_DECLS
