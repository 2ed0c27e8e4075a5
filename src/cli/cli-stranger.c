/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-stranger.h"

#include "cli-terminal.h"
#include "crib-error.h"

#include <glib/gi18n.h>

static const char *
get_name (OauthAccount *account)
{
  const char *username = oauth_account_get_username (account);
  const char *name = username != NULL ? username : oauth_account_get_name (account);

  return name != NULL ? name : oauth_account_get_id (account);
}

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *line = cli_terminal_ask_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (g_strcmp0 (line, "1") == 0)
    g_task_return_int (task, CRIB_ACCOUNT_ANSWER_KEEP);
  else if (g_strcmp0 (line, "2") == 0)
    g_task_return_int (task, CRIB_ACCOUNT_ANSWER_AGAIN);
  else
    g_task_return_int (task, CRIB_ACCOUNT_ANSWER_CANCEL);
}

/**
 * cli_stranger_ask_async:
 * @server_name: what somebody signed in to
 * @expected: who was asked to
 * @found: who did
 * @json: whether a program reads what is said, which answers no questions
 * @cancellable: (nullable): to stop waiting
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what to do with somebody who signed in and was not asked to.
 */
void
cli_stranger_ask_async (const char          *server_name,
                        OauthAccount        *expected,
                        OauthAccount        *found,
                        gboolean             json,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const char *old = get_name (expected);
  const char *new = get_name (found);
  g_autofree char *question = NULL;

  g_task_set_source_tag (task, cli_stranger_ask_async);

  if (json || !cli_terminal_is_there ())
    {
      g_task_return_new_error (task, CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT,
                               _("%s signed in, but %s was asked to."), new, old);
      return;
    }

  /* Translators: two accounts, then a server, an account, an account */
  question = g_strdup_printf (_("%s signed in, but %s was asked to.\n"
                                "  1: use %s as %s from now on\n"
                                "  2: sign in again, as %s\n"
                                "Anything else leaves all as it was. > "),
                              new, old, server_name, new, old);
  cli_terminal_ask_async (question, cancellable, line_cb, g_steal_pointer (&task));
}

/**
 * cli_stranger_ask_finish:
 * @result: what the callback got
 * @error: return location: %CRIB_ERROR_OTHER_ACCOUNT where nobody can be asked
 *
 * Returns: the answer
 */
CribAccountAnswer
cli_stranger_ask_finish (GAsyncResult  *result,
                         GError       **error)
{
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, NULL), CRIB_ACCOUNT_ANSWER_CANCEL);

  answer = g_task_propagate_int (G_TASK (result), error);

  return answer < 0 ? CRIB_ACCOUNT_ANSWER_CANCEL : (CribAccountAnswer) answer;
}
