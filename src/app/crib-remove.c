/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-remove.h"

#include "crib-identity-private.h"
#include "crib-remove-files-private.h"
#include "vault-error.h"

#include <glib/gi18n-lib.h>

/* Everything goes, in the order of a sign-out (entra.md 6): what lets people in first, what only
 * looks like it last. What fails is told, and stops nothing that comes after it. */
typedef struct
{
  CribServerStore *servers;
  CribRemoveFlags flags;
  GPtrArray *accounts;     /* nullable: those to be signed out yet */
  gboolean is_clear;       /* nothing of ours is in the vault */
  GStrvBuilder *left;      /* sentences */
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->servers);
  g_clear_pointer (&removal->accounts, g_ptr_array_unref);
  g_strv_builder_unref (removal->left);
  g_free (removal);
}

static void
note (Removal    *removal,
      const char *what,
      const char *why)
{
  /* Translators: what could not be removed, then why. */
  g_autofree char *sentence = g_strdup_printf (_("%s: %s"), what, why);

  g_strv_builder_add (removal->left, sentence);
}

static void
files_removed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Removal *removal = g_task_get_task_data (task);
  g_auto(GStrv) left = crib_remove_files_finish (result);

  g_strv_builder_addv (removal->left, (const char **) left);
  crib_identity_emit_everything_removed (g_task_get_source_object (task));
  g_task_return_pointer (task, g_strv_builder_end (removal->left), (GDestroyNotify) g_strfreev);
}

/* By their names, since these folders may be one with that of the saved servers. Locks beside them
 * stay: to remove one would let two programs hold two files of one name. */
static char **
dup_paths (void)
{
  static const char * const caches[] = { "eras.json", "documents" };
  static const char * const states[] = { "accounts.json", "drafts" };
  g_autoptr(GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (caches); i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "toolcrib", caches[i],
                                                NULL);

      g_strv_builder_add (paths, path);
    }

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *path = g_build_filename (g_get_user_state_dir (), "toolcrib", states[i],
                                                NULL);

      g_strv_builder_add (paths, path);
    }

  return g_strv_builder_end (paths);
}

/* Of an identity that is in memory only, there are none. */
static void
remove_files (GTask *task)
{
  CribIdentity *self = g_task_get_source_object (task);
  g_auto(GStrv) paths = self->is_default ? dup_paths () : g_new0 (char *, 1);

  oauth_discovery_forget (self->discovery);
  crib_remove_files_async ((const char * const *) paths, files_removed_cb, g_object_ref (task));
}

/* A key that an administrator locked stays as it is, and is no secret of anybody. */
static void
reset_settings (CribIdentity *self)
{
  static const char * const keys[] = { "trusted-authorities", "sign-in-surface" };
  GSettings *settings = crib_trust_get_settings (self->trust);

  for (guint i = 0; settings != NULL && i < G_N_ELEMENTS (keys); i++)
    if (g_settings_is_writable (settings, keys[i]))
      g_settings_reset (settings, keys[i]);
}

/* What a server's file says of people, and of secrets that are gone. */
static void
forget_people (CribServer *server)
{
  crib_server_set_account (server, NULL);
  crib_server_set_step_up_scope (server, NULL);
  crib_server_set_api (server, NULL);
  crib_server_set_has_client_secret (server, FALSE);
  crib_server_set_registered (server, NULL, NULL);
}

static void
tidy_servers (Removal *removal)
{
  GListModel *list = G_LIST_MODEL (removal->servers);

  for (guint i = g_list_model_get_n_items (list); i > 0; i--)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (list, i - 1);
      g_autoptr(GError) error = NULL;

      forget_people (server);

      if ((removal->flags & CRIB_REMOVE_SERVERS) != 0 &&
          !crib_server_store_remove (removal->servers, server, &error))
        note (removal, crib_server_get_name (server), error->message);
    }
}

static void sign_out_next (GTask *task);

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Removal *removal = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!crib_identity_sign_out_finish (CRIB_IDENTITY (source), result, &error))
    note (removal, _("An account"), error->message);

  sign_out_next (task);
}

