/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *demo_png_write (const guint8 *pixels,
                        guint         width,
                        guint         height);

G_END_DECLS
