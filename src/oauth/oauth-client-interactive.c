/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-client-private.h"

#include "oauth-interactive.h"

static void
interactive_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) save_error = NULL;
  GError *error = NULL;
  OauthToken *token;

  token = oauth_interactive_run_finish (result, &save_error, &error);

  if (save_error != NULL)
    oauth_client_save_failed (save_error, g_task_get_source_object (task));

  if (token != NULL)
    g_task_return_pointer (task, token, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * oauth_client_acquire_interactive_async:
 * @self: a client
 * @sign_in: what for; its members are copied
 * @prompter: shows the person where to sign in
 * @cancellable: (nullable): to give up; what was received by then is kept all the same
 * @callback: called when there is a token, or the person gave up
 * @user_data: for @callback
 *
 * Lets a person sign in: authorization code with PKCE (mcp.md 4.6). The refresh token is stored
 * before the token is given out.
 */
void
oauth_client_acquire_interactive_async (OauthClient         *self,
                                        const OauthSignIn   *sign_in,
                                        OauthPrompter       *prompter,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  OauthErrand errand;

  g_return_if_fail (OAUTH_IS_CLIENT (self));
  g_return_if_fail (sign_in != NULL);
  g_return_if_fail (OAUTH_IS_PROMPTER (prompter));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_client_acquire_interactive_async);
  /* The sign-in looks at the cancellable itself, and no more once there is something to keep. */
  g_task_set_check_cancellable (task, FALSE);

  if (!oauth_context_open (self->context, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  errand = (OauthErrand) {
    .prompter = prompter,
    .scopes = sign_in->scopes,
    .resource = sign_in->resource,
    .claims = sign_in->claims,
    .reason = sign_in->reason,
    .server_name = sign_in->server_name,
    .login_hint = sign_in->login_hint,
    .prompt = sign_in->prompt,
    .surface = sign_in->surface,
  };
  oauth_interactive_run_async (self->context, &errand, cancellable, interactive_cb,
                               g_steal_pointer (&task));
}

/**
 * oauth_client_acquire_interactive_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location: `OAUTH_ERROR_CANCELLED`, `OAUTH_ERROR_FORGED`, `OAUTH_ERROR_REFUSED` …
 *
 * Returns: (transfer full) (nullable): a token; whose it is, it says itself
 */
OauthToken *
oauth_client_acquire_interactive_finish (OauthClient   *self,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
