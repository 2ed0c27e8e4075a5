/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-server-lookup.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_MISSING (crib_server_missing_get_type ())

/* What could not be found out about a protected server and a person must say: the client ID, or
 * that they trust who protects it; and a message for whoever knows.
 *
 * Signals: changed (the client ID typed), activated (Enter in it), trusted (there is one more
 * authority that is trusted). */
G_DECLARE_FINAL_TYPE (CribServerMissing, crib_server_missing, CRIB, SERVER_MISSING,
                      AdwPreferencesGroup)

/* Asks for what is missing. @identity: (nullable). @client_id_known: it stands elsewhere */
void      crib_server_missing_show          (CribServerMissing *self,
                                             CribServerLookup  *lookup,
                                             CribIdentity      *identity,
                                             gboolean           client_id_known);
/* Whether the client ID is asked for here. */
gboolean  crib_server_missing_wants_id      (CribServerMissing *self);
/* (nullable): what was typed. */
char     *crib_server_missing_dup_client_id (CribServerMissing *self);
/* Puts the cursor where something is missing or wrong, and says what. FALSE: there is something. */
gboolean  crib_server_missing_check         (CribServerMissing *self);

G_END_DECLS
