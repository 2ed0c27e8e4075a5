/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char  *demo_frame_event    (JsonNode   *message);
char  *demo_frame_error    (int         code,
                            const char *words);
gsize  demo_frame_find_cut (const char *text);

G_END_DECLS
