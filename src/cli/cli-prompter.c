/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-prompter.h"

#include "cli-browser.h"
#include "cli-output.h"
#include "cli-stranger.h"
#include "crib-sign-in-asker.h"

#include <glib/gi18n.h>

/**
 * CliPrompter:
 *
 * Says where a person signs in, opens a browser there, and asks at the terminal what only they can
 * decide about it.
 */
struct _CliPrompter
{
  GObject parent_instance;

  gboolean browser;
  gboolean json;
};

static void cli_prompter_prompter_init (OauthPrompterInterface *iface);
static void cli_prompter_asker_init    (CribSignInAskerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CliPrompter, cli_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      cli_prompter_prompter_init)
                               G_IMPLEMENT_INTERFACE (CRIB_TYPE_SIGN_IN_ASKER,
                                                      cli_prompter_asker_init))

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CliPrompter) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!cli_browser_open_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cli_output_note (self->json, _("No browser could be opened; open the address yourself."));
}

static void
show (CliPrompter  *self,
      OauthPrompt  *prompt,
      GCancellable *cancellable)
{
  const char *reason = oauth_prompt_get_reason (prompt);
  const char *uri = oauth_prompt_get_uri (prompt);

  /* On whatever device: a browser here is no better than another one. */
  if (oauth_prompt_get_surface (prompt) == OAUTH_SURFACE_DEVICE_CODE)
    {
      cli_output_code (self->json, reason, uri, oauth_prompt_get_user_code (prompt));
      return;
    }

  cli_output_prompt (self->json, reason, uri, self->browser);

  if (self->browser)
    cli_browser_open_async (uri, cancellable, opened_cb, g_object_ref (self));
}

static gboolean
put_away_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);

  return G_SOURCE_REMOVE;
}

/* The answer comes elsewhere: to the listener, or to whoever asks the authority for it. */
static void
cli_prompter_prompt_async (OauthPrompter       *prompter,
                           OauthPrompt         *prompt,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (prompter, cancellable, callback, user_data);
  g_autoptr(GSource) source = g_cancellable_source_new (cancellable);

  g_task_set_source_tag (task, cli_prompter_prompt_async);
  show (CLI_PROMPTER (prompter), prompt, cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (put_away_cb), g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static char *
cli_prompter_prompt_finish (OauthPrompter  *prompter,
                            GAsyncResult   *result,
                            gboolean       *again,
                            GError        **error)
{
  *again = FALSE;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cli_prompter_prompter_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = cli_prompter_prompt_async;
  iface->prompt_finish = cli_prompter_prompt_finish;
}

/* A terminal has no page of its own. */
static void
cli_prompter_ask_surface_async (CribSignInAsker     *asker,
                                const char          *server_name,
                                const char          *reason,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (asker, cancellable, callback, user_data);

  g_task_set_source_tag (task, cli_prompter_ask_surface_async);
  g_task_return_int (task, OAUTH_SURFACE_BROWSER);
}

static int
cli_prompter_ask_surface_finish (CribSignInAsker  *asker,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  CribAccountAnswer answer = cli_stranger_ask_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, answer);
}

static void
cli_prompter_ask_account_async (CribSignInAsker     *asker,
                                const char          *server_name,
                                OauthAccount        *expected,
                                OauthAccount        *found,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (asker, cancellable, callback, user_data);

  g_task_set_source_tag (task, cli_prompter_ask_account_async);
  cli_stranger_ask_async (server_name, expected, found, CLI_PROMPTER (asker)->json, cancellable,
                          answered_cb, task);
}

static CribAccountAnswer
cli_prompter_ask_account_finish (CribSignInAsker  *asker,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  return answer < 0 ? CRIB_ACCOUNT_ANSWER_CANCEL : (CribAccountAnswer) answer;
}

static void
cli_prompter_asker_init (CribSignInAskerInterface *iface)
{
  iface->ask_surface_async = cli_prompter_ask_surface_async;
  iface->ask_surface_finish = cli_prompter_ask_surface_finish;
  iface->ask_account_async = cli_prompter_ask_account_async;
  iface->ask_account_finish = cli_prompter_ask_account_finish;
}

static void
cli_prompter_class_init (CliPrompterClass *klass)
{
}

static void
cli_prompter_init (CliPrompter *self)
{
}

/**
 * cli_prompter_new:
 * @browser: whether to open the browser, or to say the address only
 * @json: whether what is said is for a program
 *
 * The address stands on standard error in any case: where no browser can be opened it is copied
 * from there.
 *
 * Returns: (transfer full): a prompter for all surfaces but the embedded one
 */
OauthPrompter *
cli_prompter_new (gboolean browser,
                  gboolean json)
{
  CliPrompter *self = g_object_new (CLI_TYPE_PROMPTER, NULL);

  self->browser = browser;
  self->json = json;

  return OAUTH_PROMPTER (self);
}
