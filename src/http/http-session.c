/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-session.h"

/* Several event streams and calls to one server at once; libsoup's own 2 would block the third. */
#define MAX_CONNS_PER_HOST 16
#define MAX_CONNS 64

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
    SOUP_TYPE_AUTH_MANAGER,
    SOUP_TYPE_CACHE,
    SOUP_TYPE_CONTENT_SNIFFER,
    SOUP_TYPE_COOKIE_JAR,
    SOUP_TYPE_HSTS_ENFORCER,
  };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    soup_session_remove_feature_by_type (session, unwanted[i]);
}

/**
 * http_session_new:
 * @timeout: seconds of silence that end a request, 0 for streams that may be
 *   silent for ever
 * @user_agent: what we say we are
 *
 * A session that does nothing by itself: it keeps no cookies and no copies,
 * guesses no types, and answers no 401 (whoever sent the request reads the
 * challenge). Certificates are checked against the system's authorities, and
 * nothing here can switch that off.
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

  return session;
}
