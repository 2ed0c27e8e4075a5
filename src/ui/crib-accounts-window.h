/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection-pool.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ACCOUNTS_WINDOW (crib_accounts_window_get_type ())

G_DECLARE_FINAL_TYPE (CribAccountsWindow, crib_accounts_window, CRIB, ACCOUNTS_WINDOW, AdwWindow)

GtkWidget *crib_accounts_window_new        (CribIdentity       *identity,
                                            CribConnectionPool *pool,
                                            GSettings          *settings);
void       crib_accounts_window_show_toast (CribAccountsWindow *self,
                                            const char         *words);

G_END_DECLS
