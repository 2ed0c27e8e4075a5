/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-resource-template.h"

#include <string.h>

/* RFC 6570 §2.2: what may stand before the variables of an expression. */
#define OPERATORS "+#./;?&=,!@|"

/* No template of a person has so many. */
#define MAX_VARIABLES 100

/**
 * McpResourceTemplate:
 *
 * A family of resources: an address with variables (RFC 6570). Immutable.
 */
struct _McpResourceTemplate
{
  McpItem parent_instance;

  char *mime_type;
  char **variables;
};

G_DEFINE_FINAL_TYPE (McpResourceTemplate, mcp_resource_template, MCP_TYPE_ITEM)

static void
mcp_resource_template_finalize (GObject *object)
{
  McpResourceTemplate *self = MCP_RESOURCE_TEMPLATE (object);

  g_clear_pointer (&self->mime_type, g_free);
  g_clear_pointer (&self->variables, g_strfreev);

  G_OBJECT_CLASS (mcp_resource_template_parent_class)->finalize (object);
}

static void
mcp_resource_template_class_init (McpResourceTemplateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_resource_template_finalize;
}

static void
mcp_resource_template_init (McpResourceTemplate *self)
{
}

/* @text, @length: "name", "name:3" or "name*" */
static void
add_variable (GPtrArray  *variables,
              const char *text,
              gsize       length)
{
  g_autofree char *name = NULL;

  while (length > 0 && text[length - 1] == '*')
    length--;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == ':')
        length = i;
    }

  name = g_strndup (text, length);

  if (length > 0 && variables->len < MAX_VARIABLES &&
      !g_ptr_array_find_with_equal_func (variables, name, g_str_equal, NULL))
    g_ptr_array_add (variables, g_steal_pointer (&name));
}

/* What stands between two braces: an operator perhaps, and variables with commas between. */
static void
add_expression (GPtrArray  *variables,
                const char *text,
                const char *end)
{
  if (text < end && strchr (OPERATORS, *text) != NULL)
    text++;

  while (text < end)
    {
      const char *comma = memchr (text, ',', end - text);
      const char *stop = comma != NULL ? comma : end;

      add_variable (variables, text, stop - text);
      text = stop + 1;
    }
}

/* RFC 6570 §2. A template that is none has the variables that can be seen. */
static char **
find_variables (const char *uri_template)
{
  g_autoptr(GPtrArray) variables = g_ptr_array_new_with_free_func (g_free);
  const char *open = strchr (uri_template, '{');

  while (open != NULL)
    {
      const char *close = strchr (open, '}');

      if (close == NULL)
        break;

      add_expression (variables, open + 1, close);
      open = strchr (close, '{');
    }

  g_ptr_array_add (variables, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&variables), FALSE);
}

/**
 * mcp_resource_template_new:
 * @json: an element of `resourceTemplates` of a `resources/templates/list` result; it is copied
 * @error: return location
 *
 * Reads a template (MCP 2025-11-25, "Resource Templates").
 *
 * Returns: (transfer full): the template, or `NULL` with `MCP_ERROR_MALFORMED` when it has no
 *   address
 */
McpResourceTemplate *
mcp_resource_template_new (const SjsonValue  *json,
                           GError           **error)
{
  g_autoptr(McpResourceTemplate) self = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (MCP_TYPE_RESOURCE_TEMPLATE, NULL);

  if (!mcp_item_read (MCP_ITEM (self), json, "uriTemplate", "a resource template", error))
    return NULL;

  self->mime_type = sjson_value_dup_member_string (json, "mimeType");
  self->variables = find_variables (mcp_item_get_key (MCP_ITEM (self)));

  return g_steal_pointer (&self);
}

/**
 * mcp_resource_template_get_uri_template:
 *
 * Returns: (transfer none): the address with its variables (RFC 6570), never empty
 */
const char *
mcp_resource_template_get_uri_template (McpResourceTemplate *self)
{
  return mcp_item_get_key (MCP_ITEM (self));
}

/**
 * mcp_resource_template_get_mime_type:
 *
 * Returns: (nullable) (transfer none): what all of its resources are, where they are the same
 */
const char *
mcp_resource_template_get_mime_type (McpResourceTemplate *self)
{
  g_return_val_if_fail (MCP_IS_RESOURCE_TEMPLATE (self), NULL);

  return self->mime_type;
}

/**
 * mcp_resource_template_get_variables:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of its variables in their order
 */
const char * const *
mcp_resource_template_get_variables (McpResourceTemplate *self)
{
  g_return_val_if_fail (MCP_IS_RESOURCE_TEMPLATE (self), NULL);

  return (const char * const *) self->variables;
}
