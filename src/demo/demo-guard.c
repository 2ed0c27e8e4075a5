/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-guard.h"

/* The host of "host", "host:port" and "[host]:port". */
static char *
get_host (const char *authority)
{
  g_autofree char *text = g_strconcat ("http://", authority, "/", NULL);
  g_autoptr(GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

static gboolean
is_loopback (const char *host)
{
  const char * const names[] = { "localhost", "127.0.0.1", "::1", NULL };

  return host != NULL && g_strv_contains (names, host);
}

/**
 * demo_guard_allows:
 * @message: a request
 *
 * Whether a page elsewhere is not behind it: both Host and Origin must name this machine (MCP
 * 2025-06-18, transports, "Security Warning", DNS rebinding).
 */
gboolean
demo_guard_allows (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  g_autofree char *host_name = host != NULL ? get_host (host) : NULL;
  g_autoptr(GUri) origin_uri = NULL;

  if (!is_loopback (host_name))
    return FALSE;

  if (origin == NULL)
    return TRUE;

  origin_uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);

  return origin_uri != NULL && is_loopback (g_uri_get_host (origin_uri));
}
