/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-request.h"

#include "http-error.h"
#include "http-fetch.h"
#include "http-session.h"
#include "oauth-address.h"
#include "oauth-error-private.h"

#include <glib/gi18n-lib.h>

#define MOST_OF_A_BODY (1024 * 1024)

/* One request on its way. Whatever ends it first — its answer, the clock, the caller — cancels the
 * others. */
typedef struct
{
  GCancellable *inner;
  GSource *clock;
  GSource *outer;
  gboolean is_late;
} Sending;

static void
drop_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  drop_source (&sending->clock);
  drop_source (&sending->outer);
  g_object_unref (sending->inner);
  g_free (sending);
}

static gboolean
late_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->is_late = TRUE;
  g_cancellable_cancel (sending->inner);

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Sending *sending = user_data;

  g_cancellable_cancel (sending->inner);

  return G_SOURCE_REMOVE;
}

static Sending *
sending_new (guint         seconds,
             GCancellable *cancellable)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->inner = g_cancellable_new ();

  sending->clock = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (sending->clock, late_cb, sending, NULL);
  g_source_attach (sending->clock, g_main_context_get_thread_default ());

  if (cancellable != NULL)
    {
      sending->outer = g_cancellable_source_new (cancellable);
      g_source_set_callback (sending->outer, G_SOURCE_FUNC (cancelled_cb), sending, NULL);
      g_source_attach (sending->outer, g_main_context_get_thread_default ());
    }

  return sending;
}

static void
document_clear (gpointer data)
{
  if (data != NULL)
    sjson_document_unref (data);
}

static void
fetch_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Sending *sending = g_task_get_task_data (task);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  if (http_fetch_json_finish (SOUP_SESSION (source), result, &document, &error))
    g_task_return_pointer (task, g_steal_pointer (&document), document_clear);
  else if (sending->is_late && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("No answer in time"));
  else
    g_task_return_error (task, g_steal_pointer (&error));

  drop_source (&sending->clock);
  drop_source (&sending->outer);
}

/*
 * oauth_request_session_new:
 * @trust: (nullable): what the authority is trusted for
 * @error: return location: `OAUTH_ERROR_SETUP`
 *
 * Returns: (transfer full) (nullable): a session that checks certificates against the system's
 *   authorities, or against the one that @trust names
 */
SoupSession *
oauth_request_session_new (OauthTrust  *trust,
                           GError     **error)
{
  g_autoptr(SoupSession) session = http_session_new (30, "Toolcrib/" PACKAGE_VERSION);
  g_autoptr(GTlsDatabase) database = NULL;
  g_autoptr(GError) cause = NULL;
  const char *ca_file = trust != NULL ? oauth_trust_get_ca_file (trust) : NULL;

  if (ca_file == NULL)
    return g_steal_pointer (&session);

  database = g_tls_file_database_new (ca_file, &cause);

  if (database == NULL)
    {
      g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                   _("The certificates of %s, set up for %s, cannot be read: %s"), ca_file,
                   oauth_trust_get_issuer (trust), cause->message);
      return NULL;
    }

  soup_session_set_tls_database (session, database);

  return g_steal_pointer (&session);
}

/*
 * oauth_request_send_async:
 * @session: from oauth_request_session_new()
 * @message: what to send
 * @seconds: after which it is given up, whatever trickles in
 *
 * Sends @message without ever following a redirect, and reads at most 1 MiB of JSON.
 */
void
oauth_request_send_async (SoupSession         *session,
                          SoupMessage         *message,
                          guint                seconds,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Sending *sending = sending_new (seconds, cancellable);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_request_send_async);
  g_task_set_task_data (task, sending, sending_free);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept", "application/json");

  http_fetch_json_async (session, message, MOST_OF_A_BODY, G_PRIORITY_DEFAULT, sending->inner,
                         fetch_cb, g_steal_pointer (&task));
}

/*
 * oauth_request_send_finish:
 * @document: (out) (nullable) (transfer full): the body, `NULL` where it is empty
 * @error: return location: %HTTP_ERROR, or what the network said
 *
 * Returns: whether the body was empty or JSON; the status is in the message
 */
gboolean
oauth_request_send_finish (SoupSession    *session,
                           GAsyncResult   *result,
                           SjsonDocument **document,
                           GError        **error)
{
  g_autoptr(GError) problem = NULL;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  *document = g_task_propagate_pointer (G_TASK (result), &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/*
 * oauth_request_is_lost:
 * @error: from oauth_request_send_finish()
 *
 * Returns: whether trying once more may help: the way there failed, not what came back
 */
gboolean
oauth_request_is_lost (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return FALSE;

  return error->domain != HTTP_ERROR || error->code == HTTP_ERROR_CUT_SHORT;
}

/*
 * oauth_request_describe:
 * @uri: what was asked
 * @cause: from oauth_request_send_finish()
 *
 * Returns: (transfer full): `OAUTH_ERROR_UNAVAILABLE` with a sentence for people; a cancellation
 *   stays what it is
 */
GError *
oauth_request_describe (const char   *uri,
                        const GError *cause)
{
  g_autofree char *host = oauth_address_dup_host (uri);
  GError *error;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);

  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    {
      error = g_error_new (OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE,
                           _("The certificate of %s is not trusted on this computer."), host);
      oauth_error_set_unproven (error);
      return error;
    }

  if (g_error_matches (cause, HTTP_ERROR, HTTP_ERROR_NOT_JSON))
    return g_error_new (OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE,
                        _("%s did not answer as a sign-in service does. A proxy or the page of a "
                          "guest network may be in between."), host);

  return g_error_new (OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE, _("%s cannot be reached: %s"), host,
                      cause->message);
}
