/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-http.h"
#include "mcp-transport.h"

G_BEGIN_DECLS

/* The ways of talking that there have been, newest first. */
typedef enum {
  MCP_ERA_UNKNOWN,
  MCP_ERA_STATELESS,   /* 2026-07-28 */
  MCP_ERA_SESSION,     /* 2025-03-26 to 2025-11-25 */
  MCP_ERA_EVENTS,      /* 2024-11-05: HTTP+SSE */
} McpEra;

McpEra        mcp_era_of_version    (const char     *version);
/* All revisions that we speak, oldest first. */
const char * const *
              mcp_era_get_versions  (void);
/* What to try when opening @era failed with @error; UNKNOWN: that is how it is. */
McpEra        mcp_era_get_next      (McpEra          era,
                                     const GError   *error);
/* @version: (nullable): the revision to keep to */
McpTransport *mcp_era_new_transport (McpEra          era,
                                     const char     *version,
                                     McpHttp        *http);

G_END_DECLS