/* Whoever's sign-in cannot be reached in the keyring is forgotten all the same. */
static void
forget (CribIdentity *self,
        Removal      *removal,
        OauthAccount *account)
{
  g_autoptr(GError) error = NULL;

  crib_identity_forget (self, account);
  if (!crib_account_store_remove (self->accounts, account, &error))
    note (removal, _("An account"), error->message);
  crib_identity_emit_signed_out (self, account);
}

/* One after the other: a renewal that is under way would write its item anew, so that each is
 * waited for. */
static void
sign_out_next (GTask *task)
{
  CribIdentity *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);
  g_autoptr(OauthAccount) account = NULL;

  while (removal->accounts->len > 0)
    {
      g_set_object (&account, g_ptr_array_index (removal->accounts, 0));
      g_ptr_array_remove_index (removal->accounts, 0);

      if (removal->is_clear)
        {
          crib_identity_sign_out_async (self, account, NULL, signed_out_cb, g_object_ref (task));
          return;
        }

      forget (self, removal, account);
    }

  tidy_servers (removal);
  reset_settings (self);
  remove_files (task);
}

static GPtrArray *
dup_accounts (CribIdentity *self)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *list = G_LIST_MODEL (self->accounts);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (accounts, g_list_model_get_item (list, i));

  return accounts;
}

static void
memory_cleared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Removal *removal = g_task_get_task_data (task);

  vault_store_clear_all_finish (VAULT_STORE (source), result, NULL);
  removal->accounts = dup_accounts (g_task_get_source_object (task));
  sign_out_next (task);
}

static void
vault_cleared_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  CribIdentity *self = g_task_get_source_object (task);
  Removal *removal = g_task_get_task_data (task);
  GError *error = NULL;

  removal->is_clear = vault_store_clear_all_finish (VAULT_STORE (source), result, &error);

  /* Where sign-ins are kept in memory, there need be no keyring. */
  if (error != NULL && !(self->session_only &&
                         g_error_matches (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE)))
    note (removal, _("Sign-ins and secrets in the keyring"), error->message);

  g_clear_error (&error);
  vault_store_clear_all_async (self->memory, NULL, memory_cleared_cb, g_steal_pointer (&task));
}

/**
 * crib_remove_everything_async:
 * @identity: whose
 * @servers: the saved servers, which stay, without what they say of people
 * @flags: what goes besides
 * @cancellable: (nullable): to give up before it begins; a keyring cannot be stopped
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes all that Toolcrib keeps: everything of ours in the keyring, also what nobody remembers,
 * accounts, what was left running at servers and typed into forms, caches, and settings of sign-in.
 * A locked keyring asks to be unlocked; nothing asks the network.
 */
void
crib_remove_everything_async (CribIdentity        *identity,
                              CribServerStore     *servers,
                              CribRemoveFlags      flags,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Removal *removal;

  g_return_if_fail (CRIB_IS_IDENTITY (identity));
  g_return_if_fail (CRIB_IS_SERVER_STORE (servers));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (identity, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_remove_everything_async);
  g_task_set_check_cancellable (task, FALSE);

  removal = g_new0 (Removal, 1);
  removal->servers = g_object_ref (servers);
  removal->flags = flags;
  removal->left = g_strv_builder_new ();
  g_task_set_task_data (task, removal, removal_free);

  if (g_task_return_error_if_cancelled (task))
    return;

  crib_identity_emit_giving_up (identity);
  vault_store_clear_all_async (identity->vault, NULL, vault_cleared_cb, g_steal_pointer (&task));
}

/**
 * crib_remove_everything_finish:
 * @identity: whose
 * @result: what the callback got
 * @error: return location: %G_IO_ERROR_CANCELLED, and then nothing was removed
 *
 * Returns: (transfer full) (nullable): what could not be removed and why, in sentences for people;
 *   empty where all is gone
 */
char **
crib_remove_everything_finish (CribIdentity  *identity,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, identity), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
