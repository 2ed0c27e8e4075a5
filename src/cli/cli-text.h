/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text of servers, made harmless for a terminal. */
char *cli_text_dup_safe (const char *text);
char *cli_text_dup_line (const char *text);
char *cli_text_dup_json (const char *json,
                         gssize      length);

G_END_DECLS
