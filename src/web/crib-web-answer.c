/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-answer.h"

#include "crib-web-address.h"

#include <string.h>

/* Takes as long for a wrong text as for the right one of that length. */
static gboolean
is_same_secret (const char *a,
                const char *b)
{
  gsize length = strlen (b);
  volatile guchar difference = 0;

  if (strlen (a) != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    difference |= (guchar) a[i] ^ (guchar) b[i];

  return difference == 0;
}

/*
 * crib_web_answer_is_redirect:
 * @text: (nullable): where the page goes
 * @redirect_uri: (nullable): where the answer is awaited
 *
 * Returns: whether scheme, host, port and path are exactly those of the redirect URI
 *   (RFC 9700 §4.1.3), and nobody's name stands before the host
 */
gboolean
crib_web_answer_is_redirect (const char *text,
                             const char *redirect_uri)
{
  g_autoptr(GUri) uri = crib_web_address_parse (text);
  g_autoptr(GUri) wanted = crib_web_address_parse (redirect_uri);
  const char *host;

  if (uri == NULL || wanted == NULL || g_uri_get_userinfo (uri) != NULL)
    return FALSE;

  host = g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "";

  return g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (wanted)) &&
         g_ascii_strcasecmp (host, g_uri_get_host (wanted) != NULL
                                   ? g_uri_get_host (wanted) : "") == 0 &&
         g_uri_get_port (uri) == g_uri_get_port (wanted) &&
         g_str_equal (g_uri_get_path (uri), g_uri_get_path (wanted));
}

/*
 * crib_web_answer_has_state:
 * @text: an address
 * @state: (nullable): the value that counts
 *
 * Any page of the flow can send the view to the redirect URI, frames included: only who knows the
 * state answers (RFC 9700 §4.7.1).
 *
 * Returns: whether the query has "state" exactly once, and with that value
 */
gboolean
crib_web_answer_has_state (const char *text,
                           const char *state)
{
  g_autoptr(GUri) uri = crib_web_address_parse (text);
  GUriParamsIter iter;
  g_autoptr(GError) error = NULL;
  char *name;
  char *value;
  guint n_states = 0;
  gboolean matches = FALSE;

  if (uri == NULL || g_uri_get_query (uri) == NULL || state == NULL || *state == '\0')
    return FALSE;

  g_uri_params_iter_init (&iter, g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM);

  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      if (g_str_equal (name, "state"))
        {
          n_states++;
          matches = is_same_secret (value, state);
        }

      g_free (name);
      g_free (value);
    }

  return error == NULL && n_states == 1 && matches;
}

/* Whether there is anything after a "?". */
gboolean
crib_web_answer_has_query (const char *text)
{
  g_autoptr(GUri) uri = crib_web_address_parse (text);

  return uri != NULL && g_uri_get_query (uri) != NULL && *g_uri_get_query (uri) != '\0';
}
