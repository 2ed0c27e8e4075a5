/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes @scroller as high as the lines of the text view in it, within limits in pixels. */
void crib_text_height_fit (GtkScrolledWindow *scroller,
                           int                minimum,
                           int                maximum);

G_END_DECLS
