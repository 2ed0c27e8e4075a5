/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-listing.h"

#include "mcp-envelope.h"
#include "mcp-prompt.h"
#include "mcp-resource-template.h"
#include "mcp-resource.h"
#include "mcp-tool.h"

G_DEFINE_ENUM_TYPE (McpListKind, mcp_list_kind,
                    G_DEFINE_ENUM_VALUE (MCP_LIST_TOOLS, "tools"),
                    G_DEFINE_ENUM_VALUE (MCP_LIST_PROMPTS, "prompts"),
                    G_DEFINE_ENUM_VALUE (MCP_LIST_RESOURCES, "resources"),
                    G_DEFINE_ENUM_VALUE (MCP_LIST_RESOURCE_TEMPLATES, "resource-templates"))

static McpItem *
new_tool (const SjsonValue  *json,
          GError           **error)
{
  return (McpItem *) mcp_tool_new (json, error);
}

/* In the revision that has them, a tool whose header fields cannot be is not offered, the others
 * are (MCP 2026-07-28, "x-mcp-header"). Older servers mean nothing by it. */
static gboolean
is_usable_tool (McpItem             *item,
                const McpServerInfo *info)
{
  if (info == NULL || g_strcmp0 (info->protocol_version, MCP_STATELESS_VERSION) != 0 ||
      mcp_tool_has_good_headers (MCP_TOOL (item)))
    return TRUE;

  g_message ("The tool %.100s is left out: its header fields are wrong", mcp_item_get_key (item));

  return FALSE;
}

static McpItem *
new_prompt (const SjsonValue  *json,
            GError           **error)
{
  return (McpItem *) mcp_prompt_new (json, error);
}

static McpItem *
new_resource (const SjsonValue  *json,
              GError           **error)
{
  return (McpItem *) mcp_resource_new (json, error);
}

static McpItem *
new_resource_template (const SjsonValue  *json,
                       GError           **error)
{
  return (McpItem *) mcp_resource_template_new (json, error);
}

static const McpListing listings[MCP_N_LISTS] = {
  [MCP_LIST_TOOLS] = {
    "tools/list", "tools", "tools", "notifications/tools/list_changed", "tools",
    FALSE, mcp_tool_get_type, new_tool, is_usable_tool,
  },
  [MCP_LIST_PROMPTS] = {
    "prompts/list", "prompts", "prompts", "notifications/prompts/list_changed", "prompts",
    FALSE, mcp_prompt_get_type, new_prompt, NULL,
  },
  [MCP_LIST_RESOURCES] = {
    "resources/list", "resources", "resources", "notifications/resources/list_changed",
    "resources", FALSE, mcp_resource_get_type, new_resource, NULL,
  },
  [MCP_LIST_RESOURCE_TEMPLATES] = {
    "resources/templates/list", "resourceTemplates", "resources",
    "notifications/resources/list_changed", "resource templates",
    TRUE, mcp_resource_template_get_type, new_resource_template, NULL,
  },
};

/*
 * mcp_listing_get:
 *
 * Returns: (transfer none): how that list is asked for and read (MCP 2026-07-28, "Pagination")
 */
const McpListing *
mcp_listing_get (McpListKind kind)
{
  return &listings[kind];
}
