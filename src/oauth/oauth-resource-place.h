/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the metadata of a protected server may stand (RFC 9728 §3, §5.1). */
char  *oauth_resource_place_dup_challenged (const char *challenge);
char **oauth_resource_place_dup_all        (const char *server_uri,
                                            const char *challenge_uri);

G_END_DECLS
