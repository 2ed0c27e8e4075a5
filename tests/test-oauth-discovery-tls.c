/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mock-server.h"
#include "oauth-discovery.h"
#include "oauth-error.h"
#include "oauth-resource.h"
#include "tls-fixture.h"

#include <glib/gstdio.h>

static OauthProfile *
pick (const char  *issuer,
      OauthTrust **trust,
      gpointer     user_data,
      GError     **error)
{
  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED, "Nobody is trusted");

  return NULL;
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static OauthResource *
find_resource (OauthDiscovery  *discovery,
               const char      *uri,
               GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oauth_discovery_find_resource_async (discovery, uri, NULL, NULL, ready_cb, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return oauth_discovery_find_resource_finish (discovery, result, error);
}

static void
describe_cb (MockExchange *exchange,
             gpointer      user_data)
{
  g_autofree char *text = g_strdup_printf ("{\"resource\":\"%s\",\"authorization_servers\":"
                                           "[\"https://login.example.com\"]}",
                                           mock_server_get_uri (user_data));

  mock_exchange_reply (exchange, 200, "application/json", text);
}

/* Who vouches for a server vouches for what it says of itself, and for no other server. */
static void
test_authorities (void)
{
  g_autofree char *folder = g_dir_make_tmp ("toolcrib-discovery-XXXXXX", NULL);
  TlsAuthority *authority = tls_authority_new ("Authority");
  g_autoptr(GTlsDatabase) database = tls_authority_new_database (authority, folder);
  g_autoptr(GTlsCertificate) certificate = tls_authority_issue_certificate (authority, "server");
  g_autoptr(MockServer) server = mock_server_new_tls (certificate, NULL);
  g_autoptr(MockServer) other = mock_server_new_tls (certificate, NULL);
  OauthDiscovery *discovery = oauth_discovery_new (pick, NULL, NULL);
  g_autoptr(OauthResource) nothing = NULL;
  g_autoptr(OauthResource) found = NULL;
  g_autoptr(OauthResource) others = NULL;
  g_autoptr(GError) error = NULL;

  mock_server_set_handler (server, describe_cb, server);
  mock_server_set_handler (other, describe_cb, other);
  nothing = find_resource (discovery, mock_server_get_uri (server), &error);
  g_assert_null (nothing);
  g_assert_nonnull (error);
  g_assert_cmpuint (mock_server_get_n_requests (server), ==, 0);
  g_clear_error (&error);

  oauth_discovery_set_authorities (discovery, mock_server_get_uri (server), database);
  found = find_resource (discovery, mock_server_get_uri (server), &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);

  others = find_resource (discovery, mock_server_get_uri (other), &error);
  g_assert_null (others);
  g_clear_error (&error);

  oauth_discovery_set_authorities (discovery, mock_server_get_uri (server), NULL);
  oauth_discovery_forget (discovery);
  g_clear_object (&found);
  found = find_resource (discovery, mock_server_get_uri (server), &error);
  g_assert_null (found);

  g_assert_finalize_object (discovery);
  g_clear_pointer (&server, mock_server_free);
  g_clear_pointer (&other, mock_server_free);
  tls_authority_free (authority);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/discovery-tls/authorities", test_authorities);

  return g_test_run ();
}
