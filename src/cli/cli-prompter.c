/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-prompter.h"

#include "cli-browser.h"
#include "cli-output.h"

#include <glib/gi18n.h>

/**
 * CliPrompter:
 *
 * Shows the pages of an authority in the person's browser, and waits until the answer arrived at
 * the listener or nobody waits any more.
 *
 * The address stands on standard error in any case: where no browser can be opened it is copied
 * from there. A [struct@CliJob] owns it.
 */
struct _CliPrompter
{
  GObject parent_instance;

  gboolean browser;
  gboolean json;
};

static void cli_prompter_iface_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CliPrompter, cli_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      cli_prompter_iface_init))

static gboolean
put_away_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);

  return G_SOURCE_REMOVE;
}

static void
wait (GTask *task)
{
  g_autoptr(GSource) source = NULL;

  if (g_task_get_cancellable (task) == NULL)
    return;

  source = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (source, G_SOURCE_FUNC (put_away_cb), g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
open_cb (GObject      *source,
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
cli_prompter_prompt_async (OauthPrompter       *prompter,
                           OauthPrompt         *prompt,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  CliPrompter *self = CLI_PROMPTER (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *uri = oauth_prompt_get_uri (prompt);

  g_task_set_source_tag (task, cli_prompter_prompt_async);
  cli_output_prompt (self->json, oauth_prompt_get_reason (prompt), uri, self->browser);

  if (self->browser)
    cli_browser_open_async (uri, cancellable, open_cb, g_object_ref (self));

  wait (task);
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
cli_prompter_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = cli_prompter_prompt_async;
  iface->prompt_finish = cli_prompter_prompt_finish;
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
 * Returns: (transfer full): a prompter for the surface %OAUTH_SURFACE_BROWSER
 */
CliPrompter *
cli_prompter_new (gboolean browser,
                  gboolean json)
{
  CliPrompter *self = g_object_new (CLI_TYPE_PROMPTER, NULL);

  self->browser = browser;
  self->json = json;

  return self;
}
