/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-tool.h"

/**
 * McpTool:
 *
 * One tool a server offers.
 *
 * Immutable: a tool that changed on the server is another object. It may be made
 * in a worker. It keeps its own text only, not the page that it came on.
 */
struct _McpTool
{
  McpItem parent_instance;

  SjsonValue input_schema;
  SjsonValue output_schema;
  SjsonValue annotations;
  McpParamHeaders *headers;
  guint has_bad_headers : 1;
  guint has_input_schema : 1;
  guint has_output_schema : 1;
  guint has_annotations : 1;
};

G_DEFINE_FINAL_TYPE (McpTool, mcp_tool, MCP_TYPE_ITEM)

static gboolean
get_hint (McpTool    *self,
          const char *hint,
          gboolean    fallback)
{
  gboolean value = fallback;

  if (self->has_annotations)
    sjson_value_get_member_boolean (&self->annotations, hint, &value);

  return value;
}

static void
mcp_tool_finalize (GObject *object)
{
  McpTool *self = MCP_TOOL (object);

  g_clear_pointer (&self->headers, mcp_param_headers_unref);

  G_OBJECT_CLASS (mcp_tool_parent_class)->finalize (object);
}

static void
mcp_tool_class_init (McpToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_tool_finalize;
}

static void
mcp_tool_init (McpTool *self)
{
}

static void
read_headers (McpTool *self)
{
  g_autoptr(GError) error = NULL;

  if (!self->has_input_schema || !mcp_param_headers_likely (&self->input_schema))
    return;

  self->headers = mcp_param_headers_new (&self->input_schema, &error);
  self->has_bad_headers = self->headers == NULL;

  if (error != NULL)
    g_debug ("%s: %s", mcp_tool_get_name (self), error->message);
}

/**
 * mcp_tool_new:
 * @json: an element of `tools` of a `tools/list` result; it is copied
 * @error: return location
 *
 * Reads a tool (MCP 2025-11-25, "Tools"). Only the name is needed; what is of
 * another kind than the specification says counts as absent.
 *
 * Returns: (transfer full): the tool, or `NULL` with `MCP_ERROR_MALFORMED` when it has no name
 */
McpTool *
mcp_tool_new (const SjsonValue  *json,
              GError           **error)
{
  g_autoptr(McpTool) self = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (MCP_TYPE_TOOL, NULL);

  if (!mcp_item_read (MCP_ITEM (self), json, "name", "a tool", error))
    return NULL;

  json = mcp_item_get_json (MCP_ITEM (self));
  self->has_annotations = sjson_value_get_member_of_kind (json, "annotations",
                                                          SJSON_KIND_OBJECT, &self->annotations);
  self->has_input_schema = sjson_value_get_member (json, "inputSchema", &self->input_schema);
  self->has_output_schema = sjson_value_get_member (json, "outputSchema", &self->output_schema);
  read_headers (self);

  return g_steal_pointer (&self);
}

/**
 * mcp_tool_get_name:
 *
 * Gets the name by which a call names the tool.
 *
 * Returns: (transfer none): the name, never empty
 */
const char *
mcp_tool_get_name (McpTool *self)
{
  return mcp_item_get_name (MCP_ITEM (self));
}

/**
 * mcp_tool_get_title:
 *
 * Gets the name for people: `title`, else `annotations.title`, else `name`
 * (MCP 2025-11-25, "Tools"). An empty title counts as none.
 *
 * Returns: (transfer none): text from the server, never markup
 */
const char *
mcp_tool_get_title (McpTool *self)
{
  return mcp_item_get_title (MCP_ITEM (self));
}

/**
 * mcp_tool_has_title:
 *
 * Whether the server gave the tool a name for people, apart from its name.
 */
gboolean
mcp_tool_has_title (McpTool *self)
{
  return mcp_item_has_title (MCP_ITEM (self));
}

/**
 * mcp_tool_get_description:
 *
 * Returns: (nullable) (transfer none): what the server says the tool does; never markup
 */
const char *
mcp_tool_get_description (McpTool *self)
{
  return mcp_item_get_description (MCP_ITEM (self));
}

