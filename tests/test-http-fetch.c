/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-error.h"
#include "http-fetch.h"
#include "http-session.h"
#include "mock-server.h"
#include "sjson-value.h"

#include <string.h>

typedef struct
{
  MockServer *server;
  SoupSession *session;
  SoupMessage *message;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->server = mock_server_new ();
  fixture->session = http_session_new (30, "test");
  fixture->message = soup_message_new ("GET", mock_server_get_uri (fixture->server));
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->message);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  g_clear_pointer (&fixture->server, mock_server_free);
}

static void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GAsyncResult **stored = user_data;

  *stored = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
finish_fetch (Fixture        *fixture,
              GAsyncResult  **result,
              SjsonDocument **document,
              GError        **error)
{
  g_autoptr(GAsyncResult) owned = NULL;

  wait_for (result);
  owned = g_steal_pointer (result);

  return http_fetch_json_finish (fixture->session, owned, document, error);
}

static gboolean
fetch (Fixture        *fixture,
       gsize           max_size,
       SjsonDocument **document,
       GError        **error)
{
  GAsyncResult *result = NULL;

  http_fetch_json_async (fixture->session, fixture->message, max_size, G_PRIORITY_DEFAULT, NULL,
                         store_result_cb, &result);

  return finish_fetch (fixture, &result, document, error);
}

/* An array of more than @size bytes. */
static char *
dup_large_text (gsize size)
{
  GString *text = g_string_new ("[0");

  while (text->len < size)
    g_string_append (text, ",\"some text to fill the page\"");

  g_string_append (text, "]");

  return g_string_free (text, FALSE);
}

static void
test_fetch_small (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  mock_server_queue (fixture->server, 404, "application/problem+json", "{\"a\": 1}");

  g_assert_true (fetch (fixture, 0, &document, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (fixture->message), ==, 404);
  root = sjson_document_get_root (document);
  g_assert_cmpint (sjson_value_get_kind (&root), ==, SJSON_KIND_OBJECT);
}

static void
test_fetch_large (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *text = dup_large_text (3 * 1024 * 1024);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  mock_server_queue (fixture->server, 200, "application/json", text);

  g_assert_true (fetch (fixture, strlen (text), &document, &error));
  g_assert_no_error (error);
  size = g_bytes_get_size (sjson_document_get_text (document));
  g_assert_cmpuint (size, ==, strlen (text));
}

static void
test_fetch_empty (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  mock_server_queue (fixture->server, 202, NULL, NULL);

  g_assert_true (fetch (fixture, 0, &document, &error));
  g_assert_no_error (error);
  g_assert_null (document);
  g_assert_cmpuint (soup_message_get_status (fixture->message), ==, 202);
}

static void
test_fetch_bound (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  mock_server_queue (fixture->server, 200, "application/json", "[1,2,3]");
  g_assert_true (fetch (fixture, 7, &document, &error));
  g_assert_no_error (error);
  g_clear_pointer (&document, sjson_document_unref);

  g_clear_object (&fixture->message);
  fixture->message = soup_message_new ("GET", mock_server_get_uri (fixture->server));
  mock_server_queue (fixture->server, 200, "application/json", "[1,2,34]");
  g_assert_false (fetch (fixture, 7, &document, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
  g_assert_null (document);
}

/* A body without an end: the bound ends it, and the connection with it. */
static void
test_fetch_endless (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *blanks = g_strnfill (100 * 1024, ' ');
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  MockExchange *exchange;

  http_fetch_json_async (fixture->session, fixture->message, 1024 * 1024, G_PRIORITY_DEFAULT,
                         NULL, store_result_cb, &result);
  exchange = mock_server_wait (fixture->server);
  mock_exchange_start (exchange, 200, "application/json");
  for (guint i = 0; i < 11; i++)
    mock_exchange_write (exchange, blanks, -1);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
  mock_exchange_wait_gone (exchange);
}

static GBytes *
dup_compressed (const char *text,
                guint       times)
{
  g_autoptr(GConverter) compressor = NULL;
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GError) error = NULL;

  compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  stream = g_converter_output_stream_new (memory, compressor);
  for (guint i = 0; i < times; i++)
    g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, &error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* 64 MiB of blanks in 64 KiB: the bound counts what comes out of the decoder. */
static void
test_fetch_bomb (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *blanks = g_strnfill (1024 * 1024, ' ');
  g_autoptr(GBytes) body = dup_compressed (blanks, 64);
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  MockExchange *exchange;

  g_assert_cmpuint (g_bytes_get_size (body), <, 128 * 1024);

  http_fetch_json_async (fixture->session, fixture->message, 1024 * 1024, G_PRIORITY_DEFAULT,
                         NULL, store_result_cb, &result);
  exchange = mock_server_wait (fixture->server);
  mock_exchange_add_header (exchange, "Content-Encoding", "gzip");
  mock_exchange_reply_bytes (exchange, 200, "application/json", body);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_TOO_LARGE);
}

static void
test_fetch_html (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  mock_server_queue (fixture->server, 200, "text/html",
                     "<!DOCTYPE html>\n<html>\n<title>Sign in</title>");

  g_assert_false (fetch (fixture, 0, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_NOT_JSON);
  g_assert_nonnull (strstr (error->message, "<!DOCTYPE html> <html> <title>Sign in</title>"));
}

static void
test_fetch_cut_by_length (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  http_fetch_json_async (fixture->session, fixture->message, 0, G_PRIORITY_DEFAULT, NULL,
                         store_result_cb, &result);
  mock_exchange_reply_raw (mock_server_wait (fixture->server),
                           "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                           "Content-Length: 100\r\n\r\n{\"a\": 1}", -1);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_CUT_SHORT);
}

static void
test_fetch_cut_compressed (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GBytes) body = dup_compressed ("[1,2,3]", 1);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (body, 0, g_bytes_get_size (body) - 12);
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  MockExchange *exchange;

  http_fetch_json_async (fixture->session, fixture->message, 0, G_PRIORITY_DEFAULT, NULL,
                         store_result_cb, &result);
  exchange = mock_server_wait (fixture->server);
  mock_exchange_add_header (exchange, "Content-Encoding", "gzip");
  mock_exchange_reply_bytes (exchange, 200, "application/json", half);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_CUT_SHORT);
}

static void
test_fetch_cut_in_chunk (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  MockExchange *exchange;

  http_fetch_json_async (fixture->session, fixture->message, 0, G_PRIORITY_DEFAULT, NULL,
                         store_result_cb, &result);
  exchange = mock_server_wait (fixture->server);
  mock_exchange_start (exchange, 200, "application/json");
  mock_exchange_write (exchange, "{\"a\": [1, 2, \"thr", -1);
  mock_exchange_hang_up (exchange);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_error (error, HTTP_ERROR, HTTP_ERROR_CUT_SHORT);
}

/* Before any byte of an answer, what happened is for the caller to judge (ruling 15). */
static void
test_fetch_cut_before_answer (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;

  http_fetch_json_async (fixture->session, fixture->message, 0, G_PRIORITY_DEFAULT, NULL,
                         store_result_cb, &result);
  mock_exchange_reply_raw (mock_server_wait (fixture->server), "", 0);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_IO_ERROR || error->domain == SOUP_SESSION_ERROR);
}

