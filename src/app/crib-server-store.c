/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-store.h"

#include "crib-error.h"
#include "crib-server-order.h"
#include "crib-server-private.h"
#include "crib-server-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

enum { SIGNAL_PROBLEM, N_SIGNALS };

static guint signals[N_SIGNALS];

static void crib_server_store_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribServerStore, crib_server_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      crib_server_store_list_model_init))

static void
file_touched_cb (GObject    *owner,
                 const char *name)
{
  crib_server_store_read_file (CRIB_SERVER_STORE (owner), name);
}

static GType
crib_server_store_get_item_type (GListModel *model)
{
  return CRIB_TYPE_SERVER;
}

static guint
crib_server_store_get_n_items (GListModel *model)
{
  return CRIB_SERVER_STORE (model)->servers->len;
}

static gpointer
crib_server_store_get_item (GListModel *model,
                            guint       position)
{
  CribServerStore *self = CRIB_SERVER_STORE (model);

  if (position >= self->servers->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->servers, position));
}

static void
crib_server_store_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = crib_server_store_get_item_type;
  iface->get_n_items = crib_server_store_get_n_items;
  iface->get_item = crib_server_store_get_item;
}

static void
crib_server_store_dispose (GObject *object)
{
  CribServerStore *self = CRIB_SERVER_STORE (object);

  g_clear_pointer (&self->watch, crib_server_watch_free);

  G_OBJECT_CLASS (crib_server_store_parent_class)->dispose (object);
}

static void
crib_server_store_finalize (GObject *object)
{
  CribServerStore *self = CRIB_SERVER_STORE (object);

  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_clear_pointer (&self->contents, g_hash_table_unref);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_clear_pointer (&self->removed, g_hash_table_unref);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (crib_server_store_parent_class)->finalize (object);
}

static void
crib_server_store_class_init (CribServerStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_server_store_dispose;
  object_class->finalize = crib_server_store_finalize;

  signals[SIGNAL_PROBLEM] =
    g_signal_new ("problem", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
crib_server_store_init (CribServerStore *self)
{
  self->servers = g_ptr_array_new_with_free_func (g_object_unref);
  self->contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_bytes_unref);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_bytes_unref);
  self->removed = g_hash_table_new_full (NULL, NULL, g_object_unref,
                                         (GDestroyNotify) g_bytes_unref);
}

void
crib_server_store_report (CribServerStore *self,
                          const char      *path,
                          const GError    *error)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, path, error);
}

/**
 * crib_server_store_new:
 * @folder: (nullable): a folder, or %NULL for `$XDG_CONFIG_HOME/toolcrib/servers`
 *
 * Returns: (transfer full): a store, empty until it is loaded
 */
CribServerStore *
crib_server_store_new (const char *folder)
{
  CribServerStore *self = g_object_new (CRIB_TYPE_SERVER_STORE, NULL);

  self->folder = folder != NULL
    ? g_strdup (folder)
    : g_build_filename (g_get_user_config_dir (), "toolcrib", "servers", NULL);

  return self;
}

/**
 * crib_server_store_load:
 * @self: a store
 *
 * Reads the files and watches the folder from now on. The folder is made, for its owner alone.
 */
