/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* server-everything from npm over streamable HTTP, on a free port of the loopback. */
typedef struct _RealServer RealServer;

/* Below the folder that npm filled. */
char       *real_server_find_file    (const char         *name);
gboolean    real_server_is_installed (void);
RealServer *real_server_new          (void);
void        real_server_free         (RealServer         *self);
const char *real_server_get_uri      (RealServer         *self);
/* What a node script of tests/servers prints when given the server's address. */
char       *real_server_ask_node     (RealServer         *self,
                                      const char         *script);

G_END_DECLS
