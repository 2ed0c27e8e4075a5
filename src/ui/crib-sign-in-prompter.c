/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-prompter.h"
#include "crib-sign-in-prompter-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "crib-device-code-dialog.h"
#include "crib-policy.h"
#include "crib-sign-in-dialog.h"
#include "oauth-error.h"

/*
 * CribSignInPrompter:
 *
 * The #OauthPrompter of a window: a dialog with the page, or the browser and a dialog that waits
 * for it, or a code to type elsewhere; and who asks, where asking is needed
 * (crib-sign-in-prompter-ask.c).
 *
 * *Open in Browser* and *Copy Link* end the embedded attempt, because its answer can come back
 * nowhere else; the next one has a listener (ruling 8). So a wish for the link is remembered until
 * then. Where Toolcrib has no web view it goes to the browser by itself.
 */
/* One prompt on show. */
typedef struct
{
  OauthPrompt *prompt;
  GtkWindow *dialog;            /* GTK's, until destroyed */
  GSource *cancelled;
  gboolean is_again;
} Showing;

static void crib_sign_in_prompter_iface_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribSignInPrompter, crib_sign_in_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      crib_sign_in_prompter_iface_init)
                               G_IMPLEMENT_INTERFACE (CRIB_TYPE_SIGN_IN_ASKER,
                                                      crib_sign_in_prompter_init_asker))

GError *
crib_sign_in_prompter_new_cancelled (void)
{
  return g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_CANCELLED, _("The sign-in was cancelled."));
}

/* The window, or what stands above it and would hide what stood below. */
GtkWindow *
crib_sign_in_prompter_get_parent (CribSignInPrompter *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == self->window && gtk_window_get_modal (window) &&
          gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return self->window;
}

static void
showing_free (gpointer data)
{
  Showing *self = data;

  g_object_unref (self->prompt);
  g_free (self);
}

/* The answer holds a code. */
static void
answer_free (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static gboolean
destroy_cb (gpointer user_data)
{
  gtk_window_destroy (user_data);

  return G_SOURCE_REMOVE;
}

/* The dialog dies before anything else happens, but not here: this may be in the midst of a signal
 * of its page. No other dialog stands above it any more. It is not hidden until then: where a
 * screen reader asks for a window that has just gone, GTK 4.8 gives it the last of its list even if
 * that is hidden and has no path, and ends with a fault. */
static void
put_away (GTask *task)
{
  Showing *showing = g_task_get_task_data (task);
  GtkWindow *dialog = g_steal_pointer (&showing->dialog);

  if (showing->cancelled != NULL)
    {
      g_source_destroy (showing->cancelled);
      g_clear_pointer (&showing->cancelled, g_source_unref);
    }

  g_signal_handlers_disconnect_by_data (dialog, task);
  gtk_window_set_modal (dialog, FALSE);
  g_idle_add_full (G_PRIORITY_HIGH, destroy_cb, g_object_ref (dialog), g_object_unref);
}

/* Whoever closes a page that said what is wrong did not change their mind. */
static void
give_up (GTask *task)
{
  Showing *showing = g_task_get_task_data (task);
  const char *text = NULL;
  GError *error = NULL;

  if (CRIB_IS_SIGN_IN_DIALOG (showing->dialog))
    text = crib_sign_in_dialog_get_error_text (CRIB_SIGN_IN_DIALOG (showing->dialog));

  error = text != NULL ? oauth_error_new_from_page (text) : crib_sign_in_prompter_new_cancelled ();
  put_away (task);
  g_task_return_error (task, error);
}

static void
answered_cb (CribSignInDialog *dialog,
             const char       *uri,
             gpointer          user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  put_away (task);
  g_task_return_pointer (task, g_strdup (uri), answer_free);
}

static void
gone_cb (GtkWindow *dialog,
         gpointer   user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  give_up (task);
}

/* The browser's turn; this attempt has no listener. */
static void
begin_again (GTask    *task,
             gboolean  wants_link)
{
  CribSignInPrompter *self = g_task_get_source_object (task);
  Showing *showing = g_task_get_task_data (task);

  put_away (task);
  self->wants_link = wants_link;
  showing->is_again = TRUE;
  g_task_return_pointer (task, NULL, NULL);
}

static void
browser_chosen_cb (CribSignInDialog *dialog,
                   gpointer          user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  begin_again (task, FALSE);
}

static void
copy_link (Showing *showing)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (showing->dialog));

  gdk_clipboard_set_text (clipboard, oauth_prompt_get_uri (showing->prompt));
  crib_sign_in_dialog_show_link_copied (CRIB_SIGN_IN_DIALOG (showing->dialog));
}

