/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_LOOKUP (crib_server_lookup_get_type ())

typedef enum {
  CRIB_SERVER_LOOKUP_EMPTY,     /* nothing typed */
  CRIB_SERVER_LOOKUP_TYPING,    /* not looked at yet */
  CRIB_SERVER_LOOKUP_INVALID,   /* no address that we talk to */
  CRIB_SERVER_LOOKUP_LOOKING,   /* connecting, or still counting tools */
  CRIB_SERVER_LOOKUP_DONE,      /* the connection knows how it went */
} CribServerLookupState;

typedef enum {
  CRIB_SERVER_FINDING_NOTHING,    /* not looked at, or nobody there */
  CRIB_SERVER_FINDING_OPEN,       /* whoever knows the address can use it */
  CRIB_SERVER_FINDING_PROTECTED,  /* and it is known by whom */
  CRIB_SERVER_FINDING_UNTRUSTED,  /* by an authority that nobody here trusts */
  CRIB_SERVER_FINDING_UNCLEAR,    /* protected, but not to be found out how */
} CribServerFinding;

G_DECLARE_FINAL_TYPE (CribServerLookup, crib_server_lookup, CRIB, SERVER_LOOKUP, GObject)

/* @identity: (nullable): then what protects a server is not looked at */
CribServerLookup      *crib_server_lookup_new            (CribIdentity     *identity);
/* Looks at the address a moment after the last call. */
void                   crib_server_lookup_set_address    (CribServerLookup *self,
                                                          const char       *text);
/* What a person knows better than the server, both nullable; looks anew where it is another. */
void                   crib_server_lookup_set_sign_in    (CribServerLookup *self,
                                                          const char       *authority,
                                                          const char       *scope);
/* Does so at once. */
void                   crib_server_lookup_start          (CribServerLookup *self);
CribServerLookupState  crib_server_lookup_get_state      (CribServerLookup *self);
/* The address in its one form, or NULL when it is none. */
const char            *crib_server_lookup_get_uri        (CribServerLookup *self);
/* What is wrong with the address, for people, or NULL. */
const char            *crib_server_lookup_get_complaint  (CribServerLookup *self);
/* While looking and afterwards; else NULL. */
CribConnection        *crib_server_lookup_get_connection (CribServerLookup *self);
/* The following of a look that is done. */
CribServerFinding      crib_server_lookup_get_finding    (CribServerLookup *self);
/* Nullable, transfer none. */
CribProtection        *crib_server_lookup_get_protection (CribServerLookup *self);
/* (transfer full) (nullable): what is in the way. */
CribProblem           *crib_server_lookup_dup_problem    (CribServerLookup *self);
/* The name that the server gives itself, once connected or in its metadata; nullable. */
const char            *crib_server_lookup_get_title      (CribServerLookup *self);

G_END_DECLS
