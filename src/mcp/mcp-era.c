/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-era.h"

#include "mcp-envelope.h"
#include "mcp-error.h"
#include "mcp-session-transport.h"
#include "mcp-stateless-transport.h"

static const char * const session_versions[] = {
  "2025-11-25", "2025-06-18", "2025-03-26", NULL
};

/*
 * mcp_era_of_version:
 * @version: a revision of the protocol
 *
 * Returns: the era that it belongs to, %MCP_ERA_UNKNOWN for one that we do not speak
 */
McpEra
mcp_era_of_version (const char *version)
{
  if (g_str_equal (version, MCP_STATELESS_VERSION))
    return MCP_ERA_STATELESS;

  return g_strv_contains (session_versions, version) ? MCP_ERA_SESSION : MCP_ERA_UNKNOWN;
}

/* Errors that only a server of the newest revision gives: it has understood us. */
static gboolean
is_modern (const GError *error)
{
  gint64 code;

  return mcp_error_get_remote_code (error, &code) &&
         (code == MCP_CODE_HEADER_MISMATCH || code == MCP_CODE_MISSING_CAPABILITY ||
          code == MCP_CODE_UNSUPPORTED_VERSION);
}

/*
 * mcp_era_get_next:
 *
 * Decides by how a server refused to be asked who it is (MCP 2026-07-28, "Backward
 * Compatibility"). Who wants somebody signed in, is busy, broken or not to be reached has said
 * nothing of its age; whoever gives an error of the newest revision speaks it.
 */
McpEra
mcp_era_get_next (McpEra        era,
                  const GError *error)
{
  if (era != MCP_ERA_STATELESS || error->domain != MCP_ERROR || is_modern (error))
    return MCP_ERA_UNKNOWN;

  switch ((McpError) error->code)
    {
    case MCP_ERROR_MALFORMED:
    case MCP_ERROR_NOT_MCP:
    case MCP_ERROR_REMOTE:
      return MCP_ERA_SESSION;

    case MCP_ERROR_UNAUTHORIZED:
    case MCP_ERROR_FORBIDDEN:
    case MCP_ERROR_UNAVAILABLE:
    case MCP_ERROR_LOST:
    default:
      return MCP_ERA_UNKNOWN;
    }
}

McpTransport *
mcp_era_new_transport (McpEra         era,
                       GUri          *uri,
                       McpAuthorizer *authorizer,
                       guint          timeout)
{
  if (era == MCP_ERA_SESSION)
    return mcp_session_transport_new (uri, authorizer, timeout);

  return mcp_stateless_transport_new (uri, authorizer, timeout);
}
