/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-token-request.h"

#include "oauth-clock.h"
#include "oauth-parameters.h"
#include "oauth-refusal.h"
#include "oauth-request.h"

#include <glib/gi18n-lib.h>

/* Entra.md 3.7: seconds in all for both tries, milliseconds between them, and the longest that
 * somebody may tell us to wait. */
#define SECONDS 14
#define PAUSE 1000
#define MOST_SECONDS_TO_WAIT 3600

#define TOO_MANY_REQUESTS 429
#define FORM "application/x-www-form-urlencoded"

/* One question to a token endpoint, asked once more where that may help. */
typedef struct
{
  OauthAuthority *authority;
  OauthCredentials *credentials;
  GBytes *body;
  char *request_id;
  gboolean is_code;

  SoupMessage *message;
  OauthTokenSpan sent;
  gboolean is_repeated;
  gboolean is_lost;
  GAsyncReadyCallback sent_cb;
  OauthVerdict verdict;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->authority);
  oauth_credentials_unref (self->credentials);
  g_bytes_unref (self->body);
  g_free (self->request_id);
  g_clear_object (&self->message);
  g_free (self);
}

static void
wipe_body (gpointer data)
{
  vault_wipe_string (data);
}

static GTask *
request_new (SoupSession         *session,
             OauthAuthority      *authority,
             OauthCredentials    *credentials,
             OauthParameters     *parameters,
             const char          *request_id,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Request *self = g_new0 (Request, 1);
  char *body = oauth_parameters_end (parameters);

  self->authority = g_object_ref (authority);
  self->credentials = oauth_credentials_ref (credentials);
  self->body = g_bytes_new_with_free_func (body, strlen (body), wipe_body, body);
  self->request_id = g_strdup (request_id);
  self->verdict = OAUTH_VERDICT_UNKNOWN;
  g_task_set_source_tag (task, request_new);
  g_task_set_task_data (task, self, request_free);

  return task;
}

/* RFC 9110 §10.2.3: seconds or a date. -1 where there is neither. */
static gint64
get_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr(GDateTime) date = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &seconds, NULL))
    return MIN (seconds, MOST_SECONDS_TO_WAIT);

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;

  return CLAMP (g_date_time_to_unix (date) - oauth_clock_get_wall (), 0, MOST_SECONDS_TO_WAIT);
}

/* entra.md 3.6: a code that nobody takes was used, or lay too long. */
static gboolean
is_stale_code (Request *self,
               GError  *error)
{
  return self->is_code && g_strcmp0 (oauth_error_get_code (error), "invalid_grant") == 0 &&
         oauth_error_get_suberror (error) == NULL && oauth_error_get_claims (error) == NULL;
}

static GError *
judge (Request          *self,
       const SjsonValue *json)
{
  GError *error = oauth_refusal_from_json (self->authority, json, self->request_id);
  OauthProfile *profile = oauth_authority_get_profile (self->authority);

  oauth_error_set_retry_after (error, get_retry_after (self->message));
  self->verdict = oauth_profile_judge (profile, soup_message_get_status (self->message), error);

  if (is_stale_code (self, error))
    oauth_error_turn (error, OAUTH_ERROR_REFUSED, _("The sign-in took too long. Try again."));
  else
    oauth_refusal_turn (error, self->verdict, self->authority);

  return error;
}

/* A status that says all, whatever stands in the body: those come from proxies, too. */
static gboolean
is_plain_refusal (Request *self)
{
  guint status = soup_message_get_status (self->message);

  return status >= 500 || status == TOO_MANY_REQUESTS;
}

static GError *
make_error (Request       *self,
            SjsonDocument *document,
            const GError  *cause)
{
  const char *endpoint = oauth_authority_get_token_endpoint (self->authority);
  SjsonValue root;

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      return judge (self, sjson_value_get_kind (&root) == SJSON_KIND_OBJECT ? &root : NULL);
    }

  if (is_plain_refusal (self) && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return judge (self, NULL);

  if (cause != NULL)
    {
      self->is_lost = oauth_request_is_lost (cause);
      return oauth_request_describe (endpoint, cause);
    }

  return judge (self, NULL);
}

