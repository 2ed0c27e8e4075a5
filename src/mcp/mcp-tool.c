/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-tool.h"

#include <string.h>

#include "mcp-error-private.h"

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
  GObject parent_instance;

  SjsonValue *json;
  char *name;
  char *title;
  char *description;
  SjsonValue input_schema;
  SjsonValue output_schema;
  SjsonValue annotations;
  McpParamHeaders *headers;
  guint has_bad_headers : 1;
  guint has_input_schema : 1;
  guint has_output_schema : 1;
  guint has_annotations : 1;
};

enum {
  PROP_0,
  PROP_DESCRIPTION,
  PROP_NAME,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (McpTool, mcp_tool, G_TYPE_OBJECT)

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

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->headers, mcp_param_headers_unref);
  g_clear_pointer (&self->json, sjson_value_free);

  G_OBJECT_CLASS (mcp_tool_parent_class)->finalize (object);
}

static void
mcp_tool_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  McpTool *self = MCP_TOOL (object);

  switch (prop_id)
    {
    case PROP_DESCRIPTION:
      g_value_set_string (value, mcp_tool_get_description (self));
      break;

    case PROP_NAME:
      g_value_set_string (value, mcp_tool_get_name (self));
      break;

    case PROP_TITLE:
      g_value_set_string (value, mcp_tool_get_title (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mcp_tool_class_init (McpToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_tool_finalize;
  object_class->get_property = mcp_tool_get_property;

  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mcp_tool_init (McpTool *self)
{
}

static char *
dup_title (McpTool *self)
{
  char *title = sjson_value_dup_member_string (self->json, "title");

  if (title != NULL && *title != '\0')
    return title;

  g_free (title);
  title = NULL;

  if (self->has_annotations)
    title = sjson_value_dup_member_string (&self->annotations, "title");

  if (title != NULL && *title == '\0')
    g_clear_pointer (&title, g_free);

  return title;
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
    g_debug ("%s: %s", self->name, error->message);
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
  g_autofree char *name = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  name = sjson_value_dup_member_string (json, "name");

  if (name == NULL || *name == '\0')
    {
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED,
                                               "The server listed a tool without a name.", NULL));
      return NULL;
    }

  self = g_object_new (MCP_TYPE_TOOL, NULL);
  self->json = sjson_value_isolate (json);
  self->name = g_steal_pointer (&name);
  self->description = sjson_value_dup_member_string (self->json, "description");
  self->has_annotations = sjson_value_get_member_of_kind (self->json, "annotations",
                                                          SJSON_KIND_OBJECT, &self->annotations);
  self->has_input_schema = sjson_value_get_member (self->json, "inputSchema", &self->input_schema);
  self->has_output_schema = sjson_value_get_member (self->json, "outputSchema",
                                                    &self->output_schema);
  self->title = dup_title (self);
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
  g_return_val_if_fail (MCP_IS_TOOL (self), NULL);

  return self->name;
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
  g_return_val_if_fail (MCP_IS_TOOL (self), NULL);

  return self->title ? self->title : self->name;
}

/**
 * mcp_tool_has_title:
 *
 * Whether the server gave the tool a name for people, apart from its name.
 */
gboolean
mcp_tool_has_title (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), FALSE);

  return self->title != NULL;
}

/**
 * mcp_tool_get_description:
 *
 * Returns: (nullable) (transfer none): what the server says the tool does; never markup
 */
const char *
mcp_tool_get_description (McpTool *self)
{
  g_return_val_if_fail (MCP_IS_TOOL (self), NULL);

  return self->description;
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
  g_return_val_if_fail (MCP_IS_TOOL (self), NULL);

  return self->json;
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
 * mcp_tool_equal:
 *
 * Whether the two are the same tool unchanged: their JSON is equal. The same letters are
 * compared first, for a list that is fetched again seldom changed.
 */
gboolean
mcp_tool_equal (McpTool *self,
                McpTool *other)
{
  const char *text;
  const char *other_text;
  gsize length;
  gsize other_length;

  g_return_val_if_fail (MCP_IS_TOOL (self), FALSE);
  g_return_val_if_fail (MCP_IS_TOOL (other), FALSE);

  text = sjson_value_get_text (self->json, &length);
  other_text = sjson_value_get_text (other->json, &other_length);

  return (length == other_length && memcmp (text, other_text, length) == 0) ||
         sjson_value_equal (self->json, other->json);
}
