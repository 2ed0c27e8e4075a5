/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-server.h"

G_BEGIN_DECLS

/* The order of servers by their positions, private to this room. */
gboolean crib_server_order_sort      (GPtrArray  *servers,
                                      guint      *first,
                                      guint      *length);
double   crib_server_order_get_next  (GPtrArray  *servers);
void     crib_server_order_move      (GPtrArray  *servers,
                                      guint       from,
                                      guint       to);

G_END_DECLS
