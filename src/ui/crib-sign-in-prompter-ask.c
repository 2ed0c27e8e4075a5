/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-prompter-private.h"

#include "crib-other-account-dialog.h"
#include "crib-policy.h"
#include "crib-surface-dialog.h"

/*
 * What CribSignInPrompter asks besides: where to sign in, and as whom.
 */

/* One question on show. */
typedef struct
{
  GtkWidget *dialog;            /* GTK's, until destroyed */
  GSource *cancelled;
} Question;

static void
stop_watching (Question *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);

  g_clear_pointer (&self->cancelled, g_source_unref);
}

static void
question_free (gpointer data)
{
  stop_watching (data);
  g_free (data);
}

/* Whoever wanted to know does so no more. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Question *question = g_task_get_task_data (task);
  GtkWidget *dialog = g_steal_pointer (&question->dialog);

  if (dialog != NULL)
    {
      g_signal_handlers_disconnect_by_data (dialog, task);
      gtk_window_destroy (GTK_WINDOW (dialog));
      g_task_return_error_if_cancelled (task);
    }

  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task)
{
  Question *question = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL)
    return;

  question->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (question->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task),
                         g_object_unref);
  g_source_attach (question->cancelled, g_task_get_context (task));
}

/* The answer ends the question: whatever comes of the dialog afterwards is nobody's. */
static GTask *
take_answer (AdwMessageDialog *dialog,
             gpointer          user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Question *question = g_task_get_task_data (task);

  question->dialog = NULL;
  stop_watching (question);
  g_signal_handlers_disconnect_by_data (dialog, task);

  return g_steal_pointer (&task);
}

static void
show (CribSignInPrompter *self,
      GTask              *task,
      GtkWidget          *dialog,
      GCallback           answer_cb)
{
  Question *question = g_new0 (Question, 1);

  question->dialog = dialog;
  g_task_set_task_data (task, question, question_free);
  g_task_set_check_cancellable (task, FALSE);
  g_signal_connect_data (dialog, "response", answer_cb, g_object_ref (task),
                         (GClosureNotify) (GCallback) g_object_unref, 0);
  watch_cancellable (task);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
surface_answered_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  g_autoptr(GTask) task = take_answer (dialog, user_data);
  CribSignInPrompter *self = g_task_get_source_object (task);
  gboolean is_here = g_str_equal (response, CRIB_SURFACE_WINDOW);

  if (!is_here && !g_str_equal (response, CRIB_SURFACE_ELSEWHERE))
    {
      g_task_return_error (task, crib_sign_in_prompter_new_cancelled ());
      return;
    }

  if (self->settings != NULL && crib_surface_dialog_remembers (dialog))
    g_settings_set_string (self->settings, "sign-in-surface", is_here ? "embedded" : "browser");

  g_task_return_int (task, is_here ? OAUTH_SURFACE_EMBEDDED : OAUTH_SURFACE_BROWSER);
}

static void
ask_surface_async (CribSignInAsker     *asker,
                   const char          *server_name,
                   const char          *reason,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  CribSignInPrompter *self = CRIB_SIGN_IN_PROMPTER (asker);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean can_remember = self->settings != NULL && !crib_policy_is_surface_locked ();

  g_task_set_source_tag (task, ask_surface_async);

  if (self->window == NULL)
    g_task_return_error (task, crib_sign_in_prompter_new_cancelled ());
  else
    show (self, task, crib_surface_dialog_new (crib_sign_in_prompter_get_parent (self),
                                               server_name, reason, can_remember),
          G_CALLBACK (surface_answered_cb));
}

static int
ask_surface_finish (CribSignInAsker  *asker,
                    GAsyncResult     *result,
                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, asker), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

static void
account_answered_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  g_autoptr(GTask) task = take_answer (dialog, user_data);

  if (g_str_equal (response, CRIB_OTHER_ACCOUNT_KEEP))
    g_task_return_int (task, CRIB_ACCOUNT_ANSWER_KEEP);
  else if (g_str_equal (response, CRIB_OTHER_ACCOUNT_AGAIN))
    g_task_return_int (task, CRIB_ACCOUNT_ANSWER_AGAIN);
  else
    g_task_return_int (task, CRIB_ACCOUNT_ANSWER_CANCEL);
}

static void
ask_account_async (CribSignInAsker     *asker,
                   const char          *server_name,
                   OauthAccount        *expected,
                   OauthAccount        *found,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  CribSignInPrompter *self = CRIB_SIGN_IN_PROMPTER (asker);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ask_account_async);

  if (self->window == NULL)
    g_task_return_error (task, crib_sign_in_prompter_new_cancelled ());
  else
    show (self, task, crib_other_account_dialog_new (crib_sign_in_prompter_get_parent (self),
                                                     server_name, expected, found),
          G_CALLBACK (account_answered_cb));
}

static CribAccountAnswer
ask_account_finish (CribSignInAsker  *asker,
                    GAsyncResult     *result,
                    GError          **error)
{
  int answer;

  g_return_val_if_fail (g_task_is_valid (result, asker), CRIB_ACCOUNT_ANSWER_CANCEL);

  answer = g_task_propagate_int (G_TASK (result), error);

  return answer >= 0 ? (CribAccountAnswer) answer : CRIB_ACCOUNT_ANSWER_CANCEL;
}

void
crib_sign_in_prompter_init_asker (CribSignInAskerInterface *iface)
{
  iface->ask_surface_async = ask_surface_async;
  iface->ask_surface_finish = ask_surface_finish;
  iface->ask_account_async = ask_account_async;
  iface->ask_account_finish = ask_account_finish;
}
