/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-application.h"

G_BEGIN_DECLS

#define CRIB_TYPE_WINDOW (crib_window_get_type ())

G_DECLARE_FINAL_TYPE (CribWindow, crib_window, CRIB, WINDOW, AdwApplicationWindow)

GtkWidget *crib_window_new (CribApplication *application);

G_END_DECLS
