/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * MockServer:
 *
 * An HTTP server on a loopback port of the kernel's choosing. It runs in the
 * test's own main context, so there is nothing to lock; nothing moves unless
 * the test iterates that context.
 *
 * A request is answered by the next queued answer; without one, by the
 * handler; without one, it stays open until the test, which waits for it with
 * mock_server_wait(), answers it itself.
 */
typedef struct _MockServer MockServer;

/* One request and its answer. Belongs to the server, and lives as long. */
typedef struct _MockExchange MockExchange;

typedef void (*MockHandler) (MockExchange *exchange,
                             gpointer      user_data);

MockServer   *mock_server_new                 (void);
/* "https://127.0.0.1:PORT/mcp". @clients: (nullable): who may vouch for those who come, who have to
 * show a certificate then */
MockServer   *mock_server_new_tls             (GTlsCertificate *certificate,
                                               GTlsDatabase    *clients);
void          mock_server_free                (MockServer   *self);

/* "http://127.0.0.1:PORT/mcp"; all other paths are served as well. */
const char   *mock_server_get_uri             (MockServer   *self);

/* Answers one request. @content_type and @body may be NULL. */
void          mock_server_queue               (MockServer   *self,
                                               guint         status,
                                               const char   *content_type,
                                               const char   *body);
void          mock_server_set_handler         (MockServer   *self,
                                               MockHandler   handler,
                                               gpointer      user_data);

/* The next request that nothing answers by itself; iterates the context until it is there. */
MockExchange *mock_server_wait                (MockServer   *self);

/* All requests so far, in their order. */
guint         mock_server_get_n_requests      (MockServer   *self);
MockExchange *mock_server_get_request         (MockServer   *self,
                                               guint         index);
MockExchange *mock_server_get_last_request    (MockServer   *self);

/* What was asked. */
const char   *mock_exchange_get_method        (MockExchange *self);
const char   *mock_exchange_get_path          (MockExchange *self);
const char   *mock_exchange_get_body          (MockExchange *self);
const char   *mock_exchange_get_header        (MockExchange *self,
                                               const char   *name);
/* The same for requests that came by the same connection. */
guint         mock_exchange_get_client_port   (MockExchange *self);

/* A header of the answer; before reply or start. */
void          mock_exchange_add_header        (MockExchange *self,
                                               const char   *name,
                                               const char   *value);
/* The whole answer, with Content-Length. */
void          mock_exchange_reply             (MockExchange *self,
                                               guint         status,
                                               const char   *content_type,
                                               const char   *body);
void          mock_exchange_reply_bytes       (MockExchange *self,
                                               guint         status,
                                               const char   *content_type,
                                               GBytes       *body);
/* An answer in pieces: one chunk for each write (a @length of -1 is that of the string), then
 * either a proper end or a hang-up once all was sent. */
void          mock_exchange_start             (MockExchange *self,
                                               guint         status,
                                               const char   *content_type);
void          mock_exchange_write             (MockExchange *self,
                                               const char   *data,
                                               gssize        length);
/* Writes @data again and again, each time that the client has taken it, until it hangs up, or
 * @most times. Returns how often it was taken. */
guint         mock_exchange_pump              (MockExchange *self,
                                               const char   *data,
                                               guint         most);
void          mock_exchange_end               (MockExchange *self);
void          mock_exchange_hang_up           (MockExchange *self);
/* Exactly these bytes, status line and all, instead of any of the above; then a hang-up. */
void          mock_exchange_reply_raw         (MockExchange *self,
                                               const char   *data,
                                               gssize        length);

/* Iterates the context until the client has hung up. */
void          mock_exchange_wait_gone         (MockExchange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockServer, mock_server_free)

G_END_DECLS
