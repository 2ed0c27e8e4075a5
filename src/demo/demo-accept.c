/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-accept.h"

static gboolean
range_includes (const char *range,
                const char *type)
{
  gsize slash = strchr (type, '/') - type;

  return g_str_equal (range, "*/*") || g_ascii_strcasecmp (range, type) == 0 ||
         (g_ascii_strncasecmp (range, type, slash + 1) == 0 &&
          g_str_equal (range + slash + 1, "*"));
}

/**
 * demo_accept_includes:
 * @message: a request
 * @type: a media type
 *
 * Returns: whether the client takes @type (RFC 9110 §12.5.1); without Accept it takes nothing, as
 *   the SDK sees it
 */
gboolean
demo_accept_includes (SoupServerMessage *message,
                      const char        *type)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *accept = soup_message_headers_get_list (headers, "Accept");
  GSList *ranges = accept != NULL ? soup_header_parse_list (accept) : NULL;
  gboolean found = FALSE;

  for (GSList *l = ranges; l != NULL && !found; l = l->next)
    {
      g_autofree char *range = g_strdup (l->data);

      g_strdelimit (range, "; \t", '\0');
      found = range_includes (range, type);
    }

  soup_header_free_list (ranges);

  return found;
}
