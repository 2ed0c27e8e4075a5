/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GUri     *crib_web_address_parse       (const char *text);
char     *crib_web_address_dup_origin  (const char *text);
char     *crib_web_address_dup_domain  (const char *text);
gboolean  crib_web_address_is_loopback (GUri       *uri);
gboolean  crib_web_address_may_load    (const char *text,
                                        const char *http_origin);

G_END_DECLS
