/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-address.h"

#include "http-session.h"

#include <libsoup/soup.h>

#include <string.h>

static GUri *
parse (const char *text)
{
  g_autoptr(GUri) uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_steal_pointer (&uri);
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port >= 0)
    return port;

  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

/*
 * oauth_address_is_http:
 * @text: an address
 *
 * Returns: whether it is one without TLS
 */
gboolean
oauth_address_is_http (const char *text)
{
  return g_ascii_strncasecmp (text, "http:", 5) == 0;
}

/*
 * oauth_address_is_allowed:
 * @text: an address that a server named
 * @http_loopback: whether http to this computer will do
 *
 * Returns: whether we may talk to it: https, without user name or fragment (MCP 2026-07-28,
 *   authorization: all endpoints must be https)
 */
gboolean
oauth_address_is_allowed (const char *text,
                          gboolean    http_loopback)
{
  g_autofree char *problem = http_address_dup_problem (text);

  return problem == NULL && (http_loopback || !oauth_address_is_http (text));
}

/* RFC 4193, and RFC 4291 §2.5.5.2: an IPv4 address in IPv6 clothes. */
static gboolean
is_private_ipv6 (GInetAddress *address)
{
  static const guint8 mapped[12] = { [10] = 0xff, [11] = 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  return (bytes[0] & 0xfe) == 0xfc || memcmp (bytes, mapped, sizeof mapped) == 0;
}

/*
 * oauth_address_is_private:
 * @text: an address
 *
 * Judged by what is written, without asking a name server.
 *
 * Returns: whether its host is this computer, or an IP address that only this network knows
 */
gboolean
oauth_address_is_private (const char *text)
{
  g_autoptr(GUri) uri = parse (text);
  g_autoptr(GInetAddress) address = NULL;

  if (uri == NULL || http_address_is_loopback (uri))
    return TRUE;

  address = g_inet_address_new_from_string (g_uri_get_host (uri));
  if (address == NULL)
    return FALSE;

  return g_inet_address_get_is_any (address) ||
         g_inet_address_get_is_link_local (address) ||
         g_inet_address_get_is_site_local (address) ||
         g_inet_address_get_is_multicast (address) ||
         (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
          is_private_ipv6 (address));
}

/*
 * oauth_address_is_same_origin:
 *
 * Returns: whether scheme, host and port are equal (RFC 6454 §5)
 */
gboolean
oauth_address_is_same_origin (const char *a,
                              const char *b)
{
  g_autoptr(GUri) first = parse (a);
  g_autoptr(GUri) second = parse (b);

  return first != NULL && second != NULL &&
         g_str_equal (g_uri_get_scheme (first), g_uri_get_scheme (second)) &&
         g_ascii_strcasecmp (g_uri_get_host (first), g_uri_get_host (second)) == 0 &&
         get_port (first) == get_port (second);
}

/*
 * oauth_address_may_lead:
 * @server_uri: a server that somebody added
 * @uri: where it sends us
 *
 * MCP 2026-07-28, security best practices: its own origin; elsewhere https only, and into a private
 * network only a server that is there itself.
 *
 * Returns: whether we may ask at @uri
 */
gboolean
oauth_address_may_lead (const char *server_uri,
                        const char *uri)
{
  if (!oauth_address_is_allowed (uri, oauth_address_is_http (server_uri)))
    return FALSE;

  return oauth_address_is_same_origin (uri, server_uri) || !oauth_address_is_private (uri) ||
         oauth_address_is_private (server_uri);
}

/*
 * oauth_address_dup_origin:
 *
 * Returns: (transfer full) (nullable): scheme, host and, where it was given, port
 */
char *
oauth_address_dup_origin (const char *text)
{
  g_autoptr(GUri) uri = parse (text);

  if (uri == NULL)
    return NULL;

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
}

/*
 * oauth_address_dup_host:
 *
 * Returns: (transfer full): the host, for a sentence; @text itself where it has none
 */
char *
oauth_address_dup_host (const char *text)
{
  g_autoptr(GUri) uri = parse (text);

  return g_strdup (uri != NULL ? g_uri_get_host (uri) : text);
}
