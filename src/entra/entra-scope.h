/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **entra_dup_scopes        (const char         *resource,
                                char              **challenge,
                                char              **listed);
char  *entra_dup_resource      (const char         *resource,
                                char              **scopes);
char  *entra_dup_microsoft_api (const char         *resource,
                                const char * const *scopes);
char  *entra_dup_api      (const char * const *scopes);
char  *entra_dup_prefix        (const char * const *scopes);

G_END_DECLS
