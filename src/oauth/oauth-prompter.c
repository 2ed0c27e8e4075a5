/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-prompter.h"

/**
 * OauthPrompter:
 *
 * Who shows a person the pages of an authority, and brings back what came of it.
 *
 * The core never opens a window or a browser by itself: the window, the terminal
 * and tests each have a prompter. One prompt at a time is shown by each.
 */
G_DEFINE_INTERFACE (OauthPrompter, oauth_prompter, G_TYPE_OBJECT)

static void
oauth_prompter_default_init (OauthPrompterInterface *iface)
{
}

/**
 * oauth_prompter_prompt_async:
 * @prompt: what to show
 * @cancellable: (nullable): cancelled once the answer arrived elsewhere, or nobody waits any more
 *
 * Shows @prompt until it is answered or given up.
 */
void
oauth_prompter_prompt_async (OauthPrompter       *self,
                             OauthPrompt         *prompt,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (OAUTH_IS_PROMPTER (self));
  g_return_if_fail (OAUTH_IS_PROMPT (prompt));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  OAUTH_PROMPTER_GET_IFACE (self)->prompt_async (self, prompt, cancellable, callback, user_data);
}

/**
 * oauth_prompter_prompt_finish:
 * @again: (out) (optional): whether the person chose the other surface; then the result is `NULL`
 *   without an error, and a new attempt begins there (ruling 8)
 * @error: return location: `OAUTH_ERROR_CANCELLED` when the person gave up
 *
 * Returns: (transfer full) (nullable): the redirect with its query, from the embedded surface
 */
char *
oauth_prompter_prompt_finish (OauthPrompter  *self,
                              GAsyncResult   *result,
                              gboolean       *again,
                              GError        **error)
{
  gboolean is_again = FALSE;
  char *uri;

  g_return_val_if_fail (OAUTH_IS_PROMPTER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  uri = OAUTH_PROMPTER_GET_IFACE (self)->prompt_finish (self, result, &is_again, error);
  if (again != NULL)
    *again = is_again;

  return uri;
}
