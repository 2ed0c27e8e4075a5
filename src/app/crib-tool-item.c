/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-tool-item.h"

#include "crib-connection-private.h"

#include <string.h>

/* Bytes: a row shows one line. */
#define SUMMARY_LENGTH 400

/**
 * CribToolItem:
 *
 * A tool in a list that may span servers: the tool and whose it is.
 *
 * Lists own their items; there may be several of one tool. What can change (favourite, running)
 * comes from the connection.
 */
struct _CribToolItem
{
  GObject parent_instance;

  CribConnection *connection;
  McpTool *tool;
  char *title;
  char *summary;
  char *haystack;   /* case folded, made with the first search */
  gboolean favourite;
  gboolean running;
};

enum {
  PROP_0,
  PROP_CONNECTION,
  PROP_TOOL,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_FAVOURITE,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribToolItem, crib_tool_item, G_TYPE_OBJECT)

/* "get_random_number" and "getRandomNumber" become "Get random number"; other names stay. */
static char *
make_readable (const char *name)
{
  GString *title = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean starts_word = p > name && g_ascii_isupper (*p) && g_ascii_islower (p[-1]);

      if (*p == '_' || *p == '-' || *p == '.' || *p == '/')
        c = ' ';

      if ((c == ' ' || starts_word) && title->len > 0 && title->str[title->len - 1] != ' ')
        g_string_append_c (title, ' ');

      if (c != ' ')
        g_string_append_unichar (title, title->len == 0 ? g_unichar_toupper (c)
                                        : starts_word ? g_unichar_tolower (c) : c);
    }

  g_strchomp (title->str);

  if (*title->str != '\0')
    return g_string_free (title, FALSE);

  g_string_free (title, TRUE);

  return g_strdup (name);
}

static char *
build_summary (const char *description)
{
  g_autofree char *line = NULL;
  const char *end;

  if (description == NULL)
    return g_strdup ("");

  description += strspn (description, " \t\r\n");
  end = description + strcspn (description, "\r\n");

  if (end - description > SUMMARY_LENGTH)
    end = g_utf8_find_prev_char (description, description + SUMMARY_LENGTH);

  line = g_strndup (description, end != NULL ? end - description : 0);

  return g_strdup (g_strstrip (line));
}

static void
crib_tool_item_constructed (GObject *object)
{
  CribToolItem *self = CRIB_TOOL_ITEM (object);

  G_OBJECT_CLASS (crib_tool_item_parent_class)->constructed (object);

  self->title = mcp_tool_has_title (self->tool)
    ? g_strdup (mcp_tool_get_title (self->tool))
    : make_readable (mcp_tool_get_name (self->tool));
  self->summary = build_summary (mcp_tool_get_description (self->tool));

  crib_connection_add_item (self->connection, self);
  crib_tool_item_update (self);
}

static void
crib_tool_item_finalize (GObject *object)
{
  CribToolItem *self = CRIB_TOOL_ITEM (object);

  crib_connection_remove_item (self->connection, self);
  g_clear_object (&self->tool);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->haystack, g_free);

  G_OBJECT_CLASS (crib_tool_item_parent_class)->finalize (object);
}

static void
crib_tool_item_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CribToolItem *self = CRIB_TOOL_ITEM (object);

  switch (prop_id)
    {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_TOOL:
      g_value_set_object (value, self->tool);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->summary);
      break;
    case PROP_FAVOURITE:
      g_value_set_boolean (value, self->favourite);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_tool_item_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CribToolItem *self = CRIB_TOOL_ITEM (object);

  switch (prop_id)
    {
    case PROP_CONNECTION:
      self->connection = g_value_dup_object (value);
      break;
    case PROP_TOOL:
      self->tool = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_tool_item_class_init (CribToolItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = crib_tool_item_constructed;
  object_class->finalize = crib_tool_item_finalize;
  object_class->get_property = crib_tool_item_get_property;
  object_class->set_property = crib_tool_item_set_property;

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, CRIB_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOOL] =
    g_param_spec_object ("tool", NULL, NULL, MCP_TYPE_TOOL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FAVOURITE] =
    g_param_spec_boolean ("favourite", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RUNNING] =
    g_param_spec_boolean ("running", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_tool_item_init (CribToolItem *self)
{
}

void
crib_tool_item_update (CribToolItem *self)
{
  const char *name = mcp_tool_get_name (self->tool);
  CribServer *server = crib_connection_get_server (self->connection);
  CribRun *run = crib_connection_get_run (self->connection, name);
  gboolean favourite = crib_server_is_favourite (server, name);
  gboolean running = run != NULL && crib_run_get_state (run) == CRIB_RUN_RUNNING;

  if (favourite != self->favourite)
    {
      self->favourite = favourite;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAVOURITE]);
    }

  if (running != self->running)
    {
      self->running = running;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
    }
}

