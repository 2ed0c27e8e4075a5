/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-client-private.h"

#include "oauth-parameters.h"
#include "oauth-sign-out.h"

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (!oauth_sign_out_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  oauth_client_forget (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * oauth_client_forget:
 * @self: a client
 * @account: who was signed out elsewhere
 *
 * Forgets what is in memory of @account; the vault is left alone.
 */
void
oauth_client_forget (OauthClient  *self,
                     OauthAccount *account)
{
  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (OAUTH_IS_ACCOUNT (account));

  oauth_context_forget (self->context, account);
}

/**
 * oauth_client_sign_out_async:
 * @self: a client
 * @account: who leaves
 * @cancellable: (nullable): to give up
 * @callback: called when it is done, or could not be
 * @user_data: for @callback
 *
 * Signs out here: the vault's item first, then memory (entra.md 6). Where the item cannot be
 * cleared, nothing is forgotten.
 */
void
oauth_client_sign_out_async (OauthClient         *self,
                             OauthAccount        *account,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (OAUTH_IS_ACCOUNT (account));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_client_sign_out_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  g_task_set_check_cancellable (task, FALSE);

  oauth_sign_out_async (self->context->vault, account, cancellable, signed_out_cb,
                        g_steal_pointer (&task));
}

/**
 * oauth_client_sign_out_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location: what the vault said
 *
 * Returns: whether nothing is kept of the account any more
 */
gboolean
oauth_client_sign_out_finish (OauthClient   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * oauth_client_dup_sign_out_uri:
 * @self: a client
 * @account: who leaves
 * @redirect_uri: (nullable): where the page leads afterwards; must be registered
 *
 * The page that ends the authority's own session in a browser or a view (OpenID Connect
 * RP-Initiated Logout §2; entra.md 6). Refresh tokens of programs live on: that is
 * [method@Oauth.Client.sign_out_async]'s. Who leaves is said only where the authority gave us a
 * hint for that; else its page asks.
 *
 * Returns: (transfer full) (nullable): what to open, %NULL where the authority has no such page
 */
char *
oauth_client_dup_sign_out_uri (OauthClient  *self,
                               OauthAccount *account,
                               const char   *redirect_uri)
{
  OauthAuthority *authority;
  g_autofree char *endpoint = NULL;
  g_autoptr(OauthParameters) parameters = NULL;

  g_return_val_if_fail (OAUTH_IS_CLIENT (self), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (account), NULL);

  authority = self->context->authority;
  if (oauth_authority_get_end_session_endpoint (authority) == NULL ||
      !oauth_context_owns (self->context, account))
    return NULL;

  endpoint = oauth_profile_dup_endpoint (oauth_authority_get_profile (authority),
                                         oauth_authority_get_end_session_endpoint (authority),
                                         account);
  parameters = oauth_parameters_new (endpoint);
  oauth_parameters_add (parameters, "client_id", self->context->client_id);
  oauth_parameters_add (parameters, "post_logout_redirect_uri", redirect_uri);
  oauth_parameters_add (parameters, "logout_hint", oauth_account_get_login_hint (account));

  return oauth_parameters_end (parameters);
}
