/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-dead-end.h"

#include "crib-web-address.h"

#include <string.h>

/* What an error page may say, in bytes: pages are long, and not ours. */
#define MAX_ERROR 2048

/* How Microsoft numbers what went wrong. */
#define NUMBER "AADSTS"

static gboolean
has_number_at (const char *text)
{
  return g_str_has_prefix (text, NUMBER) && g_ascii_isdigit (text[strlen (NUMBER)]);
}

/* A step of the path that is a name, or begins with it. */
static gboolean
has_step (const char *path,
          const char *name,
          gboolean    is_whole)
{
  g_auto(GStrv) steps = g_strsplit (path, "/", -1);
  gsize length = strlen (name);

  for (guint i = 0; steps[i] != NULL; i++)
    if (g_ascii_strncasecmp (steps[i], name, length) == 0 &&
        (!is_whole || steps[i][length] == '\0'))
      return TRUE;

  return FALSE;
}

/*
 * crib_web_dead_end_of_address:
 * @text: (nullable): the address of a page on show
 *
 * WebKitGTK has no WebAuthn, and knows nothing of how a device is managed (entra.md 4.4).
 *
 * Returns: (nullable): "security-key" or "device", where the page cannot succeed here
 */
const char *
crib_web_dead_end_of_address (const char *text)
{
  g_autoptr(GUri) uri = crib_web_address_parse (text);
  const char *host;

  if (uri == NULL)
    return NULL;

  host = g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "";

  if (has_step (g_uri_get_path (uri), "fido", TRUE))
    return "security-key";

  return has_step (g_uri_get_path (uri), "DeviceAuth", FALSE) ||
         g_str_has_prefix (host, "device.login.") ? "device" : NULL;
}

/*
 * crib_web_dead_end_of_text:
 * @text: what an error page says
 *
 * Returns: (nullable): "device" where one of the errors is that of a device that the organisation
 *   does not know (entra.md 4.4): the browser may know more
 */
const char *
crib_web_dead_end_of_text (const char *text)
{
  static const char * const numbers[] = {
    "50097", "50129", "50192", "53000", "53001", "530003",
  };

  for (const char *at = strstr (text, NUMBER); at != NULL; at = strstr (at + 1, NUMBER))
    {
      const char *number = at + strlen (NUMBER);
      gsize length = strspn (number, "0123456789");

      for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
        if (length == strlen (numbers[i]) && strncmp (number, numbers[i], length) == 0)
          return "device";
    }

  return NULL;
}

/*
 * crib_web_dead_end_dup_error:
 * @text: (nullable): what came out of the process of a page, which may say anything
 *
 * Returns: (transfer full) (nullable): the same with a bound, as UTF-8; %NULL where it names no
 *   error by its number
 */
char *
crib_web_dead_end_dup_error (const char *text)
{
  g_autofree char *valid = NULL;
  const char *at;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, strnlen (text, MAX_ERROR));
  if (strlen (valid) > MAX_ERROR)
    *g_utf8_find_prev_char (valid, valid + MAX_ERROR + 1) = '\0';

  for (at = strstr (valid, NUMBER); at != NULL && !has_number_at (at); at = strstr (at + 1, NUMBER))
    ;

  return at != NULL ? g_steal_pointer (&valid) : NULL;
}
