/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-store.h"

#include "crib-account-file-private.h"
#include "crib-server-watch.h"
#include "entra-profile.h"

/**
 * CribAccountStore:
 *
 * Who has signed in on this computer, in the order of the file.
 *
 * The file is what counts: it is read again before each change to it, and followed when others
 * write it. One that is broken or newer shows no accounts and is left as it is, and a change then
 * fails. A [class@Crib.Identity] owns it.
 */
struct _CribAccountStore
{
  GObject parent_instance;

  char *path;             /* nullable: in memory only */
  GBytes *text;           /* nullable: what the file held when we last looked */
  GPtrArray *accounts;    /* of OauthAccount */
  CribServerWatch *watch;
};

static void crib_account_store_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribAccountStore, crib_account_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      crib_account_store_list_model_init))

static gboolean
looks_the_same (OauthAccount *a,
                OauthAccount *b)
{
  return crib_account_is_same (a, b) &&
         g_strcmp0 (oauth_account_get_username (a), oauth_account_get_username (b)) == 0 &&
         g_strcmp0 (oauth_account_get_name (a), oauth_account_get_name (b)) == 0 &&
         g_strcmp0 (oauth_account_get_issuer (a), oauth_account_get_issuer (b)) == 0 &&
         g_strcmp0 (oauth_account_get_tenant (a), oauth_account_get_tenant (b)) == 0 &&
         g_strcmp0 (oauth_account_get_login_hint (a), oauth_account_get_login_hint (b)) == 0;
}

/* Objects whose account did not change stay the same objects. */
static void
keep_objects (GPtrArray *old,
              GPtrArray *accounts)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      for (guint j = 0; j < old->len; j++)
        {
          OauthAccount *kept = g_ptr_array_index (old, j);

          if (looks_the_same (g_ptr_array_index (accounts, i), kept))
            {
              g_object_unref (g_ptr_array_index (accounts, i));
              g_ptr_array_index (accounts, i) = g_object_ref (kept);
            }
        }
    }
}

/* Takes over @accounts and tells what changed: nothing before the first that differs, nor after the
 * last. */
static void
take_accounts (CribAccountStore *self,
               GPtrArray        *accounts)
{
  g_autoptr(GPtrArray) old = self->accounts;
  guint first = 0;
  guint last = 0;

  keep_objects (old, accounts);
  self->accounts = accounts;

  while (first < old->len && first < accounts->len &&
         g_ptr_array_index (old, first) == g_ptr_array_index (accounts, first))
    first++;

  while (last < old->len - first && last < accounts->len - first &&
         g_ptr_array_index (old, old->len - 1 - last) ==
         g_ptr_array_index (accounts, accounts->len - 1 - last))
    last++;

  if (old->len - first - last > 0 || accounts->len - first - last > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last,
                                accounts->len - first - last);
}

/* @text: (nullable) (transfer full) */
static void
take_text (CribAccountStore *self,
           GBytes           *text)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *accounts = crib_account_text_parse (text, &error);

  g_clear_pointer (&self->text, g_bytes_unref);
  self->text = text;

  if (accounts == NULL)
    {
      g_debug ("No accounts are shown: %s", error->message);
      accounts = g_ptr_array_new_with_free_func (g_object_unref);
    }

  take_accounts (self, accounts);
}

static void
read_file (CribAccountStore *self)
{
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) error = NULL;

  if (!crib_account_file_read (self->path, &text, &error))
    g_debug ("No accounts are shown: %s", error->message);

  if (text != NULL && self->text != NULL && g_bytes_equal (text, self->text))
    return;

  take_text (self, g_steal_pointer (&text));
}

static void
file_touched_cb (GObject    *owner,
                 const char *name)
{
  CribAccountStore *self = CRIB_ACCOUNT_STORE (owner);
  g_autofree char *ours = g_path_get_basename (self->path);

  if (g_str_equal (name, ours))
    read_file (self);
}

static GType
crib_account_store_get_item_type (GListModel *model)
{
  return OAUTH_TYPE_ACCOUNT;
}

static guint
crib_account_store_get_n_items (GListModel *model)
{
  return CRIB_ACCOUNT_STORE (model)->accounts->len;
}

