/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-frame.h"

#include "demo-json.h"

/**
 * demo_frame_event:
 * @message: a JSON-RPC message
 *
 * Returns: (transfer full): the event that carries it, as System.Net.ServerSentEvents writes it,
 *   which the original's SDK uses
 */
char *
demo_frame_event (JsonNode *message)
{
  g_autofree char *json = demo_json_write (message);

  return g_strdup_printf ("event: message\ndata: %s\n\n", json);
}

/* Returns: (transfer full): an error of no request in particular; the SDK writes an empty id */
char *
demo_frame_error (int         code,
                  const char *words)
{
  return g_strdup_printf ("{\"error\":{\"code\":%d,\"message\":\"%s\"},\"id\":\"\","
                          "\"jsonrpc\":\"2.0\"}", code, words);
}

/**
 * demo_frame_find_cut:
 * @text: a whole event
 *
 * Returns: the place after the first byte of the first character that has several, else the middle
 */
gsize
demo_frame_find_cut (const char *text)
{
  for (gsize i = 0; text[i] != '\0'; i++)
    if ((guchar) text[i] >= 0x80)
      return i + 1;

  return strlen (text) / 2;
}
