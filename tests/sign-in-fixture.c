/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sign-in-fixture.h"

#include "mcp-tool.h"
#include "tenant-fixture.h"

#include <glib/gstdio.h>

static char *runtime;

void
sign_in_fixture_begin (char **argv)
{
  g_autoptr(GError) error = NULL;

  runtime = g_dir_make_tmp ("toolcrib-test-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  demo_fixture_set_program (argv[1]);
}

static void
remove_all (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_all (below);
    }

  g_remove (path);
}

void
sign_in_fixture_end (void)
{
  remove_all (runtime);
  g_clear_pointer (&runtime, g_free);
}

/* Of a demo with TLS. */
static const char *
get_ca_file (SignInFixture *self)
{
  return json_object_get_string_member_with_default (self->demo.addresses, "ca_file", NULL);
}

static void
trust_tenant (SignInFixture *self)
{
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", tenant_look_up (&self->demo, "issuer"));
  g_variant_dict_insert (&dict, "kind", "s", "entra");
  g_variant_dict_insert (&dict, "allow-http-loopback", "b", TRUE);

  if (get_ca_file (self) != NULL)
    g_variant_dict_insert (&dict, "ca-file", "s", get_ca_file (self));

  entry = g_variant_ref_sink (g_variant_dict_end (&dict));

  crib_trust_add (self->trust, entry, &error);
  g_assert_no_error (error);
}

CribServer *
sign_in_fixture_dup_server (SignInFixture *self,
                            const char    *uri)
{
  CribServer *server;

  if (uri == NULL)
    uri = json_object_get_string_member (self->demo.addresses, "protected");

  server = crib_server_new ("Contoso Orders", uri);
  crib_server_set_client_id (server, tenant_look_up (&self->demo, "client_id"));
  crib_server_set_ca_file (server, get_ca_file (self));

  return server;
}

static void
start (SignInFixture *self)
{
  self->identity = crib_identity_new (self->trust, self->accounts, VAULT_STORE (self->vault));
  crib_identity_set_prompter (self->identity, OAUTH_PROMPTER (self->person));
  self->connection = crib_connection_new (self->server, self->identity);
}

void
sign_in_fixture_set_up (SignInFixture *self,
                        gconstpointer  data)
{
  demo_fixture_set_up (&self->demo, data);
  self->person = tenant_prompter_new (&self->demo);
  self->vault = fake_vault_new ();
  self->trust = crib_trust_new (NULL);
  self->accounts = crib_account_store_new (NULL);
  trust_tenant (self);
  self->server = sign_in_fixture_dup_server (self, NULL);
  start (self);
}

void
sign_in_fixture_close (CribConnection *connection)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_connection_close_async (connection, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);
  g_clear_object (&result);
  sign_in_fixture_settle ();
  g_assert_finalize_object (connection);
  sign_in_fixture_settle ();
}

static void
stop (SignInFixture *self)
{
  sign_in_fixture_close (self->connection);
  g_assert_finalize_object (self->identity);
}

void
sign_in_fixture_restart (SignInFixture *self)
{
  stop (self);
  start (self);
}

void
sign_in_fixture_tear_down (SignInFixture *self,
                           gconstpointer  data)
{
  stop (self);
  g_assert_finalize_object (self->server);
  g_assert_finalize_object (self->trust);
  g_assert_finalize_object (self->accounts);
  g_assert_finalize_object (self->vault);
  g_assert_finalize_object (self->person);
  demo_fixture_tear_down (&self->demo, data);
}

void
sign_in_fixture_ready_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

void
sign_in_fixture_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
sign_in_fixture_open (CribConnection  *connection,
                      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_connection_open_async (connection, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);

  return crib_connection_open_finish (connection, result, error);
}

gboolean
sign_in_fixture_sign_in (CribConnection  *connection,
                         CribSignInKind   kind,
                         GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_connection_sign_in_async (connection, kind, -1, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);

  return crib_connection_sign_in_finish (connection, result, error);
}

gboolean
sign_in_fixture_sign_out (CribConnection  *connection,
                          GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_connection_sign_out_async (connection, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);

  return crib_connection_sign_out_finish (connection, result, error);
}

void
sign_in_fixture_enter (SignInFixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_no_error (error);
  g_assert_cmpint (crib_connection_get_state (self->connection), ==, CRIB_CONNECTION_CONNECTED);
  g_assert_nonnull (crib_connection_find_tool (self->connection, "get_current_date_time"));
}

CribRun *
sign_in_fixture_run (CribConnection *connection)
{
  McpTool *tool = crib_connection_find_tool (connection, "get_current_date_time");
  CribRun *run;

  g_assert_nonnull (tool);
  run = crib_connection_run_tool (connection, tool, NULL);

  while (crib_run_get_state (run) == CRIB_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);

  return run;
}

void
sign_in_fixture_assert_run (CribConnection *connection)
{
  CribRun *run = sign_in_fixture_run (connection);

  g_assert_no_error (crib_run_get_error (run));
  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_DONE);
}

void
sign_in_fixture_control (SignInFixture *self,
                         const char    *path,
                         const char    *body)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, path, body);

  g_assert_cmpuint (reply->status, ==, 200);
}

static gboolean
is_of (JsonObject *entry,
       const char *what)
{
  static const char * const members[] = { "method", "path", "rpc", "server", "endpoint" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (entry, members[i]);

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
          g_strcmp0 (json_node_get_string (node), what) == 0)
        return TRUE;
    }

  return FALSE;
}

guint
sign_in_fixture_count (SignInFixture *self,
                       const char    *what)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, "/log", NULL);
  JsonArray *log = json_node_get_array (reply->json);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (log); i++)
    if (is_of (json_array_get_object_element (log, i), what))
      count++;

  return count;
}

gboolean
sign_in_fixture_saw_header (SignInFixture *self,
                            const char    *server,
                            const char    *header)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, "/log", NULL);
  JsonArray *log = json_node_get_array (reply->json);

  for (guint i = 0; i < json_array_get_length (log); i++)
    {
      JsonObject *entry = json_array_get_object_element (log, i);

      if (g_str_equal (json_object_get_string_member (entry, "server"), server) &&
          json_object_has_member (json_object_get_object_member (entry, "headers"), header))
        return TRUE;
    }

  return FALSE;
}

static gboolean
settled_cb (gpointer user_data)
{
  gboolean *settled = user_data;

  *settled = TRUE;

  return G_SOURCE_REMOVE;
}

void
sign_in_fixture_settle (void)
{
  gboolean settled = FALSE;

  g_timeout_add (30, settled_cb, &settled);

  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}
