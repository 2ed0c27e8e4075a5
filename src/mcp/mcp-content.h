/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

#define MCP_TYPE_CONTENT (mcp_content_get_type ())

typedef enum {
  MCP_CONTENT_TEXT,
  MCP_CONTENT_IMAGE,
  MCP_CONTENT_AUDIO,
  MCP_CONTENT_RESOURCE_LINK,
  MCP_CONTENT_RESOURCE,        /* embedded: text or data */
  MCP_CONTENT_UNKNOWN,         /* shown as JSON */
} McpContentKind;

/* One block of content of a result; immutable. */
G_DECLARE_FINAL_TYPE (McpContent, mcp_content, MCP, CONTENT, GObject)

McpContent       *mcp_content_new             (const SjsonValue *json);   /* never NULL */
/* What a read answers: the resource itself, which is a block of kind MCP_CONTENT_RESOURCE. */
McpContent       *mcp_content_new_from_resource (const SjsonValue *json);
McpContentKind    mcp_content_get_kind        (McpContent       *self);
const char       *mcp_content_get_text        (McpContent       *self);   /* nullable */
const char       *mcp_content_get_mime_type   (McpContent       *self);   /* nullable */
const char       *mcp_content_get_uri         (McpContent       *self);   /* nullable */
/* The title, else the name; nullable. */
const char       *mcp_content_get_name        (McpContent       *self);
const char       *mcp_content_get_description (McpContent       *self);   /* nullable */
/* The bytes of data or blob, decoded anew; NULL when there are none or they are no Base64. */
GBytes           *mcp_content_dup_data        (McpContent       *self);
const SjsonValue *mcp_content_get_json        (McpContent       *self);

G_END_DECLS
