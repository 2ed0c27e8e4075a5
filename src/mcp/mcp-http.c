/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-http.h"

#include "http-session.h"
#include "mcp-error-private.h"
#include "mcp-trace-private.h"

#define MAX_REDIRECTS 5
/* A sign-in, and three times more rights (MCP 2026-07-28, "Scope Challenge Handling": "no more than
 * a few times"). */
#define MAX_REFUSALS 4
#define START_SIZE (16 * 1024)

/**
 * McpHttp:
 *
 * How the transports of one server talk HTTP.
 *
 * Two sessions, because libsoup counts silence per session: requests end after
 * `timeout` seconds without a byte, streams that the server may keep silent do not.
 * An authorizer is asked for each request, and told of refusals: of a 401 once, of a
 * 403 as often as it finds rights to ask for, within bounds. A redirect is followed
 * on the same origin only, and only where it keeps method and body. What the server's
 * settings add goes to its own origin alone.
 */
struct _McpHttp
{
  GObject parent_instance;

  GUri *uri;
  McpAuthorizer *authorizer;
  McpHttpSettings *settings;     /* nullable */
  McpHttpOptions *options;       /* nullable: what they said */
  McpTrace *trace;               /* nullable */
  SoupSession *session;
  SoupSession *endless_session;
};

G_DEFINE_FINAL_TYPE (McpHttp, mcp_http, G_TYPE_OBJECT)

static void
mcp_http_finalize (GObject *object)
{
  McpHttp *self = MCP_HTTP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->endless_session);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->options, mcp_http_options_unref);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->uri, g_uri_unref);

  G_OBJECT_CLASS (mcp_http_parent_class)->finalize (object);
}

static void
mcp_http_class_init (McpHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_http_finalize;
}

static void
mcp_http_init (McpHttp *self)
{
}

McpHttp *
mcp_http_new (GUri          *uri,
              McpAuthorizer *authorizer,
              guint          timeout)
{
  McpHttp *self = g_object_new (MCP_TYPE_HTTP, NULL);

  self->uri = g_uri_ref (uri);
  self->session = http_session_new (timeout, "Toolcrib/" PACKAGE_VERSION);
  self->endless_session = http_session_new (0, "Toolcrib/" PACKAGE_VERSION);
  mcp_http_set_authorizer (self, authorizer);

  return self;
}

void
mcp_http_set_authorizer (McpHttp       *self,
                         McpAuthorizer *authorizer)
{
  g_set_object (&self->authorizer, authorizer);
}

void
mcp_http_set_settings (McpHttp         *self,
                       McpHttpSettings *settings)
{
  g_set_object (&self->settings, settings);
  g_clear_pointer (&self->options, mcp_http_options_unref);
}

void
mcp_http_set_timeout (McpHttp *self,
                      guint    seconds)
{
  soup_session_set_timeout (self->session, seconds);
}

guint
mcp_http_get_timeout (McpHttp *self)
{
  return soup_session_get_timeout (self->session);
}

static gboolean
is_same_origin (GUri *one,
                GUri *other)
{
  return g_strcmp0 (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0 &&
         g_uri_get_host (one) != NULL && g_uri_get_host (other) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0 &&
         g_uri_get_port (one) == g_uri_get_port (other);
}

static void
add_header (gpointer name,
            gpointer value,
            gpointer user_data)
{
  soup_message_headers_replace (user_data, name, value);
}

static void
apply_options (McpHttp     *self,
               McpHttpCall *call)
{
  GTlsCertificate *certificate;

  if (self->options == NULL || !is_same_origin (self->uri, call->uri))
    return;

  mcp_http_options_foreach_header (self->options, add_header,
                                   soup_message_get_request_headers (call->message));
  certificate = mcp_http_options_get_tls_certificate (self->options);

  if (certificate != NULL)
    soup_message_set_tls_client_certificate (call->message, certificate);
}

void
mcp_http_set_trace (McpHttp  *self,
                    McpTrace *trace)
{
  g_set_object (&self->trace, trace);
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  McpHttpCall *call = user_data;

  call->was_sent = TRUE;

  if (call->sending != NULL)
    call->sending (call, call->sending_data);
}

static void sent_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data);

static void
send_message (GTask *task)
{
  McpHttp *self = g_task_get_source_object (task);
  McpHttpCall *call = g_task_get_task_data (task);
  SoupSession *session = call->endless ? self->endless_session : self->session;

  /* Given up while somebody thought: libsoup may have begun to send before it looks. */
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  g_clear_object (&call->message);
  g_clear_object (&call->reply);
  call->message = mcp_http_call_build_message (call);
  apply_options (self, call);
  g_signal_connect (call->message, "starting", G_CALLBACK (starting_cb), call);

  if (self->trace != NULL)
    mcp_trace_request (self->trace, call->message, call->body);

  soup_session_send_async (session, call->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), sent_cb, task);
}

