/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-error.h"
#include "http-event-stream.h"
#include "http-session.h"
#include "mock-server.h"

#include <gio/gunixinputstream.h>

#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  MockServer *server;
  SoupSession *session;
  SoupMessage *message;
  MockExchange *exchange;
  HttpEventStream *stream;
} Fixture;

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

static HttpEvent *
finish_next (HttpEventStream  *stream,
             GAsyncResult    **result,
             GError          **error)
{
  g_autoptr(GAsyncResult) owned = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  owned = g_steal_pointer (result);

  return http_event_stream_next_finish (stream, owned, error);
}

static HttpEvent *
next (HttpEventStream  *stream,
      GError          **error)
{
  GAsyncResult *result = NULL;

  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, NULL, store_result_cb, &result);

  return finish_next (stream, &result, error);
}

static void
assert_data (HttpEvent  *event,
             const char *data)
{
  gsize size;
  const char *bytes;

  g_assert_nonnull (event);
  bytes = g_bytes_get_data (http_event_get_data (event), &size);
  g_assert_cmpmem (bytes, size, data, strlen (data));
}

static void
assert_next (HttpEventStream *stream,
             const char      *data)
{
  g_autoptr(HttpEvent) event = NULL;
  g_autoptr(GError) error = NULL;

  event = next (stream, &error);
  g_assert_no_error (error);
  assert_data (event, data);
}

static void
assert_end (HttpEventStream *stream)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (next (stream, &error));
  g_assert_no_error (error);
}

/* A stream whose headers have arrived and whose body is the test's to write. */
static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GInputStream) body = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server = mock_server_new ();
  fixture->session = http_session_new (30, "test");
  fixture->message = soup_message_new ("GET", mock_server_get_uri (fixture->server));

  soup_session_send_async (fixture->session, fixture->message, G_PRIORITY_DEFAULT, NULL,
                           store_result_cb, &result);
  fixture->exchange = mock_server_wait (fixture->server);
  mock_exchange_start (fixture->exchange, 200, "text/event-stream");

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  body = soup_session_send_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  fixture->stream = http_event_stream_new (body, 0, 0);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->stream);
  g_clear_object (&fixture->message);
  g_clear_object (&fixture->session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&fixture->server, mock_server_free);
}

static void
test_stream_open (Fixture       *fixture,
                  gconstpointer  data)
{
  GAsyncResult *result = NULL;
  g_autoptr(HttpEvent) event = NULL;

  mock_exchange_write (fixture->exchange, "id: 1\ndata: a\n\ndata: b\n\nda", -1);
  assert_next (fixture->stream, "a");
  g_assert_cmpstr (http_event_stream_get_last_id (fixture->stream), ==, "1");
  assert_next (fixture->stream, "b");

  http_event_stream_next_async (fixture->stream, G_PRIORITY_DEFAULT, NULL,
                                store_result_cb, &result);
  mock_exchange_write (fixture->exchange, "ta: \xe2\x82", -1);
  mock_exchange_write (fixture->exchange, "\xac\n\ndata: lost", -1);
  event = finish_next (fixture->stream, &result, NULL);
  assert_data (event, "€");

  mock_exchange_end (fixture->exchange);
  assert_end (fixture->stream);
  assert_end (fixture->stream);
}

static void
test_stream_hang_up (Fixture       *fixture,
                     gconstpointer  data)
{
  mock_exchange_write (fixture->exchange, "data: a\n\ndata: half", -1);
  mock_exchange_hang_up (fixture->exchange);

  assert_next (fixture->stream, "a");
  assert_end (fixture->stream);
}

static void
test_stream_liveness (Fixture       *fixture,
                      gconstpointer  data)
{
  GAsyncResult *result = NULL;

  g_assert_cmpuint (http_event_stream_get_n_bytes (fixture->stream), ==, 0);
  g_assert_null (http_event_stream_get_last_id (fixture->stream));
  g_assert_cmpint (http_event_stream_get_retry (fixture->stream), ==, -1);

  http_event_stream_next_async (fixture->stream, G_PRIORITY_DEFAULT, NULL,
                                store_result_cb, &result);
  mock_exchange_write (fixture->exchange, ": ping\r\n", -1);
  while (http_event_stream_get_n_bytes (fixture->stream) < 8)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);

  /* What has no data says nothing, but is heard. */
  mock_exchange_write (fixture->exchange, "id: 5\nretry: 30\n\n", -1);
  while (http_event_stream_get_last_id (fixture->stream) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (http_event_stream_get_last_id (fixture->stream), ==, "5");
  g_assert_cmpint (http_event_stream_get_retry (fixture->stream), ==, 30);
  g_assert_null (result);

  mock_exchange_end (fixture->exchange);
  g_assert_null (finish_next (fixture->stream, &result, NULL));
}

