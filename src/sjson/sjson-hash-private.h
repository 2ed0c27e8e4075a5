/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 sjson_hash (const char *bytes,
                    gsize       length);

G_END_DECLS
