/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char       *demo_state_mint (const char *tool,
                             JsonObject *arguments,
                             JsonObject *answers);
JsonObject *demo_state_open (const char *text,
                             const char *tool,
                             JsonObject *arguments);

G_END_DECLS