static void
link_chosen_cb (CribSignInDialog *dialog,
                gpointer          user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Showing *showing = g_task_get_task_data (task);

  if (oauth_prompt_get_surface (showing->prompt) == OAUTH_SURFACE_BROWSER)
    copy_link (showing);
  else
    begin_again (task, TRUE);
}

/* In the browser the answer has come to the listener, or nobody waits any more. The person is
 * looking at the browser then. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  CribSignInPrompter *self = g_task_get_source_object (task);
  Showing *showing = g_task_get_task_data (task);

  put_away (task);

  if (self->window != NULL && oauth_prompt_get_surface (showing->prompt) != OAUTH_SURFACE_EMBEDDED)
    gtk_window_present (self->window);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
browser_started_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Showing *showing = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && showing->dialog != NULL)
    {
      g_debug ("The browser did not start: %s", error->message);
      crib_sign_in_dialog_show_no_browser (CRIB_SIGN_IN_DIALOG (showing->dialog));
    }
}

static void
show_browser (CribSignInPrompter *self,
              GTask              *task)
{
  Showing *showing = g_task_get_task_data (task);
  OauthPrompt *prompt = showing->prompt;

  crib_sign_in_dialog_show_browser (CRIB_SIGN_IN_DIALOG (showing->dialog),
                                    oauth_prompt_get_reason (prompt),
                                    oauth_prompt_get_server_name (prompt));
  gtk_window_present (showing->dialog);

  if (self->wants_link)
    copy_link (showing);
  else
    gtk_show_uri_full (showing->dialog, oauth_prompt_get_uri (prompt),
                       GDK_CURRENT_TIME, NULL, browser_started_cb, g_object_ref (task));

  self->wants_link = FALSE;
}

/* There is no web view: the browser's turn, unless an administrator keeps people inside. */
static void
do_without_view (GTask    *task,
                 gboolean  is_kept)
{
  if (!is_kept)
    {
      begin_again (task, FALSE);
      return;
    }

  put_away (task);
  g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                           _("Your administrator has decided that people sign in inside "
                             "Toolcrib’s window, which cannot show pages on this computer."));
}

static void
show_page (CribSignInPrompter *self,
           GTask              *task)
{
  Showing *showing = g_task_get_task_data (task);
  OauthPrompt *prompt = showing->prompt;
  gboolean is_kept = crib_policy_is_surface_locked () &&
                     crib_policy_get_surface (NULL) == CRIB_SURFACE_EMBEDDED;

  self->wants_link = FALSE;
  if (is_kept)
    crib_sign_in_dialog_keep_inside (CRIB_SIGN_IN_DIALOG (showing->dialog));

  if (crib_sign_in_dialog_set_prompt (CRIB_SIGN_IN_DIALOG (showing->dialog),
                                      oauth_prompt_get_uri (prompt),
                                      oauth_prompt_get_redirect_uri (prompt),
                                      oauth_prompt_get_state (prompt),
                                      oauth_prompt_get_reason (prompt),
                                      oauth_prompt_get_server_name (prompt),
                                      oauth_prompt_get_ca_file (prompt),
                                      oauth_prompt_get_http_origin (prompt)))
    gtk_window_present (showing->dialog);
  else
    do_without_view (task, is_kept);
}

static GtkWindow *
create_dialog (CribSignInPrompter *self,
               OauthPrompt        *prompt)
{
  GtkWindow *parent = crib_sign_in_prompter_get_parent (self);

  if (oauth_prompt_get_surface (prompt) != OAUTH_SURFACE_DEVICE_CODE)
    return GTK_WINDOW (crib_sign_in_dialog_new (parent));

  return GTK_WINDOW (crib_device_code_dialog_new (parent,
                                                  oauth_prompt_get_uri (prompt),
                                                  oauth_prompt_get_user_code (prompt),
                                                  oauth_prompt_get_expires_at (prompt),
                                                  oauth_prompt_get_reason (prompt),
                                                  oauth_prompt_get_server_name (prompt)));
}