/**
 * mcp_tool_get_headers:
 *
 * Returns: (nullable) (transfer none): which arguments go along as header fields (MCP 2026-07-28,
 *   "Custom Headers")
 */
McpParamHeaders *
mcp_tool_get_headers (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), NULL);

  return self->headers;
}

/**
 * mcp_tool_has_good_headers:
 *
 * Returns: whether what the schema says of header fields can be done, or it says nothing
 */
gboolean
mcp_tool_has_good_headers (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), FALSE);

  return !self->has_bad_headers;
}

/**
 * mcp_tool_get_input_schema:
 *
 * Returns: (nullable) (transfer none): the JSON Schema of the arguments, of whatever kind the
 *   server sent; good as long as the tool lives
 */
const SjsonValue *
mcp_tool_get_input_schema (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), NULL);

  return self->has_input_schema ? &self->input_schema : NULL;
}

/**
 * mcp_tool_get_output_schema:
 *
 * Returns: (nullable) (transfer none): the JSON Schema of the structured content
 */
const SjsonValue *
mcp_tool_get_output_schema (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), NULL);

  return self->has_output_schema ? &self->output_schema : NULL;
}

/**
 * mcp_tool_get_json:
 *
 * Returns: (transfer none): the tool as the server sent it, members unknown to us included
 */
const SjsonValue *
mcp_tool_get_json (McpTool *self)
{
  return mcp_item_get_json (MCP_ITEM (self));
}

/**
 * mcp_tool_is_read_only:
 *
 * Whether the server says that the tool changes nothing (`readOnlyHint`, FALSE where absent).
 * A hint of an untrusted server (MCP 2025-11-25, "Tools").
 */
gboolean
mcp_tool_is_read_only (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), FALSE);

  return get_hint (self, "readOnlyHint", FALSE);
}

/**
 * mcp_tool_is_destructive:
 *
 * Whether the tool may destroy (`destructiveHint`, TRUE where absent). Means nothing, so FALSE,
 * when the tool is read-only.
 */
gboolean
mcp_tool_is_destructive (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), TRUE);

  return !mcp_tool_is_read_only (self) && get_hint (self, "destructiveHint", TRUE);
}

/**
 * mcp_tool_is_idempotent:
 *
 * Whether a second call with the same arguments changes nothing more (`idempotentHint`, FALSE
 * where absent).
 */
gboolean
mcp_tool_is_idempotent (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), FALSE);

  return get_hint (self, "idempotentHint", FALSE);
}

/**
 * mcp_tool_is_open_world:
 *
 * Whether the tool deals with an open world of things outside the server (`openWorldHint`, TRUE
 * where absent).
 */
gboolean
mcp_tool_is_open_world (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), TRUE);

  return get_hint (self, "openWorldHint", TRUE);
}

/**
 * mcp_tool_has_hint:
 * @hint: "readOnlyHint", "destructiveHint", "idempotentHint" or "openWorldHint"
 *
 * Whether the server said so itself, rather than the specification's default.
 */
gboolean
mcp_tool_has_hint (McpTool    *self,
                   const char *hint)
{
  gboolean value;

  g_return_val_if_fail (MCP_IS_TOOL (self), FALSE);
  g_return_val_if_fail (hint != NULL, FALSE);

  return self->has_annotations && sjson_value_get_member_boolean (&self->annotations, hint, &value);
}

/**
 * mcp_tool_requires_task:
 *
 * Returns: whether `execution.taskSupport` is `required` (MCP 2025-11-25, "Tasks"; later revisions
 *   know nothing of it)
 */
gboolean
mcp_tool_requires_task (McpTool *self)
{
  SjsonValue execution, support;

  g_return_val_if_fail (MCP_IS_TOOL (self), FALSE);

  return sjson_value_get_member (mcp_tool_get_json (self), "execution", &execution) &&
         sjson_value_get_member (&execution, "taskSupport", &support) &&
         sjson_value_equals_string (&support, "required");
}

/**
 * mcp_tool_equal:
 *
 * Whether the two are the same tool unchanged: their JSON is equal.
 */
gboolean
mcp_tool_equal (McpTool *self,
                McpTool *other)
{
  return mcp_item_equal (MCP_ITEM (self), MCP_ITEM (other));
}
