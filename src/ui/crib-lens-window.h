/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection.h"

G_BEGIN_DECLS

#define CRIB_TYPE_LENS_WINDOW (crib_lens_window_get_type ())

G_DECLARE_FINAL_TYPE (CribLensWindow, crib_lens_window, CRIB, LENS_WINDOW, AdwWindow)

GtkWidget *crib_lens_window_new (CribIdentity   *identity,
                                 CribConnection *connection);

G_END_DECLS
