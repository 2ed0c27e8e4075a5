/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean form_date_is_valid      (const char *text);
gboolean form_date_time_is_valid (const char *text);

G_END_DECLS