static gpointer
crib_account_store_get_item (GListModel *model,
                             guint       position)
{
  CribAccountStore *self = CRIB_ACCOUNT_STORE (model);

  if (position >= self->accounts->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->accounts, position));
}

static void
crib_account_store_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = crib_account_store_get_item_type;
  iface->get_n_items = crib_account_store_get_n_items;
  iface->get_item = crib_account_store_get_item;
}

static void
crib_account_store_dispose (GObject *object)
{
  CribAccountStore *self = CRIB_ACCOUNT_STORE (object);

  g_clear_pointer (&self->watch, crib_server_watch_free);

  G_OBJECT_CLASS (crib_account_store_parent_class)->dispose (object);
}

static void
crib_account_store_finalize (GObject *object)
{
  CribAccountStore *self = CRIB_ACCOUNT_STORE (object);

  g_clear_pointer (&self->text, g_bytes_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (crib_account_store_parent_class)->finalize (object);
}

static void
crib_account_store_class_init (CribAccountStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_account_store_dispose;
  object_class->finalize = crib_account_store_finalize;
}

static void
crib_account_store_init (CribAccountStore *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * crib_account_store_new:
 * @path: (nullable): a file, which need not exist; %NULL keeps the list in memory only
 *
 * Returns: (transfer full): a store, empty until it is loaded
 */
CribAccountStore *
crib_account_store_new (const char *path)
{
  CribAccountStore *self = g_object_new (CRIB_TYPE_ACCOUNT_STORE, NULL);

  self->path = g_strdup (path);

  return self;
}

/**
 * crib_account_store_dup_default_path:
 *
 * Returns: (transfer full): `$XDG_STATE_HOME/toolcrib/accounts.json`
 */
char *
crib_account_store_dup_default_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "toolcrib", "accounts.json", NULL);
}

/**
 * crib_account_store_load:
 * @self: a store
 *
 * Reads the file and follows it from now on. The folder is made, for its owner alone.
 */
void
crib_account_store_load (CribAccountStore *self)
{
  g_return_if_fail (CRIB_IS_ACCOUNT_STORE (self));

  if (self->path == NULL)
    return;

  if (self->watch == NULL)
    {
      g_autofree char *folder = g_path_get_dirname (self->path);

      g_mkdir_with_parents (folder, 0700);
      self->watch = crib_server_watch_new (folder, G_OBJECT (self), file_touched_cb);
    }

  read_file (self);
}

static gboolean
change (CribAccountStore  *self,
        OauthAccount      *account,
        gboolean           keep,
        GError           **error)
{
  GBytes *text = self->path != NULL
    ? crib_account_file_update (self->path, account, keep, error)
    : crib_account_text_edit (self->text, account, keep, error);

  if (text == NULL)
    return FALSE;

  take_text (self, text);

  return TRUE;
}

/**
 * crib_account_store_add:
 * @self: a store
 * @account: an account
 * @error: return location: %CRIB_ERROR_ACCOUNTS
 *
 * Adds @account at the end, or puts it into the place of the same one, whose names may be new.
 *
 * Returns: whether it is saved
 */
gboolean
crib_account_store_add (CribAccountStore  *self,
                        OauthAccount      *account,
                        GError           **error)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), FALSE);

  return change (self, account, TRUE, error);
}

/**
 * crib_account_store_remove:
 * @self: a store
 * @account: an account; one that is not there is gone already
 * @error: return location: %CRIB_ERROR_ACCOUNTS
 *
 * Returns: whether it is gone
 */
gboolean
crib_account_store_remove (CribAccountStore  *self,
                           OauthAccount      *account,
                           GError           **error)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_STORE (self), FALSE);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), FALSE);

  return change (self, account, FALSE, error);
}

static gboolean
matches (OauthAccount *account,
         const char   *client_id,
         const char   *issuer)
{
  return (client_id == NULL || g_strcmp0 (oauth_account_get_client_id (account), client_id) == 0) &&
         (issuer == NULL || g_strcmp0 (oauth_account_get_issuer (account), issuer) == 0);
}

/**
 * crib_account_store_find:
 * @self: a store
 * @id: the id of an account
 * @client_id: (nullable): the client id that it signed in with; %NULL for any
 * @issuer: (nullable): its issuer; %NULL for any
 *
 * Returns: (transfer none) (nullable): the first such account
 */
