/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_EMPTY_PAGE (crib_empty_page_get_type ())

G_DECLARE_FINAL_TYPE (CribEmptyPage, crib_empty_page, CRIB, EMPTY_PAGE, AdwBin)

GtkWidget *crib_empty_page_new (void);

G_END_DECLS