/* The id of a session never travels with the token of anybody but who began it. */
static gboolean
check_session (McpHttpCall  *call,
               GError      **error)
{
  call->is_foreign = call->session_account != NULL && call->account != NULL &&
                     !g_str_equal (call->session_account, call->account);

  if (call->is_foreign)
    g_propagate_error (error, mcp_error_new (MCP_ERROR_UNAVAILABLE, "Somebody else has signed in "
                                             "since the session began.", NULL));

  return !call->is_foreign;
}

static gboolean
take_header (McpHttpCall    *call,
             McpAuthorizer  *authorizer,
             GAsyncResult   *result,
             GError        **error)
{
  mcp_http_call_clear_header (call);
  g_clear_pointer (&call->account, g_free);

  if (!mcp_authorizer_get_header_finish (authorizer, result, &call->header, error))
    return FALSE;

  if (call->header != NULL)
    call->account = mcp_authorizer_dup_account (authorizer, result);

  return check_session (call, error);
}

static void
header_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpHttpCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (take_header (call, MCP_AUTHORIZER (source), result, &error))
    send_message (g_steal_pointer (&task));
  else
    {
      call->was_denied = TRUE;
      g_task_return_error (task, error);
    }
}

static void
ask_header (GTask *task)
{
  McpHttp *self = g_task_get_source_object (task);
  McpHttpCall *call = g_task_get_task_data (task);
  g_autofree char *uri = NULL;

  if (self->authorizer == NULL || call->has_header)
    {
      call->has_header = FALSE;
      send_message (task);
      return;
    }

  uri = g_uri_to_string (call->uri);
  mcp_authorizer_get_header_async (self->authorizer, uri, g_task_get_cancellable (task),
                                   header_cb, task);
}

static void
take_options (McpHttp        *self,
              McpHttpOptions *options)
{
  SoupSession *sessions[] = { self->session, self->endless_session };
  GTlsDatabase *database = mcp_http_options_get_tls_database (options);
  GProxyResolver *resolver = mcp_http_options_get_proxy_resolver (options);

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      if (database != NULL)
        soup_session_set_tls_database (sessions[i], database);
      if (resolver != NULL)
        http_session_set_proxy_resolver (sessions[i], resolver);
    }

  self->options = options;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpHttp *self = g_task_get_source_object (task);
  McpHttpCall *call = g_task_get_task_data (task);
  McpHttpSettings *settings = MCP_HTTP_SETTINGS (source);
  g_autoptr(McpHttpOptions) options = NULL;
  GError *error = NULL;

  options = mcp_http_settings_load_finish (settings, result, &error);

  if (options == NULL)
    {
      call->was_denied = TRUE;
      g_task_return_error (task, error);
      return;
    }

  if (self->settings == settings && self->options == NULL)
    take_options (self, g_steal_pointer (&options));

  ask_header (g_steal_pointer (&task));
}

static void
challenge_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpHttpCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (mcp_authorizer_handle_challenge_finish (MCP_AUTHORIZER (source), result, &error))
    ask_header (g_steal_pointer (&task));
  else if (error != NULL)
    {
      call->was_denied = TRUE;
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&call->reply), g_object_unref);
}

static void
tell_refusal (GTask *task)
{
  McpHttp *self = g_task_get_source_object (task);
  McpHttpCall *call = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);
  g_autofree char *uri = g_uri_to_string (call->uri);

  /* Refused is not begun: whoever gives up now has nothing to take back. */
  call->was_sent = FALSE;
  call->n_refusals++;
  call->last_refusal = soup_message_get_status (call->message);
  mcp_authorizer_handle_challenge_async (self->authorizer, uri,
                                         soup_message_get_status (call->message),
                                         soup_message_headers_get_list (headers,
                                                                        "WWW-Authenticate"),
                                         call->header, g_task_get_cancellable (task),
                                         challenge_cb, task);
}

/* Another header may help: once after each 401, for what was refused is not worth a second try; a
 * 403 may want more rights each time. */
static gboolean
may_be_bettered (McpHttp     *self,
                 McpHttpCall *call)
{
  guint status = soup_message_get_status (call->message);

  if (self->authorizer == NULL || call->takes_refusal || call->n_refusals >= MAX_REFUSALS)
    return FALSE;

  return status == 403 || (status == 401 && call->last_refusal != 401);
}

static GError *
new_redirect_error (McpHttpCall *call,
                    const char  *location)
{
  g_autofree char *valid = g_utf8_make_valid (location ? location : "nowhere", -1);
  g_autofree char *details = NULL;
  GError *error;

  details = g_strdup_printf ("HTTP %u to %.512s", mcp_http_call_get_status (call), valid);
  error = mcp_error_new (MCP_ERROR_NOT_MCP,
                         "The server sends Toolcrib on to another address, which it does not "
                         "follow by itself.", details);
  mcp_error_set_status (error, mcp_http_call_get_status (call));

  return error;
}

/* It is never asked for here: a password that is given to whichever proxy the network names is
 * given away. */
