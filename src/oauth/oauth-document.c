/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-document.h"

#include "oauth-address.h"
#include "oauth-document-cache.h"
#include "oauth-error-private.h"
#include "oauth-error.h"
#include "oauth-request.h"
#include "sjson-value.h"

#include <glib/gi18n-lib.h>

/* Entra.md 3.7: seconds for one try, and how many. */
#define SECONDS 10
#define TRIES 2
#define MOST_REDIRECTS 3

/* One document that is public: metadata or keys. */
typedef struct
{
  char *uri;
  SoupMessage *message;
  guint n_tries;
  guint n_redirects;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_free (self->uri);
  g_clear_object (&self->message);
  g_free (self);
}

/* Where a redirect leads, if that is at the same origin: another host has no say in what this one
 * publishes, and nobody is led into a private network. */
static char *
dup_redirect (Fetch *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autofree char *target = NULL;

  if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (self->message)) || location == NULL)
    return NULL;

  target = g_uri_resolve_relative (self->uri, location, SOUP_HTTP_URI_FLAGS, NULL);

  if (target == NULL || !oauth_address_is_same_origin (self->uri, target))
    return NULL;

  return g_steal_pointer (&target);
}

static void
fetch (GTask               *task,
       GAsyncReadyCallback  callback)
{
  Fetch *self = g_task_get_task_data (task);

  self->n_tries++;
  g_clear_object (&self->message);
  self->message = soup_message_new (SOUP_METHOD_GET, self->uri);

  if (self->message == NULL)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                               _("“%s” is no address."), self->uri);
      return;
    }

  oauth_request_send_async (g_task_get_source_object (task), self->message, SECONDS,
                            g_task_get_cancellable (task), callback, g_object_ref (task));
}

static gboolean
follow (GTask               *task,
        GAsyncReadyCallback  callback)
{
  Fetch *self = g_task_get_task_data (task);
  g_autofree char *target = dup_redirect (self);

  if (target == NULL || self->n_redirects == MOST_REDIRECTS)
    return FALSE;

  self->n_redirects++;
  self->n_tries = 0;
  g_free (self->uri);
  self->uri = g_steal_pointer (&target);
  fetch (task, callback);

  return TRUE;
}

static gboolean
is_worth_a_try (Fetch        *self,
                const GError *error)
{
  guint status = soup_message_get_status (self->message);

  if (self->n_tries == TRIES)
    return FALSE;

  return SOUP_STATUS_IS_SERVER_ERROR (status) || (error != NULL && oauth_request_is_lost (error));
}

/* Why there is nothing, where that is said as OAuth says it (RFC 6749 §5.2): Entra knows by it a
 * tenant that there is not. */
static GError *
new_refusal (Fetch         *self,
             SjsonDocument *document)
{
  g_autofree char *sentence = NULL;
  g_autofree char *code = NULL;
  g_autofree char *description = NULL;
  OauthErrorDetails details = { NULL };
  SjsonValue root;

  sentence = g_strdup_printf (_("There is nothing at %s (%u)."), self->uri,
                              soup_message_get_status (self->message));

  if (document == NULL)
    return oauth_error_new (OAUTH_ERROR_DISCOVERY, sentence, NULL);

  root = sjson_document_get_root (document);
  details.code = code = sjson_value_dup_member_string (&root, "error");
  details.description = description = sjson_value_dup_member_string (&root, "error_description");

  return oauth_error_new (OAUTH_ERROR_DISCOVERY, sentence, &details);
}

static void
return_refusal (GTask         *task,
                SjsonDocument *document,
                const GError  *error)
{
  Fetch *self = g_task_get_task_data (task);
  guint status = soup_message_get_status (self->message);

  if (SOUP_STATUS_IS_SERVER_ERROR (status))
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_UNAVAILABLE,
                             _("%s answered with the error %u."), self->uri, status);
  else if (error != NULL && (status == 0 || oauth_request_is_lost (error) ||
                             g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    g_task_return_error (task, oauth_request_describe (self->uri, error));
  else if (status != SOUP_STATUS_OK)
    g_task_return_error (task, new_refusal (self, document));
  else
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY,
                             _("What stands at %s is not JSON."), self->uri);
}

static void
send_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Fetch *self = g_task_get_task_data (task);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  oauth_request_send_finish (SOUP_SESSION (source), result, &document, &error);

  if (is_worth_a_try (self, error))
    {
      fetch (task, send_cb);
      return;
    }

  if (soup_message_get_status (self->message) == SOUP_STATUS_OK && document != NULL)
    {
      root = sjson_document_get_root (document);
      if (sjson_value_get_kind (&root) == SJSON_KIND_OBJECT)
        {
          g_task_return_pointer (task, g_steal_pointer (&document),
                                 (GDestroyNotify) sjson_document_unref);
          return;
        }
    }

  if (!follow (task, send_cb))
    return_refusal (task, document, error);
}

/*
 * oauth_document_fetch_async:
 * @session: from oauth_request_session_new()
 * @uri: where the document should stand; the caller saw to it that we may ask there
 *
 * Reads a public JSON object of at most 1 MiB, within ten seconds, with one more try when the
 * network or the server failed. Carries no token, and follows redirects at the same origin only.
 */
void
oauth_document_fetch_async (SoupSession         *session,
                            const char          *uri,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  Fetch *self = g_new0 (Fetch, 1);

  self->uri = g_strdup (uri);
  g_task_set_source_tag (task, oauth_document_fetch_async);
  g_task_set_task_data (task, self, fetch_free);

  fetch (task, send_cb);
}

/*
 * oauth_document_fetch_finish:
 * @error: return location: `OAUTH_ERROR_UNAVAILABLE` if nobody answered, `OAUTH_ERROR_DISCOVERY` if
 *   what answered is no such document
 *
 * Returns: (transfer full) (nullable): a document whose root is an object
 */
SjsonDocument *
oauth_document_fetch_finish (SoupSession   *session,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * oauth_document_fetch_get_seconds:
 * @result: of a document that came
 *
 * Returns: how long it may be kept
 */
guint
oauth_document_fetch_get_seconds (GAsyncResult *result)
{
  Fetch *self = g_task_get_task_data (G_TASK (result));
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return oauth_document_cache_parse_control (soup_message_headers_get_list (headers,
                                                                            "Cache-Control"));
}
