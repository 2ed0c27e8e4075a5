/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-task-state.h"
#include "sjson-fixture.h"

#define TASK(more) "{\"taskId\":\"i\",\"status\":\"working\"" more "}"

static void
test_read (void)
{
  const struct { const char *json; guint interval; gint64 ttl; gboolean says_ttl; } cases[] = {
    { TASK (""), 0, -1, FALSE },
    { TASK (",\"pollIntervalMs\":5000,\"ttlMs\":60000"), 5000, 60000, TRUE },
    { TASK (",\"pollInterval\":1000,\"ttl\":300000"), 1000, 300000, TRUE },
    { TASK (",\"ttlMs\":null"), 0, -1, TRUE },
    { TASK (",\"ttlMs\":-5"), 0, 0, TRUE },
    { TASK (",\"pollIntervalMs\":0"), 50, -1, FALSE },
    { TASK (",\"pollIntervalMs\":-9223372036854775808"), 50, -1, FALSE },
    { TASK (",\"pollIntervalMs\":49"), 50, -1, FALSE },
    { TASK (",\"pollIntervalMs\":3600001"), 3600000, -1, FALSE },
    { TASK (",\"pollIntervalMs\":9223372036854775807"), 3600000, -1, FALSE },
    { TASK (",\"pollIntervalMs\":1e400"), 0, -1, FALSE },
    { TASK (",\"pollIntervalMs\":\"5\""), 0, -1, FALSE },
    { TASK (",\"pollIntervalMs\":1e3"), 1000, -1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (cases[i].json);
      g_auto(McpTaskState) state = { 0 };

      g_test_message ("%s", cases[i].json);
      g_assert_true (mcp_task_state_read (&state, value));
      g_assert_cmpstr (state.id, ==, "i");
      g_assert_cmpuint (state.interval, ==, cases[i].interval);
      g_assert_cmpint (state.ttl, ==, cases[i].ttl);
      g_assert_cmpint (state.says_ttl, ==, cases[i].says_ttl);
    }
}

static void
test_status (void)
{
  const struct { const char *status; McpTaskStatus expected; } cases[] = {
    { "working", MCP_TASK_WORKING },
    { "input_required", MCP_TASK_INPUT_REQUIRED },
    { "completed", MCP_TASK_COMPLETED },
    { "failed", MCP_TASK_FAILED },
    { "cancelled", MCP_TASK_CANCELLED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"taskId\":\"i\",\"statusMessage\":\"m\","
                                               "\"status\":\"%s\"}", cases[i].status);
      g_autoptr(SjsonValue) value = parse_value (json);
      g_auto(McpTaskState) state = { 0 };

      g_assert_true (mcp_task_state_read (&state, value));
      g_assert_cmpint (state.status, ==, cases[i].expected);
      g_assert_cmpstr (state.message, ==, "m");
    }
}

static void
test_refused (void)
{
  g_autofree char *id = g_strnfill (5000, 'x');
  g_autofree char *long_id = g_strdup_printf ("{\"taskId\":\"%s\",\"status\":\"working\"}", id);
  const char * const cases[] = {
    "{\"taskId\":\"\",\"status\":\"working\"}",
    "{\"taskId\":7,\"status\":\"working\"}",
    "{\"taskId\":\"a\\u0000b\",\"status\":\"working\"}",
    "{\"taskId\":\"i\",\"status\":\"Working\"}",
    "{\"taskId\":\"i\",\"status\":\"paused\"}",
    "{\"taskId\":\"i\",\"status\":1}",
    "{\"taskId\":\"i\"}",
    "{\"status\":\"working\"}",
    "[]", "null", "\"working\"",
    long_id,
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (cases[i]);
      g_auto(McpTaskState) state = { 0 };

      g_assert_false (mcp_task_state_read (&state, value));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/task-state/read", test_read);
  g_test_add_func ("/mcp/task-state/status", test_status);
  g_test_add_func ("/mcp/task-state/refused", test_refused);

  return g_test_run ();
}
