/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-round.h"

#include "oauth-address.h"
#include "oauth-error.h"
#include "oauth-listener.h"
#include "vault-secret.h"

#include <glib/gi18n-lib.h>

/* The registered address is http://localhost without a path, unless somebody says otherwise
 * (entra.md 2.2). */
#define LISTENER_PATH "/"
#define LISTENER_IP "127.0.0.1"

/* One attempt in one surface: the prompter shows it, and the answer comes from the prompter or from
 * the listener, whichever is first. Both callbacks hold a reference; what comes after the end is
 * dropped. */
typedef struct
{
  gatomicrefcount ref_count;
  GTask *task;                /* NULL after the end */
  OauthAttempt *attempt;      /* kept by the caller until the end */
  OauthListener *listener;
  GCancellable *inner;
  GSource *outer;
} Round;

typedef struct
{
  char *form;
  gboolean again;
} Outcome;

static Round *
round_ref (Round *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
round_unref (Round *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->listener);
  g_object_unref (self->inner);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Round, round_unref)

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  vault_wipe_string (outcome->form);
  g_free (outcome);
}

/* Puts away what is shown, and closes the door. */
static GTask *
end (Round *self)
{
  GTask *task = g_steal_pointer (&self->task);

  if (self->outer != NULL)
    {
      g_source_destroy (self->outer);
      g_clear_pointer (&self->outer, g_source_unref);
    }
  self->attempt = NULL;
  g_cancellable_cancel (self->inner);
  if (self->listener != NULL)
    oauth_listener_close (self->listener);

  return task;
}

