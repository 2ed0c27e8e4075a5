/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-watch-filter.h"
#include "sjson-fixture.h"

#define ALL (MCP_WATCH_TOOLS | MCP_WATCH_PROMPTS | MCP_WATCH_RESOURCES | MCP_WATCH_MESSAGES)

static const char * const uris[] = { "file:///a", "file:///b", NULL };
static const char * const tasks[] = { "t1", NULL };

/* What a server offers, and what it is asked for then. */
static const struct
{
  const char *capabilities;
  const char *params;
} offers[] = {
  {
    "{\"tools\":{\"listChanged\":true},\"prompts\":{\"listChanged\":true},"
    "\"resources\":{\"listChanged\":true,\"subscribe\":true},"
    "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}",
    "{\"notifications\":{\"toolsListChanged\":true,\"promptsListChanged\":true,"
    "\"resourcesListChanged\":true,\"resourceSubscriptions\":[\"file:///a\",\"file:///b\"],"
    "\"taskIds\":[\"t1\"]}}",
  },
  { "{\"tools\":{\"listChanged\":true}}", "{\"notifications\":{\"toolsListChanged\":true}}" },
  {
    "{\"resources\":{\"subscribe\":true}}",
    "{\"notifications\":{\"resourceSubscriptions\":[\"file:///a\",\"file:///b\"]}}",
  },
  { "{\"tools\":{},\"prompts\":{\"listChanged\":false}}", "{\"notifications\":{}}" },
  {
    "{\"tools\":[true],\"prompts\":{\"listChanged\":1},\"resources\":{\"listChanged\":\"true\"},"
    "\"extensions\":[]}",
    "{\"notifications\":{}}",
  },
  { "7", "{\"notifications\":{}}" },
  { NULL, "{\"notifications\":{}}" },
};

static void
test_offered (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_autoptr(SjsonValue) capabilities = NULL;
      g_autoptr(McpWatchFilter) filter = NULL;
      g_autoptr(McpRequest) request = NULL;
      g_autofree char *json = NULL;

      if (offers[i].capabilities != NULL)
        capabilities = parse_value (offers[i].capabilities);

      filter = mcp_watch_filter_new (ALL, uris, tasks, capabilities);
      request = mcp_watch_filter_new_request (filter);
      json = sjson_value_to_json (mcp_request_get_params (request), NULL);
      g_assert_cmpstr (mcp_request_get_method (request), ==, "subscriptions/listen");
      g_assert_cmpstr (json, ==, offers[i].params);
      g_assert_cmpint (mcp_watch_filter_is_empty (filter), ==,
                       g_str_equal (json, "{\"notifications\":{}}"));
    }
}

/* What servers may say that they accept. */
static const struct
{
  const char *json;
  McpWatch what;
  guint n_uris;
  guint n_tasks;
} accepted[] = {
  { "{}", MCP_WATCH_NONE, 0, 0 },
  { "[]", MCP_WATCH_NONE, 0, 0 },
  { "{\"toolsListChanged\":true,\"promptsListChanged\":false}", MCP_WATCH_TOOLS, 0, 0 },
  { "{\"toolsListChanged\":1,\"resourcesListChanged\":{}}", MCP_WATCH_NONE, 0, 0 },
  { "{\"resourceSubscriptions\":[\"file:///a\",7,null],\"taskIds\":\"t1\"}", MCP_WATCH_NONE, 1, 0 },
  { "{\"resourceSubscriptions\":{\"0\":\"a\"},\"taskIds\":[\"t1\",\"t2\"]}", MCP_WATCH_NONE, 0, 2 },
};

static void
test_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr(SjsonValue) json = parse_value (accepted[i].json);
      g_autoptr(McpWatchFilter) filter = mcp_watch_filter_new_from_json (json);

      g_assert_cmpint (filter->what, ==, accepted[i].what);
      g_assert_cmpuint (g_strv_length (filter->uris), ==, accepted[i].n_uris);
      g_assert_cmpuint (g_strv_length (filter->task_ids), ==, accepted[i].n_tasks);
    }
}

static McpWatchFilter *
filter_new (const char *json)
{
  g_autoptr(SjsonValue) value = parse_value (json);

  return mcp_watch_filter_new_from_json (value);
}

static void
test_compared (void)
{
  g_autoptr(McpWatchFilter) all = filter_new ("{\"toolsListChanged\":true,"
                                              "\"resourceSubscriptions\":[\"a\",\"b\"]}");
  g_autoptr(McpWatchFilter) less = filter_new ("{\"resourceSubscriptions\":[\"b\"]}");
  g_autoptr(McpWatchFilter) other = filter_new ("{\"taskIds\":[\"b\"]}");
  g_autoptr(McpWatchFilter) same = filter_new ("{\"resourceSubscriptions\":[\"b\"]}");

  g_assert_true (mcp_watch_filter_covers (all, less));
  g_assert_false (mcp_watch_filter_covers (less, all));
  g_assert_false (mcp_watch_filter_covers (all, other));
  g_assert_true (mcp_watch_filter_equal (less, same));
  g_assert_false (mcp_watch_filter_equal (less, all));
  g_assert_false (mcp_watch_filter_equal (less, other));
}

static void
test_wanted (void)
{
  g_autoptr(McpWatchFilter) filter = filter_new ("{\"promptsListChanged\":true,"
                                                 "\"resourceSubscriptions\":[\"a\"]}");
  g_autoptr(McpWatchFilter) tasks_only = filter_new ("{\"taskIds\":[\"t\"]}");

  g_assert_true (mcp_watch_filter_wants (filter, "notifications/prompts/list_changed"));
  g_assert_true (mcp_watch_filter_wants (filter, "notifications/resources/updated"));
  g_assert_false (mcp_watch_filter_wants (filter, "notifications/tools/list_changed"));
  g_assert_false (mcp_watch_filter_wants (filter, "notifications/resources/list_changed"));
  g_assert_false (mcp_watch_filter_wants (filter, "notifications/tasks"));
  g_assert_false (mcp_watch_filter_wants (filter, "notifications/message"));
  g_assert_true (mcp_watch_filter_wants (tasks_only, "notifications/tasks"));
  g_assert_false (mcp_watch_filter_wants (tasks_only, "notifications/resources/updated"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/watch-filter/offered", test_offered);
  g_test_add_func ("/mcp/watch-filter/accepted", test_accepted);
  g_test_add_func ("/mcp/watch-filter/compared", test_compared);
  g_test_add_func ("/mcp/watch-filter/wanted", test_wanted);

  return g_test_run ();
}
