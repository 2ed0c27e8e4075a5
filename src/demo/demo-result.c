/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-result.h"

#include "demo-era.h"
#include "demo-json.h"

#include <stdarg.h>

/**
 * demo_result_wrap:
 * @id: the request's id
 * @member: "result" or "error"
 * @value: (transfer full): what that is
 *
 * Returns: (transfer full): the whole JSON-RPC message
 */
JsonNode *
demo_result_wrap (JsonNode   *id,
                  const char *member,
                  JsonObject *value)
{
  JsonObject *message = json_object_new ();

  json_object_set_object_member (message, member, value);
  json_object_set_member (message, "id", json_node_copy (id));
  json_object_set_string_member (message, "jsonrpc", "2.0");

  return demo_json_take_object (message);
}

/**
 * demo_result_complete:
 * @result: a result
 * @server_info: who gives it
 *
 * Adds what every result has since 2026-07-28.
 */
void
demo_result_complete (JsonObject *result,
                      JsonObject *server_info)
{
  JsonObject *meta = json_object_new ();

  if (!json_object_has_member (result, "resultType"))
    json_object_set_string_member (result, "resultType", "complete");

  json_object_set_object_member (meta, DEMO_META "serverInfo", json_object_ref (server_info));
  json_object_set_object_member (result, "_meta", meta);
}

/* How long it may be kept, and whether by everybody (MCP 2026-07-28, caching). */
void
demo_result_set_cache (JsonObject *result,
                       gint64      ttl_ms,
                       const char *scope)
{
  json_object_set_int_member (result, "ttlMs", ttl_ms);
  json_object_set_string_member (result, "cacheScope", scope);
}

JsonObject *
demo_content_text (const char *text)
{
  JsonObject *block = json_object_new ();

  json_object_set_string_member (block, "type", "text");
  json_object_set_string_member (block, "text", text);

  return block;
}

/* A tool result of the blocks given, which it takes. */
JsonObject *
demo_content_result (JsonObject *first,
                     ...)
{
  JsonObject *result = json_object_new ();
  JsonArray *content = json_array_new ();
  va_list blocks;

  va_start (blocks, first);

  for (JsonObject *block = first; block != NULL; block = va_arg (blocks, JsonObject *))
    json_array_add_object_element (content, block);

  va_end (blocks);

  json_object_set_array_member (result, "content", content);

  return result;
}
