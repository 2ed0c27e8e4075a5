/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-task-state.h"

#include <string.h>

/* Milliseconds. A server says how often it wants to be asked, within reason. */
#define MIN_INTERVAL 50
#define MAX_INTERVAL (60 * 60 * 1000)

/* It goes along in a header field, too. */
#define MAX_ID 4096

static const char * const statuses[] = {
  [MCP_TASK_WORKING] = "working",
  [MCP_TASK_INPUT_REQUIRED] = "input_required",
  [MCP_TASK_COMPLETED] = "completed",
  [MCP_TASK_FAILED] = "failed",
  [MCP_TASK_CANCELLED] = "cancelled",
};

static gboolean
read_status (McpTaskState     *self,
             const SjsonValue *json)
{
  SjsonValue status;

  if (!sjson_value_get_member (json, "status", &status))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (sjson_value_equals_string (&status, statuses[i]))
        {
          self->status = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* What goes back letter by letter must not hold what a C string cannot. */
static char *
dup_id (const SjsonValue *json)
{
  g_autofree char *id = NULL;
  SjsonValue value;
  gsize length;

  if (!sjson_value_get_member (json, "taskId", &value) ||
      (id = sjson_value_dup_string (&value, &length)) == NULL ||
      length == 0 || length > MAX_ID || strlen (id) != length)
    return NULL;

  return g_steal_pointer (&id);
}

/* The member is called otherwise in each revision. A number that is no whole one, or none that we
 * can hold, is as good as none. */
static gboolean
get_duration (const SjsonValue *json,
              const char       *name,
              const char       *old_name,
              gint64           *value)
{
  return sjson_value_get_member_int64 (json, name, value) ||
         sjson_value_get_member_int64 (json, old_name, value);
}

/*
 * mcp_task_state_read:
 * @json: a task as tasks/get gives it, or what began one
 *
 * Reads a `Task` (the tasks extension of MCP 2026-07-28; MCP 2025-11-25, "Tasks"). How often the
 * server wants to be asked is kept between 50 milliseconds and an hour.
 *
 * Returns: whether @json has an id and a status that we know
 */
gboolean
mcp_task_state_read (McpTaskState     *self,
                     const SjsonValue *json)
{
  SjsonValue ttl;
  gint64 value;

  *self = (McpTaskState) { .json = json, .ttl = -1 };

  if (!read_status (self, json) || (self->id = dup_id (json)) == NULL)
    return FALSE;

  self->message = sjson_value_dup_member_string (json, "statusMessage");

  if (get_duration (json, "pollIntervalMs", "pollInterval", &value))
    self->interval = CLAMP (value, MIN_INTERVAL, MAX_INTERVAL);

  self->says_ttl = sjson_value_get_member (json, "ttlMs", &ttl) ||
                   sjson_value_get_member (json, "ttl", &ttl);

  if (get_duration (json, "ttlMs", "ttl", &value))
    self->ttl = MAX (0, value);

  return TRUE;
}

void
mcp_task_state_clear (McpTaskState *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->message, g_free);
}