/* Made anew for each try: a proof of possession would be good for one only (RFC 9449 §4.2). */
static void
add_headers (Request *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);
  char *header = oauth_credentials_dup_header (self->credentials);

  if (header != NULL)
    soup_message_headers_replace (headers, "Authorization", header);
  vault_wipe_string (header);

  soup_message_headers_replace (headers, "client-request-id", self->request_id);
  soup_message_headers_replace (headers, "return-client-request-id", "true");
}

static void
send (GTask               *task,
      GAsyncReadyCallback  callback)
{
  Request *self = g_task_get_task_data (task);

  self->sent_cb = callback;
  g_clear_object (&self->message);
  self->message = soup_message_new (SOUP_METHOD_POST,
                                    oauth_authority_get_token_endpoint (self->authority));
  soup_message_set_request_body_from_bytes (self->message, FORM, self->body);
  add_headers (self);

  self->sent.wall = oauth_clock_get_wall ();
  self->sent.up = oauth_clock_get_up ();
  oauth_request_send_async (g_task_get_source_object (task), self->message, SECONDS,
                            g_task_get_cancellable (task), callback, g_object_ref (task));
}

static OauthTokenAnswer *
read_answer (Request        *self,
             SjsonDocument  *document,
             GError        **error)
{
  SjsonValue root = sjson_document_get_root (document);
  SjsonValue member;

  /* Some send their errors with a 200. */
  if (sjson_value_get_member_of_kind (&root, "error", SJSON_KIND_STRING, &member) &&
      !sjson_value_get_member (&root, "access_token", &member))
    {
      g_propagate_error (error, judge (self, &root));
      return NULL;
    }

  return oauth_token_answer_new (document, self->authority, &self->sent, error);
}

static gboolean
pause_cb (gpointer user_data)
{
  GTask *task = G_TASK (user_data);
  Request *self = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    send (task, self->sent_cb);

  return G_SOURCE_REMOVE;
}

