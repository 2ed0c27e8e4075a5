/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* What a server says about itself when a connection opens, whatever the protocol revision.
 * Plain data of the transport that read it; strings are NULL where the server gave none. */
typedef struct
{
  char *name;
  char *title;
  char *version;
  char *instructions;
  char *protocol_version;
  gboolean has_tools;      /* the capability */
  SjsonValue *capabilities;   /* nullable; an object */
} McpServerInfo;

/* NULL with MCP_ERROR_MALFORMED where it speaks no revision of the session transport. */
McpServerInfo *mcp_server_info_new_from_initialize (const SjsonValue  *result,
                                                    GError           **error);
/* The same for the result of server/discover. */
McpServerInfo *mcp_server_info_new_from_discover   (const SjsonValue  *result,
                                                    GError           **error);
/* Whether it declares @capability, and of it, where not NULL, @option as true. TRUE where it
 * declared nothing at all: nobody knows. */
/* Of a server of which no more is known than its revision. */
McpServerInfo *mcp_server_info_new_unknown         (const char        *version);
gboolean       mcp_server_info_offers              (const McpServerInfo *self,
                                                    const char          *capability,
                                                    const char          *option);
void           mcp_server_info_free                (McpServerInfo     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (McpServerInfo, mcp_server_info_free)

G_END_DECLS
