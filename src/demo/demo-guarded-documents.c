/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-guarded-documents.h"

#include "demo-json.h"
#include "demo-profile.h"

#include <string.h>

#define WELL_KNOWN "/.well-known/oauth-protected-resource"

/* What the protected server tells anybody. */

static void
answer_health (DemoAnswer *answer)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%m/%d/%Y %H:%M:%S");
  g_autofree char *text = NULL;

  text = g_strdup_printf ("Secure MCP server running deployed: UTC: %s, use /mcp path to use the "
                          "tools", time);
  demo_answer_plain (answer, SOUP_STATUS_OK, "text/plain; charset=utf-8", text);
}

static void
set_one (JsonObject *object,
         const char *name,
         const char *value)
{
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, value);
  json_object_set_array_member (object, name, array);
}

/* The issuer, as v1 writes it or as v2 does (entra.md 1.6). */
static char *
dup_authority (DemoGate *gate)
{
  char *issuer = demo_tenant_dup_issuer (demo_gate_get_tenant (gate), DEMO_TENANT_ID);

  if (demo_gate_get_prm (gate) == DEMO_PRM_V1)
    issuer[strlen (issuer) - strlen ("/v2.0")] = '\0';

  return issuer;
}

/* Protected resource metadata (RFC 9728 §3.2). @path: the resource's */
static void
answer_metadata (DemoGate   *gate,
                 DemoAnswer *answer,
                 const char *path)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *issuer = dup_authority (gate);
  g_autofree char *resource = demo_gate_dup_resource (gate, path);
  g_autofree char *health = g_strconcat (demo_gate_get_base (gate), "/health", NULL);
  g_autofree char *scope = demo_gate_dup_scope (gate, "mcp:tools");
  gboolean bare = demo_gate_get_prm (gate) == DEMO_PRM_BARE;
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "resource", resource);
  set_one (object, "authorization_servers", issuer);
  set_one (object, "bearer_methods_supported", "header");
  set_one (object, "scopes_supported", bare ? "mcp:tools" : scope);
  json_object_set_string_member (object, "resource_name", "HttpMcpServer demo server");
  json_object_set_string_member (object, "resource_documentation", health);
  text = demo_json_write_object (object);
  demo_answer_plain (answer, SOUP_STATUS_OK, "application/json", text);
}

/* Returns: (nullable): the path of the resource whose metadata is at @path */
static const char *
find_resource (DemoGate   *gate,
               const char *path)
{
  const char *rest = path + strlen (WELL_KNOWN);

  if (!g_str_has_prefix (path, WELL_KNOWN))
    return NULL;

  switch (demo_gate_get_prm (gate))
    {
    case DEMO_PRM_NONE:
      return NULL;

    case DEMO_PRM_QUALIFIED:
    case DEMO_PRM_BARE:
    case DEMO_PRM_V1:
    case DEMO_PRM_SLASH:
      return g_str_equal (rest, "/mcp") ? "/mcp" : g_str_equal (rest, "/sse") ? "/sse" : NULL;

    case DEMO_PRM_ROOT:
    default:
      return *rest == '\0' ? "/mcp" : g_str_equal (rest, "/sse") ? "/sse" : NULL;
    }
}

/* Returns: (transfer full) (nullable): what challenges at @path call the metadata's address */
char *
demo_guarded_dup_metadata_uri (DemoGate   *gate,
                               const char *path)
{
  DemoPrm prm = demo_gate_get_prm (gate);

  if (prm == DEMO_PRM_ROOT || prm == DEMO_PRM_NONE)
    return NULL;

  return g_strconcat (demo_gate_get_base (gate), WELL_KNOWN,
                      g_str_equal (path, "/mcp") ? "/mcp" : "/sse", NULL);
}

/* Returns: whether the path was one that anybody may ask for; the answer is given then */
gboolean
demo_guarded_answer (DemoGate          *gate,
                     DemoAnswer        *answer,
                     SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  gboolean get = g_str_equal (soup_server_message_get_method (message), "GET");
  const char *resource = find_resource (gate, path);

  if (demo_profile_has_path (&demo_profile_protected, path))
    return FALSE;

  if (get && g_str_equal (path, "/health"))
    answer_health (answer);
  else if (get && resource != NULL)
    answer_metadata (gate, answer, resource);
  else
    demo_answer_plain (answer, SOUP_STATUS_NOT_FOUND, NULL, NULL);

  return TRUE;
}
