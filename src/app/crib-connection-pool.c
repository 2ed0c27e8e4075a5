/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-connection-pool.h"

/**
 * CribConnectionPool:
 *
 * One [class@Crib.Connection] for each server of a store, in the store's order.
 *
 * A removed server's connection is closed, but remembered with its drafts: a removal can be
 * undone, and nothing typed is lost then. The application owns the pool.
 */
struct _CribConnectionPool
{
  GObject parent_instance;

  CribServerStore *store;
  CribIdentity *identity;
  McpEraCache *era_cache;  /* nullable */
  char *draft_folder;      /* nullable */
  GPtrArray *connections;
  GHashTable *by_server;   /* CribServer -> CribConnection, removed ones as well */
};

static void crib_connection_pool_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribConnectionPool, crib_connection_pool, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      crib_connection_pool_list_model_init))

static CribConnection *
ensure_connection (CribConnectionPool *self,
                   CribServer         *server)
{
  CribConnection *connection = g_hash_table_lookup (self->by_server, server);

  if (connection == NULL)
    {
      connection = crib_connection_new (server, self->identity);
      crib_connection_set_resumes_tasks (connection, TRUE);
      crib_connection_set_lists_prompts (connection, TRUE);
      crib_connection_set_era_cache (connection, self->era_cache);
      g_hash_table_insert (self->by_server, g_object_ref (server), connection);
    }

  /* Also of one that comes back. */
  crib_connection_set_draft_folder (connection, self->draft_folder);

  return connection;
}

static void
close_removed (CribConnectionPool *self,
               GPtrArray          *removed)
{
  for (guint i = 0; i < removed->len; i++)
    {
      CribConnection *connection = g_ptr_array_index (removed, i);

      if (g_ptr_array_find (self->connections, connection, NULL))
        continue;

      crib_connection_close_async (connection, NULL, NULL, NULL);
      crib_connection_set_draft_folder (connection, NULL);
      crib_connection_forget_server (crib_connection_get_server (connection), self->era_cache);
    }
}

static void
servers_changed_cb (GListModel         *servers,
                    guint               position,
                    guint               removed,
                    guint               added,
                    CribConnectionPool *self)
{
  g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert (CRIB_IS_CONNECTION_POOL (self));

  for (guint i = 0; i < removed; i++)
    g_ptr_array_add (old, g_object_ref (g_ptr_array_index (self->connections, position + i)));

  if (removed > 0)
    g_ptr_array_remove_range (self->connections, position, removed);

  for (guint i = 0; i < added; i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, position + i);

      g_ptr_array_insert (self->connections, position + i,
                          g_object_ref (ensure_connection (self, server)));
    }

  close_removed (self, old);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
crib_connection_pool_get_item_type (GListModel *model)
{
  return CRIB_TYPE_CONNECTION;
}

static guint
crib_connection_pool_get_n_items (GListModel *model)
{
  return CRIB_CONNECTION_POOL (model)->connections->len;
}

static gpointer
crib_connection_pool_get_item (GListModel *model,
                               guint       position)
{
  CribConnectionPool *self = CRIB_CONNECTION_POOL (model);

  if (position >= self->connections->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->connections, position));
}

static void
crib_connection_pool_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = crib_connection_pool_get_item_type;
  iface->get_n_items = crib_connection_pool_get_n_items;
  iface->get_item = crib_connection_pool_get_item;
}

static void
crib_connection_pool_finalize (GObject *object)
{
  CribConnectionPool *self = CRIB_CONNECTION_POOL (object);

  g_clear_pointer (&self->connections, g_ptr_array_unref);
  g_clear_pointer (&self->by_server, g_hash_table_unref);
  g_clear_object (&self->identity);
  g_clear_object (&self->era_cache);
  g_clear_object (&self->store);
  g_clear_pointer (&self->draft_folder, g_free);

  G_OBJECT_CLASS (crib_connection_pool_parent_class)->finalize (object);
}

static void
crib_connection_pool_class_init (CribConnectionPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crib_connection_pool_finalize;
}

static void
crib_connection_pool_init (CribConnectionPool *self)
{
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_server = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

/**
 * crib_connection_pool_new:
 * @store: a store
 * @identity: (nullable): who signs in, for all of them
 *
 * Returns: (transfer full): a pool that follows it; no connection is opened
 */
CribConnectionPool *
crib_connection_pool_new (CribServerStore *store,
                          CribIdentity    *identity)
{
  CribConnectionPool *self;

  g_return_val_if_fail (CRIB_IS_SERVER_STORE (store), NULL);

  self = g_object_new (CRIB_TYPE_CONNECTION_POOL, NULL);
  self->store = g_object_ref (store);
  self->identity = identity != NULL ? g_object_ref (identity) : NULL;

  if (identity != NULL)
    crib_identity_set_servers (identity, G_LIST_MODEL (store));

  g_signal_connect_object (store, "items-changed", G_CALLBACK (servers_changed_cb), self,
                           G_CONNECT_DEFAULT);
  servers_changed_cb (G_LIST_MODEL (store), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (store)),
                      self);

  return self;
}

/**
 * crib_connection_pool_find:
 * @self: a pool
 * @server: a server
 *
 * Returns: (transfer none) (nullable): its connection, while the server is in the store
 */
CribConnection *
crib_connection_pool_find (CribConnectionPool *self,
                           CribServer         *server)
{
  CribConnection *connection;

  g_return_val_if_fail (CRIB_IS_CONNECTION_POOL (self), NULL);
  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);

  connection = g_hash_table_lookup (self->by_server, server);

  if (connection == NULL || !g_ptr_array_find (self->connections, connection, NULL))
    return NULL;

  return connection;
}

/**
 * crib_connection_pool_set_era_cache:
 * @self: a pool
 * @cache: (nullable): what is known of servers from other times
 *
 * Gives that to all its connections, before they are opened; what is known of a server goes when
 * the server is removed.
 */
void
crib_connection_pool_set_era_cache (CribConnectionPool *self,
                                    McpEraCache        *cache)
{
  g_return_if_fail (CRIB_IS_CONNECTION_POOL (self));
  g_return_if_fail (cache == NULL || MCP_IS_ERA_CACHE (cache));

  g_set_object (&self->era_cache, cache);

  for (guint i = 0; i < self->connections->len; i++)
    crib_connection_set_era_cache (g_ptr_array_index (self->connections, i), cache);
}

/**
 * crib_connection_pool_set_draft_folder:
 * @self: a pool
 * @folder: (nullable): where drafts outlive the program
 *
 * Gives that to all its connections. The drafts of a server go when the server is removed.
 */
void
crib_connection_pool_set_draft_folder (CribConnectionPool *self,
                                       const char         *folder)
{
  g_return_if_fail (CRIB_IS_CONNECTION_POOL (self));

  g_free (self->draft_folder);
  self->draft_folder = g_strdup (folder);

  for (guint i = 0; i < self->connections->len; i++)
    crib_connection_set_draft_folder (g_ptr_array_index (self->connections, i), folder);
}

/**
 * crib_connection_pool_flush_drafts:
 * @self: a pool
 *
 * Writes what was typed and not written yet, and waits for it: the program ends.
 */
void
crib_connection_pool_flush_drafts (CribConnectionPool *self)
{
  g_return_if_fail (CRIB_IS_CONNECTION_POOL (self));

  for (guint i = 0; i < self->connections->len; i++)
    crib_connection_flush_drafts (g_ptr_array_index (self->connections, i));
}
