/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-mcp.h"

#include "demo-json.h"

/* Tests change what is offered. */

/* One of the same name is replaced. */
void
demo_mcp_add_tool (DemoMcp    *self,
                   JsonObject *tool)
{
  const char *name = demo_json_get_string (tool, "name");

  g_return_if_fail (DEMO_IS_MCP (self));

  demo_mcp_remove_tool (self, name);
  json_array_add_object_element (demo_json_get_array (demo_mcp_get_definition (self), "tools"),
                                 json_object_ref (tool));
}

gboolean
demo_mcp_remove_tool (DemoMcp    *self,
                      const char *name)
{
  JsonArray *tools;

  g_return_val_if_fail (DEMO_IS_MCP (self), FALSE);

  tools = demo_json_get_array (demo_mcp_get_definition (self), "tools");

  for (guint i = 0; i < json_array_get_length (tools); i++)
    {
      JsonObject *tool = json_array_get_object_element (tools, i);

      if (g_strcmp0 (demo_json_get_string (tool, "name"), name) == 0)
        {
          json_array_remove_element (tools, i);
          return TRUE;
        }
    }

  return FALSE;
}
