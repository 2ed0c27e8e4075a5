/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-address.h"

#include <webkit/webkit.h>

/*
 * crib_web_address_parse:
 * @text: (nullable): what claims to be an address
 *
 * Scheme and empty path are normalised and the default port is filled in, so that two spellings of
 * one address compare as equal; all else stays encoded as it came. A stray "%" passes, as it does
 * with browsers.
 *
 * Returns: (transfer full) (nullable): the address
 */
GUri *
crib_web_address_parse (const char *text)
{
  if (text == NULL)
    return NULL;

  return g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE |
                      G_URI_FLAGS_PARSE_RELAXED, NULL);
}

/*
 * crib_web_address_dup_origin:
 * @text: (nullable): an address
 *
 * Returns: (transfer full) (nullable): scheme, host and, unless it is the default one, port; %NULL
 *   for what has no origin of the web
 */
char *
crib_web_address_dup_origin (const char *text)
{
  g_autoptr(GUri) uri = crib_web_address_parse (text);
  g_autofree char *host = NULL;
  const char *scheme;
  int standard;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  scheme = g_uri_get_scheme (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return NULL;

  standard = g_str_equal (scheme, "https") ? 443 : 80;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);

  return g_uri_join (G_URI_FLAGS_ENCODED, scheme, NULL, host,
                     g_uri_get_port (uri) == standard ? -1 : g_uri_get_port (uri), "", NULL, NULL);
}

/*
 * crib_web_address_dup_domain:
 * @text: (nullable): an address
 *
 * Returns: (transfer full) (nullable): the part of the host that somebody registered, by the list
 *   of public suffixes; the whole host where there is none
 */
char *
crib_web_address_dup_domain (const char *text)
{
  g_autoptr(GUri) uri = crib_web_address_parse (text);
  g_autofree char *host = NULL;
  const char *domain;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  domain = soup_tld_get_base_domain (host, NULL);
  return g_strdup (domain != NULL ? domain : host);
}

/* Whether the host is this machine by its name or number; nothing is looked up. */
gboolean
crib_web_address_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr(GInetAddress) number = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  number = g_inet_address_new_from_string (host);
  return number != NULL && g_inet_address_get_is_loopback (number);
}

/*
 * crib_web_address_may_load:
 * @text: (nullable): where the page wants to go
 * @http_origin: (nullable): the one origin of plain HTTP that is trusted; only loopback counts
 *
 * Returns: whether a sign-in may lead there: HTTPS only, and the empty documents of frames
 */
gboolean
crib_web_address_may_load (const char *text,
                           const char *http_origin)
{
  g_autoptr(GUri) uri = crib_web_address_parse (text);
  g_autofree char *origin = crib_web_address_dup_origin (text);
  g_autofree char *trusted = crib_web_address_dup_origin (http_origin);

  if (g_strcmp0 (text, "about:blank") == 0 || g_strcmp0 (text, "about:srcdoc") == 0)
    return TRUE;
  if (uri == NULL || origin == NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;

  return crib_web_address_is_loopback (uri) && g_strcmp0 (origin, trusted) == 0;
}
