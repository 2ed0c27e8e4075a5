/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-token-exchange.h"

#include "oauth-clock.h"
#include "oauth-error-private.h"
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

/* How far the clocks may be apart before that is worth a word (entra.md 3.5). */
#define SKEW 300

/* One question to a token endpoint, asked once more where that may help. */
typedef struct
{
  OauthAuthority *authority;
  OauthCredentials *credentials;
  char *endpoint;
  GBytes *body;
  char *request_id;
  char *mailbox;
  OauthExchangeKind kind;

  SoupMessage *message;
  OauthTokenSpan sent;
  gboolean is_repeated;
  gboolean is_lost;
  GAsyncReadyCallback sent_cb;
  OauthVerdict verdict;
  gint64 skew;
  gboolean has_date;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->authority);
  oauth_credentials_unref (self->credentials);
  g_free (self->endpoint);
  g_bytes_unref (self->body);
  g_free (self->request_id);
  g_free (self->mailbox);
  g_clear_object (&self->message);
  g_free (self);
}

static void
wipe_body (gpointer data)
{
  vault_wipe_string (data);
}

static Request *
request_new (const OauthExchange *exchange)
{
  Request *self = g_new0 (Request, 1);
  char *body = oauth_parameters_end (exchange->parameters);

  self->authority = g_object_ref (exchange->authority);
  self->credentials = oauth_credentials_ref (exchange->credentials);
  self->endpoint = g_strdup (exchange->endpoint);
  self->body = g_bytes_new_with_free_func (body, strlen (body), wipe_body, body);
  self->request_id = g_strdup (exchange->request_id);
  self->mailbox = g_strdup (exchange->mailbox);
  self->kind = exchange->kind;
  self->verdict = OAUTH_VERDICT_UNKNOWN;

  return self;
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
  return self->kind == OAUTH_EXCHANGE_CODE &&
         g_strcmp0 (oauth_error_get_code (error), "invalid_grant") == 0 &&
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
  GError *error;
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
      error = oauth_request_describe (self->endpoint, cause);
      oauth_error_add_request_id (error, self->request_id);
      return error;
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
  if (self->mailbox != NULL)
    soup_message_headers_replace (headers, "X-AnchorMailbox", self->mailbox);
}

static void
send (GTask               *task,
      GAsyncReadyCallback  callback)
{
  Request *self = g_task_get_task_data (task);

  self->sent_cb = callback;
  g_clear_object (&self->message);
  self->message = soup_message_new (SOUP_METHOD_POST, self->endpoint);
  soup_message_set_request_body_from_bytes (self->message, FORM, self->body);
  add_headers (self);

  self->sent.wall = oauth_clock_get_wall ();
  self->sent.up = oauth_clock_get_up ();
  oauth_request_send_async (g_task_get_source_object (task), self->message, SECONDS,
                            g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* A date is of whole seconds, and its answer took a while. */
static void
read_date (Request *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr(GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  self->has_date = date != NULL;
  if (date != NULL)
    self->skew = (self->sent.wall + oauth_clock_get_wall ()) / 2 - g_date_time_to_unix (date);
}

static gpointer
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

  if (self->kind == OAUTH_EXCHANGE_DOCUMENT)
    return sjson_document_ref (document);

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
  gpointer answer = NULL;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GError) error = NULL;

  oauth_request_send_finish (SOUP_SESSION (source), result, &document, &cause);
  read_date (self);

  if (document != NULL && soup_message_get_status (self->message) == SOUP_STATUS_OK)
    answer = read_answer (self, document, &error);
  else
    error = make_error (self, document, cause);

  if (answer != NULL)
    g_task_return_pointer (task, answer, self->kind == OAUTH_EXCHANGE_DOCUMENT
                                         ? (GDestroyNotify) sjson_document_unref
                                         : (GDestroyNotify) oauth_token_answer_free);
  else if ((self->is_lost || self->verdict == OAUTH_VERDICT_RETRY) && !self->is_repeated)
    repeat (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/*
 * oauth_token_exchange_async:
 * @session: for this authority
 * @exchange: what to ask; its parameters are taken out of it, everything else is copied
 * @cancellable: (nullable): to give up
 *
 * Asks a token endpoint, or one that answers in the same manner: once more after a second where
 * that may help, and no redirect is followed.
 */
void
oauth_token_exchange_async (SoupSession         *session,
                            const OauthExchange *exchange,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, oauth_token_exchange_async);
  g_task_set_task_data (task, request_new (exchange), request_free);

  send (task, send_cb);
}

/*
 * oauth_token_exchange_finish:
 * @verdict: (out): where it failed, what that means for what comes next
 * @error: return location: as @verdict says; `OAUTH_ERROR_UNAVAILABLE` where nobody answered
 *
 * Returns: (transfer full) (nullable): the [type@Oauth.TokenAnswer]; of %OAUTH_EXCHANGE_DOCUMENT
 *   the [type@Sjson.Document]
 */
gpointer
oauth_token_exchange_finish (SoupSession   *session,
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

/*
 * oauth_token_exchange_get_skew:
 * @result: of an exchange
 * @seconds: (out): how much this computer's clock is ahead of the authority's; 0 where that is
 *   little
 *
 * Returns: whether the authority said what time it is
 */
gboolean
oauth_token_exchange_get_skew (GAsyncResult *result,
                               gint64       *seconds)
{
  Request *self = g_task_get_task_data (G_TASK (result));

  *seconds = ABS (self->skew) > SKEW ? self->skew : 0;

  return self->has_date;
}
