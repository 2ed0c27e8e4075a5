/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *crib_web_loader_create_view     (GError     **error);
GtkWidget *crib_web_loader_create_view_in  (const char  *folder,
                                            GError     **error);

G_END_DECLS
