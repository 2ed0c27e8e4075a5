/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection-pool.h"
#include "crib-tool-list.h"

G_BEGIN_DECLS

#define CRIB_TYPE_COUNTER (crib_counter_get_type ())

G_DECLARE_FINAL_TYPE (CribCounter, crib_counter, CRIB, COUNTER, AdwBin)

/* @pool: (nullable) */
void          crib_counter_set_pool       (CribCounter        *self,
                                           CribConnectionPool *pool);
/* @connection: (nullable) */
void          crib_counter_set_connection (CribCounter        *self,
                                           CribConnection     *connection);
CribToolList *crib_counter_get_tool_list  (CribCounter        *self);
/* Puts the cursor into the search entry, if there is anything to search. */
void          crib_counter_start_search   (CribCounter        *self);
/* What is typed on @widget, unless something there takes it, goes to the search entry.
 * @widget: (nullable) */
void          crib_counter_set_key_source (CribCounter        *self,
                                           GtkWidget          *widget);

G_END_DECLS
