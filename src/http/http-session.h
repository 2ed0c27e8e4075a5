/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What every program does first in main(), before any thread: HTTP/1.1 only
 * (SOUP_FORCE_HTTP1, platform.md 6). */
void         http_session_prepare_process (void);
/* A session for one origin's requests: TLS checked, no cookies, no cache, bounded connections.
 * @timeout: seconds of silence that end a request, 0 for streams that may be silent for ever. */
SoupSession *http_session_new             (guint        timeout,
                                           const char  *user_agent);
/* @settings: (nullable): which proxies there are, instead of what the system says */
void         http_session_set_proxy_resolver (SoupSession    *session,
                                              GProxyResolver *settings);
/* NULL if @text is an http or https address that we talk to: https anywhere, http to loopback only.
 * Else a sentence for people. */
char        *http_address_dup_problem     (const char  *text);
gboolean     http_address_is_loopback     (GUri        *uri);

G_END_DECLS
