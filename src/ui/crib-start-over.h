/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "crib-tool-item.h"

G_BEGIN_DECLS

/* Empties the form of @item, and offers to take that back in the toasts around @widget. */
void crib_start_over (GtkWidget    *widget,
                      CribToolItem *item);

G_END_DECLS
