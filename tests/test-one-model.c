/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One tool of the stand-in that lasts and asks, called in every way there is of talking: whoever
 * embeds the client sees the same. */

#include "config.h"

#include "demo-fixture.h"
#include "real-fixture.h"

typedef struct
{
  const char *path;             /* of the showcase */
  const char *revision;         /* NULL: our client finds out */
  McpFeatures features;
  const char *era;
  const char *tells;            /* what the log says when the call is given up; NULL: hangs up */
} Way;

static const Way ways[] = {
  { "/showcase/mcp", NULL, MCP_FEATURE_FORM, "stateless", NULL },
  { "/showcase/mcp", NULL, MCP_FEATURE_FORM | MCP_FEATURE_TASKS, "stateless", "tasks/cancel" },
  { "/showcase/mcp", "2025-11-25", MCP_FEATURE_FORM, "session", "notifications/cancelled" },
  { "/showcase/mcp", "2025-03-26", MCP_FEATURE_FORM, "session", "notifications/cancelled" },
  { "/showcase/sse", NULL, MCP_FEATURE_FORM, "events", "notifications/cancelled" },
};

typedef struct
{
  DemoFixture demo;
  RealFixture real;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  const Way *way = data;
  g_autofree char *uri = NULL;

  demo_fixture_set_up (&self->demo, NULL);
  uri = g_strdup_printf ("%.*s%s", (int) (strlen (self->demo.open) - strlen ("/mcp")),
                         self->demo.open, way->path);
  real_fixture_begin_at (&self->real, uri, way->features);

  if (way->revision != NULL)
    g_assert_true (mcp_client_set_protocol (self->real.client, way->revision));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  real_fixture_end (&self->real, data);
  demo_fixture_tear_down (&self->demo, NULL);
}

static gboolean
has_logged (Fixture    *self,
            const char *words)
{
  g_autoptr(DemoReply) log = demo_fixture_control (&self->demo, "/log", NULL);

  return strstr (log->body, words) != NULL;
}

/* All calls of a tool were of the era that was meant. */
static void
assert_era (Fixture   *self,
            const Way *way)
{
  g_autoptr(DemoReply) log = demo_fixture_control (&self->demo, "/log", NULL);
  JsonArray *entries = json_node_get_array (log->json);
  guint calls = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonNode *entry = json_array_get_element (entries, i);

      if (g_strcmp0 (json_node_get_string (demo_look_up (entry, "rpc")), "tools/call") == 0)
        {
          g_assert_cmpstr (demo_look_up_string (entry, "era"), ==, way->era);
          calls++;
        }
    }

  g_assert_cmpuint (calls, >=, 1);
}

static void
test_same (Fixture       *self,
           gconstpointer  data)
{
  const Way *way = data;
  static const struct { const char *action, *text; } cases[] = {
    { "accept", "96 pieces lie on 2 shelves." },
    { "decline", "Nobody said what to count, so nothing was counted." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      self->real.action = cases[i].action;
      text = real_fixture_call_text (&self->real, "count_stock",
                                     "{\"shelves\":2,\"delay\":10}");
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (self->real.asked->len, ==, i + 1);
      g_assert_cmpstr (self->real.asked->pdata[i], ==, "elicitation/create");
    }

  assert_era (self, way);
  g_assert_cmpint (has_logged (self, "tasks/get"), ==, (way->features & MCP_FEATURE_TASKS) != 0);
}

static gint64
count_running (Fixture *self)
{
  g_autoptr(DemoReply) state = demo_fixture_control (&self->demo, "/state", NULL);

  return json_node_get_int (demo_look_up (state->json, "running_calls"));
}

/* Given up, it stops at the server too. */
static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  const Way *way = data;
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string ("{\"delay\":10000}", -1,
                                                                      NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("print_labels", &root);
  g_autoptr(McpRequest) lasting = mcp_request_new_call_tool ("count_stock", &root);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean is_task = (way->features & MCP_FEATURE_TASKS) != 0;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(McpToolResult) answer = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_call_tool_async (self->real.client, is_task ? lasting : request, cancellable,
                              real_fixture_done_cb, &self->real);

  while (count_running (self) == 0 || (is_task && !has_logged (self, "tasks/get")))
    g_main_context_iteration (NULL, FALSE);

  g_cancellable_cancel (cancellable);
  result = real_fixture_wait (&self->real);
  answer = mcp_client_call_tool_finish (self->real.client, result, &error);
  g_assert_null (answer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  while (count_running (self) > 0)
    g_main_context_iteration (NULL, FALSE);

  g_assert_true (has_logged (self, way->tells != NULL ? way->tells : "\"hung_up\":true"));
}

static void
add (const char *name,
     void      (*function) (Fixture       *self,
                            gconstpointer  data))
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = NULL;

      path = g_strdup_printf ("/one-model/%s/%s/%s%s", name, ways[i].era,
                              ways[i].revision != NULL ? ways[i].revision : "found",
                              ways[i].features & MCP_FEATURE_TASKS ? "-task" : "");
      g_test_add (path, Fixture, &ways[i], set_up, function, tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

  add ("same", test_same);
  add ("cancel", test_cancel);

  return g_test_run ();
}
