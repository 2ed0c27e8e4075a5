/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-listener-private.h"

#include "oauth-answer-page.h"
#include "oauth-answer-request.h"
#include "oauth-error-private.h"
#include "oauth-form.h"
#include "oauth-pkce.h"
#include "vault-secret.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include <string.h>

#define TIMEOUT (10 * 60 * 1000)

/**
 * OauthListener:
 *
 * Where the browser brings the authority's answer: the loopback listener of RFC 8252 §7.3, with the
 * rules of entra.md 2.3.
 *
 * Listens on 127.0.0.1 and a free port from its making on, and advertises
 * `http://localhost:PORT`. Any page that any browser here shows, and any program
 * of this computer, can talk to it: so it takes one answer, with the right
 * `state`, in the response mode that was asked for, and refuses all else without
 * being put off. An `error` is an answer too.
 *
 * Ends with the answer, after ten minutes, or when closed.
 */
struct _OauthListener
{
  GObject parent_instance;

  SoupServer *server;
  GMainContext *context;
  char *path;
  char *state;
  gboolean form_post;
  char *redirect_uri;
  char *hosts[3];   /* ends in NULL */

  /* What came; settled once. Told to the waiter when the browser has its page. */
  char *answer;
  GError *failure;
  gboolean is_done;

  GTask *task;
  GSource *cancelled;
  GSource *timeout;
  GSource *ending;
};

G_DEFINE_FINAL_TYPE (OauthListener, oauth_listener, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
start_source (OauthListener *self,
              GSource      **place,
              GSource       *source,
              GSourceFunc    callback)
{
  clear_source (place);
  *place = source;
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, self->context);
}

static void
tell_waiter (OauthListener *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  clear_source (&self->cancelled);

  if (task == NULL)
    return;

  if (self->failure != NULL)
    {
      g_task_return_error (task, g_error_copy (self->failure));
      return;
    }

  /* An answer is given away once. */
  self->failure = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                       _("This sign-in has been answered."));
  g_task_return_pointer (task, g_steal_pointer (&self->answer),
                         (GDestroyNotify) vault_wipe_string);
}

static void
end (OauthListener *self)
{
  clear_source (&self->timeout);
  clear_source (&self->ending);
  self->is_done = TRUE;

  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);

  tell_waiter (self);
}

static gboolean
end_cb (gpointer user_data)
{
  g_autoptr(OauthListener) self = g_object_ref (OAUTH_LISTENER (user_data));

  end (self);

  return G_SOURCE_REMOVE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_autoptr(OauthListener) self = g_object_ref (OAUTH_LISTENER (user_data));

  g_set_error_literal (&self->failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                       _("Nobody finished signing in within ten minutes. Sign in again."));
  end (self);

  return G_SOURCE_REMOVE;
}

/* The server is in the middle of this message, so that it can only be taken down afterwards. */
static void
finished_cb (SoupServerMessage *message,
             OauthListener     *self)
{
  if (!self->is_done)
    start_source (self, &self->ending, g_idle_source_new (), end_cb);
}

static gboolean
is_settled (OauthListener *self)
{
  return self->answer != NULL || self->failure != NULL || self->is_done;
}

static void
settle (OauthListener     *self,
        SoupServerMessage *message,
        char              *answer,
        GError            *failure)
{
  self->answer = answer;
  self->failure = failure;
  clear_source (&self->timeout);
  g_signal_connect_object (message, "finished", G_CALLBACK (finished_cb), self, 0);
}

/* One code or one error (RFC 6749 §4.1.2), not empty. */
static gboolean
is_answer (const char *form)
{
  g_autofree char *error = oauth_form_dup_only (form, "error");
  char *code = oauth_form_dup_only (form, "code");
  gboolean has_code = code != NULL && *code != '\0';
  gboolean has_error = error != NULL && *error != '\0';

  vault_wipe_string (code);

  return (has_code && oauth_form_count (form, "error") == 0) ||
         (has_error && oauth_form_count (form, "code") == 0);
}

static gboolean
is_ours (OauthListener *self,
         const char    *form)
{
  g_autofree char *state = oauth_form_dup_only (form, "state");

  return oauth_secret_equal (state, self->state) && is_answer (form);
}

/* The answer in another response mode than asked for came a way that shows the code to others (the
 * address bar, the history), so somebody changed the request: that ends the attempt. Only with the
 * right state, or any page could end it. */
static gboolean
take (OauthListener     *self,
      SoupServerMessage *message)
{
  char *form = oauth_answer_request_dup_form (message);

  if (form == NULL || is_settled (self) || !is_ours (self, form))
    {
      vault_wipe_string (form);
      return FALSE;
    }

  if (oauth_answer_request_is_post (message) == self->form_post)
    {
      settle (self, message, form, NULL);
      return TRUE;
    }

  vault_wipe_string (form);
  settle (self, message, NULL,
          oauth_error_new (OAUTH_ERROR_FORGED, _("The answer of the authority came another way "
                           "than was asked for. Sign in again."), NULL));

  return FALSE;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  OauthListener *self = OAUTH_LISTENER (user_data);
  const char *raw_path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean is_get = g_str_equal (soup_server_message_get_method (message), "GET");

  if (!oauth_answer_request_is_for (message, (const char * const *) self->hosts))
    oauth_answer_page_send (OAUTH_ANSWER_PAGE_REFUSED, message, SOUP_STATUS_BAD_REQUEST);
  else if (!is_get && !oauth_answer_request_is_post (message))
    oauth_answer_page_send (OAUTH_ANSWER_PAGE_NONE, message, SOUP_STATUS_METHOD_NOT_ALLOWED);
  else if (!g_str_equal (raw_path, self->path))
    oauth_answer_page_send (OAUTH_ANSWER_PAGE_NONE, message,
                            is_get ? SOUP_STATUS_OK : SOUP_STATUS_NOT_FOUND);
  else if (take (self, message))
    oauth_answer_page_send (OAUTH_ANSWER_PAGE_TAKEN, message, SOUP_STATUS_OK);
  else
    oauth_answer_page_send (OAUTH_ANSWER_PAGE_REFUSED, message, SOUP_STATUS_BAD_REQUEST);
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  oauth_answer_request_limit (message);
}

