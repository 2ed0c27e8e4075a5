/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-prompter.h"

#include "oauth-error.h"

#include <libsoup/soup.h>
#include <string.h>

static void fake_prompter_iface_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakePrompter, fake_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      fake_prompter_iface_init))

static char *
dup_answer (FakePrompter *self,
            OauthPrompt  *prompt)
{
  g_autoptr(GString) text = g_string_new (self->answer != NULL ? self->answer
                                                               : "code=c%2F1&state=%s");

  g_string_replace (text, "%s", oauth_prompt_get_state (prompt), 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
browsed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GBytes) page = NULL;

  page = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
}

/* What a browser does at the end of a sign-in. */
static void
browse (FakePrompter *self,
        OauthPrompt  *prompt)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autofree char *answer = dup_answer (self, prompt);
  gboolean is_post = strstr (oauth_prompt_get_uri (prompt), "response_mode=form_post") != NULL;
  g_autofree char *uri = g_strconcat (self->mock->redirect_uri, "?", answer, NULL);
  g_autoptr(SoupMessage) message = NULL;

  if (is_post)
    message = soup_message_new_from_encoded_form ("POST", self->mock->redirect_uri,
                                                  g_steal_pointer (&answer));
  else
    message = soup_message_new ("GET", uri);

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, browsed_cb, NULL);
}

static gboolean
put_away_cb (GCancellable *cancellable,
             gpointer      user_data)
{
  GTask *task = user_data;
  FakePrompter *self = g_task_get_source_object (task);

  self->n_put_away++;
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
wait (GTask *task)
{
  g_autoptr(GSource) source = g_cancellable_source_new (g_task_get_cancellable (task));

  g_source_set_callback (source, G_SOURCE_FUNC (put_away_cb), g_object_ref (task), g_object_unref);
  g_source_attach (source, NULL);
}

static void
fake_prompter_prompt_async (OauthPrompter       *prompter,
                            OauthPrompt         *prompt,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  FakePrompter *self = FAKE_PROMPTER (prompter);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  FakeDeed deed = self->deed;
  g_autofree char *answer = NULL;

  g_ptr_array_add (self->prompts, g_object_ref (prompt));
  if (oauth_prompt_get_user_code (prompt) == NULL)
    mock_authority_visit (self->mock, oauth_prompt_get_uri (prompt));

  if (deed == FAKE_CANCELS)
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_CANCELLED, "Cancelled.");
  else if (deed == FAKE_CHOOSES_BROWSER)
    {
      self->deed = FAKE_SIGNS_IN;
      g_task_return_pointer (task, NULL, NULL);
      g_task_set_task_data (task, GINT_TO_POINTER (TRUE), NULL);
    }
  else if (deed == FAKE_WAITS || oauth_prompt_get_user_code (prompt) != NULL)
    wait (task);
  else if (oauth_prompt_get_surface (prompt) == OAUTH_SURFACE_BROWSER)
    {
      wait (task);
      browse (self, prompt);
    }
  else
    {
      answer = dup_answer (self, prompt);
      g_task_return_pointer (task, g_strconcat (self->target != NULL ? self->target
                                                : oauth_prompt_get_redirect_uri (prompt),
                                                "?", answer, NULL), g_free);
    }
}

static char *
fake_prompter_prompt_finish (OauthPrompter  *prompter,
                             GAsyncResult   *result,
                             gboolean       *again,
                             GError        **error)
{
  *again = g_task_get_task_data (G_TASK (result)) != NULL;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_prompter_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = fake_prompter_prompt_async;
  iface->prompt_finish = fake_prompter_prompt_finish;
}

static void
fake_prompter_finalize (GObject *object)
{
  g_ptr_array_unref (FAKE_PROMPTER (object)->prompts);

  G_OBJECT_CLASS (fake_prompter_parent_class)->finalize (object);
}

static void
fake_prompter_class_init (FakePrompterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_prompter_finalize;
}

static void
fake_prompter_init (FakePrompter *self)
{
  self->prompts = g_ptr_array_new_with_free_func (g_object_unref);
}

FakePrompter *
fake_prompter_new (MockAuthority *mock)
{
  FakePrompter *self = g_object_new (FAKE_TYPE_PROMPTER, NULL);

  self->mock = mock;

  return self;
}
