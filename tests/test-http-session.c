/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-session.h"
#include "mock-server.h"

#include <string.h>

/* Signed by itself, for localhost and 127.0.0.1; made for this test, known to everybody. */
static const char certificate_and_key[] =
  "-----BEGIN CERTIFICATE-----\n"
  "MIIBmzCCAUGgAwIBAgIUASnJ171r2xNJSB8BpIIVTSMrc8cwCgYIKoZIzj0EAwIw\n"
  "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjIxNTY0MFoYDzIxMjYxMDI5\n"
  "MjE1NjQwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO\n"
  "PQMBBwNCAASqxy7ObSpx86zKn3S2nEv/1a7+mDAwmupAauzFV4FPcuRrJdgM3uBU\n"
  "ttMfnSazrhTuzeFIJmXqv3t8Nrv90J2go28wbTAdBgNVHQ4EFgQUixuRZv7zOLR0\n"
  "WM6eTdKwBFRU29owHwYDVR0jBBgwFoAUixuRZv7zOLR0WM6eTdKwBFRU29owDwYD\n"
  "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI\n"
  "zj0EAwIDSAAwRQIgFBZORJObJYmhSbFvr4Fyy+XihijUPVwydYnsjl9TYRwCIQCs\n"
  "HGMGVXjTqmZkHIA5B1UKMP2CL/0twPnMqXoc44iZuw==\n"
  "-----END CERTIFICATE-----\n"
  "-----BEGIN PRIVATE KEY-----\n"
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtAPKN+3J7rksXjjr\n"
  "x/3CRASxvSt9LVVi2Zy3ebsCe2ChRANCAASqxy7ObSpx86zKn3S2nEv/1a7+mDAw\n"
  "mupAauzFV4FPcuRrJdgM3uBUttMfnSazrhTuzeFIJmXqv3t8Nrv90J2g\n"
  "-----END PRIVATE KEY-----\n";

typedef struct
{
  MockServer *server;
  SoupSession *session;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->server = mock_server_new ();
  fixture->session = http_session_new (30, "Toolcrib/test");
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
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

/* Returns the status, 0 with @error where none came. */
static guint
get (SoupSession  *session,
     const char   *uri,
     GError      **error)
{
  g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) body = NULL;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL,
                                    store_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  body = soup_session_send_and_read_finish (session, result, error);

  return body != NULL ? soup_message_get_status (message) : 0;
}

static void
test_session_options (Fixture       *fixture,
                      gconstpointer  data)
{
  g_assert_cmpuint (soup_session_get_timeout (fixture->session), ==, 30);
  g_assert_cmpuint (soup_session_get_idle_timeout (fixture->session), ==, 3);
  g_assert_cmpstr (soup_session_get_user_agent (fixture->session), ==, "Toolcrib/test");
  g_assert_null (soup_session_get_feature (fixture->session, SOUP_TYPE_COOKIE_JAR));
  g_assert_null (soup_session_get_feature (fixture->session, SOUP_TYPE_CACHE));
  g_assert_null (soup_session_get_feature (fixture->session, SOUP_TYPE_CONTENT_SNIFFER));
  g_assert_nonnull (soup_session_get_feature (fixture->session, SOUP_TYPE_CONTENT_DECODER));
}

static void
reply_with_cookie_cb (MockExchange *exchange,
                      gpointer      user_data)
{
  mock_exchange_add_header (exchange, "Set-Cookie", "a=b");
  mock_exchange_add_header (exchange, "Cache-Control", "max-age=1000");
  mock_exchange_reply (exchange, 200, "text/plain", "hello");
}

static void
test_session_keeps_nothing (Fixture       *fixture,
                            gconstpointer  data)
{
  const char *uri = mock_server_get_uri (fixture->server);

  mock_server_set_handler (fixture->server, reply_with_cookie_cb, NULL);
  g_assert_cmpuint (get (fixture->session, uri, NULL), ==, 200);
  g_assert_cmpuint (get (fixture->session, uri, NULL), ==, 200);

  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, 2);
  g_assert_null (mock_exchange_get_header (mock_server_get_request (fixture->server, 1), "Cookie"));
  g_assert_cmpstr (mock_exchange_get_header (mock_server_get_request (fixture->server, 1),
                                             "User-Agent"), ==, "Toolcrib/test");
  g_assert_cmpuint (
    mock_exchange_get_client_port (mock_server_get_request (fixture->server, 0)), ==,
    mock_exchange_get_client_port (mock_server_get_request (fixture->server, 1)));
}

static void
refuse_cb (MockExchange *exchange,
           gpointer      user_data)
{
  mock_exchange_add_header (exchange, "WWW-Authenticate", "Basic realm=\"x\"");
  mock_exchange_reply (exchange, 401, NULL, NULL);
}

