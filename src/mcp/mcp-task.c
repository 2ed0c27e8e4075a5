/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-task-private.h"

#include <string.h>

/* What a handle may be made of that was stored by somebody else. */
#define MAX_TEXT 8192

/* Beyond ten years nothing is told from for ever. */
#define MAX_TTL (G_GINT64_CONSTANT (3650) * 24 * 60 * 60 * 1000)

/**
 * McpTask:
 *
 * The handle of a call that a server goes on with by itself (the tasks extension of MCP
 * 2026-07-28; MCP 2025-11-25, "Tasks").
 *
 * [signal@Mcp.Request::task-created] gives it to whoever made the call; it is taken up again by
 * [method@Mcp.Client.resume_task_async].
 */
struct _McpTask
{
  GObject parent_instance;

  char *id;
  char *uri;
  char *protocol_version;
  char *tool_name;
  gint64 created;
  gint64 ttl;
  gboolean over;
};

enum {
  PROP_0,
  PROP_OVER,
  PROP_TTL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (McpTask, mcp_task, G_TYPE_OBJECT)

static void
mcp_task_finalize (GObject *object)
{
  McpTask *self = MCP_TASK (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->protocol_version, g_free);
  g_clear_pointer (&self->tool_name, g_free);

  G_OBJECT_CLASS (mcp_task_parent_class)->finalize (object);
}

static void
mcp_task_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  McpTask *self = MCP_TASK (object);

  switch (prop_id)
    {
    case PROP_OVER:
      g_value_set_boolean (value, self->over);
      break;

    case PROP_TTL:
      g_value_set_int64 (value, self->ttl);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mcp_task_class_init (McpTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mcp_task_finalize;
  object_class->get_property = mcp_task_get_property;

  properties[PROP_OVER] =
    g_param_spec_boolean ("over", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_TTL] =
    g_param_spec_int64 ("ttl", NULL, NULL, -1, MAX_TTL, -1,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mcp_task_init (McpTask *self)
{
  self->ttl = -1;
}

static gint64
bound_ttl (gint64 ttl)
{
  return ttl < 0 || ttl > MAX_TTL ? -1 : ttl;
}

McpTask *
mcp_task_new (const char *id,
              const char *uri,
              const char *protocol_version,
              const char *tool_name,
              gint64      ttl)
{
  McpTask *self = g_object_new (MCP_TYPE_TASK, NULL);

  self->id = g_strdup (id);
  self->uri = g_strdup (uri);
  self->protocol_version = g_strdup (protocol_version);
  self->tool_name = g_strdup (tool_name);
  self->created = g_get_real_time () / 1000;
  self->ttl = bound_ttl (ttl);

  return self;
}

static gboolean
read_text (const SjsonValue  *json,
           const char        *name,
           char             **place)
{
  *place = sjson_value_dup_member_string (json, name);

  return *place != NULL && **place != '\0' && strlen (*place) <= MAX_TEXT;
}

/**
 * mcp_task_new_from_json:
 * @json: what was stored
 *
 * Returns: (transfer full) (nullable): the handle, or %NULL where it is none
 */
McpTask *
mcp_task_new_from_json (const SjsonValue *json)
{
  g_autoptr(McpTask) self = NULL;
  gint64 ttl = -1;

  g_return_val_if_fail (json != NULL, NULL);

  self = g_object_new (MCP_TYPE_TASK, NULL);

  if (!read_text (json, "id", &self->id) || !read_text (json, "uri", &self->uri) ||
      !read_text (json, "protocolVersion", &self->protocol_version) ||
      !read_text (json, "tool", &self->tool_name) ||
      !sjson_value_get_member_int64 (json, "created", &self->created) || self->created < 0)
    return NULL;

  sjson_value_get_member_int64 (json, "ttl", &ttl);
  self->ttl = bound_ttl (ttl);

  return g_steal_pointer (&self);
}

/**
 * mcp_task_write:
 * @builder: where a value may stand
 *
 * Writes what [ctor@Mcp.Task.new_from_json] reads.
 */
void
mcp_task_write (McpTask      *self,
                SjsonBuilder *builder)
{
  g_return_if_fail (MCP_IS_TASK (self));
  g_return_if_fail (builder != NULL);

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "id"), self->id);
  sjson_builder_string (sjson_builder_name (builder, "uri"), self->uri);
  sjson_builder_string (sjson_builder_name (builder, "protocolVersion"), self->protocol_version);
  sjson_builder_string (sjson_builder_name (builder, "tool"), self->tool_name);
  sjson_builder_int64 (sjson_builder_name (builder, "created"), self->created);
  sjson_builder_int64 (sjson_builder_name (builder, "ttl"), self->ttl);
  sjson_builder_end_object (builder);
}

/**
 * mcp_task_get_id:
 *
 * Returns: (transfer none): the server's name for it: a secret
 */
const char *
mcp_task_get_id (McpTask *self)
{
  g_return_val_if_fail (MCP_IS_TASK (self), NULL);

  return self->id;
}

/**
 * mcp_task_get_uri:
 *
 * Returns: (transfer none): the address of the server that knows it
 */
const char *
mcp_task_get_uri (McpTask *self)
{
  g_return_val_if_fail (MCP_IS_TASK (self), NULL);

  return self->uri;
}

const char *
mcp_task_get_protocol_version (McpTask *self)
{
  g_return_val_if_fail (MCP_IS_TASK (self), NULL);

  return self->protocol_version;
}

const char *
mcp_task_get_tool_name (McpTask *self)
{
  g_return_val_if_fail (MCP_IS_TASK (self), NULL);

  return self->tool_name;
}

gint64
mcp_task_get_created (McpTask *self)
{
  g_return_val_if_fail (MCP_IS_TASK (self), 0);

  return self->created;
}

gint64
mcp_task_get_ttl (McpTask *self)
{
  g_return_val_if_fail (MCP_IS_TASK (self), -1);

  return self->ttl;
}

/**
 * mcp_task_get_remaining:
 * @now: by this computer's clock, milliseconds since 1970
 *
 * The server's clock is not asked: it may be wrong, and so may ours, but not by what passes between
 * two looks at it. A clock that was set back lengthens nothing.
 *
 * Returns: milliseconds until the server may have forgotten the task, 0 if that time is over, -1
 *   where there is no limit
 */
gint64
mcp_task_get_remaining (McpTask *self,
                        gint64   now)
{
  g_return_val_if_fail (MCP_IS_TASK (self), 0);

  if (self->ttl < 0)
    return -1;

  if (now <= self->created)
    return self->ttl;

  return MAX (0, self->ttl - (now - self->created));
}

/**
 * mcp_task_is_over:
 *
 * Returns: whether there is nothing to be asked for any more: there is a result, the server does
 *   not know it, or it was cancelled
 */
gboolean
mcp_task_is_over (McpTask *self)
{
  g_return_val_if_fail (MCP_IS_TASK (self), TRUE);

  return self->over;
}

void
mcp_task_set_ttl (McpTask *self,
                  gint64   ttl)
{
  ttl = bound_ttl (ttl);

  if (self->ttl == ttl)
    return;

  self->ttl = ttl;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TTL]);
}

void
mcp_task_set_over (McpTask *self)
{
  if (self->over)
    return;

  self->over = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVER]);
}
