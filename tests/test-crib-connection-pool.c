/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-pool.h"
#include "crib-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
add (CribServerStore *store,
     const char      *name,
     const char      *uri)
{
  g_autoptr(CribServer) server = crib_server_new (name, uri);
  g_autoptr(GError) error = NULL;

  crib_server_store_add (store, server, &error);
  g_assert_no_error (error);
}

static void
check (CribConnectionPool *pool,
       CribServerStore    *store)
{
  guint n_servers = g_list_model_get_n_items (G_LIST_MODEL (store));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pool)), ==, n_servers);

  for (guint i = 0; i < n_servers; i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_autoptr(CribConnection) connection = g_list_model_get_item (G_LIST_MODEL (pool), i);

      g_assert_true (crib_connection_get_server (connection) == server);
      g_assert_true (crib_connection_pool_find (pool, server) == connection);
    }
}

static void
test_pool_follows (CribFixture   *fixture,
                   gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("crib-pool-XXXXXX", NULL);
  g_autofree char *caches = g_dir_make_tmp ("crib-pool-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (caches, "eras.json", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autoptr(McpEraCache) cache = NULL;
  const char *uri = mock_server_get_uri (fixture->mcp.server);
  CribServerStore *store = crib_server_store_new (folder);
  CribConnectionPool *pool;
  CribConnection *first;
  g_autoptr(CribServer) server = NULL;
  g_autoptr(GError) error = NULL;

  cache = mcp_era_cache_new (path);
  crib_server_store_load (store);
  add (store, "A", mock_server_get_uri (fixture->mcp.server));
  pool = crib_connection_pool_new (store, NULL);
  crib_connection_pool_set_era_cache (pool, cache);
  add (store, "B", "https://b.example/");
  check (pool, store);

  server = g_object_ref (crib_server_store_find (store, "A"));
  first = crib_connection_pool_find (pool, server);
  crib_connection_open (first);
  crib_fixture_list (fixture, TOOL ("a"));

  while (crib_connection_is_loading (first) || crib_connection_find_tool (first, "a") == NULL)
    g_main_context_iteration (NULL, TRUE);

  /* A move closes nothing. */
  crib_server_store_move (store, server, 1);
  check (pool, store);
  g_assert_cmpint (crib_connection_get_state (first), ==, CRIB_CONNECTION_CONNECTED);

  g_assert_cmpint (mcp_era_cache_lookup (cache, uri), ==, MCP_ERA_SESSION);

  /* A removal does; undone, the same connection is back. */
  crib_server_store_remove (store, server, &error);
  g_assert_no_error (error);
  check (pool, store);
  g_assert_null (crib_connection_pool_find (pool, server));
  g_assert_cmpint (crib_connection_get_state (first), ==, CRIB_CONNECTION_IDLE);
  g_assert_cmpint (mcp_era_cache_lookup (cache, uri), ==, MCP_ERA_UNKNOWN);

  while (mcp_fixture_count (&fixture->mcp, "DELETE") == 0)
    g_main_context_iteration (NULL, TRUE);

  crib_server_store_restore (store, server, &error);
  g_assert_no_error (error);
  check (pool, store);
  g_assert_true (crib_connection_pool_find (pool, server) == first);

  crib_server_store_remove (store, server, NULL);
  crib_server_store_remove (store, crib_server_store_find (store, "B"), NULL);
  g_assert_finalize_object (pool);
  g_assert_finalize_object (store);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_remove (lock);
  g_remove (path);
  g_rmdir (caches);
}

static void
type (CribConnectionPool *pool,
      CribServerStore    *store,
      const char         *text)
{
  CribServer *server = crib_server_store_find (store, "A");
  CribConnection *connection = crib_connection_pool_find (pool, server);
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (SHIP_TOOL, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(McpTool) tool = mcp_tool_new (&root, NULL);
  FormModel *form = crib_connection_get_form (connection, tool);

  form_field_set_text (form_model_find (form, "/note"), text);
}

/* What was typed goes with its server, comes back with it, and is written at the end. */
static void
test_drafts (void)
{
  g_autofree char *folder = g_dir_make_tmp ("crib-pool-XXXXXX", NULL);
  g_autofree char *drafts = g_build_filename (folder, "drafts", NULL);
  g_autofree char *path = g_build_filename (drafts, "a.json", NULL);
  g_autofree char *text = NULL;
  CribServerStore *store = crib_server_store_new (folder);
  CribConnectionPool *pool;
  g_autoptr(CribServer) server = NULL;

  crib_server_store_load (store);
  add (store, "A", "https://a.example/");
  server = g_object_ref (crib_server_store_find (store, "A"));
  pool = crib_connection_pool_new (store, NULL);
  type (pool, store, "nowhere");
  crib_connection_pool_flush_drafts (pool);
  crib_connection_pool_set_draft_folder (pool, drafts);
  type (pool, store, "typed");
  crib_connection_pool_flush_drafts (pool);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_true (crib_server_store_remove (store, server, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (crib_server_store_restore (store, server, NULL));
  crib_connection_pool_flush_drafts (pool);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "typed"));

  g_assert_true (crib_server_store_remove (store, server, NULL));
  g_assert_finalize_object (pool);
  g_assert_finalize_object (store);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (drafts), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/crib/connection-pool/follows", CribFixture, NULL, crib_fixture_set_up,
              test_pool_follows, crib_fixture_tear_down);
  g_test_add_func ("/crib/connection-pool/drafts", test_drafts);

  return g_test_run ();
}
