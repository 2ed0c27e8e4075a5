/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-state.h"

#include "demo-json.h"

#include <string.h>

/* What a stateless server gives the client to keep while it asks (MCP 2026-07-28, multi round-trip
 * requests): sealed, so that nobody can tell it that something was answered which was not. */

/* Whoever takes the text apart and puts it together again will spell this in another way. */
#define OPENING "\303\234 \"\\/\t|"

static char *
seal (const char *payload)
{
  static char *key;

  if (key == NULL)
    key = g_uuid_string_random ();

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) key, strlen (key),
                                    payload, -1);
}

/**
 * demo_state_mint:
 * @tool: what was called
 * @arguments: with what
 * @answers: what the client has answered so far
 *
 * Returns: (transfer full): the request's state, which the client has to give back as it is
 */
char *
demo_state_mint (const char *tool,
                 JsonObject *arguments,
                 JsonObject *answers)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *json = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *mark = NULL;

  json_object_set_string_member (object, "tool", tool);
  json_object_set_object_member (object, "arguments", json_object_ref (arguments));
  json_object_set_object_member (object, "answers", json_object_ref (answers));
  json = demo_json_write_object (object);
  payload = g_base64_encode ((const guchar *) json, strlen (json));
  mark = seal (payload);

  return g_strconcat (OPENING, mark, "|", payload, NULL);
}

static gboolean
is_same_object (JsonObject *left,
                JsonObject *right)
{
  g_autoptr(JsonNode) left_node = demo_json_take_object (json_object_ref (left));
  g_autoptr(JsonNode) right_node = demo_json_take_object (json_object_ref (right));

  return json_node_equal (left_node, right_node);
}

/* Returns: (transfer full) (nullable): what was sealed in @text, if that is ours */
static JsonObject *
unseal (const char *text)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *mark = NULL;
  g_autofree guchar *json = NULL;
  g_autoptr(JsonNode) node = NULL;
  gsize length;

  if (!g_str_has_prefix (text, OPENING))
    return NULL;

  parts = g_strsplit (text + strlen (OPENING), "|", 2);

  if (g_strv_length (parts) != 2)
    return NULL;

  mark = seal (parts[1]);

  if (!g_str_equal (mark, parts[0]))
    return NULL;

  json = g_base64_decode (parts[1], &length);
  node = demo_json_parse ((const char *) json, length, NULL);

  return json_node_dup_object (node);
}

/**
 * demo_state_open:
 * @text: what the client gave back
 * @tool: what it calls
 * @arguments: with what
 *
 * Returns: (transfer full) (nullable): what it has answered so far; %NULL if @text is not ours, or
 *   of another call
 */
JsonObject *
demo_state_open (const char *text,
                 const char *tool,
                 JsonObject *arguments)
{
  g_autoptr(JsonObject) object = unseal (text);

  if (object == NULL || g_strcmp0 (demo_json_get_string (object, "tool"), tool) != 0 ||
      !is_same_object (demo_json_get_object (object, "arguments"), arguments))
    return NULL;

  return json_object_ref (demo_json_get_object (object, "answers"));
}
