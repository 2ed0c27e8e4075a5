/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection-pool.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_BUTTON (crib_server_button_get_type ())

G_DECLARE_FINAL_TYPE (CribServerButton, crib_server_button, CRIB, SERVER_BUTTON, AdwBin)

/* @pool: (nullable) */
void crib_server_button_set_pool       (CribServerButton   *self,
                                        CribConnectionPool *pool);
/* @connection: (nullable) */
void crib_server_button_set_connection (CribServerButton   *self,
                                        CribConnection     *connection);

G_END_DECLS
