/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_SURFACE_ROW (crib_surface_row_get_type ())

G_DECLARE_FINAL_TYPE (CribSurfaceRow, crib_surface_row, CRIB, SURFACE_ROW, AdwComboRow)

void crib_surface_row_set_settings (CribSurfaceRow *self,
                                    GSettings      *settings);

G_END_DECLS
