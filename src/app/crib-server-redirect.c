/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server.h"

#include "crib-error.h"
#include "http-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer than any that is registered; Entra takes 256 letters (entra.md 2.2). */
#define MAX_LENGTH 2000

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ADDRESS, sentence);

  return FALSE;
}

/* RFC 3986 knows visible ASCII letters only. */
static gboolean
is_text (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;

  return strlen (text) <= MAX_LENGTH;
}

/* What a view opens, or does, by itself: an answer must never get that far. */
static gboolean
is_for_pages (const char *scheme)
{
  static const char * const schemes[] = {
    "about", "blob", "data", "file", "filesystem", "ftp", "javascript", "mailto", "resource",
    "view-source", "webkit", "ws", "wss", NULL
  };

  return g_strv_contains (schemes, scheme);
}

static gboolean
check_place (GUri        *uri,
             const char  *scheme,
             GError     **error)
{
  const char *host = g_uri_get_host (uri);

  if (g_str_equal (scheme, "urn"))
    return refuse (error, _("Pages that show a code to copy are not used any more. Register "
                            "http://localhost or an address with https instead."));

  if (is_for_pages (scheme))
    return refuse (error, _("A sign-in cannot end at an address of this kind. Use https, "
                            "http://localhost, or a scheme of the program’s own."));

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return TRUE;

  if (host == NULL || *host == '\0')
    return refuse (error, _("This address names no host."));

  if (g_str_equal (scheme, "http") && !http_address_is_loopback (uri))
    return refuse (error, _("A sign-in may end at an address with http only on this computer, "
                            "such as http://localhost. Elsewhere it has to be https."));

  return TRUE;
}

/**
 * crib_server_check_redirect_uri:
 * @text: (nullable): what a person wrote; %NULL and "" are the usual address
 * @error: return location for an error
 *
 * Looks whether sign-ins can end there (entra.md 2.2): at an address with https or of a scheme of
 * the program's own, which only the embedded view can catch, or at one with http on this computer.
 * It is compared letter by letter with what is registered, so it is not changed.
 *
 * Returns: whether it can be used; if not, %CRIB_ERROR_ADDRESS with a sentence for people
 */
gboolean
crib_server_check_redirect_uri (const char  *text,
                                GError     **error)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *scheme = NULL;

  if (text == NULL || *text == '\0')
    return TRUE;

  if (is_text (text) && strstr (text, ":") != NULL)
    uri = g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);

  if (uri == NULL)
    return refuse (error, _("This is not an address. One looks like https://example.com/done or "
                            "http://localhost."));

  if (g_uri_get_fragment (uri) != NULL)
    return refuse (error, _("The address where a sign-in ends has no “#”."));

  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _("The address where a sign-in ends has no name or password in it."));

  scheme = g_ascii_strdown (g_uri_get_scheme (uri), -1);

  return check_place (uri, scheme, error);
}
