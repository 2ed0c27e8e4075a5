/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HTTP_TYPE_PROXY_RESOLVER (http_proxy_resolver_get_type ())

/* The system's proxies, with names and passwords apart from their addresses. */
G_DECLARE_FINAL_TYPE (HttpProxyResolver, http_proxy_resolver, HTTP, PROXY_RESOLVER, GObject)

/* @settings: (nullable): what to ask instead of the system */
GProxyResolver *http_proxy_resolver_new    (GProxyResolver     *settings);
/* What the settings hold for the proxy at @authority ("host:port"), if anything. */
gboolean        http_proxy_resolver_lookup (HttpProxyResolver  *self,
                                            const char         *authority,
                                            char              **user,
                                            char              **password);

G_END_DECLS
