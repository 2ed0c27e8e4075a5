/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-session.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static gboolean
is_loopback_name (const char *host)
{
  static const char suffix[] = ".localhost";
  gsize length = strlen (host);
  gsize n_suffix = strlen (suffix);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  return length > n_suffix && g_ascii_strcasecmp (host + length - n_suffix, suffix) == 0;
}

/**
 * http_address_is_loopback:
 * @uri: an address
 *
 * Judged by what is written, without asking any name server: "localhost" and
 * what ends in ".localhost" (RFC 6761 §6.3, which GLib resolves by itself to
 * this computer), 127.0.0.0/8 and ::1.
 *
 * Returns: whether @uri can only mean this computer
 */
gboolean
http_address_is_loopback (GUri *uri)
{
  g_autoptr(GInetAddress) address = NULL;
  const char *host;

  g_return_val_if_fail (uri != NULL, FALSE);

  host = g_uri_get_host (uri);
  if (host == NULL)
    return FALSE;

  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return is_loopback_name (host);
}

static gboolean
is_plain_text (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c) || g_ascii_isspace (*c) || *c == '\\')
      return FALSE;

  return g_utf8_validate (text, -1, NULL);
}

static GUri *
parse_address (const char *text)
{
  g_autoptr(GUri) uri = NULL;

  if (!is_plain_text (text))
    return NULL;

  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  return g_steal_pointer (&uri);
}

static const char *
find_problem (const char *text)
{
  g_autoptr(GUri) uri = parse_address (text);
  const char *scheme;

  if (uri == NULL)
    return _("This is not a web address. It should look like https://example.com/mcp");

  scheme = g_uri_get_scheme (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return _("An address begins with https://");
  if (g_uri_get_userinfo (uri) != NULL)
    return _("Leave the user name and password out of the address");
  if (g_uri_get_fragment (uri) != NULL)
    return _("Leave “#” and what follows it out of the address");
  if (g_str_equal (scheme, "http") && !http_address_is_loopback (uri))
    return _("Use https://…: a plain http address would let others read along");

  return NULL;
}

/**
 * http_address_dup_problem:
 * @text: what somebody gave as the address of a server
 *
 * https may go anywhere, http to this computer only, where nobody is between.
 * @text is taken as it stands: blanks around it are for the caller to strip.
 *
 * Returns: (transfer full) (nullable): a sentence for people, or `NULL` if
 *   @text is an address that we talk to
 */
char *
http_address_dup_problem (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_strdup (find_problem (text));
}
