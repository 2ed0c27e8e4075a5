/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-fixture.h"
#include "crib-header.h"
#include "crib-policy-private.h"
#include "crib-server-http.h"
#include "fake-vault.h"
#include "vault-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "s3cret-of-nobody"
#define URI "https://orders.contoso.example/mcp"

static McpHttpOptions *
load (CribServer  *server,
      FakeVault   *vault,
      VaultAsk     ask,
      GError     **error)
{
  McpHttpSettings *settings = crib_server_http_new (server, vault ? VAULT_STORE (vault) : NULL,
                                                    ask);
  g_autoptr(GAsyncResult) place = NULL;
  McpHttpOptions *options;

  mcp_http_settings_load_async (settings, NULL, mcp_fixture_ready_cb, &place);
  options = mcp_http_settings_load_finish (settings, mcp_fixture_wait_result (&place), error);
  g_clear_object (&place);
  g_assert_finalize_object (settings);

  return options;
}

static void
store_secret (FakeVault  *vault,
              const char *id,
              const char *uri)
{
  g_autoptr(CribHeader) header = crib_header_new ("X-Api-Key", NULL, id);
  g_autoptr(VaultKey) key = crib_header_new_key (header, uri);
  g_autoptr(VaultSecret) secret = vault_secret_new (SECRET, -1);
  g_autoptr(GAsyncResult) place = NULL;

  vault_store_store_async (VAULT_STORE (vault), key, secret, VAULT_ASK_NEVER, NULL,
                           mcp_fixture_ready_cb, &place);
  g_assert_true (vault_store_store_finish (VAULT_STORE (vault), mcp_fixture_wait_result (&place),
                                           NULL));
}

static void
collect (gpointer name,
         gpointer value,
         gpointer user_data)
{
  g_string_append_printf (user_data, "%s=%s;", (char *) name, (char *) value);
}

static void
test_headers (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", URI);
  g_autoptr(FakeVault) vault = fake_vault_new ();
  g_autoptr(McpHttpOptions) options = NULL;
  g_autoptr(GString) seen = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  store_secret (vault, "an-id", URI);
  crib_server_set_header (server, "X-Team", "blue");
  crib_server_set_secret_header (server, "X-Api-Key", "an-id");
  crib_server_set_header (server, "X-Last", "1");
  options = load (server, vault, VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);
  mcp_http_options_foreach_header (options, collect, seen);
  g_assert_cmpstr (seen->str, ==, "X-Team=blue;X-Api-Key=" SECRET ";X-Last=1;");
  g_assert_null (mcp_http_options_get_tls_database (options));
  g_assert_null (mcp_http_options_get_tls_certificate (options));
}

/* One sentence that names what is wrong, and no part of what would have gone along. */
static void
test_refused (void)
{
  const struct { const char *name, *value, *words; } cases[] = {
    { "Authorization", SECRET, "“Authorization” cannot be sent" },
    { "Mcp-Session-Id", SECRET, "“Mcp-Session-Id” cannot be sent" },
    { "X Y", SECRET, "cannot be sent" },
    { "X", SECRET "\r\nHost: b", "cannot be sent" },
    { "X-Api-Key", NULL, "“X-Api-Key” is not in your keyring" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CribServer) server = crib_server_new ("Orders", URI);
      g_autoptr(FakeVault) vault = fake_vault_new ();
      g_autoptr(McpHttpOptions) options = NULL;
      g_autoptr(GError) error = NULL;

      crib_server_set_header (server, "X-First", "1");

      if (cases[i].value != NULL)
        crib_server_set_header (server, cases[i].name, cases[i].value);
      else
        crib_server_set_secret_header (server, cases[i].name, "an-id");

      options = load (server, vault, VAULT_ASK_NEVER, &error);
      g_assert_null (options);
      g_assert_error (error, CRIB_ERROR, CRIB_ERROR_SETTINGS);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_null (strstr (error->message, SECRET));
    }
}

