/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define MCP_TYPE_ITEM (mcp_item_get_type ())

G_DECLARE_DERIVABLE_TYPE (McpItem, mcp_item, MCP, ITEM, GObject)

/* One entry of a list of a server; immutable. Properties (read-only): name, title, description. */
struct _McpItemClass
{
  GObjectClass parent_class;
};

/* What a request names it by, and unique in its list: a name, a URI, a URI template. */
const char       *mcp_item_get_key         (McpItem           *self);
/* For programs; the key where the server gave none. */
const char       *mcp_item_get_name        (McpItem           *self);
/* For people: title, else annotations.title, else name. */
const char       *mcp_item_get_title       (McpItem           *self);
gboolean          mcp_item_has_title       (McpItem           *self);
const char       *mcp_item_get_description (McpItem           *self);  /* nullable */
/* The item as the server sent it, members unknown to us included. */
const SjsonValue *mcp_item_get_json        (McpItem           *self);
gboolean          mcp_item_equal           (McpItem           *self,
                                            McpItem           *other);

/* For classes of it, once: FALSE with MCP_ERROR_MALFORMED when @json has no @key_member that is a
 * string with something in it. The value is isolated. @what: "a tool" */
gboolean          mcp_item_read            (McpItem           *self,
                                            const SjsonValue  *json,
                                            const char        *key_member,
                                            const char        *what,
                                            GError           **error);

G_END_DECLS
