/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GtkWidgetClass.focus() for a widget that hands the focus it is given to one within. Without it
 * GTK gives the widget itself the focus when that is on its way out backwards, and so Shift+Tab
 * would never get out. */
gboolean crib_focus_within (GtkWidget         *widget,
                            GtkDirectionType   direction);

/* The same for one that knows in which order Tab comes to what is within. GTK goes by the height of
 * the middles, and half a pixel between what stands side by side skips one of them. */
gboolean crib_focus_along  (GtkWidget        **stops,
                            guint              n_stops,
                            GtkDirectionType   direction);

G_END_DECLS
