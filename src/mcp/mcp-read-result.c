/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-read-result.h"

#include "mcp-error-private.h"

/**
 * McpReadResult:
 *
 * What reading a resource answered: texts and bytes in the server's order. Immutable.
 *
 * There may be several, as of a folder, or none, of an empty one.
 */
struct _McpReadResult
{
  GObject parent_instance;

  SjsonValue *json;
  GListStore *contents;
};

G_DEFINE_FINAL_TYPE (McpReadResult, mcp_read_result, G_TYPE_OBJECT)

static void
mcp_read_result_finalize (GObject *object)
{
  McpReadResult *self = MCP_READ_RESULT (object);

  g_clear_object (&self->contents);
  g_clear_pointer (&self->json, sjson_value_free);

  G_OBJECT_CLASS (mcp_read_result_parent_class)->finalize (object);
}

static void
mcp_read_result_class_init (McpReadResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_read_result_finalize;
}

static void
mcp_read_result_init (McpReadResult *self)
{
  self->contents = g_list_store_new (MCP_TYPE_CONTENT);
}

/**
 * mcp_read_result_new:
 * @json: the `result` of a `resources/read` (MCP 2026-07-28, "Resources", ReadResourceResult)
 * @error: return location
 *
 * Reads a result.
 *
 * Returns: (transfer full): the result, or `NULL` with `MCP_ERROR_MALFORMED` when it has no array
 *   of contents
 */
McpReadResult *
mcp_read_result_new (const SjsonValue  *json,
                     GError           **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  McpReadResult *self;
  SjsonValue contents, element;
  SjsonIter iter;

  g_return_val_if_fail (json != NULL, NULL);

  if (!sjson_value_get_member_of_kind (json, "contents", SJSON_KIND_ARRAY, &contents))
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server's answer is no resource.", NULL));
      return NULL;
    }

  self = g_object_new (MCP_TYPE_READ_RESULT, NULL);
  self->json = sjson_value_copy (json);

  sjson_iter_init (&iter, &contents);
  while (sjson_iter_next (&iter, NULL, &element))
    g_ptr_array_add (items, mcp_content_new_from_resource (&element));

  g_list_store_splice (self->contents, 0, 0, items->pdata, items->len);

  return self;
}

/**
 * mcp_read_result_get_contents:
 *
 * Returns: (transfer none): a list of [class@Mcp.Content] that never changes
 */
GListModel *
mcp_read_result_get_contents (McpReadResult *self)
{
  g_return_val_if_fail (MCP_IS_READ_RESULT (self), NULL);

  return G_LIST_MODEL (self->contents);
}

/**
 * mcp_read_result_get_json:
 *
 * Returns: (transfer none): the result as the server sent it
 */
const SjsonValue *
mcp_read_result_get_json (McpReadResult *self)
{
  g_return_val_if_fail (MCP_IS_READ_RESULT (self), NULL);

  return self->json;
}
