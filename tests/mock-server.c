/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mock-server.h"

#include <libsoup/soup.h>

#include <string.h>

typedef struct
{
  guint status;
  char *content_type;
  GBytes *body;
} Answer;

struct _MockExchange
{
  SoupServerMessage *message;
  char *path;
  char *body;
  guint client_port;

  /* Headers and chunks that were not sent yet. */
  guint n_unsent;
  gboolean is_hanging_up;
};

struct _MockServer
{
  SoupServer *server;
  char *uri;
  GQueue answers;
  MockHandler handler;
  gpointer handler_data;
  GPtrArray *exchanges;
  GQueue open;
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->content_type);
  g_bytes_unref (answer->body);
  g_free (answer);
}

static void
exchange_free (gpointer data)
{
  MockExchange *self = data;

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_free (self->path);
  g_free (self->body);
  g_free (self);
}

static void
shut_down (MockExchange *self)
{
  g_socket_shutdown (soup_server_message_get_socket (self->message), TRUE, TRUE, NULL);
}

static void
sent_cb (SoupServerMessage *message,
         MockExchange      *self)
{
  if (self->n_unsent > 0)
    self->n_unsent--;

  if (self->n_unsent == 0 && self->is_hanging_up)
    shut_down (self);
}

static MockExchange *
exchange_new (SoupServerMessage *message,
              const char        *path)
{
  MockExchange *self = g_new0 (MockExchange, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  self->message = g_object_ref (message);
  self->path = g_strdup (path);
  self->body = g_strndup (body->data, body->length);
  self->client_port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_signal_connect (message, "wrote-headers", G_CALLBACK (sent_cb), self);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (sent_cb), self);

  return self;
}

static void
handle_request_cb (SoupServer        *server,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           user_data)
{
  MockServer *self = user_data;
  MockExchange *exchange = exchange_new (message, path);
  Answer *answer = g_queue_pop_head (&self->answers);

  g_ptr_array_add (self->exchanges, exchange);
  soup_server_message_pause (message);

  if (answer != NULL)
    {
      mock_exchange_reply_bytes (exchange, answer->status, answer->content_type, answer->body);
      answer_free (answer);
    }
  else if (self->handler != NULL)
    self->handler (exchange, self->handler_data);
  else
    g_queue_push_tail (&self->open, exchange);
}

/* @server: (transfer full) */
static MockServer *
start (SoupServer              *server,
       SoupServerListenOptions  options)
{
  MockServer *self = g_new0 (MockServer, 1);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  g_queue_init (&self->answers);
  g_queue_init (&self->open);
  self->exchanges = g_ptr_array_new_with_free_func (exchange_free);

  self->server = server;
  soup_server_add_handler (self->server, NULL, handle_request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | options, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->uri = g_strdup_printf ("%s://127.0.0.1:%d/mcp",
                               (options & SOUP_SERVER_LISTEN_HTTPS) != 0 ? "https" : "http",
                               g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

MockServer *
mock_server_new (void)
{
  return start (soup_server_new (NULL, NULL), 0);
}

static gboolean
accept_certificate_cb (SoupServerMessage    *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       gpointer              user_data)
{
  return errors == 0;
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
}

MockServer *
mock_server_new_tls (GTlsCertificate *certificate,
                     GTlsDatabase    *clients)
{
  MockServer *self;
  GTlsAuthenticationMode mode = clients != NULL ? G_TLS_AUTHENTICATION_REQUIRED
                                                : G_TLS_AUTHENTICATION_NONE;

  self = start (soup_server_new ("tls-certificate", certificate, "tls-database", clients,
                                 "tls-auth-mode", mode, NULL), SOUP_SERVER_LISTEN_HTTPS);

  /* Without anybody who looks at the certificates of clients none is taken. */
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), NULL);

  return self;
}

void
mock_server_free (MockServer *self)
{
  g_ptr_array_unref (self->exchanges);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_queue_clear_full (&self->answers, answer_free);
  g_queue_clear (&self->open);
  g_free (self->uri);
  g_free (self);
}

const char *
mock_server_get_uri (MockServer *self)
{
  return self->uri;
}

void
mock_server_queue (MockServer *self,
                   guint       status,
                   const char *content_type,
                   const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->content_type = g_strdup (content_type);
  answer->body = g_bytes_new (body, body != NULL ? strlen (body) : 0);
  g_queue_push_tail (&self->answers, answer);
}

void
mock_server_set_handler (MockServer  *self,
                         MockHandler  handler,
                         gpointer     user_data)
{
  self->handler = handler;
  self->handler_data = user_data;
}

MockExchange *
mock_server_wait (MockServer *self)
{
  while (g_queue_is_empty (&self->open))
    g_main_context_iteration (NULL, TRUE);

  return g_queue_pop_head (&self->open);
}

guint
mock_server_get_n_requests (MockServer *self)
{
  return self->exchanges->len;
}

MockExchange *
mock_server_get_request (MockServer *self,
                         guint       index)
{
  g_assert_cmpuint (index, <, self->exchanges->len);

  return g_ptr_array_index (self->exchanges, index);
}

MockExchange *
mock_server_get_last_request (MockServer *self)
{
  return mock_server_get_request (self, self->exchanges->len - 1);
}

const char *
mock_exchange_get_method (MockExchange *self)
{
  return soup_server_message_get_method (self->message);
}

const char *
mock_exchange_get_path (MockExchange *self)
{
  return self->path;
}

const char *
mock_exchange_get_body (MockExchange *self)
{
  return self->body;
}

const char *
mock_exchange_get_header (MockExchange *self,
                          const char   *name)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (self->message),
                                        name);
}