OauthAccount *
crib_account_store_find (CribAccountStore *self,
                         const char       *id,
                         const char       *client_id,
                         const char       *issuer)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      OauthAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_strcmp0 (oauth_account_get_id (account), id) == 0 &&
          matches (account, client_id, issuer))
        return account;
    }

  return NULL;
}

/**
 * crib_account_store_find_same:
 * @self: a store
 * @account: an account
 *
 * Returns: (transfer none) (nullable): the same account as the list has it, whose names and tenant
 *   may be others
 */
OauthAccount *
crib_account_store_find_same (CribAccountStore *self,
                              OauthAccount     *account)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    if (crib_account_is_same (g_ptr_array_index (self->accounts, i), account))
      return g_ptr_array_index (self->accounts, i);

  return NULL;
}

/**
 * crib_account_store_dup_tenants:
 * @self: a store
 * @account: an account
 *
 * One person at one cloud is one account, in how many tenants soever (entra.md 7.2).
 *
 * Returns: (transfer full): the tenants that it has signed in to, by GUID, the last one first;
 *   empty for other kinds
 */
char **
crib_account_store_dup_tenants (CribAccountStore *self,
                                OauthAccount     *account)
{
  g_return_val_if_fail (CRIB_IS_ACCOUNT_STORE (self), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  return crib_account_text_dup_tenants (self->text, account);
}

/* A refresh token of kind entra is good at all tenants of its cloud (entra.md 3.3). */
static gboolean
is_of_cloud (OauthAccount *account,
             const char   *issuer)
{
  g_autofree char *cloud = oauth_account_get_tenant (account) != NULL ? entra_dup_cloud (issuer)
                                                                      : NULL;

  return cloud != NULL && g_strcmp0 (oauth_account_get_authority (account), cloud) == 0;
}

/**
 * crib_account_store_dup_matches:
 * @self: a store
 * @client_id: (nullable): a client id; %NULL for any
 * @issuer: (nullable): an issuer; %NULL for any
 *
 * Returns: (transfer container) (element-type OauthAccount): the accounts that signed in with both;
 *   where there are none, those of other tenants of the same cloud
 */
GPtrArray *
crib_account_store_dup_matches (CribAccountStore *self,
                                const char       *client_id,
                                const char       *issuer)
{
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) others = NULL;

  g_return_val_if_fail (CRIB_IS_ACCOUNT_STORE (self), NULL);

  found = g_ptr_array_new_with_free_func (g_object_unref);
  others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      OauthAccount *account = g_ptr_array_index (self->accounts, i);

      if (matches (account, client_id, issuer))
        g_ptr_array_add (found, g_object_ref (account));
      else if (matches (account, client_id, NULL) && is_of_cloud (account, issuer))
        g_ptr_array_add (others, g_object_ref (account));
    }

  return found->len > 0 ? g_steal_pointer (&found) : g_steal_pointer (&others);
}

/**
 * crib_account_is_same:
 * @a: an account
 * @b: another
 *
 * Returns: whether both are the same person at the same cloud or, of other kinds, authority, for
 *   the same client id: one item of the vault
 */
gboolean
crib_account_is_same (OauthAccount *a,
                      OauthAccount *b)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (a) && OAUTH_IS_ACCOUNT (b), FALSE);

  return g_strcmp0 (oauth_account_get_id (a), oauth_account_get_id (b)) == 0 &&
         g_strcmp0 (oauth_account_get_client_id (a), oauth_account_get_client_id (b)) == 0 &&
         g_strcmp0 (oauth_account_get_authority (a), oauth_account_get_authority (b)) == 0;
}

/**
 * crib_account_is_used_by:
 * @account: an account
 * @server: a saved server
 *
 * Returns: whether @server is used with @account
 */
gboolean
crib_account_is_used_by (OauthAccount *account,
                         CribServer   *server)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), FALSE);
  g_return_val_if_fail (CRIB_IS_SERVER (server), FALSE);

  return g_strcmp0 (crib_server_get_account (server), oauth_account_get_id (account)) == 0 &&
         g_strcmp0 (crib_server_get_used_client_id (server),
                    oauth_account_get_client_id (account)) == 0;
}
