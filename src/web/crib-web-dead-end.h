/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char  *crib_web_dead_end_of_address  (const char *text);
const char  *crib_web_dead_end_of_text     (const char *text);
char        *crib_web_dead_end_dup_error   (const char *text);

G_END_DECLS
