/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-tool-result.h"

#include "mcp-error-private.h"

/**
 * McpToolResult:
 *
 * What a tool answered: its content in the server's order, structured content,
 * and whether the tool says that it failed. Immutable.
 */
struct _McpToolResult
{
  GObject parent_instance;

  SjsonValue *json;
  SjsonValue structured;
  GListStore *contents;
  guint has_structured : 1;
  guint is_error : 1;
};

G_DEFINE_FINAL_TYPE (McpToolResult, mcp_tool_result, G_TYPE_OBJECT)

static void
mcp_tool_result_finalize (GObject *object)
{
  McpToolResult *self = MCP_TOOL_RESULT (object);

  g_clear_object (&self->contents);
  g_clear_pointer (&self->json, sjson_value_free);

  G_OBJECT_CLASS (mcp_tool_result_parent_class)->finalize (object);
}

static void
mcp_tool_result_class_init (McpToolResultClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_tool_result_finalize;
}

static void
mcp_tool_result_init (McpToolResult *self)
{
  self->contents = g_list_store_new (MCP_TYPE_CONTENT);
}

static void
read_contents (McpToolResult    *self,
               const SjsonValue *content)
{
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func (g_object_unref);
  SjsonValue block;
  SjsonIter iter;

  sjson_iter_init (&iter, content);
  while (sjson_iter_next (&iter, NULL, &block))
    g_ptr_array_add (contents, mcp_content_new (&block));

  g_list_store_splice (self->contents, 0, 0, contents->pdata, contents->len);
}

/**
 * mcp_tool_result_new:
 * @json: the `result` of a `tools/call` (MCP 2025-11-25, "Tools", CallToolResult)
 * @error: return location
 *
 * Reads a result. `content` may be absent, as some servers send structured
 * content alone.
 *
 * Returns: (transfer full): the result, or `NULL` with `MCP_ERROR_MALFORMED` when it is no object
 *   or its content no array
 */
McpToolResult *
mcp_tool_result_new (const SjsonValue  *json,
                     GError           **error)
{
  McpToolResult *self;
  SjsonValue content;
  gboolean has_content;
  gboolean is_error = FALSE;

  g_return_val_if_fail (json != NULL, NULL);

  has_content = sjson_value_get_member (json, "content", &content);

  if (sjson_value_get_kind (json) != SJSON_KIND_OBJECT ||
      (has_content && sjson_value_get_kind (&content) != SJSON_KIND_ARRAY))
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server's answer is no result of a tool.",
                                               NULL));
      return NULL;
    }

  self = g_object_new (MCP_TYPE_TOOL_RESULT, NULL);
  self->json = sjson_value_copy (json);
  self->has_structured = sjson_value_get_member (self->json, "structuredContent",
                                                 &self->structured);
  sjson_value_get_member_boolean (self->json, "isError", &is_error);
  self->is_error = is_error;

  if (has_content)
    read_contents (self, &content);

  return self;
}

/**
 * mcp_tool_result_is_error:
 *
 * Whether the tool ran and says that it failed; the content says why.
 */
gboolean
mcp_tool_result_is_error (McpToolResult *self)
{
  g_return_val_if_fail (MCP_IS_TOOL_RESULT (self), FALSE);

  return self->is_error;
}

/**
 * mcp_tool_result_get_contents:
 *
 * Returns: (transfer none): the blocks, a list of [class@Mcp.Content] that never changes
 */
GListModel *
mcp_tool_result_get_contents (McpToolResult *self)
{
  g_return_val_if_fail (MCP_IS_TOOL_RESULT (self), NULL);

  return G_LIST_MODEL (self->contents);
}

/**
 * mcp_tool_result_get_structured:
 *
 * Returns: (nullable) (transfer none): the structured content, of any kind; `NULL` when absent,
 *   which a JSON null is not
 */
const SjsonValue *
mcp_tool_result_get_structured (McpToolResult *self)
{
  g_return_val_if_fail (MCP_IS_TOOL_RESULT (self), NULL);

  return self->has_structured ? &self->structured : NULL;
}

/**
 * mcp_tool_result_get_json:
 *
 * Returns: (transfer none): the result as the server sent it
 */
const SjsonValue *
mcp_tool_result_get_json (McpToolResult *self)
{
  g_return_val_if_fail (MCP_IS_TOOL_RESULT (self), NULL);

  return self->json;
}
