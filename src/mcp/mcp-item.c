/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-item.h"

#include <string.h>

#include "mcp-error-private.h"

/**
 * McpItem:
 *
 * One entry of a list that a server has: a tool, a resource, a resource template, a prompt.
 *
 * Immutable: an item that changed on the server is another object. It may be made
 * in a worker. It keeps its own text only, not the page that it came on.
 */
typedef struct
{
  SjsonValue *json;
  char *key;
  char *name;
  char *title;
  char *description;
} McpItemPrivate;

enum {
  PROP_0,
  PROP_DESCRIPTION,
  PROP_NAME,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (McpItem, mcp_item, G_TYPE_OBJECT)

static McpItemPrivate *
get_private (McpItem *self)
{
  return mcp_item_get_instance_private (self);
}

static void
mcp_item_finalize (GObject *object)
{
  McpItemPrivate *priv = get_private (MCP_ITEM (object));

  g_clear_pointer (&priv->key, g_free);
  g_clear_pointer (&priv->name, g_free);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->description, g_free);
  g_clear_pointer (&priv->json, sjson_value_free);

  G_OBJECT_CLASS (mcp_item_parent_class)->finalize (object);
}

static void
mcp_item_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  McpItem *self = MCP_ITEM (object);

  switch (prop_id)
    {
    case PROP_DESCRIPTION:
      g_value_set_string (value, mcp_item_get_description (self));
      break;

    case PROP_NAME:
      g_value_set_string (value, mcp_item_get_name (self));
      break;

    case PROP_TITLE:
      g_value_set_string (value, mcp_item_get_title (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mcp_item_class_init (McpItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_item_finalize;
  object_class->get_property = mcp_item_get_property;

  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL, NULL, flags);

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, flags);

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mcp_item_init (McpItem *self)
{
}

/* NULL where there is none, or nothing in it. */
static char *
dup_text (const SjsonValue *json,
          const char       *member)
{
  g_autofree char *text = sjson_value_dup_member_string (json, member);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static char *
dup_title (const SjsonValue *json)
{
  char *title = dup_text (json, "title");
  SjsonValue annotations;

  if (title == NULL &&
      sjson_value_get_member_of_kind (json, "annotations", SJSON_KIND_OBJECT, &annotations))
    title = dup_text (&annotations, "title");

  return title;
}

/*
 * mcp_item_read:
 * @json: an element of a page of a list; it is copied
 * @key_member: which member a request names it by
 * @what: what it should be, for people: "a tool"
 *
 * Reads what all items have (MCP 2025-11-25, BaseMetadata). Only the key is needed; what is of
 * another kind than the specification says counts as absent.
 */
gboolean
mcp_item_read (McpItem           *self,
               const SjsonValue  *json,
               const char        *key_member,
               const char        *what,
               GError           **error)
{
  McpItemPrivate *priv = get_private (self);
  g_autofree char *key = dup_text (json, key_member);
  g_autofree char *sentence = NULL;

  if (key == NULL)
    {
      sentence = g_strdup_printf ("The server listed %s without a %s.", what, key_member);
      g_propagate_error (error, mcp_error_new (MCP_ERROR_MALFORMED, sentence, NULL));
      return FALSE;
    }

  priv->json = sjson_value_isolate (json);
  priv->key = g_steal_pointer (&key);
  priv->name = dup_text (priv->json, "name");
  priv->title = dup_title (priv->json);
  priv->description = sjson_value_dup_member_string (priv->json, "description");

  return TRUE;
}

/**
 * mcp_item_get_key:
 *
 * Gets what a request names the item by.
 *
 * Returns: (transfer none): a name, a URI or a URI template; never empty
 */
const char *
mcp_item_get_key (McpItem *self)
{
  g_return_val_if_fail (MCP_IS_ITEM (self), NULL);

  return get_private (self)->key;
}

/**
 * mcp_item_get_name:
 *
 * Returns: (transfer none): the name for programs, else the key; never empty
 */
const char *
mcp_item_get_name (McpItem *self)
{
  g_return_val_if_fail (MCP_IS_ITEM (self), NULL);

  return get_private (self)->name ? get_private (self)->name : get_private (self)->key;
}

/**
 * mcp_item_get_title:
 *
 * Gets the name for people: `title`, else `annotations.title`, else the name (MCP 2025-11-25,
 * "Tools" and BaseMetadata).
 *
 * Returns: (transfer none): the title, never empty and never markup
 */
const char *
mcp_item_get_title (McpItem *self)
{
  g_return_val_if_fail (MCP_IS_ITEM (self), NULL);

  return get_private (self)->title ? get_private (self)->title : mcp_item_get_name (self);
}

/**
 * mcp_item_has_title:
 *
 * Returns: whether the server gave the item a name for people, apart from its name
 */
gboolean
mcp_item_has_title (McpItem *self)
{
  g_return_val_if_fail (MCP_IS_ITEM (self), FALSE);

  return get_private (self)->title != NULL;
}

/**
 * mcp_item_get_description:
 *
 * Returns: (nullable) (transfer none): what the server says about it; never markup
 */
const char *
mcp_item_get_description (McpItem *self)
{
  g_return_val_if_fail (MCP_IS_ITEM (self), NULL);

  return get_private (self)->description;
}

/**
 * mcp_item_get_json:
 *
 * Returns: (transfer none): the item as the server sent it, members unknown to us included; good
 *   as long as the item lives
 */
const SjsonValue *
mcp_item_get_json (McpItem *self)
{
  g_return_val_if_fail (MCP_IS_ITEM (self), NULL);

  return get_private (self)->json;
}

/**
 * mcp_item_equal:
 *
 * Whether the two are the same item unchanged: their JSON is equal. The same letters are
 * compared first, for a list that is fetched again seldom changed.
 */
gboolean
mcp_item_equal (McpItem *self,
                McpItem *other)
{
  const SjsonValue *json;
  const SjsonValue *other_json;
  const char *text;
  const char *other_text;
  gsize length;
  gsize other_length;

  g_return_val_if_fail (MCP_IS_ITEM (self), FALSE);
  g_return_val_if_fail (MCP_IS_ITEM (other), FALSE);

  json = mcp_item_get_json (self);
  other_json = mcp_item_get_json (other);
  text = sjson_value_get_text (json, &length);
  other_text = sjson_value_get_text (other_json, &other_length);

  return (length == other_length && memcmp (text, other_text, length) == 0) ||
         sjson_value_equal (json, other_json);
}