static void
test_stream_cancel (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  http_event_stream_next_async (fixture->stream, G_PRIORITY_DEFAULT, cancellable,
                                store_result_cb, &result);
  g_cancellable_cancel (cancellable);

  g_assert_null (finish_next (fixture->stream, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  http_event_stream_close (fixture->stream);
  mock_exchange_wait_gone (fixture->exchange);
}

static void
test_stream_close (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  http_event_stream_next_async (fixture->stream, G_PRIORITY_DEFAULT, NULL,
                                store_result_cb, &result);
  http_event_stream_close (fixture->stream);
  http_event_stream_close (fixture->stream);

  g_assert_null (finish_next (fixture->stream, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_assert_null (next (fixture->stream, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  mock_exchange_wait_gone (fixture->exchange);
}

static void
test_stream_dispose (Fixture       *fixture,
                     gconstpointer  data)
{
  mock_exchange_write (fixture->exchange, "data: a\n\ndata: b\n\ndata: c", -1);
  assert_next (fixture->stream, "a");

  g_assert_finalize_object (g_steal_pointer (&fixture->stream));
  mock_exchange_wait_gone (fixture->exchange);

  fixture->stream = http_event_stream_new (g_memory_input_stream_new (), 0, 0);
}

/* A next that was cancelled after its event had been found still gives it out. */
static void
test_stream_cancel_late (void)
{
  g_autoptr(GInputStream) body = g_memory_input_stream_new_from_data ("data: a\n\ndata: b\n\n",
                                                                      -1, NULL);
  HttpEventStream *stream = http_event_stream_new (body, 0, 0);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(HttpEvent) event = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  assert_next (stream, "a");
  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, cancellable, store_result_cb, &result);
  g_cancellable_cancel (cancellable);
  event = finish_next (stream, &result, &error);
  g_assert_no_error (error);
  assert_data (event, "b");

  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, cancellable, store_result_cb, &result);
  g_assert_null (finish_next (stream, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_finalize_object (stream);
}

static void
test_stream_cancel_early (void)
{
  g_autoptr(GInputStream) body = g_memory_input_stream_new_from_data ("data: a\n\n", -1, NULL);
  HttpEventStream *stream = http_event_stream_new (body, 0, 0);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  g_cancellable_cancel (cancellable);
  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, cancellable, store_result_cb, &result);
  g_assert_null (finish_next (stream, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  assert_next (stream, "a");
  assert_end (stream);
  g_assert_finalize_object (stream);
}

static void
test_stream_bounds (void)
{
  g_autoptr(GInputStream) body = g_memory_input_stream_new_from_data ("data: a\n\ndata: bcdef\n\n",
                                                                      -1, NULL);
  HttpEventStream *stream = http_event_stream_new (body, 10, 100);
  g_autoptr(GError) error = NULL;

  assert_next (stream, "a");
  g_assert_null (next (stream, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (next (stream, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);

  g_assert_finalize_object (stream);
}

static void
test_stream_pipe (void)
{
  g_autoptr(GInputStream) body = NULL;
  HttpEventStream *stream;
  g_autoptr(HttpEvent) event = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  body = g_unix_input_stream_new (ends[0], TRUE);
  stream = http_event_stream_new (body, 0, 0);

  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, cancellable, store_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (finish_next (stream, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The wait was cancelled, not the stream. */
  http_event_stream_next_async (stream, G_PRIORITY_DEFAULT, NULL, store_result_cb, &result);
  for (const char *c = "data: byte by byte\n\n"; *c != '\0'; c++)
    {
      g_assert_cmpint (write (ends[1], c, 1), ==, 1);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  event = finish_next (stream, &result, NULL);
  assert_data (event, "byte by byte");

  close (ends[1]);
  assert_end (stream);
  g_assert_finalize_object (stream);
}

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  http_session_prepare_process ();

  add_test ("/http/event-stream/open", test_stream_open);
  add_test ("/http/event-stream/hang-up", test_stream_hang_up);
  add_test ("/http/event-stream/liveness", test_stream_liveness);
  add_test ("/http/event-stream/cancel", test_stream_cancel);
  add_test ("/http/event-stream/close", test_stream_close);
  add_test ("/http/event-stream/dispose", test_stream_dispose);
  g_test_add_func ("/http/event-stream/cancel-late", test_stream_cancel_late);
  g_test_add_func ("/http/event-stream/cancel-early", test_stream_cancel_early);
  g_test_add_func ("/http/event-stream/bounds", test_stream_bounds);
  g_test_add_func ("/http/event-stream/pipe", test_stream_pipe);

  return g_test_run ();
}
