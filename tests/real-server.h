/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server from npm on a free port of the loopback: server-everything over streamable HTTP or over
 * HTTP+SSE, or ours (servers/v2-server.mjs) on the official SDK of 2026-07-28. */
typedef struct _RealServer RealServer;

/* Below the folder that npm filled. */
char       *real_server_find_file    (const char         *name);
gboolean    real_server_is_installed (void);
gboolean    real_server_has_second_sdk (void);
RealServer *real_server_new          (void);
RealServer *real_server_new_with_events (void);
RealServer *real_server_new_second_sdk (gboolean         stateless_only);
void        real_server_free         (RealServer         *self);
const char *real_server_get_uri      (RealServer         *self);
/* Where the second one is told what to do, or NULL. */
const char *real_server_get_control  (RealServer         *self);
/* What a node script of tests/servers prints when given the server's address. */
char       *real_server_ask_node     (RealServer         *self,
                                      const char         *script);

G_END_DECLS
