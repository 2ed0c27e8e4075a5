/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection-pool.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_POPOVER (crib_server_popover_get_type ())

G_DECLARE_FINAL_TYPE (CribServerPopover, crib_server_popover, CRIB, SERVER_POPOVER, GtkPopover)

GtkWidget *crib_server_popover_new            (void);
/* @pool: (nullable) */
void       crib_server_popover_set_pool       (CribServerPopover  *self,
                                               CribConnectionPool *pool);
/* @connection: (nullable): the one with the tick */
void       crib_server_popover_set_connection (CribServerPopover  *self,
                                               CribConnection     *connection);

G_END_DECLS
