/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-resource.h"

/* Marks what other resources are in (MCP 2026-07-28, "Resources"). */
#define FOLDER_TYPE "inode/directory"

/**
 * McpResource:
 *
 * Something that a server lists for reading: a file, a record, a page.
 *
 * What is known of it before it is read; what a read says of it wins. Its URI is the server's own
 * name for it: whatever it looks like, nothing on this computer is meant.
 */
struct _McpResource
{
  McpItem parent_instance;

  char *mime_type;
  guint64 size;
  gboolean has_size;
};

G_DEFINE_FINAL_TYPE (McpResource, mcp_resource, MCP_TYPE_ITEM)

static void
mcp_resource_finalize (GObject *object)
{
  McpResource *self = MCP_RESOURCE (object);

  g_clear_pointer (&self->mime_type, g_free);

  G_OBJECT_CLASS (mcp_resource_parent_class)->finalize (object);
}

static void
mcp_resource_class_init (McpResourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_resource_finalize;
}

static void
mcp_resource_init (McpResource *self)
{
}

/**
 * mcp_resource_new:
 * @json: an element of `resources` of a `resources/list` result; it is copied
 * @error: return location
 *
 * Reads a resource (MCP 2025-11-25, "Resources"). Only the URI is needed.
 *
 * Returns: (transfer full): the resource, or `NULL` with `MCP_ERROR_MALFORMED` when it has no URI
 */
McpResource *
mcp_resource_new (const SjsonValue  *json,
                  GError           **error)
{
  g_autoptr(McpResource) self = NULL;
  SjsonValue size;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (MCP_TYPE_RESOURCE, NULL);

  if (!mcp_item_read (MCP_ITEM (self), json, "uri", "a resource", error))
    return NULL;

  self->mime_type = sjson_value_dup_member_string (json, "mimeType");
  self->has_size = sjson_value_get_member (json, "size", &size) &&
                   sjson_value_get_uint64 (&size, &self->size);

  return g_steal_pointer (&self);
}

/**
 * mcp_resource_get_uri:
 *
 * Returns: (transfer none): what a read names it by, never empty
 */
const char *
mcp_resource_get_uri (McpResource *self)
{
  return mcp_item_get_key (MCP_ITEM (self));
}

/**
 * mcp_resource_get_mime_type:
 *
 * Returns: (nullable) (transfer none): what the server expects it to be
 */
const char *
mcp_resource_get_mime_type (McpResource *self)
{
  g_return_val_if_fail (MCP_IS_RESOURCE (self), NULL);

  return self->mime_type;
}

/**
 * mcp_resource_get_size:
 * @size: (out) (optional): bytes, before any encoding
 *
 * Returns: whether the server said how large it is
 */
gboolean
mcp_resource_get_size (McpResource *self,
                       guint64     *size)
{
  g_return_val_if_fail (MCP_IS_RESOURCE (self), FALSE);

  if (self->has_size && size != NULL)
    *size = self->size;

  return self->has_size;
}

/**
 * mcp_resource_is_folder:
 *
 * Returns: whether other resources are in it
 */
gboolean
mcp_resource_is_folder (McpResource *self)
{
  g_return_val_if_fail (MCP_IS_RESOURCE (self), FALSE);

  return g_strcmp0 (self->mime_type, FOLDER_TYPE) == 0;
}
