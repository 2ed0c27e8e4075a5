/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-servers.h"

#include "crib-account-store.h"

/**
 * CribAccountServers:
 *
 * Those of the saved servers that an account is used for.
 *
 * In the order of the list; which account a server is used with is the server's own to say, and is
 * looked at again whenever it changes.
 */
struct _CribAccountServers
{
  GObject parent_instance;

  OauthAccount *account;
  GListModel *servers;   /* nullable */
  GPtrArray *watched;    /* of CribServer: all of them */
  GPtrArray *found;      /* of CribServer */
};

static void crib_account_servers_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribAccountServers, crib_account_servers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      crib_account_servers_list_model_init))

static gboolean
is_equal (GPtrArray *a,
          GPtrArray *b)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;

  return a->len == b->len;
}

static void
update (CribAccountServers *self)
{
  g_autoptr(GPtrArray) old = self->found;

  self->found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->watched->len; i++)
    {
      CribServer *server = g_ptr_array_index (self->watched, i);

      if (crib_account_is_used_by (self->account, server))
        g_ptr_array_add (self->found, g_object_ref (server));
    }

  if (!is_equal (old, self->found))
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->found->len);
}

static void
server_changed_cb (CribServer         *server,
                   CribAccountServers *self)
{
  g_assert (CRIB_IS_ACCOUNT_SERVERS (self));

  update (self);
}

static void
unwatch (CribAccountServers *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);

  g_ptr_array_set_size (self->watched, 0);
}

static void
watch (CribAccountServers *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->servers); i++)
    {
      CribServer *server = g_list_model_get_item (self->servers, i);

      g_signal_connect (server, "changed", G_CALLBACK (server_changed_cb), self);
      g_ptr_array_add (self->watched, server);
    }
}

static void
servers_changed_cb (GListModel         *servers,
                    guint               position,
                    guint               removed,
                    guint               added,
                    CribAccountServers *self)
{
  g_assert (CRIB_IS_ACCOUNT_SERVERS (self));

  unwatch (self);
  watch (self);
  update (self);
}

static GType
crib_account_servers_get_item_type (GListModel *model)
{
  return CRIB_TYPE_SERVER;
}

static guint
crib_account_servers_get_n_items (GListModel *model)
{
  return CRIB_ACCOUNT_SERVERS (model)->found->len;
}

static gpointer
crib_account_servers_get_item (GListModel *model,
                               guint       position)
{
  CribAccountServers *self = CRIB_ACCOUNT_SERVERS (model);

  return position < self->found->len ? g_object_ref (g_ptr_array_index (self->found, position))
                                     : NULL;
}

static void
crib_account_servers_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = crib_account_servers_get_item_type;
  iface->get_n_items = crib_account_servers_get_n_items;
  iface->get_item = crib_account_servers_get_item;
}

static void
crib_account_servers_dispose (GObject *object)
{
  CribAccountServers *self = CRIB_ACCOUNT_SERVERS (object);

  unwatch (self);
  if (self->servers != NULL)
    g_signal_handlers_disconnect_by_data (self->servers, self);
  g_clear_object (&self->servers);

  G_OBJECT_CLASS (crib_account_servers_parent_class)->dispose (object);
}

static void
crib_account_servers_finalize (GObject *object)
{
  CribAccountServers *self = CRIB_ACCOUNT_SERVERS (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (crib_account_servers_parent_class)->finalize (object);
}

static void
crib_account_servers_class_init (CribAccountServersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_account_servers_dispose;
  object_class->finalize = crib_account_servers_finalize;
}

static void
crib_account_servers_init (CribAccountServers *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * crib_account_servers_new:
 * @account: an account
 * @servers: (nullable): the saved servers
 *
 * Returns: (transfer full): those of them that use @account
 */
CribAccountServers *
crib_account_servers_new (OauthAccount *account,
                          GListModel   *servers)
{
  CribAccountServers *self;

  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (servers == NULL || G_IS_LIST_MODEL (servers), NULL);

  self = g_object_new (CRIB_TYPE_ACCOUNT_SERVERS, NULL);
  self->account = g_object_ref (account);

  if (servers == NULL)
    return self;

  self->servers = g_object_ref (servers);
  g_signal_connect (servers, "items-changed", G_CALLBACK (servers_changed_cb), self);
  watch (self);
  update (self);

  return self;
}