static GError *
new_proxy_error (void)
{
  GError *error = mcp_error_new (MCP_ERROR_UNAVAILABLE,
                                 "The proxy of this network wants a user name and a password. They "
                                 "belong into the address of the proxy in the system's settings.",
                                 NULL);

  mcp_error_set_status (error, 407);

  return error;
}

/* 307 and 308 alone keep a POST a POST (RFC 9110 §15.4.8 and 9). To another origin nothing goes
 * by itself: neither a token nor an argument was meant for it. */
static void
follow_redirect (GTask *task)
{
  McpHttpCall *call = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  guint status = soup_message_get_status (call->message);
  g_autoptr(GUri) target = NULL;

  if (location != NULL && (status == 307 || status == 308))
    target = g_uri_parse_relative (call->uri, location, SOUP_HTTP_URI_FLAGS, NULL);

  if (target == NULL || !is_same_origin (call->uri, target) || call->n_redirects >= MAX_REDIRECTS)
    {
      g_task_return_error (task, new_redirect_error (call, location));
      g_object_unref (task);
      return;
    }

  call->n_redirects++;
  g_clear_pointer (&call->uri, g_uri_unref);
  call->uri = g_steal_pointer (&target);
  ask_header (task);
}

static void
trace_reply (McpHttp      *self,
             McpHttpCall  *call,
             const GError *error)
{
  if (self->trace == NULL)
    return;

  if (call->reply != NULL)
    call->reply = mcp_trace_reply (self->trace, call->message, call->reply);
  else
    mcp_trace_failure (self->trace, call->message, error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  McpHttp *self = g_task_get_source_object (task);
  McpHttpCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  guint status;

  g_signal_handlers_disconnect_by_func (call->message, starting_cb, call);
  call->reply = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  status = soup_message_get_status (call->message);
  trace_reply (self, call, error);

  if (status == 407)
    {
      g_clear_error (&error);
      g_task_return_error (task, new_proxy_error ());
    }
  else if (call->reply == NULL)
    g_task_return_error (task, error);
  else if (may_be_bettered (self, call))
    tell_refusal (g_steal_pointer (&task));
  else if (status >= 300 && status < 400)
    follow_redirect (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&call->reply), g_object_unref);
}

/*
 * mcp_http_send_async:
 * @call: what to send; its message is the answer's when this has finished
 *
 * Sends a request with whatever header the authorizer gives.
 */
void
mcp_http_send_async (McpHttp             *self,
                     McpHttpCall         *call,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (MCP_IS_HTTP (self));
  g_return_if_fail (call != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_http_send_async);
  g_task_set_task_data (task, mcp_http_call_ref (call), (GDestroyNotify) mcp_http_call_unref);

  if (call->uri == NULL)
    call->uri = g_uri_ref (self->uri);

  if (self->settings != NULL && self->options == NULL)
    mcp_http_settings_load_async (self->settings, cancellable, loaded_cb,
                                  g_steal_pointer (&task));
  else
    ask_header (g_steal_pointer (&task));
}

static void
early_header_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(McpHttpCall) call = user_data;

  call->has_header = take_header (call, MCP_AUTHORIZER (source), result, NULL);
}

/*
 * mcp_http_prepare:
 * @call: what will be sent later
 *
 * Asks for the header of @call now, in the name of who is signed in still. Where that takes a while
 * it is asked for again when @call is sent.
 */
void
mcp_http_prepare (McpHttp     *self,
                  McpHttpCall *call)
{
  g_autofree char *uri = NULL;

  if (call->uri == NULL)
    call->uri = g_uri_ref (self->uri);

  if (self->authorizer == NULL)
    return;

  uri = g_uri_to_string (call->uri);
  mcp_authorizer_get_header_async (self->authorizer, uri, NULL, early_header_cb,
                                   mcp_http_call_ref (call));
}

GInputStream *
mcp_http_send_finish (McpHttp       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (MCP_IS_HTTP (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
read_all_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  gsize n_read = 0;

  g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n_read, NULL);
  g_task_return_int (task, n_read);
}

void
mcp_http_read_start_async (GInputStream        *body,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  char *buffer = g_malloc (START_SIZE);

  g_return_if_fail (G_IS_INPUT_STREAM (body));

  task = g_task_new (body, cancellable, callback, user_data);
  g_task_set_source_tag (task, mcp_http_read_start_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, buffer, g_free);

  g_input_stream_read_all_async (body, buffer, START_SIZE, G_PRIORITY_DEFAULT, cancellable,
                                 read_all_cb, g_steal_pointer (&task));
}

GBytes *
mcp_http_read_start_finish (GInputStream *body,
                            GAsyncResult *result)
{
  gssize n_read;

  g_return_val_if_fail (g_task_is_valid (result, body), NULL);

  n_read = g_task_propagate_int (G_TASK (result), NULL);

  return g_bytes_new (g_task_get_task_data (G_TASK (result)), MAX (n_read, 0));
}