static void
repeat (GTask *task)
{
  Request *self = g_task_get_task_data (task);
  g_autoptr(GSource) pause = g_timeout_source_new (PAUSE);

  self->is_repeated = TRUE;
  self->is_lost = FALSE;
  self->verdict = OAUTH_VERDICT_UNKNOWN;
  g_source_set_callback (pause, pause_cb, g_object_ref (task), g_object_unref);
  g_source_attach (pause, g_main_context_get_thread_default ());
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Request *self = g_task_get_task_data (task);
  g_autoptr(SjsonDocument) document = NULL;
  OauthTokenAnswer *answer = NULL;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GError) error = NULL;

  oauth_request_send_finish (SOUP_SESSION (source), result, &document, &cause);

  if (document != NULL && soup_message_get_status (self->message) == SOUP_STATUS_OK)
    answer = read_answer (self, document, &error);
  else
    error = make_error (self, document, cause);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) oauth_token_answer_free);
  else if ((self->is_lost || self->verdict == OAUTH_VERDICT_RETRY) && !self->is_repeated)
    repeat (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* RFC 6749 §2.3: in one way only, so what the header says is not said here once more. */
static void
add_client (OauthParameters  *parameters,
            OauthCredentials *credentials)
{
  OauthClientAuth auth = oauth_credentials_get_auth (credentials);

  if (auth != OAUTH_CLIENT_AUTH_BASIC)
    oauth_parameters_add (parameters, "client_id", oauth_credentials_get_client_id (credentials));

  if (auth == OAUTH_CLIENT_AUTH_POST)
    oauth_parameters_add (parameters, "client_secret",
                          vault_secret_get_text (oauth_credentials_get_secret (credentials), NULL));
}

/* What stands in every request of ours (entra.md 3.1). The profile's own parameters for an
 * authorization request without hint and prompt belong here, too. */
static void
add_common (OauthParameters    *parameters,
            OauthAuthority     *authority,
            OauthCredentials   *credentials,
            const char * const *scopes,
            const char         *resource,
            const char         *claims)
{
  OauthProfile *profile = oauth_authority_get_profile (authority);
  g_auto(GStrv) extra = oauth_profile_dup_extra_parameters (profile, NULL, NULL);

  add_client (parameters, credentials);
  oauth_parameters_add_scope (parameters, scopes);
  oauth_parameters_add (parameters, "resource", resource);
  oauth_parameters_add (parameters, "claims", claims);
  oauth_parameters_add_extra (parameters, extra, claims != NULL);
}

/*
 * oauth_token_request_code_async:
 * @session: for this authority
 * @attempt: what was asked; the same redirect address and resource are sent again
 * @code: its answer
 *
 * Redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
 */
void
oauth_token_request_code_async (SoupSession         *session,
                                OauthAttempt        *attempt,
                                const char          *code,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(OauthParameters) parameters = oauth_parameters_new (NULL);
  g_autoptr(GTask) task = NULL;
  Request *self;

  oauth_parameters_add (parameters, "grant_type", "authorization_code");
  oauth_parameters_add (parameters, "code", code);
  oauth_parameters_add (parameters, "redirect_uri", attempt->redirect_uri);
  oauth_parameters_add (parameters, "code_verifier", attempt->verifier);
  add_common (parameters, attempt->authority, attempt->credentials,
              (const char * const *) attempt->scopes, attempt->resource, attempt->claims);

  task = request_new (session, attempt->authority, attempt->credentials, parameters,
                      attempt->request_id, cancellable, callback, user_data);
  self = g_task_get_task_data (task);
  self->is_code = TRUE;
  send (task, send_cb);
}

/*
 * oauth_token_request_refresh_async:
 * @session: for this authority
 * @authority: who gave @refresh_token
 * @credentials: ours
 * @refresh_token: from the vault
 * @scopes: (nullable): those originally asked for, never those granted (entra.md 2.5)
 * @resource: (nullable): as in the authorization request
 * @claims: (nullable): a claims challenge
 *
 * Refreshes (RFC 6749 §6). Cannot be cancelled: once it is on its way @refresh_token may be used
 * up, and its successor must be stored by whoever waits.
 */
void
oauth_token_request_refresh_async (SoupSession         *session,
                                   OauthAuthority      *authority,
                                   OauthCredentials    *credentials,
                                   VaultSecret         *refresh_token,
                                   const char * const  *scopes,
                                   const char          *resource,
                                   const char          *claims,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(OauthParameters) parameters = oauth_parameters_new (NULL);
  g_autofree char *request_id = g_uuid_string_random ();
  g_autoptr(GTask) task = NULL;

  oauth_parameters_add (parameters, "grant_type", "refresh_token");
  oauth_parameters_add (parameters, "refresh_token", vault_secret_get_text (refresh_token, NULL));
  add_common (parameters, authority, credentials, scopes, resource, claims);

  task = request_new (session, authority, credentials, parameters, request_id, NULL, callback,
                      user_data);
  send (task, send_cb);
}

/*
 * oauth_token_request_finish:
 * @verdict: (out): where it failed, what that means for what comes next
 * @error: return location: as @verdict says; `OAUTH_ERROR_UNAVAILABLE` where nobody answered
 *
 * Returns: (transfer full) (nullable): the tokens
 */
OauthTokenAnswer *
oauth_token_request_finish (SoupSession   *session,
                            GAsyncResult  *result,
                            OauthVerdict  *verdict,
                            GError       **error)
{
  Request *self;

  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  self = g_task_get_task_data (G_TASK (result));
  *verdict = self->verdict;

  return g_task_propagate_pointer (G_TASK (result), error);
}
