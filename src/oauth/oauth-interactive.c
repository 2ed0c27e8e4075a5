/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-interactive.h"

#include "oauth-clock.h"
#include "oauth-device.h"
#include "oauth-error-private.h"
#include "oauth-identity.h"
#include "oauth-lock.h"

#include <string.h>

/* One sign-in by a person: rounds until one is answered, then the code becomes tokens. */
typedef struct
{
  OauthContext *context;
  OauthPrompter *prompter;
  char **scopes;
  char *resource;
  char *claims;
  char *reason;
  char *server_name;
  char *login_hint;
  char *prompt;
  OauthSurface surface;

  GAsyncReadyCallback round_cb;
  GAsyncReadyCallback device_cb;
  char *sent_resource;
  OauthAttempt *attempt;      /* NULL with a code to be typed */
  OauthTokenAnswer *answer;
  OauthAccount *account;
  OauthStoredAccount *stored;
  OauthLock *lock;
  GError *save_error;
} Interactive;

static void
interactive_free (gpointer data)
{
  Interactive *self = data;

  g_clear_object (&self->lock);
  oauth_context_unref (self->context);
  g_object_unref (self->prompter);
  g_strfreev (self->scopes);
  g_free (self->resource);
  g_free (self->claims);
  g_free (self->reason);
  g_free (self->server_name);
  g_free (self->login_hint);
  g_free (self->prompt);
  g_free (self->sent_resource);
  g_clear_pointer (&self->attempt, oauth_attempt_free);
  g_clear_pointer (&self->answer, oauth_token_answer_free);
  g_clear_object (&self->account);
  g_clear_pointer (&self->stored, oauth_stored_account_unref);
  g_clear_error (&self->save_error);
  g_free (self);
}

static void
return_token (GTask *task)
{
  Interactive *self = g_task_get_task_data (task);
  const char * const *scopes = (const char * const *) self->scopes;
  OauthToken *token = oauth_token_answer_dup_token (self->answer, self->account, scopes,
                                                    self->stored != NULL);

  /* Entra.md 3.7: whoever just signed in starts afresh. */
  oauth_block_list_remove (self->context->blocks, oauth_account_get_id (self->account));
  oauth_context_note_end (self->context, self->account, NULL);
  oauth_token_cache_put (self->context->tokens, token, scopes, self->resource);
  g_clear_object (&self->lock);
  g_task_return_pointer (task, token, g_object_unref);
}

static void
store_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Interactive *self = g_task_get_task_data (task);

  oauth_context_store_finish (result, &self->save_error);
  return_token (task);
}

/* Without the lock it is stored all the same: the person has signed in. */
static void
lock_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Interactive *self = g_task_get_task_data (task);

  self->lock = oauth_lock_acquire_finish (result, NULL);
  oauth_context_store_async (self->context, self->stored, VAULT_ASK_PERSON, store_cb,
                             g_object_ref (task));
}

static void
store (GTask *task)
{
  Interactive *self = g_task_get_task_data (task);
  g_autofree char *name = oauth_context_dup_lock_name (self->account);

  if (self->answer->refresh_token == NULL)
    {
      return_token (task);
      return;
    }

  self->stored = oauth_stored_account_new (self->account, (const char * const *) self->scopes,
                                           self->resource, self->answer->refresh_token,
                                           oauth_clock_get_wall ());
  g_task_set_check_cancellable (task, FALSE);
  oauth_lock_acquire_async (name, NULL, lock_cb, g_object_ref (task));
}

static void
identity_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Interactive *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->account = oauth_identity_find_finish (result, &error);

  if (self->account != NULL)
    store (task);
  else
    g_task_return_error (task, error);
}

static char *
dup_embedded_redirect (Interactive *self)
{
  OauthAuthority *authority = self->context->authority;

  if (self->context->redirect_uri != NULL)
    return g_strdup (self->context->redirect_uri);

  return oauth_profile_dup_embedded_redirect (oauth_authority_get_profile (authority),
                                              oauth_authority_get_asked_issuer (authority));
}

/* A registered http://localhost/done is met in the browser, too: its path counts, its port does not
 * (entra.md 2.2). NULL: the usual address */
static char *
dup_loopback_redirect (Interactive *self)
{
  const char *own = self->context->redirect_uri;

  return own != NULL && g_ascii_strncasecmp (own, "http:", strlen ("http:")) == 0
         ? g_strdup (own) : NULL;
}

static OauthAttempt *
new_attempt (Interactive *self)
{
  return oauth_attempt_new (self->context->authority, self->context->credentials,
                            (const char * const *) self->scopes, self->sent_resource, self->claims,
                            self->surface);
}

static void
ask_by_code (GTask             *task,
             const OauthManner *manner)
{
  Interactive *self = g_task_get_task_data (task);
  const OauthGrant grant = {
    .authority = self->context->authority,
    .credentials = self->context->credentials,
    .scopes = (const char * const *) self->scopes,
    .resource = self->sent_resource,
    .claims = self->claims,
  };

  g_clear_pointer (&self->attempt, oauth_attempt_free);
  oauth_device_run_async (self->context->session, &grant, manner, g_task_get_cancellable (task),
                          self->device_cb, g_object_ref (task));
}

static void
ask_in_place (GTask             *task,
              const OauthManner *manner)
{
  Interactive *self = g_task_get_task_data (task);
  char *redirect_uri = NULL;

  if (self->surface == OAUTH_SURFACE_EMBEDDED)
    redirect_uri = dup_embedded_redirect (self);

  /* Nothing to catch in a view: the browser then. */
  if (redirect_uri == NULL)
    {
      self->surface = OAUTH_SURFACE_BROWSER;
      redirect_uri = dup_loopback_redirect (self);
    }

  g_clear_pointer (&self->attempt, oauth_attempt_free);
  self->attempt = new_attempt (self);
  self->attempt->redirect_uri = redirect_uri;

  oauth_round_run_async (self->attempt, manner, g_task_get_cancellable (task), self->round_cb,
                         g_object_ref (task));
}

