/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRIB_TYPE_WRAP_LAYOUT (crib_wrap_layout_get_type ())

/* What a widget's children stand in; stacked: one of them a line, over the whole width. */
G_DECLARE_FINAL_TYPE (CribWrapLayout, crib_wrap_layout, CRIB, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *crib_wrap_layout_new         (int             spacing);
void              crib_wrap_layout_set_stacked (CribWrapLayout *self,
                                                gboolean        stacked);

G_END_DECLS
