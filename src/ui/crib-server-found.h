/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-server-lookup.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_FOUND (crib_server_found_get_type ())

/* "What Toolcrib Found" at an address, in plain words; hidden while it is nothing. */
G_DECLARE_FINAL_TYPE (CribServerFound, crib_server_found, CRIB, SERVER_FOUND, AdwPreferencesGroup)

/* Shows what @lookup found; once for each change of it. */
void crib_server_found_show (CribServerFound  *self,
                             CribServerLookup *lookup);

G_END_DECLS
