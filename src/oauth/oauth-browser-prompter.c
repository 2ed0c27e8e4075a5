/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-browser-prompter.h"

/**
 * OauthBrowserPrompter:
 *
 * Shows pages in a browser, for programs without a window of their own.
 *
 * A browser says nothing of what becomes of a page: the answer comes to the listener, and until
 * then, or until nobody waits any more, this prompter waits.
 */
struct _OauthBrowserPrompter
{
  GObject parent_instance;

  OauthBrowserFunc open;
  gpointer user_data;
  GDestroyNotify destroy;
};

static void oauth_browser_prompter_iface_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OauthBrowserPrompter, oauth_browser_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      oauth_browser_prompter_iface_init))

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
oauth_browser_prompter_prompt_async (OauthPrompter       *prompter,
                                     OauthPrompt         *prompt,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  OauthBrowserPrompter *self = OAUTH_BROWSER_PROMPTER (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, oauth_browser_prompter_prompt_async);
  self->open (prompter, prompt, cancellable, self->user_data);
  wait (task);
}

static char *
oauth_browser_prompter_prompt_finish (OauthPrompter  *prompter,
                                      GAsyncResult   *result,
                                      gboolean       *again,
                                      GError        **error)
{
  *again = FALSE;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
oauth_browser_prompter_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = oauth_browser_prompter_prompt_async;
  iface->prompt_finish = oauth_browser_prompter_prompt_finish;
}

static void
oauth_browser_prompter_finalize (GObject *object)
{
  OauthBrowserPrompter *self = OAUTH_BROWSER_PROMPTER (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);

  G_OBJECT_CLASS (oauth_browser_prompter_parent_class)->finalize (object);
}

static void
oauth_browser_prompter_class_init (OauthBrowserPrompterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oauth_browser_prompter_finalize;
}

static void
oauth_browser_prompter_init (OauthBrowserPrompter *self)
{
}

/**
 * oauth_browser_prompter_new:
 * @open: opens the address of a prompt; what becomes of that is its own care
 * @user_data: for @open
 * @destroy: (nullable): for @user_data
 *
 * Returns: (transfer full): a prompter for the surface %OAUTH_SURFACE_BROWSER
 */
OauthPrompter *
oauth_browser_prompter_new (OauthBrowserFunc open,
                            gpointer         user_data,
                            GDestroyNotify   destroy)
{
  OauthBrowserPrompter *self;

  g_return_val_if_fail (open != NULL, NULL);

  self = g_object_new (OAUTH_TYPE_BROWSER_PROMPTER, NULL);
  self->open = open;
  self->user_data = user_data;
  self->destroy = destroy;

  return OAUTH_PROMPTER (self);
}
