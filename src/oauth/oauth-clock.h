/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 oauth_clock_get_wall (void);
gint64 oauth_clock_get_up   (void);

G_END_DECLS
