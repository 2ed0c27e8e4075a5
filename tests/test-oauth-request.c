/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mock-server.h"
#include "oauth-error.h"
#include "oauth-request.h"

#include <glib/gstdio.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

typedef struct
{
  MockServer *server;
  SoupSession *session;
  SoupMessage *message;
  GAsyncResult *result;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->server = mock_server_new ();
  fixture->session = oauth_request_session_new (NULL, &error);
  g_assert_no_error (error);
  fixture->message = soup_message_new ("GET", mock_server_get_uri (fixture->server));
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_object_unref (fixture->message);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  mock_server_free (fixture->server);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static void
send (Fixture      *fixture,
      guint         seconds,
      GCancellable *cancellable)
{
  oauth_request_send_async (fixture->session, fixture->message, seconds, cancellable, keep_cb,
                            fixture);
}

static gboolean
finish (Fixture        *fixture,
        SjsonDocument **document,
        GError        **error)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return oauth_request_send_finish (fixture->session, fixture->result, document, error);
}

/* A server that never stops beginning is late all the same. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) shown = NULL;
  MockExchange *exchange;

  send (fixture, 1, NULL);
  exchange = mock_server_wait (fixture->server);
  mock_exchange_start (exchange, 200, "application/json");
  mock_exchange_write (exchange, "{", -1);

  g_assert_false (finish (fixture, &document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_true (oauth_request_is_lost (error));
  shown = oauth_request_describe (mock_server_get_uri (fixture->server), error);
  g_assert_error (shown, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  send (fixture, 10, cancellable);
  mock_server_wait (fixture->server);
  g_cancellable_cancel (cancellable);

  g_assert_false (finish (fixture, &document, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (oauth_request_is_lost (error));
}

static void
test_redirect (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  MockExchange *exchange;

  send (fixture, 10, NULL);
  exchange = mock_server_wait (fixture->server);
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Accept"), ==, "application/json");
  mock_exchange_add_header (exchange, "Location", "/elsewhere");
  mock_exchange_reply (exchange, 302, NULL, NULL);

  g_assert_true (finish (fixture, &document, &error));
  g_assert_null (document);
  g_assert_cmpuint (soup_message_get_status (fixture->message), ==, 302);
  g_assert_cmpuint (mock_server_get_n_requests (fixture->server), ==, 1);
}

static OauthTrust *
new_trust (const char *ca_file)
{
  GVariantDict dict;
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;
  OauthTrust *trust;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", "https://id.example.com");
  g_variant_dict_insert (&dict, "kind", "s", "generic");
  g_variant_dict_insert (&dict, "ca-file", "s", ca_file);
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));
  trust = oauth_trust_new (entry, &error);
  g_assert_no_error (error);

  return trust;
}

/* A certificate for 127.0.0.1 that signs itself, and its key. */
static char *
make_certificate (void)
{
  const time_t now = time (NULL);
  const guint8 serial[] = { 1 };
  const guint8 address[] = { 127, 0, 0, 1 };
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t key_text;
  gnutls_datum_t text;
  char *both;

  g_assert_cmpint (gnutls_x509_privkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_generate (key, GNUTLS_PK_RSA, 2048, 0), ==, 0);
  g_assert_cmpint (gnutls_x509_crt_init (&certificate), ==, 0);
  gnutls_x509_crt_set_version (certificate, 3);
  gnutls_x509_crt_set_serial (certificate, serial, sizeof serial);
  gnutls_x509_crt_set_dn (certificate, "CN=127.0.0.1", NULL);
  gnutls_x509_crt_set_activation_time (certificate, now - 60);
  gnutls_x509_crt_set_expiration_time (certificate, now + 3600);
  gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, address, sizeof address,
                                        GNUTLS_FSAN_SET);
  gnutls_x509_crt_set_ca_status (certificate, 1);
  gnutls_x509_crt_set_key (certificate, key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0),
                   ==, 0);
  g_assert_cmpint (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &text), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &key_text), ==, 0);
  both = g_strdup_printf ("%.*s%.*s", (int) text.size, text.data, (int) key_text.size,
                          key_text.data);
  gnutls_free (text.data);
  gnutls_free (key_text.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);

  return both;
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
  soup_server_message_set_status (message, 200, NULL);
}

static gboolean
fetch_with (OauthTrust  *trust,
            const char  *uri,
            GError     **error)
{
  Fixture fixture = { .session = oauth_request_session_new (trust, error) };
  g_autoptr(SjsonDocument) document = NULL;
  gboolean is_good;

  g_assert_nonnull (fixture.session);
  fixture.message = soup_message_new ("GET", uri);
  send (&fixture, 10, NULL);
  is_good = finish (&fixture, &document, error);
  g_clear_object (&fixture.result);
  g_object_unref (fixture.message);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture.session);

  return is_good;
}

/* The authority's own certificate, for this authority only. */
static void
test_ca_file (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) shown = NULL;
  g_autoptr(GError) copy = NULL;
  g_autofree char *directory = g_dir_make_tmp ("toolcrib-test-XXXXXX", &error);
  g_autofree char *missing = g_build_filename (directory, "missing.pem", NULL);
  g_autofree char *path = g_build_filename (directory, "ca.pem", NULL);
  g_autofree char *pem = make_certificate ();
  g_autoptr(OauthTrust) good = new_trust (path);
  g_autoptr(OauthTrust) bad = new_trust (missing);
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(SoupServer) server = NULL;
  g_autofree char *uri = NULL;
  GSList *uris;

  g_file_set_contents (path, pem, -1, &error);
  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS,
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_assert_true (fetch_with (good, uri, &error));
  g_assert_no_error (error);

  g_assert_false (fetch_with (NULL, uri, &error));
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  g_assert_false (oauth_request_is_lost (error));
  shown = oauth_request_describe (uri, error);
  g_assert_error (shown, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (shown->message, "not trusted"));
  copy = g_error_copy (shown);
  g_assert_true (oauth_error_is_unproven (copy));
  g_clear_error (&error);

  g_assert_null (oauth_request_session_new (bad, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);

  g_remove (path);
  g_rmdir (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/oauth/request/late", Fixture, NULL, fixture_set_up, test_late,
              fixture_tear_down);
  g_test_add ("/oauth/request/cancelled", Fixture, NULL, fixture_set_up, test_cancelled,
              fixture_tear_down);
  g_test_add ("/oauth/request/redirect", Fixture, NULL, fixture_set_up, test_redirect,
              fixture_tear_down);
  g_test_add_func ("/oauth/request/ca-file", test_ca_file);

  return g_test_run ();
}
