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

G_DECLARE_FINAL_TYPE (CribServerLookup, crib_server_lookup, CRIB, SERVER_LOOKUP, GObject)

CribServerLookup      *crib_server_lookup_new            (void);
/* Looks at the address a moment after the last call. */
void                   crib_server_lookup_set_address    (CribServerLookup *self,
                                                          const char       *text);
/* Does so at once. */
void                   crib_server_lookup_start          (CribServerLookup *self);
CribServerLookupState  crib_server_lookup_get_state      (CribServerLookup *self);
/* The address in its one form, or NULL when it is none. */
const char            *crib_server_lookup_get_uri        (CribServerLookup *self);
/* What is wrong with the address, for people, or NULL. */
const char            *crib_server_lookup_get_complaint  (CribServerLookup *self);
/* While looking and afterwards; else NULL. */
CribConnection        *crib_server_lookup_get_connection (CribServerLookup *self);

G_END_DECLS
