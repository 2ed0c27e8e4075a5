/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-content.h"

/**
 * McpContent:
 *
 * One block of what a tool answered, a prompt says or a resource holds.
 *
 * Immutable. A block of a kind that we do not know, or that lacks what its kind
 * needs, is MCP_CONTENT_UNKNOWN and keeps its JSON. What it says is text of a
 * server: never markup, and no address is opened without showing it.
 */
struct _McpContent
{
  GObject parent_instance;

  McpContentKind kind;
  SjsonValue *json;
  char *text;
  char *mime_type;
  char *uri;
  char *name;
  char *description;
  SjsonValue data;
  gboolean has_data;
};

G_DEFINE_FINAL_TYPE (McpContent, mcp_content, G_TYPE_OBJECT)

static void
mcp_content_finalize (GObject *object)
{
  McpContent *self = MCP_CONTENT (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->mime_type, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->json, sjson_value_free);

  G_OBJECT_CLASS (mcp_content_parent_class)->finalize (object);
}

static void
mcp_content_class_init (McpContentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_content_finalize;
}

static void
mcp_content_init (McpContent *self)
{
  self->kind = MCP_CONTENT_UNKNOWN;
}

/* Fills in what image and audio blocks carry. */
static void
read_media (McpContent     *self,
            McpContentKind  kind)
{
  self->has_data = sjson_value_get_member_of_kind (self->json, "data", SJSON_KIND_STRING,
                                                   &self->data);
  self->mime_type = sjson_value_dup_member_string (self->json, "mimeType");

  if (self->has_data)
    self->kind = kind;
}

/* The name for people: title, else name (MCP 2025-11-25, "Resources"). */
static void
read_names (McpContent       *self,
            const SjsonValue *json)
{
  self->name = sjson_value_dup_member_string (json, "title");

  if (self->name == NULL)
    self->name = sjson_value_dup_member_string (json, "name");

  self->description = sjson_value_dup_member_string (json, "description");
}

static void
read_resource_link (McpContent *self)
{
  self->uri = sjson_value_dup_member_string (self->json, "uri");
  self->mime_type = sjson_value_dup_member_string (self->json, "mimeType");
  read_names (self, self->json);

  if (self->uri != NULL)
    self->kind = MCP_CONTENT_RESOURCE_LINK;
}

static void
read_resource (McpContent       *self,
               const SjsonValue *resource)
{
  self->uri = sjson_value_dup_member_string (resource, "uri");
  self->mime_type = sjson_value_dup_member_string (resource, "mimeType");
  self->text = sjson_value_dup_member_string (resource, "text");
  self->has_data = sjson_value_get_member_of_kind (resource, "blob", SJSON_KIND_STRING,
                                                   &self->data);
  read_names (self, resource);

  if (self->text != NULL || self->has_data)
    self->kind = MCP_CONTENT_RESOURCE;
}

/**
 * mcp_content_new:
 * @json: a block of content (MCP 2025-11-25, "Tools", "Tool Result"), of any kind whatever
 *
 * Reads a block.
 *
 * Returns: (transfer full): the block, never `NULL`
 */
McpContent *
mcp_content_new (const SjsonValue *json)
{
  McpContent *self;
  g_autofree char *type = NULL;
  SjsonValue resource;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (MCP_TYPE_CONTENT, NULL);
  self->json = sjson_value_copy (json);
  type = sjson_value_dup_member_string (self->json, "type");

  if (g_strcmp0 (type, "text") == 0)
    {
      self->text = sjson_value_dup_member_string (self->json, "text");
      self->kind = self->text ? MCP_CONTENT_TEXT : MCP_CONTENT_UNKNOWN;
    }
  else if (g_strcmp0 (type, "image") == 0)
    read_media (self, MCP_CONTENT_IMAGE);
  else if (g_strcmp0 (type, "audio") == 0)
    read_media (self, MCP_CONTENT_AUDIO);
  else if (g_strcmp0 (type, "resource_link") == 0)
    read_resource_link (self);
  else if (g_strcmp0 (type, "resource") == 0 &&
           sjson_value_get_member_of_kind (self->json, "resource", SJSON_KIND_OBJECT, &resource))
    read_resource (self, &resource);

  return self;
}