static void
test_session_answers_no_challenge (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *uri = NULL;
  const char *address = mock_server_get_uri (fixture->server);

  /* A name and a password in the address are what libsoup would answer with. */
  uri = g_strdup_printf ("http://me:secret@%s", address + strlen ("http://"));
  mock_server_set_handler (fixture->server, refuse_cb, NULL);

  g_assert_cmpuint (get (fixture->session, uri, NULL), ==, 401);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, 1);
  g_assert_null (mock_exchange_get_header (mock_server_get_last_request (fixture->server),
                                           "Authorization"));
}

/* More at once than libsoup's own limit of two to a host. */
static void
test_session_many_at_once (Fixture       *fixture,
                           gconstpointer  data)
{
  GAsyncResult *results[8] = { NULL, };
  MockExchange *exchanges[8];

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr(SoupMessage) message = NULL;

      message = soup_message_new ("GET", mock_server_get_uri (fixture->server));
      soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                        store_result_cb, &results[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (exchanges); i++)
    exchanges[i] = mock_server_wait (fixture->server);

  for (guint i = 0; i < G_N_ELEMENTS (exchanges); i++)
    mock_exchange_reply (exchanges[i], 200, "text/plain", "hello");

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      while (results[i] == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_clear_object (&results[i]);
    }
}

static void
test_session_certificates (void)
{
  SoupSession *session = http_session_new (30, "test");
  g_autoptr(SoupServer) server = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GError) error = NULL;
  GSList *uris;

  certificate = g_tls_certificate_new_from_pem (certificate_and_key, -1, &error);
  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  uri = g_strdup_printf ("https://127.0.0.1:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_assert_cmpuint (get (session, uri, &error), ==, 0);
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);

  soup_server_disconnect (server);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (session);
}

static void
test_session_process (void)
{
  g_assert_cmpstr (g_getenv ("SOUP_FORCE_HTTP1"), ==, "1");
}

static void
test_address_good (void)
{
  static const char *const addresses[] = {
    "https://example.com", "https://example.com/mcp", "HTTPS://EXAMPLE.COM:8443/a/b?c=d",
    "https://10.0.0.1/mcp", "https://[2001:db8::1]:443/", "https://b\xc3\xbc" "cher.example/",
    "http://localhost", "http://LOCALHOST:8080/mcp", "http://a.b.localhost/", "http://127.0.0.1/",
    "http://127.255.0.9:1/mcp", "http://[::1]:3000/mcp", "https://localhost/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *problem = http_address_dup_problem (addresses[i]);

      g_assert_cmpstr (problem, ==, NULL);
    }
}

static void
test_address_bad (void)
{
  static const struct {
    const char *address;
    const char *problem;  /* a word of it */
  } cases[] = {
    { "", "not a web address" },
    { "example.com/mcp", "not a web address" },
    { "https://", "not a web address" },
    { "https:///mcp", "not a web address" },
    { "https:mcp", "not a web address" },
    { "/mcp", "not a web address" },
    { "https://exa mple.com", "not a web address" },
    { " https://example.com", "not a web address" },
    { "https://example.com\n", "not a web address" },
    { "https://example.com\\@evil.example", "not a web address" },
    { "https://example.com:99999/", "not a web address" },
    { "https://example.com:port/", "not a web address" },
    { "https://[::1/", "not a web address" },
    { "https://\xff.example/", "not a web address" },
    { "localhost:8080/mcp", "not a web address" },
    { "ftp://example.com/", "begins with https" },
    { "file:///etc/passwd", "not a web address" },
    { "javascript://localhost/alert", "begins with https" },
    { "https://me:secret@example.com/", "password" },
    { "https://me@example.com/", "password" },
    { "http://localhost@evil.example/", "password" },
    { "https://example.com/#top", "#" },
    { "https://example.com/mcp#", "#" },
    { "http://example.com/mcp", "read along" },
    { "http://10.0.0.1/", "read along" },
    { "http://192.168.1.1/", "read along" },
    { "http://0.0.0.0/", "read along" },
    { "http://[::]/", "read along" },
    { "http://[::2]/", "read along" },
    { "http://128.0.0.1/", "read along" },
    { "http://127.1/", "read along" },
    { "http://127.0.0.1.evil.example/", "read along" },
    { "http://localhost.evil.example/", "read along" },
    { "http://evillocalhost/", "read along" },
    { "http://.localhost/", "read along" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problem = http_address_dup_problem (cases[i].address);

      g_assert_nonnull (problem);
      g_assert_nonnull (strstr (problem, cases[i].problem));
    }
}

#define add_test(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  http_session_prepare_process ();
  g_test_init (&argc, &argv, NULL);

  add_test ("/http/session/options", test_session_options);
  add_test ("/http/session/keeps-nothing", test_session_keeps_nothing);
  add_test ("/http/session/answers-no-challenge", test_session_answers_no_challenge);
  add_test ("/http/session/many-at-once", test_session_many_at_once);
  g_test_add_func ("/http/session/certificates", test_session_certificates);
  g_test_add_func ("/http/session/process", test_session_process);
  g_test_add_func ("/http/address/good", test_address_good);
  g_test_add_func ("/http/address/bad", test_address_bad);

  return g_test_run ();
}
