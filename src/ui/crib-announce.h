/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets a screen reader say what has happened, where GTK can; else nothing happens. */
void crib_announce (GtkWidget  *widget,
                    const char *words);

G_END_DECLS
