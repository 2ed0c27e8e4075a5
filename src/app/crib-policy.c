/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-policy.h"

#include <glib/gi18n-lib.h>

/* A server that says both, read-only and destructive, is taken at its worst word. */
static gboolean
is_marked_destructive (McpTool *tool)
{
  SjsonValue annotations;
  gboolean destructive = FALSE;

  return sjson_value_get_member (mcp_tool_get_json (tool), "annotations", &annotations) &&
         sjson_value_get_member_boolean (&annotations, "destructiveHint", &destructive) &&
         destructive;
}

/**
 * crib_policy_get_consent:
 * @server: whose tool it is
 * @tool: a tool
 *
 * A tool that is not marked read-only, or is marked destructive, asks first. The marks are the
 * server's own word (MCP 2025-11-25, tools, annotations: "untrusted"): they make a question
 * unnecessary for servers that a person chose, no more.
 *
 * Returns: whether to ask before a run
 */
CribConsent
crib_policy_get_consent (CribServer *server,
                         McpTool    *tool)
{
  g_return_val_if_fail (CRIB_IS_SERVER (server), CRIB_CONSENT_ASK);
  g_return_val_if_fail (MCP_IS_TOOL (tool), CRIB_CONSENT_ASK);

  if (mcp_tool_is_read_only (tool) && !is_marked_destructive (tool))
    return CRIB_CONSENT_GIVEN;

  return CRIB_CONSENT_ASK;
}

static const char *
explain (McpTool *tool)
{
  if (is_marked_destructive (tool))
    return _("The server says that this tool can delete or overwrite things.");

  if (mcp_tool_has_hint (tool, "destructiveHint") && !mcp_tool_is_destructive (tool))
    return _("The server says that this tool changes things, but destroys nothing.");

  if (mcp_tool_has_hint (tool, "readOnlyHint"))
    return _("The server says that this tool changes things. It may delete or overwrite some.");

  return _("The server does not say whether this tool changes anything.");
}

/**
 * crib_policy_dup_question:
 * @server: whose tool it is
 * @tool: a tool
 * @explanation: (out) (optional) (transfer full): what the server says about it, in a sentence
 *
 * Returns: (transfer full): the question in words. It holds words of the server: never markup
 */
char *
crib_policy_dup_question (CribServer  *server,
                          McpTool     *tool,
                          char       **explanation)
{
  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (MCP_IS_TOOL (tool), NULL);

  if (explanation != NULL)
    *explanation = g_strdup (explain (tool));

  /* Translators: first a tool, then a server */
  return g_strdup_printf (_("Run “%s” on %s?"), mcp_tool_get_title (tool),
                          crib_server_get_name (server));
}
