/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

char     **oauth_strv_from_member (const SjsonValue    *object,
                                   const char          *name);
char     **oauth_strv_from_scope  (const char          *scope);
gboolean   oauth_strv_is_scope    (const char          *text);
char     **oauth_strv_dup_missing (const char * const *asked,
                                   const char * const *granted);

G_END_DECLS