static void
oauth_listener_dispose (GObject *object)
{
  OauthListener *self = OAUTH_LISTENER (object);

  clear_source (&self->cancelled);
  clear_source (&self->timeout);
  clear_source (&self->ending);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (oauth_listener_parent_class)->dispose (object);
}

static void
oauth_listener_finalize (GObject *object)
{
  OauthListener *self = OAUTH_LISTENER (object);

  vault_wipe_string (self->answer);
  vault_wipe_string (self->state);
  g_clear_error (&self->failure);
  g_free (self->path);
  g_free (self->redirect_uri);
  g_free (self->hosts[0]);
  g_free (self->hosts[1]);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (oauth_listener_parent_class)->finalize (object);
}

static void
oauth_listener_class_init (OauthListenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oauth_listener_dispose;
  object_class->finalize = oauth_listener_finalize;
}

static void
oauth_listener_init (OauthListener *self)
{
  self->context = g_main_context_ref_thread_default ();
}

static gboolean
listen_locally (OauthListener  *self,
                GError        **error)
{
  GSList *uris;
  int port;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), NULL);

  /* Not on [::1], which kind entra cannot redirect to (entra.md 2.2). */
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  port = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  self->hosts[0] = g_strdup_printf ("localhost:%d", port);
  self->hosts[1] = g_strdup_printf ("127.0.0.1:%d", port);
  self->redirect_uri = g_strconcat ("http://", self->hosts[0], self->path, NULL);

  return TRUE;
}

/**
 * oauth_listener_new:
 * @path: where answers arrive: "/", "/cb" …
 * @state: the one value that counts
 * @form_post: whether the answer must come by POST (OAuth 2.0 Form Post Response Mode); else it
 *   must come in the query of a GET
 * @error: return location: why nobody can listen here
 *
 * Listens at once, and for ten minutes.
 *
 * Returns: (transfer full) (nullable): the listener
 */
OauthListener *
oauth_listener_new (const char  *path,
                    const char  *state,
                    gboolean     form_post,
                    GError     **error)
{
  g_autoptr(OauthListener) self = NULL;

  g_return_val_if_fail (path != NULL && *path == '/', NULL);
  g_return_val_if_fail (state != NULL && *state != '\0', NULL);

  self = g_object_new (OAUTH_TYPE_LISTENER, NULL);
  self->path = g_strdup (path);
  self->state = g_strdup (state);
  self->form_post = form_post;

  if (!listen_locally (self, error))
    return NULL;

  oauth_listener_set_timeout (self, TIMEOUT);

  return g_steal_pointer (&self);
}

void
oauth_listener_set_timeout (OauthListener *self,
                            guint          timeout)
{
  g_return_if_fail (OAUTH_IS_LISTENER (self));

  start_source (self, &self->timeout, g_timeout_source_new (timeout), timeout_cb);
}

/**
 * oauth_listener_get_redirect_uri:
 *
 * Returns: the redirect URI to ask for: `http://localhost:PORT` and the path
 */
const char *
oauth_listener_get_redirect_uri (OauthListener *self)
{
  g_return_val_if_fail (OAUTH_IS_LISTENER (self), NULL);

  return self->redirect_uri;
}

/**
 * oauth_listener_dup_ip_uri:
 *
 * Returns: (transfer full): the same with the IP address instead of a name (RFC 8252 §7.3), for
 *   clients that are registered so
 */
char *
oauth_listener_dup_ip_uri (OauthListener *self)
{
  g_return_val_if_fail (OAUTH_IS_LISTENER (self), NULL);

  return g_strconcat ("http://", self->hosts[1], self->path, NULL);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  OauthListener *self = OAUTH_LISTENER (user_data);
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  clear_source (&self->cancelled);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/**
 * oauth_listener_wait_async:
 * @cancellable: (nullable): ends the wait, not the listening
 *
 * Waits for the answer, which may have come already. One waits at a time.
 */
void
oauth_listener_wait_async (OauthListener       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (OAUTH_IS_LISTENER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, oauth_listener_wait_async);

  if (self->is_done)
    tell_waiter (self);
  else if (cancellable != NULL)
    start_source (self, &self->cancelled, g_cancellable_source_new (cancellable),
                  G_SOURCE_FUNC (cancelled_cb));
}

/**
 * oauth_listener_wait_finish:
 * @error: return location: `OAUTH_ERROR_FORGED` for an answer in another response mode,
 *   `G_IO_ERROR_TIMED_OUT` after ten minutes, `G_IO_ERROR_CLOSED` when closed
 *
 * Returns: (transfer full) (nullable): the parameters of the answer, form-encoded
 *   ("code=…&state=…"), to be wiped; `error` may be among them, and `iss` is not judged
 */
char *
oauth_listener_wait_finish (OauthListener  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (OAUTH_IS_LISTENER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * oauth_listener_close:
 *
 * Stops listening; whoever waits is told so. To be called when the attempt is given up.
 */
void
oauth_listener_close (OauthListener *self)
{
  g_return_if_fail (OAUTH_IS_LISTENER (self));

  if (self->is_done)
    return;

  if (!is_settled (self))
    g_set_error_literal (&self->failure, G_IO_ERROR, G_IO_ERROR_CLOSED,
                         _("The sign-in was given up."));
  end (self);
}
