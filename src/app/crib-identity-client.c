/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity-private.h"

#include "entra-profile.h"
#include "oauth-error.h"
#include "oauth-stored-client.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Longer than any that is in use. */
#define MOST_OF_A_SECRET 4096

typedef struct
{
  CribServer *server;
  char *issuer;
  gboolean has_secret;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->server);
  g_free (change->issuer);
  g_free (change);
}

static void
finish (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  if (change->has_secret)
    crib_server_set_client_issuer (change->server, change->issuer);
  crib_server_set_has_client_secret (change->server, change->has_secret);
  g_task_return_boolean (task, TRUE);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (vault_store_store_finish (VAULT_STORE (source), result, &error))
    finish (task);
  else
    g_task_return_error (task, error);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (vault_store_clear_finish (VAULT_STORE (source), result, &error))
    finish (task);
  else
    g_task_return_error (task, error);
}

/* RFC 6749, appendix A.2: visible letters and blanks. */
static gboolean
is_secret (VaultSecret *secret)
{
  gsize length;
  const char *text = vault_secret_get_text (secret, &length);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return FALSE;

  return length > 0 && length <= MOST_OF_A_SECRET;
}

/* Whom nobody trusts yet may become a trusted one of kind generic. */
static gboolean
is_of_entra (CribIdentity *self,
             const char   *issuer)
{
  OauthTrust *trust = crib_trust_find (self->trust, issuer);

  return entra_is_microsoft_host (issuer) ||
         (trust != NULL && oauth_trust_get_kind (trust) == OAUTH_KIND_ENTRA);
}

static gboolean
check (CribIdentity  *self,
       CribServer    *server,
       const char    *issuer,
       VaultSecret   *secret,
       GError       **error)
{
  if (crib_server_get_client_id (server) == NULL)
    g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                         _("A secret belongs to a client ID, and there is none."));
  else if (secret != NULL && is_of_entra (self, issuer))
    g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                         _("Microsoft Entra knows Toolcrib as a public client: it is never given "
                           "a secret there."));
  else if (secret != NULL && !is_secret (secret))
    g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                         _("A secret is one line of plain letters, digits and signs."));
  else
    return TRUE;

  return FALSE;
}

/* @issuer may be somebody else meanwhile. Returns: (transfer none): whose the secret is */
static const char *
find_issuer (CribServer  *server,
             const char  *issuer,
             VaultSecret *secret)
{
  const char *bound = crib_server_get_client_issuer (server);

  return secret == NULL && bound != NULL ? bound : issuer;
}

/**
 * crib_identity_set_client_secret_async:
 * @self: an identity
 * @server: whose client id it belongs to
 * @issuer: who gave it; it is sent to nobody else. Who is known to have given what is to be
 *   forgotten comes first
 * @secret: (nullable): the secret, or %NULL to forget it
 * @cancellable: (nullable): to give up
 * @callback: called when it is in the vault, or is not to be
 * @user_data: for @callback
 *
 * Keeps a secret that an administrator gave, in the vault and nowhere else (ruling 21).
 */
void
crib_identity_set_client_secret_async (CribIdentity        *self,
                                       CribServer          *server,
                                       const char          *issuer,
                                       VaultSecret         *secret,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr(OauthStoredClient) stored = NULL;
  g_autoptr(VaultSecret) item = NULL;
  g_autoptr(VaultKey) key = NULL;
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  Change *change;

  g_return_if_fail (CRIB_IS_IDENTITY (self));
  g_return_if_fail (CRIB_IS_SERVER (server));
  g_return_if_fail (issuer != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_identity_set_client_secret_async);

  if (!check (self, server, issuer, secret, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  issuer = find_issuer (server, issuer, secret);
  change = g_new0 (Change, 1);
  change->server = g_object_ref (server);
  change->issuer = g_strdup (issuer);
  change->has_secret = secret != NULL;
  g_task_set_task_data (task, change, change_free);
  key = oauth_stored_client_dup_key (crib_server_get_client_id (server), issuer);

  if (secret == NULL)
    {
      vault_store_clear_async (crib_identity_get_vault (self), key, cancellable, cleared_cb,
                               g_steal_pointer (&task));
      return;
    }

  stored = oauth_stored_client_new (crib_server_get_client_id (server), issuer, secret);
  item = oauth_stored_client_serialize (stored);
  vault_store_store_async (crib_identity_get_vault (self), key, item, VAULT_ASK_PERSON,
                           cancellable, stored_cb, g_steal_pointer (&task));
}

/**
 * crib_identity_set_client_secret_finish:
 * @self: an identity
 * @result: what the callback got
 * @error: return location: what the vault said; `OAUTH_ERROR_SETUP` for what cannot be a secret, or
 *   must not be one
 *
 * Returns: whether it is kept, or forgotten
 */
gboolean
crib_identity_set_client_secret_finish (CribIdentity  *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
