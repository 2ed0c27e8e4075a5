/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>

static void
problem_cb (CribServerStore *store,
            const char      *file,
            const GError    *error,
            StoreFixture    *fixture)
{
  g_assert_nonnull (error);
  fixture->n_problems++;
  g_free (fixture->last_file);
  g_free (fixture->last_message);
  fixture->last_file = g_path_get_basename (file);
  fixture->last_message = g_strdup (error->message);
}

static void
items_changed_cb (GListModel   *model,
                  guint         position,
                  guint         removed,
                  guint         added,
                  StoreFixture *fixture)
{
  fixture->n_events++;
}

CribServerStore *
store_fixture_open (StoreFixture *fixture)
{
  CribServerStore *store = crib_server_store_new (fixture->folder);

  g_signal_connect (store, "problem", G_CALLBACK (problem_cb), fixture);
  g_signal_connect (store, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  crib_server_store_load (store);

  return store;
}

char *
store_fixture_build_path (StoreFixture *fixture,
                          const char   *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
store_fixture_put (StoreFixture *fixture,
                   const char   *name,
                   const char   *text)
{
  g_autofree char *path = store_fixture_build_path (fixture, name);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

char *
store_fixture_get (StoreFixture *fixture,
                   const char   *name)
{
  g_autofree char *path = store_fixture_build_path (fixture, name);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

CribServer *
store_fixture_add (CribServerStore *store,
                   const char      *name)
{
  g_autoptr(CribServer) server = crib_server_new (name, "https://example.com/mcp");
  g_autoptr(GError) error = NULL;

  crib_server_store_add (store, server, &error);
  g_assert_no_error (error);

  return crib_server_store_find (store, name);
}

static char *
describe (CribServerStore *store)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", crib_server_get_name (server));
    }

  return g_string_free (names, FALSE);
}

gboolean
store_fixture_shows (CribServerStore *store,
                     const char      *names)
{
  g_autofree char *shown = describe (store);

  return g_strcmp0 (shown, names) == 0;
}

void
store_fixture_wait_for (CribServerStore *store,
                        const char      *names)
{
  while (!store_fixture_shows (store, names))
    g_main_context_iteration (NULL, TRUE);
}

void
store_fixture_set_up (StoreFixture  *fixture,
                      gconstpointer  data)
{
  g_autofree char *base = g_dir_make_tmp ("crib-store-XXXXXX", NULL);

  fixture->folder = g_build_filename (base, "toolcrib", "servers", NULL);
  fixture->store = store_fixture_open (fixture);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

void
store_fixture_tear_down (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *base = g_path_get_dirname (parent);

  g_assert_finalize_object (fixture->store);
  remove_tree (base);
  g_free (fixture->folder);
  g_free (fixture->last_file);
  g_free (fixture->last_message);
}
