/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The responses that are an answer. */
#define CRIB_SURFACE_WINDOW "window"
#define CRIB_SURFACE_ELSEWHERE "browser"

GtkWidget *crib_surface_dialog_new       (GtkWindow        *parent,
                                          const char       *server_name,
                                          const char       *reason,
                                          gboolean          can_remember);
gboolean   crib_surface_dialog_remembers (AdwMessageDialog *dialog);

G_END_DECLS