static void
end_with_error (Round  *self,
                GError *error)
{
  g_autoptr(GTask) task = end (self);

  /* The prompter was cancelled by its own window, not by our caller. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      error = g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_CANCELLED,
                                   _("The sign-in was cancelled."));
    }

  g_task_return_error (task, error);
}

static void
end_with_form (Round    *self,
               char     *form,
               gboolean  again)
{
  g_autoptr(GTask) task = end (self);
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->form = form;
  outcome->again = again;
  g_task_return_pointer (task, outcome, outcome_free);
}

static void
end_with_redirect (Round      *self,
                   const char *uri)
{
  GError *error = NULL;
  char *form = oauth_attempt_read_redirect (self->attempt, uri, &error);

  if (form != NULL)
    end_with_form (self, form, FALSE);
  else
    end_with_error (self, error);
}

static void
prompt_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Round) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean again = FALSE;
  char *uri;

  uri = oauth_prompter_prompt_finish (OAUTH_PROMPTER (source), result, &again, &error);

  if (self->task == NULL)
    {
      vault_wipe_string (uri);
      return;
    }

  if (again)
    end_with_form (self, NULL, TRUE);
  else if (uri != NULL)
    end_with_redirect (self, uri);
  else if (error != NULL)
    end_with_error (self, g_steal_pointer (&error));
  else if (self->listener == NULL)
    end_with_error (self, g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_CANCELLED,
                                               _("The sign-in was cancelled.")));

  vault_wipe_string (uri);
}

static void
listener_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Round) self = user_data;
  g_autoptr(GError) error = NULL;
  char *form;

  form = oauth_listener_wait_finish (OAUTH_LISTENER (source), result, &error);

  if (self->task == NULL)
    vault_wipe_string (form);
  else if (form != NULL)
    end_with_form (self, form, FALSE);
  else
    end_with_error (self, g_steal_pointer (&error));
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Round *self = user_data;
  g_autoptr(GTask) task = end (self);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static Round *
round_new (GTask        *task,
           OauthAttempt *attempt)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Round *self = g_new0 (Round, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->task = g_object_ref (task);
  self->attempt = attempt;
  self->inner = g_cancellable_new ();

  if (cancellable != NULL)
    {
      self->outer = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->outer, G_SOURCE_FUNC (cancelled_cb), round_ref (self),
                             (GDestroyNotify) round_unref);
      g_source_attach (self->outer, g_main_context_get_thread_default ());
    }

  return self;
}

static OauthPrompt *
new_prompt (OauthAttempt      *attempt,
            const OauthManner *manner)
{
  const char *endpoint = oauth_authority_get_authorization_endpoint (attempt->authority);
  OauthTrust *trust = oauth_authority_get_trust (attempt->authority);
  gboolean is_embedded = attempt->surface == OAUTH_SURFACE_EMBEDDED;
  g_autofree char *origin = NULL;
  char *uri = oauth_attempt_dup_uri (attempt, manner->login_hint, manner->prompt);
  OauthPrompt *prompt;

  if (oauth_address_is_http (endpoint))
    origin = oauth_address_dup_origin (endpoint);

  prompt = g_object_new (OAUTH_TYPE_PROMPT,
                         "uri", uri,
                         "redirect-uri", is_embedded ? attempt->redirect_uri : NULL,
                         "state", attempt->state,
                         "surface", attempt->surface,
                         "reason", manner->reason,
                         "server-name", manner->server_name,
                         "ca-file", trust != NULL ? oauth_trust_get_ca_file (trust) : NULL,
                         "http-origin", origin,
                         NULL);
  vault_wipe_string (uri);

  return prompt;
}

/* In the browser the listener comes first: its port is part of the address. */
static gboolean
listen (Round   *self,
        GError **error)
{
  OauthAttempt *attempt = self->attempt;
  g_autoptr(GUri) own = NULL;
  const char *path = NULL;

  if (attempt->surface != OAUTH_SURFACE_BROWSER)
    return TRUE;

  if (attempt->redirect_uri != NULL)
    own = g_uri_parse (attempt->redirect_uri, G_URI_FLAGS_ENCODED, NULL);
  if (own != NULL)
    path = g_uri_get_path (own);

  self->listener = oauth_listener_new (path != NULL && *path == '/' ? path : LISTENER_PATH,
                                       attempt->state, attempt->form_post, error);
  if (self->listener == NULL)
    return FALSE;

  g_free (attempt->redirect_uri);
  attempt->redirect_uri = oauth_credentials_is_at_loopback_ip (attempt->credentials) ||
                          (own != NULL && g_strcmp0 (g_uri_get_host (own), LISTENER_IP) == 0)
    ? oauth_listener_dup_ip_uri (self->listener)
    : g_strdup (oauth_listener_get_redirect_uri (self->listener));
  oauth_listener_wait_async (self->listener, self->inner, listener_cb, round_ref (self));

  return TRUE;
}

/*
 * oauth_round_run_async:
 * @attempt: kept by the caller until called back; in the browser its `redirect_uri` is set here
 * @manner: how to ask
 *
 * Shows @attempt to a person and waits for its answer, which is not read yet.
 */
void
oauth_round_run_async (OauthAttempt        *attempt,
                       const OauthManner   *manner,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(Round) self = NULL;
  g_autoptr(OauthPrompt) prompt = NULL;
  g_autoptr(GError) error = NULL;

  g_task_set_source_tag (task, oauth_round_run_async);

  if (g_task_return_error_if_cancelled (task))
    return;

  self = round_new (task, attempt);

  if (!listen (self, &error))
    {
      end_with_error (self, g_steal_pointer (&error));
      return;
    }

  prompt = new_prompt (attempt, manner);
  oauth_prompter_prompt_async (manner->prompter, prompt, self->inner, prompt_cb,
                               round_ref (self));
}

/*
 * oauth_round_run_finish:
 * @again: (out): whether the person chose the browser instead; then nothing is returned
 * @error: return location: `OAUTH_ERROR_CANCELLED`, or what the prompter or the listener met
 *
 * Returns: (transfer full) (nullable): the parameters of the answer, to be wiped by the caller
 */
char *
oauth_round_run_finish (GAsyncResult  *result,
                        gboolean      *again,
                        GError       **error)
{
  Outcome *outcome;
  char *form;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  *again = FALSE;
  outcome = g_task_propagate_pointer (G_TASK (result), error);
  if (outcome == NULL)
    return NULL;

  *again = outcome->again;
  form = g_steal_pointer (&outcome->form);
  outcome_free (outcome);

  return form;
}
