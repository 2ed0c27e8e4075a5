/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-task-private.h"
#include "sjson-fixture.h"

#define TEXT(id, created, ttl) "{\"id\":" id ",\"uri\":\"https://a/mcp\",\"protocolVersion\":" \
                               "\"2026-07-28\",\"tool\":\"t\",\"created\":" created ",\"ttl\":" \
                               ttl "}"

static void
test_round_trip (void)
{
  McpTask *task = mcp_task_new ("i\"\303\251", "https://a/mcp", "2025-11-25", "t", 5000);
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;
  McpTask *copy;

  mcp_task_write (task, builder);
  document = sjson_builder_end_document (builder);
  root = sjson_document_get_root (document);
  copy = mcp_task_new_from_json (&root);
  g_assert_cmpstr (mcp_task_get_id (copy), ==, "i\"\303\251");
  g_assert_cmpstr (mcp_task_get_uri (copy), ==, "https://a/mcp");
  g_assert_cmpstr (mcp_task_get_protocol_version (copy), ==, "2025-11-25");
  g_assert_cmpstr (mcp_task_get_tool_name (copy), ==, "t");
  g_assert_cmpint (mcp_task_get_created (copy), ==, mcp_task_get_created (task));
  g_assert_cmpint (mcp_task_get_ttl (copy), ==, 5000);
  g_assert_false (mcp_task_is_over (copy));
  g_assert_finalize_object (copy);
  g_assert_finalize_object (task);
}

/* What is stored may have been changed by anybody. */
static void
test_hostile (void)
{
  const struct { const char *json; gboolean good; } cases[] = {
    { TEXT ("\"i\"", "1", "-1"), TRUE },
    { TEXT ("\"i\"", "1", "null"), TRUE },
    { TEXT ("\"\"", "1", "1"), FALSE },
    { TEXT ("7", "1", "1"), FALSE },
    { TEXT ("\"i\"", "-1", "1"), FALSE },
    { TEXT ("\"i\"", "\"1\"", "1"), FALSE },
    { TEXT ("\"i\"", "1e99", "1"), FALSE },
    { "{\"id\":\"i\",\"created\":1}", FALSE },
    { "{}", FALSE },
    { "[]", FALSE },
    { "null", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (cases[i].json);
      g_autoptr(McpTask) task = mcp_task_new_from_json (value);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (task != NULL, ==, cases[i].good);
    }
}

static void
test_too_long (void)
{
  g_autofree char *id = g_strnfill (9000, 'x');
  g_autofree char *json = g_strdup_printf (TEXT ("\"%s\"", "1", "1"), id);
  g_autoptr(SjsonValue) value = parse_value (json);

  g_assert_null (mcp_task_new_from_json (value));
}

static void
test_remaining (void)
{
  const struct { const char *json; gint64 now; gint64 remaining; } cases[] = {
    { TEXT ("\"i\"", "1000", "-1"), 9000, -1 },
    { TEXT ("\"i\"", "1000", "500"), 1000, 500 },
    { TEXT ("\"i\"", "1000", "500"), 1499, 1 },
    { TEXT ("\"i\"", "1000", "500"), 1500, 0 },
    { TEXT ("\"i\"", "1000", "500"), G_MAXINT64, 0 },
    { TEXT ("\"i\"", "1000", "500"), 1, 500 },            /* a clock that was set back */
    { TEXT ("\"i\"", "1000", "9223372036854775807"), 9000, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (cases[i].json);
      g_autoptr(McpTask) task = mcp_task_new_from_json (value);

      g_assert_cmpint (mcp_task_get_remaining (task, cases[i].now), ==, cases[i].remaining);
    }
}

static void
count_cb (McpTask    *task,
          GParamSpec *pspec,
          gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_notify (void)
{
  McpTask *task = mcp_task_new ("i", "https://a", "2026-07-28", "t", -1);
  guint n_ttl = 0;
  guint n_over = 0;

  g_signal_connect (task, "notify::ttl", G_CALLBACK (count_cb), &n_ttl);
  g_signal_connect (task, "notify::over", G_CALLBACK (count_cb), &n_over);
  mcp_task_set_ttl (task, -7);
  g_assert_cmpuint (n_ttl, ==, 0);
  mcp_task_set_ttl (task, 7);
  mcp_task_set_ttl (task, 7);
  g_assert_cmpuint (n_ttl, ==, 1);
  mcp_task_set_over (task);
  mcp_task_set_over (task);
  g_assert_cmpuint (n_over, ==, 1);
  g_assert_true (mcp_task_is_over (task));
  g_assert_finalize_object (task);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/task/round-trip", test_round_trip);
  g_test_add_func ("/mcp/task/hostile", test_hostile);
  g_test_add_func ("/mcp/task/too-long", test_too_long);
  g_test_add_func ("/mcp/task/remaining", test_remaining);
  g_test_add_func ("/mcp/task/notify", test_notify);

  return g_test_run ();
}
