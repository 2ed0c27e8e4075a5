/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *schema_uri_resolve (const char  *base,
                          const char  *reference);
char *schema_uri_split   (const char  *uri,
                          char       **fragment);

G_END_DECLS
