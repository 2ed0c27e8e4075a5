/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void crib_sign_in_reason_show (GtkLabel   *label,
                               const char *reason,
                               const char *server_name);

G_END_DECLS
