/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_ROW (crib_server_row_get_type ())

G_DECLARE_FINAL_TYPE (CribServerRow, crib_server_row, CRIB, SERVER_ROW, GtkListBoxRow)

GtkWidget      *crib_server_row_new            (CribConnection *connection);
CribConnection *crib_server_row_get_connection (CribServerRow  *self);
void            crib_server_row_set_current    (CribServerRow  *self,
                                                gboolean        current);

G_END_DECLS
