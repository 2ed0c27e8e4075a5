/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-era.h"

#include "demo-json.h"

static const struct
{
  const char *name;
  DemoEra eras;
} choices[] = {
  { "stateless", DEMO_ERA_STATELESS },
  { "session", DEMO_ERA_SESSION | DEMO_ERA_EVENTS },
  { "all", DEMO_ERA_ALL },
};

/* As the log calls it. */
const char *
demo_era_get_name (DemoEra era)
{
  switch (era)
    {
    case DEMO_ERA_STATELESS:
      return "stateless";

    case DEMO_ERA_EVENTS:
      return "events";

    case DEMO_ERA_SESSION:
    default:
      return "session";
    }
}

/* Returns: whether @text names eras that a server can be kept to */
gboolean
demo_era_parse (const char *text,
                DemoEra    *eras)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_strcmp0 (choices[i].name, text) == 0)
      {
        *eras = choices[i].eras;
        return TRUE;
      }

  return FALSE;
}

static gboolean
has_envelope (JsonNode *body)
{
  JsonObject *request = NULL;
  JsonObject *params;

  if (body != NULL && JSON_NODE_HOLDS_OBJECT (body))
    request = json_node_get_object (body);

  params = demo_json_get_object (request, "params");

  return demo_json_get (demo_json_get_object (params, "_meta"),
                        DEMO_META "protocolVersion") != NULL;
}

/**
 * demo_era_find:
 * @message: a request
 * @body: (nullable): its body, where that is JSON
 *
 * Returns: how the client means to be understood. Since 2026-07-28 every request says its revision
 *   itself, in a header and in `_meta`; one of both is enough to be held to that revision (MCP
 *   2026-07-28, versioning).
 */
DemoEra
demo_era_find (SoupServerMessage *message,
               JsonNode          *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *version = soup_message_headers_get_one (headers, "MCP-Protocol-Version");

  if (g_str_has_suffix (path, "/sse") || g_str_has_suffix (path, "/message"))
    return DEMO_ERA_EVENTS;

  if (!g_str_equal (soup_server_message_get_method (message), "POST"))
    return DEMO_ERA_SESSION;

  if (has_envelope (body) || soup_message_headers_get_one (headers, "Mcp-Method") != NULL ||
      (version != NULL && strcmp (version, DEMO_STATELESS_VERSION) >= 0))
    return DEMO_ERA_STATELESS;

  return DEMO_ERA_SESSION;
}
