/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-identity.h"
#include "crib-server-store.h"

G_BEGIN_DECLS

#define CRIB_TYPE_DEMO (crib_demo_get_type ())

/* The built-in demo: starts toolcrib-demo (DEMO_PATH), reads its one line of addresses, and fills a
 * store in a private temporary folder with its servers, marked as demo. Ends with this object. */
/* @identity of crib_demo_set_identity() comes to trust the demo's tenant for this run. */
G_DECLARE_FINAL_TYPE (CribDemo, crib_demo, CRIB, DEMO, GObject)

CribDemo        *crib_demo_new          (void);
void             crib_demo_start_async  (CribDemo             *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean         crib_demo_start_finish (CribDemo             *self,
                                         GAsyncResult         *result,
                                         GError              **error);
/* Before the start; without it the protected server is not among the servers. */
void             crib_demo_set_identity (CribDemo             *self,
                                         CribIdentity         *identity);
CribServerStore *crib_demo_get_store    (CribDemo             *self);

G_END_DECLS