/* Each round is an attempt of its own (ruling 8). */
static void
ask (GTask *task)
{
  Interactive *self = g_task_get_task_data (task);
  const OauthManner manner = {
    .prompter = self->prompter,
    .reason = self->reason,
    .server_name = self->server_name,
    .login_hint = self->login_hint,
    .prompt = self->prompt,
  };

  g_free (self->sent_resource);
  self->sent_resource = oauth_context_dup_resource (self->context, self->resource,
                                                    (const char * const *) self->scopes);

  if (self->surface == OAUTH_SURFACE_DEVICE_CODE)
    ask_by_code (task, &manner);
  else
    ask_in_place (task, &manner);
}

/* Whether the authority did not want to hear of the resource, and has not been spared it yet. */
static gboolean
may_omit (Interactive  *self,
          OauthVerdict  verdict)
{
  return verdict == OAUTH_VERDICT_RESOURCE && self->sent_resource != NULL &&
         oauth_context_omit (self->context, self->resource);
}

static void
take_answer (GTask        *task,
             OauthVerdict  verdict,
             GError       *error)
{
  Interactive *self = g_task_get_task_data (task);

  if (self->answer != NULL)
    oauth_identity_find_async (self->context, self->answer,
                               self->attempt != NULL ? self->attempt->nonce : NULL,
                               g_task_get_cancellable (task), identity_cb, g_object_ref (task));
  else if (may_omit (self, verdict))
    {
      g_clear_error (&error);
      ask (task);
    }
  else
    g_task_return_error (task, error);
}

static void
token_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Interactive *self = g_task_get_task_data (task);
  OauthVerdict verdict = OAUTH_VERDICT_UNKNOWN;
  GError *error = NULL;

  self->answer = oauth_token_exchange_finish (SOUP_SESSION (source), result, &verdict, &error);
  oauth_context_note_clock (self->context, result);
  take_answer (task, verdict, error);
}

static void
device_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Interactive *self = g_task_get_task_data (task);
  OauthVerdict verdict = OAUTH_VERDICT_UNKNOWN;
  gboolean again = FALSE;
  GError *error = NULL;

  self->answer = oauth_device_run_finish (SOUP_SESSION (source), result, &again, &verdict, &error);

  if (!again)
    {
      take_answer (task, verdict, error);
      return;
    }

  self->surface = OAUTH_SURFACE_BROWSER;
  ask (task);
}

static void
round_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Interactive *self = g_task_get_task_data (task);
  OauthProfile *profile = oauth_authority_get_profile (self->context->authority);
  g_autoptr(GError) error = NULL;
  gboolean again = FALSE;
  char *form = oauth_round_run_finish (result, &again, &error);
  char *code = NULL;

  if (again)
    {
      self->surface = OAUTH_SURFACE_BROWSER;
      ask (task);
      return;
    }

  if (form != NULL)
    code = oauth_attempt_read_answer (self->attempt, form, &error);

  if (code != NULL)
    oauth_token_request_code_async (self->context->session, self->attempt, code,
                                    g_task_get_cancellable (task), token_cb, g_object_ref (task));
  else if (g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_SETUP) &&
           may_omit (self, oauth_profile_judge (profile, 0, error)))
    ask (task);
  else
    {
      oauth_error_add_request_id (error, self->attempt->request_id);
      g_task_return_error (task, g_steal_pointer (&error));
    }

  vault_wipe_string (form);
  vault_wipe_string (code);
}

/*
 * oauth_interactive_run_async:
 * @context: of a client that was opened
 * @errand: what for
 * @cancellable: (nullable): works until there are tokens to be stored
 *
 * Lets a person sign in (mcp.md 4.6).
 */
void
oauth_interactive_run_async (OauthContext        *context,
                             const OauthErrand   *errand,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OauthProfile *profile = oauth_authority_get_profile (context->authority);
  Interactive *self = g_new0 (Interactive, 1);

  self->context = oauth_context_ref (context);
  self->prompter = g_object_ref (errand->prompter);
  self->scopes = g_strdupv ((char **) errand->scopes);
  self->resource = g_strdup (errand->resource);
  self->claims = g_strdup (errand->claims);
  self->reason = g_strdup (errand->reason);
  self->server_name = g_strdup (errand->server_name);
  self->login_hint = g_strdup (errand->login_hint);
  self->prompt = g_strdup (errand->prompt);
  self->surface = errand->surface >= 0 ? (OauthSurface) errand->surface
                                       : oauth_profile_get_surface (profile);
  g_task_set_source_tag (task, oauth_interactive_run_async);
  g_task_set_task_data (task, self, interactive_free);

  self->round_cb = round_cb;
  self->device_cb = device_cb;

  ask (task);
}

/*
 * oauth_interactive_run_finish:
 * @save_error: (out) (nullable) (transfer full): why the refresh token is in memory only
 * @error: return location: `OAUTH_ERROR_CANCELLED`, `OAUTH_ERROR_FORGED`, or what else went wrong
 *
 * Returns: (transfer full) (nullable): the token
 */
OauthToken *
oauth_interactive_run_finish (GAsyncResult  *result,
                              GError       **save_error,
                              GError       **error)
{
  Interactive *self;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  self = g_task_get_task_data (G_TASK (result));
  *save_error = g_steal_pointer (&self->save_error);

  return g_task_propagate_pointer (G_TASK (result), error);
}
