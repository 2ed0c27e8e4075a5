/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may be done, for people: "mcp:tools". Private to this room. */
gboolean     crib_permission_is_one   (const char         *scope);
const char  *crib_permission_get_name (const char         *scope,
                                       gboolean            is_entra);
char       **crib_permission_dup_all  (const char * const *scopes,
                                       gboolean            is_entra);

G_END_DECLS
