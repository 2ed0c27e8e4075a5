/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

char *demo_header_decode       (const char         *value);
char *demo_header_check_params (SoupMessageHeaders *headers,
                                JsonObject         *tool,
                                JsonObject         *arguments);

G_END_DECLS
