/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-profile.h"
#include "crib-server.h"

G_BEGIN_DECLS

/* What only the store does. Signal favourite-changed (const char *tool_name) is for connections. */
CribServer        *crib_server_new_for_profile (const char        *id,
                                                CribProfile       *profile);
void               crib_server_set_id          (CribServer        *self,
                                                const char        *id);
const CribProfile *crib_server_get_profile     (CribServer        *self);
/* What the file held when it was last read or written; NULL before. */
const CribProfile *crib_server_get_base        (CribServer        *self);
void               crib_server_take_base       (CribServer        *self,
                                                CribProfile       *base);
/* Takes over each member of @profile, with the notifications that belong to it. */
void               crib_server_apply           (CribServer        *self,
                                                const CribProfile *profile);
/* @headers: (transfer full) */
void               crib_server_take_headers    (CribServer        *self,
                                                GPtrArray         *headers);
void               crib_server_set_text        (CribServer        *self,
                                                CribProfileText    text,
                                                const char        *value);

G_END_DECLS
