/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_AVATAR (crib_server_avatar_get_type ())

G_DECLARE_FINAL_TYPE (CribServerAvatar, crib_server_avatar, CRIB, SERVER_AVATAR, AdwBin)

/* @connection: (nullable) */
void crib_server_avatar_set_connection (CribServerAvatar *self,
                                        CribConnection   *connection);

G_END_DECLS
