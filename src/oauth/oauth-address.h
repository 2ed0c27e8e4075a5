/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  oauth_address_is_allowed     (const char *text,
                                        gboolean    http_loopback);
gboolean  oauth_address_is_http        (const char *text);
gboolean  oauth_address_is_private     (const char *text);
gboolean  oauth_address_is_same_origin (const char *a,
                                        const char *b);
gboolean  oauth_address_may_lead       (const char *server_uri,
                                        const char *uri);
char     *oauth_address_dup_origin     (const char *text);
char     *oauth_address_dup_host       (const char *text);

G_END_DECLS