/**
 * crib_tool_item_new:
 * @connection: whose it is
 * @tool: a tool of it
 *
 * Returns: (transfer full): an item
 */
CribToolItem *
crib_tool_item_new (CribConnection *connection,
                    McpTool        *tool)
{
  g_return_val_if_fail (CRIB_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (MCP_IS_TOOL (tool), NULL);

  return g_object_new (CRIB_TYPE_TOOL_ITEM, "connection", connection, "tool", tool, NULL);
}

/**
 * crib_tool_item_get_connection:
 * @self: an item
 *
 * Returns: (transfer none): whose it is
 */
CribConnection *
crib_tool_item_get_connection (CribToolItem *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (self), NULL);

  return self->connection;
}

/**
 * crib_tool_item_get_tool:
 * @self: an item
 *
 * Returns: (transfer none): the tool
 */
McpTool *
crib_tool_item_get_tool (CribToolItem *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (self), NULL);

  return self->tool;
}

/**
 * crib_tool_item_get_title:
 * @self: an item
 *
 * Returns: the tool's title, else a readable form of its name: never markup
 */
const char *
crib_tool_item_get_title (CribToolItem *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (self), NULL);

  return self->title;
}

/**
 * crib_tool_item_get_summary:
 * @self: an item
 *
 * Returns: the first line of the description, "" at least: never markup
 */
const char *
crib_tool_item_get_summary (CribToolItem *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (self), NULL);

  return self->summary;
}

/**
 * crib_tool_item_is_favourite:
 * @self: an item
 *
 * Returns: whether the person marked the tool
 */
gboolean
crib_tool_item_is_favourite (CribToolItem *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (self), FALSE);

  return self->favourite;
}

/**
 * crib_tool_item_set_favourite:
 * @self: an item
 * @favourite: whether it is one, which is saved with the server
 */
void
crib_tool_item_set_favourite (CribToolItem *self,
                              gboolean      favourite)
{
  g_return_if_fail (CRIB_IS_TOOL_ITEM (self));

  crib_server_set_favourite (crib_connection_get_server (self->connection),
                             mcp_tool_get_name (self->tool), favourite);
}

/**
 * crib_tool_item_is_running:
 * @self: an item
 *
 * Returns: whether the tool runs now
 */
gboolean
crib_tool_item_is_running (CribToolItem *self)
{
  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (self), FALSE);

  return self->running;
}

/* One string for all: a search goes through ten thousand of them with each key. */
static const char *
get_haystack (CribToolItem *self)
{
  const char *description = mcp_tool_get_description (self->tool);
  g_autofree char *text = NULL;

  if (self->haystack != NULL)
    return self->haystack;

  text = g_strjoin ("\n", self->title, mcp_tool_get_name (self->tool),
                    description != NULL ? description : "", NULL);
  self->haystack = g_utf8_casefold (text, -1);

  return self->haystack;
}

/**
 * crib_tool_item_matches:
 * @self: an item
 * @words: case-folded words, ended by %NULL
 *
 * Returns: whether title, name or description hold every one of them
 */
gboolean
crib_tool_item_matches (CribToolItem  *self,
                        char         **words)
{
  const char *haystack;

  g_return_val_if_fail (CRIB_IS_TOOL_ITEM (self), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  haystack = get_haystack (self);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strstr (haystack, words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}
