/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-device-private.h"

#include "oauth-clock.h"
#include "oauth-error-private.h"

#include <glib/gi18n-lib.h>

/* RFC 8628 §3.5, in seconds. */
#define SLOWER 5
#define MOST_PAUSE 60

static guint second = 1000;

/* One sign-in by a code that a person types at a page, on whatever device (RFC 8628): the prompter
 * shows page and code, and the authority is asked from time to time whether it is done. Callbacks
 * hold a reference; what comes after the end is dropped. */
typedef struct
{
  gatomicrefcount ref_count;
  GTask *task;                /* NULL after the end */
  SoupSession *session;
  OauthGrant grant;           /* its members are ours */
  char *request_id;
  OauthPrompter *prompter;
  char *reason;
  char *server_name;

  OauthDeviceCode *code;
  gint64 end;                 /* by the clock that nobody sets */
  gint64 wait;                /* seconds that the next pause lasts at least */
  GCancellable *inner;
  GSource *outer;
  GSource *pause;
  GSourceFunc poll_cb;
  OauthVerdict *verdict;      /* the task's */
} Device;

typedef struct
{
  OauthTokenAnswer *answer;
  gboolean again;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->answer, oauth_token_answer_free);
  g_free (outcome);
}

static Device *
device_ref (Device *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
device_unref (gpointer data)
{
  Device *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->session);
  g_object_unref (self->grant.authority);
  oauth_credentials_unref (self->grant.credentials);
  g_strfreev ((char **) self->grant.scopes);
  g_free ((char *) self->grant.resource);
  g_free ((char *) self->grant.claims);
  g_free (self->request_id);
  g_object_unref (self->prompter);
  g_free (self->reason);
  g_free (self->server_name);
  g_clear_pointer (&self->code, oauth_device_code_free);
  g_object_unref (self->inner);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Device, device_unref)

static void
drop_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Puts away what is shown, and asks no more. */
static GTask *
end (Device *self)
{
  GTask *task = g_steal_pointer (&self->task);

  drop_source (&self->outer);
  drop_source (&self->pause);
  g_cancellable_cancel (self->inner);

  return task;
}

static void
end_with_error (Device *self,
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

  oauth_error_add_request_id (error, self->request_id);
  g_task_return_error (task, error);
}

static void
end_with (Device           *self,
          OauthTokenAnswer *answer,
          gboolean          again)
{
  g_autoptr(GTask) task = end (self);
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->answer = answer;
  outcome->again = again;
  g_task_return_pointer (task, outcome, outcome_free);
}

static GError *
new_late_error (void)
{
  return g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_REFUSED,
                              _("The code was not used in time. Try again."));
}

static gboolean
is_code (const GError *error,
         const char   *code)
{
  return g_strcmp0 (oauth_error_get_code (error), code) == 0;
}

/* RFC 8628 §3.5: what "not yet" means for the next question; a way that is interrupted is no
 * answer, and asked less often. */
static gboolean
may_ask_again (Device       *self,
               const GError *error)
{
  gint64 wait = oauth_error_get_retry_after (error);

  if (is_code (error, "authorization_pending"))
    return TRUE;

  if (is_code (error, "slow_down"))
    self->code->interval += SLOWER;
  else if (g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE))
    {
      self->code->interval = MAX (self->code->interval, MIN (2 * self->code->interval, MOST_PAUSE));
      self->wait = wait;
    }
  else
    return FALSE;

  return TRUE;
}

/* Microsoft has a word of its own for a person who said no (entra.md 4.5). */
static GError *
translate (GError *error)
{
  if (is_code (error, "access_denied") || is_code (error, "authorization_declined"))
    oauth_error_turn (error, OAUTH_ERROR_CANCELLED,
                      _("The sign-in was cancelled, or a permission was declined."));
  else if (is_code (error, "expired_token"))
    oauth_error_turn (error, OAUTH_ERROR_REFUSED,
                      _("The code was not used in time. Try again."));

  return error;
}

static void
pause_before_poll (Device *self)
{
  gint64 left = self->end - oauth_clock_get_up ();
  gint64 seconds = CLAMP (MAX (self->code->interval, self->wait), 1, MAX (left, 1));

  self->wait = 0;
  drop_source (&self->pause);
  self->pause = g_timeout_source_new (seconds * second);
  g_source_set_callback (self->pause, self->poll_cb, device_ref (self), device_unref);
  g_source_attach (self->pause, g_main_context_get_thread_default ());
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Device) self = user_data;
  OauthVerdict verdict;
  GError *error = NULL;
  OauthTokenAnswer *answer;

  answer = oauth_token_exchange_finish (self->session, result, &verdict, &error);

  if (self->task == NULL)
    {
      g_clear_pointer (&answer, oauth_token_answer_free);
      g_clear_error (&error);
    }
  else if (answer != NULL)
    end_with (self, answer, FALSE);
  else if (!may_ask_again (self, error))
    {
      *self->verdict = verdict;
      end_with_error (self, translate (error));
    }
  else
    {
      g_error_free (error);
      pause_before_poll (self);
    }
}

static gboolean
poll_cb (gpointer user_data)
{
  Device *self = user_data;

  if (oauth_clock_get_up () >= self->end)
    end_with_error (self, new_late_error ());
  else
    oauth_token_request_poll_async (self->session, &self->grant, self->code->device_code,
                                    self->request_id, self->inner, answer_cb, device_ref (self));

  return G_SOURCE_REMOVE;
}

