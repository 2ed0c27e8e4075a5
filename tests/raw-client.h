/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A client of bytes: connects to 127.0.0.1, sends, and reads until the other side ends, while the
 * main context of this thread goes on. */
GSocketConnection *raw_client_connect (guint16            port);
void               raw_client_send    (GSocketConnection *connection,
                                       const char        *data,
                                       gssize             length);
char              *raw_client_read    (GSocketConnection *connection);
/* Connects, sends and reads. */
char              *raw_client_ask     (guint16            port,
                                       const char        *request);
/* The status of an answer; 0 for none. */
guint              raw_client_status  (const char        *answer);

G_END_DECLS
