/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection-pool.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_DIALOG (crib_server_dialog_get_type ())

/* Signal saved (server, sign_in): it was added or changed; @sign_in (boolean): whoever pressed the
 * button expects to be asked to sign in. */
G_DECLARE_FINAL_TYPE (CribServerDialog, crib_server_dialog, CRIB, SERVER_DIALOG, AdwWindow)

/* @identity: (nullable): nobody is ever signed in; @server: (nullable): the one to edit; NULL to
 * add one */
GtkWidget *crib_server_dialog_new (CribServerStore    *store,
                                   CribConnectionPool *pool,
                                   CribIdentity       *identity,
                                   CribServer         *server);

G_END_DECLS
