/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-identity.h"
#include "crib-server-store.h"

G_BEGIN_DECLS

#define CRIB_TYPE_REMOVE_WINDOW (crib_remove_window_get_type ())

G_DECLARE_FINAL_TYPE (CribRemoveWindow, crib_remove_window, CRIB, REMOVE_WINDOW, AdwWindow)

GtkWidget *crib_remove_window_new (CribIdentity    *identity,
                                   CribServerStore *store);

G_END_DECLS