/**
 * mcp_content_new_from_resource:
 * @json: an element of `contents` of a `resources/read` result (MCP 2025-11-25, "Resources"), of
 *   any kind whatever
 *
 * Reads a resource that is no block of anything.
 *
 * Returns: (transfer full): the same as an embedded resource, never `NULL`
 */
McpContent *
mcp_content_new_from_resource (const SjsonValue *json)
{
  McpContent *self;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (MCP_TYPE_CONTENT, NULL);
  self->json = sjson_value_copy (json);
  read_resource (self, self->json);

  return self;
}

/**
 * mcp_content_get_kind:
 *
 * Returns: what the block is
 */
McpContentKind
mcp_content_get_kind (McpContent *self)
{
  g_return_val_if_fail (MCP_IS_CONTENT (self), MCP_CONTENT_UNKNOWN);

  return self->kind;
}

/**
 * mcp_content_get_text:
 *
 * Returns: (nullable) (transfer none): the text of a text block or of an embedded resource
 */
const char *
mcp_content_get_text (McpContent *self)
{
  g_return_val_if_fail (MCP_IS_CONTENT (self), NULL);

  return self->text;
}

/**
 * mcp_content_get_mime_type:
 *
 * Returns: (nullable) (transfer none): what the server says the bytes are
 */
const char *
mcp_content_get_mime_type (McpContent *self)
{
  g_return_val_if_fail (MCP_IS_CONTENT (self), NULL);

  return self->mime_type;
}

/**
 * mcp_content_get_uri:
 *
 * Returns: (nullable) (transfer none): the address of a resource; anything may stand there
 */
const char *
mcp_content_get_uri (McpContent *self)
{
  g_return_val_if_fail (MCP_IS_CONTENT (self), NULL);

  return self->uri;
}

/**
 * mcp_content_get_name:
 *
 * Returns: (nullable) (transfer none): the title of a resource, else its name
 */
const char *
mcp_content_get_name (McpContent *self)
{
  g_return_val_if_fail (MCP_IS_CONTENT (self), NULL);

  return self->name;
}

/**
 * mcp_content_get_description:
 *
 * Returns: (nullable) (transfer none): what the server says about a resource
 */
const char *
mcp_content_get_description (McpContent *self)
{
  g_return_val_if_fail (MCP_IS_CONTENT (self), NULL);

  return self->description;
}

/* Whether @text, stripped of white space in place, is Base64 (RFC 4648 §4). GLib's decoder skips
 * what it does not know, and would make bytes of any text. */
static gboolean
strip_base64 (char *text)
{
  gsize length = 0;
  gsize padding = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (g_ascii_isspace (*c))
        continue;

      if (*c == '=')
        padding++;
      else if (padding > 0 || !(g_ascii_isalnum (*c) || *c == '+' || *c == '/'))
        return FALSE;

      text[length++] = *c;
    }

  text[length] = '\0';

  return padding <= 2 && length % 4 == 0;
}

/**
 * mcp_content_dup_data:
 *
 * Decodes the bytes of an image, a sound or an embedded resource; in any thread. Large ones take
 * a while (3 ms per MiB), so do it once.
 *
 * Returns: (transfer full) (nullable): the bytes, or `NULL` when there are none or they are no
 *   Base64 (RFC 4648 §4)
 */
GBytes *
mcp_content_dup_data (McpContent *self)
{
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (MCP_IS_CONTENT (self), NULL);

  if (!self->has_data)
    return NULL;

  text = sjson_value_dup_string (&self->data, NULL);

  if (!strip_base64 (text))
    return NULL;

  if (*text == '\0')
    return g_bytes_new (NULL, 0);

  g_base64_decode_inplace (text, &length);

  return g_bytes_new_take (g_steal_pointer (&text), length);
}

/**
 * mcp_content_get_json:
 *
 * Returns: (transfer none): the block as the server sent it
 */
const SjsonValue *
mcp_content_get_json (McpContent *self)
{
  g_return_val_if_fail (MCP_IS_CONTENT (self), NULL);

  return self->json;
}