guint
mock_exchange_get_client_port (MockExchange *self)
{
  return self->client_port;
}

void
mock_exchange_add_header (MockExchange *self,
                          const char   *name,
                          const char   *value)
{
  soup_message_headers_append (soup_server_message_get_response_headers (self->message),
                               name, value);
}

void
mock_exchange_reply (MockExchange *self,
                     guint         status,
                     const char   *content_type,
                     const char   *body)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, body != NULL ? strlen (body) : 0);

  mock_exchange_reply_bytes (self, status, content_type, bytes);
}

static void
set_head (MockExchange *self,
          guint         status,
          const char   *content_type)
{
  soup_server_message_set_status (self->message, status, NULL);
  if (content_type != NULL)
    mock_exchange_add_header (self, "Content-Type", content_type);
}

void
mock_exchange_reply_bytes (MockExchange *self,
                           guint         status,
                           const char   *content_type,
                           GBytes       *body)
{
  set_head (self, status, content_type);
  if (g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), body);
  soup_server_message_unpause (self->message);
}

void
mock_exchange_start (MockExchange *self,
                     guint         status,
                     const char   *content_type)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  set_head (self, status, content_type);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (self->message), FALSE);
  self->n_unsent = 1;
  soup_server_message_unpause (self->message);
}

void
mock_exchange_write (MockExchange *self,
                     const char   *data,
                     gssize        length)
{
  soup_message_body_append (soup_server_message_get_response_body (self->message),
                            SOUP_MEMORY_COPY, data, length >= 0 ? (gsize) length : strlen (data));
  self->n_unsent++;
  soup_server_message_unpause (self->message);
}

static gboolean
is_gone (MockExchange *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);

  return socket == NULL || g_socket_is_closed (socket) ||
         g_socket_condition_check (socket, G_IO_IN | G_IO_HUP | G_IO_ERR) != 0;
}

guint
mock_exchange_pump (MockExchange *self,
                    const char   *data,
                    guint         most)
{
  guint n_taken;

  for (n_taken = 0; n_taken < most; n_taken++)
    {
      mock_exchange_write (self, data, -1);

      while (self->n_unsent > 0 && !is_gone (self))
        g_main_context_iteration (NULL, TRUE);

      if (is_gone (self))
        break;
    }

  return n_taken;
}

void
mock_exchange_end (MockExchange *self)
{
  soup_message_body_complete (soup_server_message_get_response_body (self->message));
  soup_server_message_unpause (self->message);
}

void
mock_exchange_hang_up (MockExchange *self)
{
  self->is_hanging_up = TRUE;
  if (self->n_unsent == 0)
    shut_down (self);
}

void
mock_exchange_reply_raw (MockExchange *self,
                         const char   *data,
                         gssize        length)
{
  g_autoptr(GIOStream) connection = soup_server_message_steal_connection (self->message);
  GOutputStream *output = g_io_stream_get_output_stream (connection);
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (output, data, length >= 0 ? (gsize) length : strlen (data), NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_io_stream_close (connection, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
readable_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  gboolean *is_readable = user_data;

  *is_readable = TRUE;

  return G_SOURCE_REMOVE;
}

/* The client sends nothing while it waits for an answer: what can be read is the end. */
void
mock_exchange_wait_gone (MockExchange *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);
  g_autoptr(GSource) source = g_socket_create_source (socket, G_IO_IN | G_IO_HUP, NULL);
  gboolean is_readable = FALSE;

  g_source_set_callback (source, G_SOURCE_FUNC (readable_cb), &is_readable, NULL);
  g_source_attach (source, NULL);

  while (!is_readable)
    g_main_context_iteration (NULL, TRUE);
}
