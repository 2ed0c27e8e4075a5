/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection.h"
#include "crib-server-store.h"

G_BEGIN_DECLS

#define CRIB_TYPE_CONNECTION_POOL (crib_connection_pool_get_type ())

/* One CribConnection for each server of a store, a GListModel in the store's order. A connection
 * is made with its server and closed when that is removed; opening is the caller's to ask for. */
G_DECLARE_FINAL_TYPE (CribConnectionPool, crib_connection_pool, CRIB, CONNECTION_POOL, GObject)

CribConnectionPool *crib_connection_pool_new  (CribServerStore    *store,
                                               CribIdentity       *identity);   /* nullable */
CribConnection     *crib_connection_pool_find (CribConnectionPool *self,
                                               CribServer         *server);   /* borrowed */
/* Before its connections are opened. @cache: (nullable) */
void                crib_connection_pool_set_era_cache (CribConnectionPool *self,
                                                        McpEraCache        *cache);
/* @folder: (nullable): where what is typed outlives the program */
void                crib_connection_pool_set_draft_folder (CribConnectionPool *self,
                                                           const char         *folder);
void                crib_connection_pool_flush_drafts     (CribConnectionPool *self);

G_END_DECLS
