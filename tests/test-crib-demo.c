/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-demo.h"

#include "crib-connection.h"
#include "crib-error.h"

#include <glib/gstdio.h>

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static gboolean
wait_started (CribDemo      *demo,
              GAsyncResult **result,
              GError       **error)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return crib_demo_start_finish (demo, *result, error);
}

static char *
dup_folder (void)
{
  g_autoptr(GDir) dir = g_dir_open (g_get_tmp_dir (), 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, "toolcrib-demo-"))
        return g_build_filename (g_get_tmp_dir (), name, NULL);
    }

  return NULL;
}

static void
wait_opened (CribServer *server)
{
  g_autoptr(CribConnection) connection = crib_connection_new (server, NULL);
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(GError) error = NULL;

  crib_connection_open_async (connection, NULL, ready_cb, &opened);

  while (opened == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (crib_connection_open_finish (connection, opened, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (crib_connection_get_tools (connection)), >, 3);

  crib_connection_close_async (connection, NULL, ready_cb, &closed);

  while (closed == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_demo_serves (void)
{
  CribDemo *demo = crib_demo_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = dup_folder ();
  CribServerStore *store;

  g_assert_nonnull (folder);
  crib_demo_start_async (demo, NULL, ready_cb, &result);
  g_assert_true (wait_started (demo, &result, &error));
  g_assert_no_error (error);

  store = crib_demo_get_store (demo);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 2);
  g_assert_true (crib_server_is_demo (crib_server_store_find (store, "Open Tools")));
  g_assert_true (crib_server_is_demo (crib_server_store_find (store, "Showcase")));
  wait_opened (crib_server_store_find (store, "Open Tools"));
  wait_opened (crib_server_store_find (store, "Showcase"));

  g_clear_object (&result);
  g_assert_finalize_object (demo);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_demo_cancelled (void)
{
  CribDemo *demo = crib_demo_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_demo_start_async (demo, cancellable, ready_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (wait_started (demo, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (crib_demo_get_store (demo))), ==, 0);

  g_clear_object (&result);
  g_assert_finalize_object (demo);
}

static CribProtection *
look (CribServer   *server,
      CribIdentity *identity)
{
  g_autoptr(CribAuthorizer) authorizer = crib_authorizer_new (server, identity);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  CribProtection *protection;

  crib_authorizer_look_async (authorizer, NULL, NULL, ready_cb, &result);

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  protection = crib_authorizer_look_finish (authorizer, result, &error);
  g_assert_no_error (error);

  return protection;
}

/* Whoever signs in comes to trust its tenant, and nothing but that is missing. */
static void
test_demo_protected (void)
{
  CribDemo *demo = crib_demo_new ();
  CribIdentity *identity = crib_identity_new_in_memory ();
  g_autoptr(CribProtection) protection = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  CribServer *server;

  crib_demo_set_identity (demo, identity);
  crib_demo_start_async (demo, NULL, ready_cb, &result);
  g_assert_true (wait_started (demo, &result, &error));
  g_assert_no_error (error);

  server = crib_server_store_find (crib_demo_get_store (demo), "Contoso Tools");
  g_assert_nonnull (server);
  g_assert_true (crib_server_is_demo (server));
  g_assert_nonnull (crib_server_get_client_id (server));

  protection = look (server, identity);
  g_assert_no_error (crib_protection_get_error (protection));
  g_assert_true (crib_protection_is_entra (protection));
  g_assert_cmpstr (crib_protection_get_permission (protection), ==, "mcp:tools");

  g_clear_object (&result);
  g_assert_finalize_object (demo);
  g_assert_finalize_object (identity);
}

int
main (int    argc,
      char **argv)
{
  /* GLib asks for the folder once and keeps the answer. */
  g_autofree char *tmp = g_mkdtemp (g_strdup ("/tmp/crib-demo-XXXXXX"));
  int status;

  g_setenv ("TMPDIR", tmp, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/demo/serves", test_demo_serves);
  g_test_add_func ("/crib/demo/cancelled", test_demo_cancelled);
  g_test_add_func ("/crib/demo/protected", test_demo_protected);

  status = g_test_run ();
  g_assert_cmpint (g_rmdir (tmp), ==, 0);

  return status;
}