void
crib_server_store_load (CribServerStore *self)
{
  g_autoptr(GDir) dir = NULL;
  g_autoptr(GError) error = NULL;
  const char *name;

  g_return_if_fail (CRIB_IS_SERVER_STORE (self));

  if (self->watch == NULL)
    {
      g_mkdir_with_parents (self->folder, 0700);
      self->watch = crib_server_watch_new (self->folder, G_OBJECT (self), file_touched_cb);
    }

  dir = g_dir_open (self->folder, 0, &error);

  if (dir == NULL)
    {
      crib_server_store_report (self, self->folder, error);
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    crib_server_store_read_file (self, name);
}

static gboolean
name_is_free (CribServerStore  *self,
              const char       *wanted,
              CribServer       *server,
              GError          **error)
{
  g_autofree char *name = g_utf8_casefold (wanted, -1);

  for (guint i = 0; i < self->servers->len; i++)
    {
      CribServer *other = g_ptr_array_index (self->servers, i);
      g_autofree char *other_name = g_utf8_casefold (crib_server_get_name (other), -1);

      if (other == server || !g_str_equal (name, other_name))
        continue;

      g_set_error (error, CRIB_ERROR, CRIB_ERROR_EXISTS,
                   _("There is a server named “%s” already."), crib_server_get_name (other));
      return FALSE;
    }

  return TRUE;
}

/**
 * crib_server_store_add:
 * @self: a store
 * @server: a server of no store
 * @error: return location for an error
 *
 * Writes a new file, named after the server, and lists the server last.
 *
 * Returns: whether that worked; %CRIB_ERROR_EXISTS for a name in use
 */
gboolean
crib_server_store_add (CribServerStore  *self,
                       CribServer       *server,
                       GError          **error)
{
  g_autoptr(GBytes) text = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (CRIB_IS_SERVER_STORE (self), FALSE);
  g_return_val_if_fail (CRIB_IS_SERVER (server), FALSE);
  g_return_val_if_fail (crib_server_get_id (server) == NULL, FALSE);

  if (!name_is_free (self, crib_server_get_name (server), server, error))
    return FALSE;

  crib_server_set_position (server, crib_server_order_get_next (self->servers));
  text = crib_profile_write (crib_server_get_profile (server));
  g_mkdir_with_parents (self->folder, 0700);
  id = crib_profile_create_in_folder (self->folder, crib_server_get_name (server), text, error);

  if (id == NULL)
    return FALSE;

  crib_server_set_id (server, id);
  crib_server_take_base (server, crib_profile_parse (text, NULL));
  crib_server_store_remember (self, server, text);
  crib_server_store_list (self, server);

  return TRUE;
}

/**
 * crib_server_store_edit:
 * @self: a store
 * @server: one of its servers
 * @edited: a server of no store
 * @error: return location for an error
 *
 * Takes over name, address, client id, authority, scope, redirect address and whether the server
 * is named at sign-in, and the account if @edited has one, and writes them at once.
 * Where that fails @server stays as it was.
 *
 * Returns: whether that worked; %CRIB_ERROR_EXISTS for a name in use
 */
gboolean
crib_server_store_edit (CribServerStore  *self,
                        CribServer       *server,
                        CribServer       *edited,
                        GError          **error)
{
  g_return_val_if_fail (CRIB_IS_SERVER_STORE (self), FALSE);
  g_return_val_if_fail (g_ptr_array_find (self->servers, server, NULL), FALSE);
  g_return_val_if_fail (CRIB_IS_SERVER (edited), FALSE);

  return name_is_free (self, crib_server_get_name (edited), server, error) &&
         crib_server_store_write_edited (self, server, edited, error);
}

/* Somebody else was faster: what the file held last can still be put back. */
static GBytes *
dup_known (CribServerStore *self,
           CribServer      *server)
{
  return g_bytes_ref (g_hash_table_lookup (self->contents, crib_server_get_id (server)));
}

/**
 * crib_server_store_remove:
 * @self: a store
 * @server: one of its servers
 * @error: return location for an error
 *
 * Deletes the file and keeps its bytes for [method@Crib.ServerStore.restore].
 *
 * Returns: whether that worked
 */
gboolean
crib_server_store_remove (CribServerStore  *self,
                          CribServer       *server,
                          GError          **error)
{
  g_autofree char *path = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) local_error = NULL;

  g_return_val_if_fail (CRIB_IS_SERVER_STORE (self), FALSE);
  g_return_val_if_fail (CRIB_IS_SERVER (server), FALSE);
  g_return_val_if_fail (g_ptr_array_find (self->servers, server, NULL), FALSE);

  path = crib_server_store_build_path (self, crib_server_get_id (server));
  text = crib_profile_read_file (path, &local_error);

  if (text == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    text = dup_known (self, server);
  else if (text == NULL || g_unlink (path) != 0)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_PROFILE, _("“%s” cannot be removed."),
                   crib_server_get_name (server));
      return FALSE;
    }

  g_hash_table_insert (self->removed, g_object_ref (server), g_steal_pointer (&text));
  crib_server_store_unlist (self, server);

  return TRUE;
}

/**
 * crib_server_store_restore:
 * @self: a store
 * @server: a server that was removed from it
 * @error: return location for an error
 *
 * Undoes a removal: the same file again, byte for byte, and the same object in its place.
 *
 * Returns: whether that worked; %CRIB_ERROR_NOT_FOUND when the server was not removed here,
 *   `G_IO_ERROR_EXISTS` when another file took its place
 */
gboolean
crib_server_store_restore (CribServerStore  *self,
                           CribServer       *server,
                           GError          **error)
{
  g_autofree char *path = NULL;
  GBytes *text;

  g_return_val_if_fail (CRIB_IS_SERVER_STORE (self), FALSE);
  g_return_val_if_fail (CRIB_IS_SERVER (server), FALSE);

  text = g_hash_table_lookup (self->removed, server);

  if (text == NULL)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND, _("“%s” was not removed."),
                   crib_server_get_name (server));
      return FALSE;
    }

  path = crib_server_store_build_path (self, crib_server_get_id (server));

  if (!crib_profile_create_file (path, text, error))
    return FALSE;

  crib_server_store_remember (self, server, text);
  g_hash_table_remove (self->removed, server);
  crib_server_store_list (self, server);

  return TRUE;
}

/**
 * crib_server_store_move:
 * @self: a store
 * @server: one of its servers
 * @position: its index in the list afterwards
 *
 * Only the file of @server is written, as long as there is a number between its neighbours.
 */
void
crib_server_store_move (CribServerStore *self,
                        CribServer      *server,
                        guint            position)
{
  guint index;

  g_return_if_fail (CRIB_IS_SERVER_STORE (self));
  g_return_if_fail (g_ptr_array_find (self->servers, server, &index));

  position = MIN (position, self->servers->len - 1);

  if (position != index)
    crib_server_order_move (self->servers, index, position);
}

/**
 * crib_server_store_find:
 * @self: a store
 * @name: a name, whatever its letter case, or an id
 *
 * Returns: (transfer none) (nullable): the server of that name
 */
CribServer *
crib_server_store_find (CribServerStore *self,
                        const char      *name)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (CRIB_IS_SERVER_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < self->servers->len; i++)
    {
      CribServer *server = g_ptr_array_index (self->servers, i);
      g_autofree char *other = g_utf8_casefold (crib_server_get_name (server), -1);

      if (g_str_equal (folded, other))
        return server;
    }

  return crib_server_store_find_id (self, name);
}
