/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-session.h"

#include "http-proxy-resolver.h"

#include <string.h>

/* A long call holds a connection for as long as it lasts: the next must never wait for one, as it
 * would with libsoup's own 2. Bounded all the same. */
#define MAX_CONNS_PER_HOST 64
#define MAX_CONNS 256

/* Seconds within which a connection is used again. Long enough for the next
 * request of a conversation, short enough that a server has hardly dropped it. */
#define IDLE_TIMEOUT 3

/**
 * http_session_prepare_process:
 *
 * What every program does first in `main()`, before any thread: HTTP/1.1 only.
 *
 * Where an HTTP/2 connection is lost in the middle of a stream, libsoup 3.2
 * never ends the read, and its time-out does not fire; it has no function to
 * choose the version, only this variable of the environment.
 */
void
http_session_prepare_process (void)
{
  g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
}

static void
remove_features (SoupSession *session)
{
  const GType unwanted[] = {
    SOUP_TYPE_CACHE,
    SOUP_TYPE_CONTENT_SNIFFER,
    SOUP_TYPE_COOKIE_JAR,
    SOUP_TYPE_HSTS_ENFORCER,
  };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    soup_session_remove_feature_by_type (session, unwanted[i]);
}

/* The password of a proxy, once: a second time it is wrong. Nobody else is given any. */
static gboolean
authenticate_cb (SoupMessage *message,
                 SoupAuth    *auth,
                 gboolean     retrying,
                 SoupSession *session)
{
  HttpProxyResolver *resolver = HTTP_PROXY_RESOLVER (soup_session_get_proxy_resolver (session));
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;

  if (retrying || !soup_auth_is_for_proxy (auth) ||
      !http_proxy_resolver_lookup (resolver, soup_auth_get_authority (auth), &user, &password))
    return FALSE;

  soup_auth_authenticate (auth, user, password);
  explicit_bzero (password, strlen (password));

  return TRUE;
}

/* Challenges are libsoup's only where it asks by itself, for a tunnel through a proxy; it asks the
 * message that needs the tunnel for the password then. */
static void
request_queued_cb (SoupSession *session,
                   SoupMessage *message,
                   gpointer     user_data)
{
  if (g_str_equal (soup_message_get_method (message), "CONNECT"))
    return;

  soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
  g_signal_connect_object (message, "authenticate", G_CALLBACK (authenticate_cb), session,
                           G_CONNECT_DEFAULT);
}

/**
 * http_session_set_proxy_resolver:
 * @session: one of [func@Http.session_new]
 * @settings: (nullable): which proxies there are, instead of what the system says
 */
void
http_session_set_proxy_resolver (SoupSession    *session,
                                 GProxyResolver *settings)
{
  g_autoptr(GProxyResolver) resolver = http_proxy_resolver_new (settings);

  g_return_if_fail (SOUP_IS_SESSION (session));

  soup_session_set_proxy_resolver (session, resolver);
}

/**
 * http_session_new:
 * @timeout: seconds of silence that end a request, 0 for streams that may be
 *   silent for ever
 * @user_agent: what we say we are
 *
 * A session that does nothing by itself: it keeps no cookies and no copies,
 * guesses no types, and answers no 401 (whoever sent the request reads the
 * challenge). A proxy that wants a password before it opens a tunnel (407) is
 * given the one that stands in the system's settings. Certificates are checked
 * against the system's authorities, and nothing here can switch that off.
 *
 * It does follow redirects, headers included. Who sends what another server
 * must not see sets %SOUP_MESSAGE_NO_REDIRECT on the message.
 *
 * Returns: (transfer full): a session
 */
SoupSession *
http_session_new (guint       timeout,
                  const char *user_agent)
{
  SoupSession *session;

  session = soup_session_new_with_options ("timeout", timeout,
                                           "idle-timeout", IDLE_TIMEOUT,
                                           "max-conns", MAX_CONNS,
                                           "max-conns-per-host", MAX_CONNS_PER_HOST,
                                           "user-agent", user_agent,
                                           NULL);
  remove_features (session);
  http_session_set_proxy_resolver (session, NULL);
  g_signal_connect (session, "request-queued", G_CALLBACK (request_queued_cb), NULL);

  return session;
}
