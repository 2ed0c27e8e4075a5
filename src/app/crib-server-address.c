/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server.h"

#include "crib-error.h"
#include "http-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LENGTH 2000

/* As libsoup reads addresses, so that what is shown is what is asked. */
#define URI_FLAGS (G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH | \
                   G_URI_FLAGS_ENCODED_QUERY | G_URI_FLAGS_ENCODED_FRAGMENT | \
                   G_URI_FLAGS_SCHEME_NORMALIZE)

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_ADDRESS, sentence);

  return FALSE;
}

static gboolean
check_text (const char  *text,
            GError     **error)
{
  if (*text == '\0')
    return refuse (error, _("Enter the address of the server, such as https://example.com/mcp."));

  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > MAX_LENGTH)
    return refuse (error, _("This is not an address: it is too long or not text."));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        return refuse (error, _("This is not an address: an address has no spaces."));
    }

  return TRUE;
}

/* "localhost:3000" starts like a scheme, but what follows the colon is a port. */
static gboolean
has_scheme (const char *text)
{
  g_autofree char *scheme = g_uri_parse_scheme (text);

  if (scheme == NULL)
    return FALSE;

  return strstr (text, "://") != NULL || !g_ascii_isdigit (text[strlen (scheme) + 1]);
}

/* Nobody speaks TLS on their own computer: without a scheme that is http. */
static char *
complete_scheme (const char *text)
{
  g_autofree char *address = g_strconcat ("https://", text, NULL);
  g_autoptr(GUri) uri = g_uri_parse (address, URI_FLAGS, NULL);

  if (uri != NULL && http_address_is_loopback (uri))
    return g_strconcat ("http://", text, NULL);

  return g_steal_pointer (&address);
}

static gboolean
check_uri (GUri    *uri,
           GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return refuse (error, _("Only addresses that start with https:// can be used."));

  if (host == NULL || *host == '\0' || g_uri_get_port (uri) == 0)
    return refuse (error, _("This is not an address: the name of the server is missing."));

  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _("The address holds a user name or password. Take it out: addresses are "
                            "shown and saved in the clear."));

  if (g_str_equal (scheme, "http") && !http_address_is_loopback (uri))
    return refuse (error, _("Without encryption (http://) only a server on this computer can be "
                            "used. Start the address with https://."));

  return TRUE;
}

/* Letters, digits, hyphens and dots (RFC 1123 §2.1), underscores for those who use them, or the
 * numbers of an address. */
static gboolean
host_is_valid (const char *ascii)
{
  if (strchr (ascii, ':') != NULL)
    return g_hostname_is_ip_address (ascii);

  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_' && (*p != '.' || p == ascii))
        return FALSE;
    }

  return TRUE;
}

static char *
write_uri (GUri    *uri,
           GError **error)
{
  g_autofree char *ascii = g_hostname_to_ascii (g_uri_get_host (uri));
  g_autofree char *host = NULL;

  if (ascii == NULL || !host_is_valid (ascii))
    {
      refuse (error, _("This is not an address: the name of the server is not valid."));
      return NULL;
    }

  host = g_ascii_strdown (ascii, -1);

  return g_uri_join (URI_FLAGS, g_uri_get_scheme (uri), NULL, host, g_uri_get_port (uri),
                     g_uri_get_path (uri), g_uri_get_query (uri), NULL);
}

/**
 * crib_server_normalize_uri:
 * @text: what a person typed
 * @error: return location for an error
 *
 * The address in its one form: scheme and host in lower case and ASCII, without the scheme's own
 * port, without a fragment (it never reaches a server). Without a scheme it is https, on this
 * computer http. Only https is taken, and http where nothing leaves this computer.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with %CRIB_ERROR_ADDRESS, a sentence
 *   for people
 */
char *
crib_server_normalize_uri (const char  *text,
                           GError     **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *address = NULL;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));

  if (!check_text (stripped, error))
    return NULL;

  address = has_scheme (stripped) ? g_strdup (stripped) : complete_scheme (stripped);
  uri = g_uri_parse (address, URI_FLAGS, NULL);

  if (uri == NULL)
    {
      refuse (error, _("This is not an address. One looks like https://example.com/mcp."));
      return NULL;
    }

  if (!check_uri (uri, error))
    return NULL;

  return write_uri (uri, error);
}

/* GLib tells the scheme's own port where none is written. */
static gboolean
has_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 && port != (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80);
}

/**
 * crib_server_suggest_name:
 * @uri: an address
 *
 * Returns: (transfer full): a name for people made from it: the host, on this computer with the
 *   port, which is what tells servers there apart
 */
char *
crib_server_suggest_name (const char *uri)
{
  g_autoptr(GUri) parsed = NULL;
  g_autofree char *name = NULL;
  const char *host;

  g_return_val_if_fail (uri != NULL, NULL);

  parsed = g_uri_parse (uri, URI_FLAGS, NULL);
  host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (host == NULL || *host == '\0')
    return g_strdup (_("Server"));

  name = g_hostname_to_unicode (host);

  if (http_address_is_loopback (parsed) && has_port (parsed))
    return g_strdup_printf ("%s:%d", name != NULL ? name : host, g_uri_get_port (parsed));

  if (name != NULL && g_str_has_prefix (name, "www."))
    return g_strdup (name + strlen ("www."));

  return name != NULL ? g_steal_pointer (&name) : g_strdup (host);
}