static void
test_fetch_cancel_waiting (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  MockExchange *exchange;

  http_fetch_json_async (fixture->session, fixture->message, 0, G_PRIORITY_DEFAULT, cancellable,
                         store_result_cb, &result);
  exchange = mock_server_wait (fixture->server);
  g_cancellable_cancel (cancellable);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);
}

static void
test_fetch_cancel_reading (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GAsyncResult *result = NULL;
  MockExchange *exchange;

  http_fetch_json_async (fixture->session, fixture->message, 0, G_PRIORITY_DEFAULT, cancellable,
                         store_result_cb, &result);
  exchange = mock_server_wait (fixture->server);
  mock_exchange_start (exchange, 200, "application/json");
  mock_exchange_write (exchange, "[1, ", -1);
  while (soup_message_get_status (fixture->message) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);

  g_assert_false (finish_fetch (fixture, &result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mock_exchange_wait_gone (exchange);
}

static void
test_fetch_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&fixture->message);
  fixture->message = soup_message_new ("GET", "http://127.0.0.1:1/");

  g_assert_false (fetch (fixture, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  http_session_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  add_test ("/http/fetch/small", test_fetch_small);
  add_test ("/http/fetch/large", test_fetch_large);
  add_test ("/http/fetch/empty", test_fetch_empty);
  add_test ("/http/fetch/bound", test_fetch_bound);
  add_test ("/http/fetch/endless", test_fetch_endless);
  add_test ("/http/fetch/bomb", test_fetch_bomb);
  add_test ("/http/fetch/html", test_fetch_html);
  add_test ("/http/fetch/cut-by-length", test_fetch_cut_by_length);
  add_test ("/http/fetch/cut-compressed", test_fetch_cut_compressed);
  add_test ("/http/fetch/cut-in-chunk", test_fetch_cut_in_chunk);
  add_test ("/http/fetch/cut-before-answer", test_fetch_cut_before_answer);
  add_test ("/http/fetch/cancel-waiting", test_fetch_cancel_waiting);
  add_test ("/http/fetch/cancel-reading", test_fetch_cancel_reading);
  add_test ("/http/fetch/refused", test_fetch_refused);

  return g_test_run ();
}