/* A profile that was given another address does not take the secret there. */
static void
test_other_address (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://evil.example/mcp");
  g_autoptr(FakeVault) vault = fake_vault_new ();
  g_autoptr(GError) error = NULL;

  store_secret (vault, "an-id", URI);
  crib_server_set_secret_header (server, "X-Api-Key", "an-id");
  g_assert_null (load (server, vault, VAULT_ASK_NEVER, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_SETTINGS);
  g_clear_error (&error);
  crib_server_set_uri (server, URI "/more");
  mcp_http_options_unref (load (server, vault, VAULT_ASK_NEVER, &error));
  g_assert_no_error (error);
}

/* Nobody is asked to unlock it unless somebody waits. */
static void
test_locked (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", URI);
  g_autoptr(FakeVault) vault = fake_vault_new ();
  g_autoptr(GError) error = NULL;

  store_secret (vault, "an-id", URI);
  crib_server_set_secret_header (server, "X-Api-Key", "an-id");
  vault->state = VAULT_STATE_LOCKED;
  vault->is_unlocked_by_asking = TRUE;
  g_assert_null (load (server, vault, VAULT_ASK_NEVER, &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_LOCKED);
  g_assert_cmpuint (vault->n_asked, ==, 0);
  g_clear_error (&error);
  mcp_http_options_unref (load (server, vault, VAULT_ASK_PERSON, &error));
  g_assert_no_error (error);
  g_assert_null (load (server, NULL, VAULT_ASK_PERSON, &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_SETTINGS);
}

/* What an administrator forbids does not go, and neither does the request. */
static void
test_policy (void)
{
  const struct { const char *text; gboolean allowed; } cases[] = {
    { NULL, TRUE },
    { "{}", TRUE },
    { "{\"extra_headers\":true}", TRUE },
    { "{\"extra_headers\":false}", FALSE },
    { "{\"extra_headers\":\"no\"}", FALSE },
    { "{\"extra_headers\":null}", FALSE },
    { "[]", FALSE },
    { "{", FALSE },
    { "", FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("toolcrib-policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);

  crib_policy_set_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CribServer) plain = crib_server_new ("Orders", URI);
      g_autoptr(CribServer) server = crib_server_new ("Orders", URI);
      g_autoptr(McpHttpOptions) none = NULL;
      g_autoptr(McpHttpOptions) options = NULL;

      if (cases[i].text != NULL)
        g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));

      crib_server_set_header (server, "X-Team", "blue");
      none = load (plain, NULL, VAULT_ASK_NEVER, NULL);
      options = load (server, NULL, VAULT_ASK_NEVER, NULL);
      g_assert_nonnull (none);
      g_assert_cmpint (options != NULL, ==, cases[i].allowed);
    }

  crib_policy_set_path (NULL);
  g_remove (path);
  g_rmdir (folder);
}

/* The connection gives it to its client; a change of it connects anew. */
static void
test_connection (CribFixture   *fixture,
                 gconstpointer  data)
{
  MockExchange *exchange;

  crib_server_set_header (fixture->server, "X-Team", "blue");
  crib_fixture_open (fixture, TOOL ("a"));
  exchange = mcp_fixture_find (&fixture->mcp, "initialize");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "X-Team"), ==, "blue");

  crib_server_set_header (fixture->server, "X-Team", "green");
  crib_fixture_list (fixture, TOOL ("a"));
  exchange = mcp_fixture_find (&fixture->mcp, "initialize");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "X-Team"), ==, "green");
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_CONNECTED);

  crib_server_set_ca_file (fixture->server, "/nowhere.pem");
  crib_fixture_wait_for (fixture, CRIB_CONNECTION_ATTENTION);
  g_assert_error (crib_connection_get_error (fixture->connection), CRIB_ERROR,
                  CRIB_ERROR_SETTINGS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/server-http/headers", test_headers);
  g_test_add_func ("/crib/server-http/refused", test_refused);
  g_test_add_func ("/crib/server-http/other-address", test_other_address);
  g_test_add_func ("/crib/server-http/locked", test_locked);
  g_test_add_func ("/crib/server-http/policy", test_policy);
  g_test_add ("/crib/server-http/connection", CribFixture, NULL, crib_fixture_set_up,
              test_connection, crib_fixture_tear_down);

  return g_test_run ();
}
