/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-server-store.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_DIALOG (crib_server_dialog_get_type ())

/* Signal saved (server): it was added or changed. */
G_DECLARE_FINAL_TYPE (CribServerDialog, crib_server_dialog, CRIB, SERVER_DIALOG, AdwWindow)

/* @server: (nullable): the one to edit; NULL to add one */
GtkWidget *crib_server_dialog_new (CribServerStore *store,
                                   CribServer      *server);

G_END_DECLS