static void
prompt_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Device) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean again = FALSE;
  char *uri;

  uri = oauth_prompter_prompt_finish (OAUTH_PROMPTER (source), result, &again, &error);
  vault_wipe_string (uri);

  if (self->task == NULL)
    return;

  if (again)
    end_with (self, NULL, TRUE);
  else if (error != NULL)
    end_with_error (self, g_steal_pointer (&error));
}

static void
show (Device *self)
{
  OauthTrust *trust = oauth_authority_get_trust (self->grant.authority);
  g_autoptr(OauthPrompt) prompt = NULL;

  prompt = g_object_new (OAUTH_TYPE_PROMPT,
                         "uri", self->code->uri,
                         "surface", OAUTH_SURFACE_DEVICE_CODE,
                         "reason", self->reason,
                         "server-name", self->server_name,
                         "ca-file", trust != NULL ? oauth_trust_get_ca_file (trust) : NULL,
                         "user-code", self->code->user_code,
                         "expires-at", oauth_clock_get_wall () + self->code->lifetime,
                         NULL);
  oauth_prompter_prompt_async (self->prompter, prompt, self->inner, prompt_cb, device_ref (self));
}

static void
code_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Device) self = user_data;
  g_autoptr(SjsonDocument) document = NULL;
  OauthVerdict verdict;
  GError *error = NULL;
  SjsonValue root;

  document = oauth_token_exchange_finish (self->session, result, &verdict, &error);

  if (self->task == NULL)
    {
      if (document != NULL)
        oauth_token_answer_wipe (document);
      g_clear_error (&error);
      return;
    }

  *self->verdict = verdict;
  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      self->code = oauth_device_code_new (&root, self->grant.authority, &error);
      oauth_token_answer_wipe (document);
    }

  if (self->code == NULL)
    {
      end_with_error (self, error);
      return;
    }

  self->end = oauth_clock_get_up () + self->code->lifetime;
  pause_before_poll (self);
  show (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Device *self = user_data;
  g_autoptr(GTask) task = end (self);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static Device *
device_new (GTask             *task,
            const OauthGrant  *grant,
            const OauthManner *manner)
{
  Device *self = g_new0 (Device, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->task = g_object_ref (task);
  self->session = g_object_ref (g_task_get_source_object (task));
  self->grant.authority = g_object_ref (grant->authority);
  self->grant.credentials = oauth_credentials_ref (grant->credentials);
  self->grant.scopes = (const char * const *) g_strdupv ((char **) grant->scopes);
  self->grant.resource = g_strdup (grant->resource);
  self->grant.claims = g_strdup (grant->claims);
  self->request_id = g_uuid_string_random ();
  self->prompter = g_object_ref (manner->prompter);
  self->reason = g_strdup (manner->reason);
  self->server_name = g_strdup (manner->server_name);
  self->inner = g_cancellable_new ();
  self->poll_cb = poll_cb;
  self->verdict = g_task_get_task_data (task);

  return self;
}

static void
watch (Device       *self,
       GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;

  self->outer = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->outer, G_SOURCE_FUNC (cancelled_cb), device_ref (self),
                         device_unref);
  g_source_attach (self->outer, g_main_context_get_thread_default ());
}

/*
 * oauth_device_set_second:
 * @milliseconds: how long a second of waiting takes
 */
void
oauth_device_set_second (guint milliseconds)
{
  second = milliseconds;
}

/*
 * oauth_device_run_async:
 * @session: for the authority
 * @grant: what to ask for
 * @manner: how to show it; a hint and a prompt have no place in it
 * @cancellable: (nullable): to give up
 *
 * Lets a person sign in by a code (RFC 8628). Only where the authority names an endpoint for that.
 */
void
oauth_device_run_async (SoupSession         *session,
                        const OauthGrant    *grant,
                        const OauthManner   *manner,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr(Device) self = NULL;

  g_task_set_source_tag (task, oauth_device_run_async);
  g_task_set_task_data (task, g_new0 (OauthVerdict, 1), g_free);

  if (oauth_authority_get_device_endpoint (grant->authority) == NULL)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                               _("The sign-in service %s does not offer to sign in by a code."),
                               oauth_authority_get_asked_issuer (grant->authority));
      return;
    }

  if (g_task_return_error_if_cancelled (task))
    return;

  self = device_new (task, grant, manner);
  watch (self, cancellable);
  oauth_token_request_device_async (session, &self->grant, self->request_id, self->inner, code_cb,
                                    device_ref (self));
}

/*
 * oauth_device_run_finish:
 * @again: (out): whether the person chose another surface instead; then nothing is returned
 * @verdict: (out): where the authority refused, what that means
 * @error: return location: `OAUTH_ERROR_CANCELLED` for a person who gave up, or said no;
 *   `OAUTH_ERROR_REFUSED` when it was too late
 *
 * Returns: (transfer full) (nullable): the tokens
 */
OauthTokenAnswer *
oauth_device_run_finish (SoupSession   *session,
                         GAsyncResult  *result,
                         gboolean      *again,
                         OauthVerdict  *verdict,
                         GError       **error)
{
  OauthTokenAnswer *answer;
  Outcome *outcome;

  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  *verdict = *(OauthVerdict *) g_task_get_task_data (G_TASK (result));
  outcome = g_task_propagate_pointer (G_TASK (result), error);
  *again = outcome != NULL && outcome->again;
  if (outcome == NULL)
    return NULL;

  answer = g_steal_pointer (&outcome->answer);
  outcome_free (outcome);

  return answer;
}
