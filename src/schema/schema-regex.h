/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *schema_regex_translate (const char *pattern,
                                  gsize       length);
gboolean  schema_regex_is_valid  (const char *pattern,
                                  gsize       length);

G_END_DECLS
