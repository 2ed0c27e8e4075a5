/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gmodule.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRIB_TYPE_WEB_VIEW (crib_web_view_get_type ())

G_MODULE_EXPORT
G_DECLARE_FINAL_TYPE (CribWebView, crib_web_view, CRIB, WEB_VIEW, GtkWidget)

G_END_DECLS
