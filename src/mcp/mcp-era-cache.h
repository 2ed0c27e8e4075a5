/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-transport.h"

G_BEGIN_DECLS

#define MCP_TYPE_ERA_CACHE (mcp_era_cache_get_type ())

/* Which server speaks which revision of the protocol, kept in one small file, so that a server
 * need not be asked at each start. Only ever a guess: whoever finds it wrong says so. */
G_DECLARE_FINAL_TYPE (McpEraCache, mcp_era_cache, MCP, ERA_CACHE, GObject)

McpEraCache *mcp_era_cache_new    (const char  *path);
/* UNKNOWN where nothing is known, or not for sure any more. */
McpEra       mcp_era_cache_lookup (McpEraCache *self,
                                   const char  *uri);
/* @version: what the server and we agreed on */
void         mcp_era_cache_store  (McpEraCache *self,
                                   const char  *uri,
                                   McpEra       era,
                                   const char  *version);
void         mcp_era_cache_forget (McpEraCache *self,
                                   const char  *uri);

G_END_DECLS