static void
connect_dialog (GTask *task)
{
  const struct
  {
    const char *name;
    GCallback callback;
  } handlers[] = {
    { "cancelled", G_CALLBACK (gone_cb) },
    { "destroy", G_CALLBACK (gone_cb) },
    { "answered", G_CALLBACK (answered_cb) },
    { "browser-chosen", G_CALLBACK (browser_chosen_cb) },
    { "link-chosen", G_CALLBACK (link_chosen_cb) },
  };
  Showing *showing = g_task_get_task_data (task);
  guint n_handlers = CRIB_IS_SIGN_IN_DIALOG (showing->dialog) ? G_N_ELEMENTS (handlers) : 2;

  for (guint i = 0; i < n_handlers; i++)
    g_signal_connect_data (showing->dialog, handlers[i].name, handlers[i].callback,
                           g_object_ref (task), (GClosureNotify) (GCallback) g_object_unref, 0);
}

static void
watch_cancellable (GTask *task)
{
  Showing *showing = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL)
    return;

  showing->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (showing->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (showing->cancelled, g_task_get_context (task));
}

static void
crib_sign_in_prompter_prompt_async (OauthPrompter       *prompter,
                                    OauthPrompt         *prompt,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  CribSignInPrompter *self = CRIB_SIGN_IN_PROMPTER (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Showing *showing = g_new0 (Showing, 1);

  g_task_set_source_tag (task, crib_sign_in_prompter_prompt_async);
  g_task_set_task_data (task, showing, showing_free);
  g_task_set_check_cancellable (task, FALSE);
  showing->prompt = g_object_ref (prompt);

  if (self->window == NULL)
    {
      g_task_return_error (task, crib_sign_in_prompter_new_cancelled ());
      return;
    }

  showing->dialog = create_dialog (self, prompt);
  connect_dialog (task);
  watch_cancellable (task);

  if (oauth_prompt_get_surface (prompt) == OAUTH_SURFACE_BROWSER)
    show_browser (self, task);
  else if (oauth_prompt_get_surface (prompt) == OAUTH_SURFACE_EMBEDDED)
    show_page (self, task);
  else
    gtk_window_present (showing->dialog);
}

static char *
crib_sign_in_prompter_prompt_finish (OauthPrompter  *prompter,
                                     GAsyncResult   *result,
                                     gboolean       *again,
                                     GError        **error)
{
  Showing *showing;

  g_return_val_if_fail (g_task_is_valid (result, prompter), NULL);

  showing = g_task_get_task_data (G_TASK (result));
  *again = showing->is_again;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
crib_sign_in_prompter_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = crib_sign_in_prompter_prompt_async;
  iface->prompt_finish = crib_sign_in_prompter_prompt_finish;
}

static void
crib_sign_in_prompter_dispose (GObject *object)
{
  CribSignInPrompter *self = CRIB_SIGN_IN_PROMPTER (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (crib_sign_in_prompter_parent_class)->dispose (object);
}

static void
crib_sign_in_prompter_class_init (CribSignInPrompterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_sign_in_prompter_dispose;
}

static void
crib_sign_in_prompter_init (CribSignInPrompter *self)
{
}

/**
 * crib_sign_in_prompter_new:
 * @window: whom the dialogs stand above; not held
 *
 * Returns: (transfer full): a prompter that asks nothing once @window is gone
 */
CribSignInPrompter *
crib_sign_in_prompter_new (GtkWindow *window)
{
  CribSignInPrompter *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (CRIB_TYPE_SIGN_IN_PROMPTER, NULL);
  g_set_weak_pointer (&self->window, window);

  return self;
}

/**
 * crib_sign_in_prompter_set_settings:
 * @self: a prompter
 * @settings: (nullable): where it is kept what a person does not want to be asked again
 */
void
crib_sign_in_prompter_set_settings (CribSignInPrompter *self,
                                    GSettings          *settings)
{
  g_return_if_fail (CRIB_IS_SIGN_IN_PROMPTER (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  g_set_object (&self->settings, settings);
}
