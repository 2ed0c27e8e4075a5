/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-asker.h"

#include "oauth-error.h"

static void fake_asker_prompter_init (OauthPrompterInterface *iface);
static void fake_asker_asker_init    (CribSignInAskerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeAsker, fake_asker, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER,
                                                      fake_asker_prompter_init)
                               G_IMPLEMENT_INTERFACE (CRIB_TYPE_SIGN_IN_ASKER,
                                                      fake_asker_asker_init))

static void
prompted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;
  gboolean again = FALSE;
  char *uri = oauth_prompter_prompt_finish (OAUTH_PROMPTER (source), result, &again, &error);

  g_task_set_task_data (task, GINT_TO_POINTER (again), NULL);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, uri, g_free);
}

static void
fake_asker_prompt_async (OauthPrompter       *prompter,
                         OauthPrompt         *prompt,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  oauth_prompter_prompt_async (FAKE_ASKER (prompter)->pages, prompt, cancellable, prompted_cb,
                               g_task_new (prompter, NULL, callback, user_data));
}

static char *
fake_asker_prompt_finish (OauthPrompter  *prompter,
                          GAsyncResult   *result,
                          gboolean       *again,
                          GError        **error)
{
  *again = GPOINTER_TO_INT (g_task_get_task_data (G_TASK (result)));

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_asker_prompter_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = fake_asker_prompt_async;
  iface->prompt_finish = fake_asker_prompt_finish;
}

static gboolean
give_up_cb (GCancellable *cancellable,
            gpointer      user_data)
{
  g_task_return_error_if_cancelled (G_TASK (user_data));

  return G_SOURCE_REMOVE;
}

/* Returns: (nullable) (transfer full): what is to be answered at once */
static GTask *
begin (FakeAsker           *self,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GSource) source = NULL;

  if (self->meanwhile != NULL)
    self->meanwhile (self->meanwhile_data);

  if (!self->is_slow)
    return g_steal_pointer (&task);

  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (give_up_cb), g_object_ref (task), g_object_unref);
  g_source_attach (source, NULL);

  return NULL;
}

static void
fake_asker_ask_surface_async (CribSignInAsker     *asker,
                              const char          *server_name,
                              const char          *reason,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  FakeAsker *self = FAKE_ASKER (asker);
  g_autoptr(GTask) task = begin (self, cancellable, callback, user_data);

  self->n_surfaces++;
  g_free (self->words);
  self->words = g_strdup_printf ("%s: %s", server_name, reason);

  if (task != NULL && self->surface < 0)
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_CANCELLED, "Cancelled.");
  else if (task != NULL)
    g_task_return_int (task, self->surface);
}

static void
fake_asker_ask_account_async (CribSignInAsker     *asker,
                              const char          *server_name,
                              OauthAccount        *expected,
                              OauthAccount        *found,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  FakeAsker *self = FAKE_ASKER (asker);
  g_autoptr(GTask) task = begin (self, cancellable, callback, user_data);
  guint number = self->n_accounts++;

  g_free (self->words);
  self->words = g_strdup_printf ("%s: %s, not %s", server_name,
                                 oauth_account_get_username (found),
                                 oauth_account_get_username (expected));

  if (task != NULL)
    g_task_return_int (task, number < G_N_ELEMENTS (self->answers) ? self->answers[number]
                                                                  : CRIB_ACCOUNT_ANSWER_CANCEL);
}

static int
fake_asker_ask_surface_finish (CribSignInAsker  *asker,
                               GAsyncResult     *result,
                               GError          **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static CribAccountAnswer
fake_asker_ask_account_finish (CribSignInAsker  *asker,
                               GAsyncResult     *result,
                               GError          **error)
{
  gssize answer = g_task_propagate_int (G_TASK (result), error);

  return answer < 0 ? CRIB_ACCOUNT_ANSWER_CANCEL : (CribAccountAnswer) answer;
}

static void
fake_asker_asker_init (CribSignInAskerInterface *iface)
{
  iface->ask_surface_async = fake_asker_ask_surface_async;
  iface->ask_surface_finish = fake_asker_ask_surface_finish;
  iface->ask_account_async = fake_asker_ask_account_async;
  iface->ask_account_finish = fake_asker_ask_account_finish;
}

static void
fake_asker_finalize (GObject *object)
{
  FakeAsker *self = FAKE_ASKER (object);

  g_object_unref (self->pages);
  g_free (self->words);

  G_OBJECT_CLASS (fake_asker_parent_class)->finalize (object);
}

static void
fake_asker_class_init (FakeAskerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_asker_finalize;
}

static void
fake_asker_init (FakeAsker *self)
{
  self->surface = -1;

  for (guint i = 0; i < G_N_ELEMENTS (self->answers); i++)
    self->answers[i] = CRIB_ACCOUNT_ANSWER_CANCEL;
}

FakeAsker *
fake_asker_new (OauthPrompter *pages)
{
  FakeAsker *self = g_object_new (FAKE_TYPE_ASKER, NULL);

  self->pages = g_object_ref (pages);

  return self;
}
