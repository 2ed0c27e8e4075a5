/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-tool.h"
#include "sjson-fixture.h"
#include "tool-lists.h"

static McpTool *
tool_new (const char *json)
{
  g_autoptr(SjsonValue) value = parse_value (json);
  g_autoptr(GError) error = NULL;
  McpTool *tool = mcp_tool_new (value, &error);

  g_assert_no_error (error);

  return tool;
}

static void
test_full (void)
{
  const char *json = "{\"name\":\"t\",\"title\":\"Tee\",\"description\":\"<b>no markup</b>\","
                     "\"inputSchema\":{\"type\":\"object\"},\"outputSchema\":{},"
                     "\"annotations\":{\"title\":\"Other\",\"readOnlyHint\":true,"
                     "\"idempotentHint\":true,\"openWorldHint\":false},\"x-ours\":[1.50]}";
  McpTool *tool = tool_new (json);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;
  g_autofree char *text = sjson_value_to_json (mcp_tool_get_json (tool), NULL);
  SjsonValue type;

  g_assert_cmpstr (mcp_tool_get_name (tool), ==, "t");
  g_assert_cmpstr (mcp_tool_get_title (tool), ==, "Tee");
  g_assert_true (mcp_tool_has_title (tool));
  g_assert_cmpstr (mcp_tool_get_description (tool), ==, "<b>no markup</b>");
  g_assert_true (sjson_value_get_member (mcp_tool_get_input_schema (tool), "type", &type));
  g_assert_nonnull (mcp_tool_get_output_schema (tool));
  g_assert_true (mcp_tool_is_read_only (tool));
  g_assert_false (mcp_tool_is_destructive (tool));
  g_assert_true (mcp_tool_is_idempotent (tool));
  g_assert_false (mcp_tool_is_open_world (tool));
  g_assert_true (mcp_tool_has_hint (tool, "readOnlyHint"));
  g_assert_false (mcp_tool_has_hint (tool, "destructiveHint"));
  g_assert_cmpstr (text, ==, json);

  g_object_get (tool, "name", &name, "title", &title, "description", &description, NULL);
  g_assert_cmpstr (name, ==, "t");
  g_assert_cmpstr (title, ==, "Tee");
  g_assert_cmpstr (description, ==, "<b>no markup</b>");
  g_assert_finalize_object (tool);
}

static void
test_defaults (void)
{
  McpTool *tool = tool_new ("{\"name\":\"t\"}");

  g_assert_cmpstr (mcp_tool_get_title (tool), ==, "t");
  g_assert_false (mcp_tool_has_title (tool));
  g_assert_null (mcp_tool_get_description (tool));
  g_assert_null (mcp_tool_get_input_schema (tool));
  g_assert_null (mcp_tool_get_output_schema (tool));
  g_assert_false (mcp_tool_is_read_only (tool));
  g_assert_true (mcp_tool_is_destructive (tool));
  g_assert_false (mcp_tool_is_idempotent (tool));
  g_assert_true (mcp_tool_is_open_world (tool));
  g_assert_false (mcp_tool_has_hint (tool, "readOnlyHint"));
  g_assert_finalize_object (tool);
}

static void
test_titles (void)
{
  const struct { const char *json; const char *title; } cases[] = {
    { "{\"name\":\"n\",\"title\":\"T\",\"annotations\":{\"title\":\"A\"}}", "T" },
    { "{\"name\":\"n\",\"title\":\"\",\"annotations\":{\"title\":\"A\"}}", "A" },
    { "{\"name\":\"n\",\"title\":7,\"annotations\":{\"title\":\"A\"}}", "A" },
    { "{\"name\":\"n\",\"annotations\":{\"title\":\"\"}}", "n" },
    { "{\"name\":\"n\",\"annotations\":{\"title\":[]}}", "n" },
    { "{\"name\":\"n\",\"annotations\":[\"title\"]}", "n" },
    { "{\"name\":\"a\\u0000b\"}", "a\xef\xbf\xbd" "b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpTool) tool = tool_new (cases[i].json);

      g_assert_cmpstr (mcp_tool_get_title (tool), ==, cases[i].title);
    }
}

/* What is of another kind than it should be counts as absent. */
static void
test_odd (void)
{
  g_autoptr(McpTool) tool = tool_new ("{\"name\":\"n\",\"description\":{},\"inputSchema\":7,"
                                      "\"annotations\":{\"readOnlyHint\":\"true\","
                                      "\"destructiveHint\":0}}");

  g_assert_null (mcp_tool_get_description (tool));
  g_assert_nonnull (mcp_tool_get_input_schema (tool));
  g_assert_false (mcp_tool_is_read_only (tool));
  g_assert_true (mcp_tool_is_destructive (tool));
  g_assert_false (mcp_tool_has_hint (tool, "readOnlyHint"));
}

static void
test_nameless (void)
{
  const char * const nameless[] = { "{}", "[]", "7", "null", "\"name\"", "{\"name\":\"\"}",
                                    "{\"name\":null}", "{\"name\":[\"n\"]}", "{\"Name\":\"n\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (nameless); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (nameless[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_tool_new (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
      g_assert_null (mcp_tool_new (value, NULL));
    }
}

static void
test_equal (void)
{
  g_autoptr(McpTool) tool = tool_new ("{\"name\":\"n\",\"x\":1}");
  g_autoptr(McpTool) same = tool_new ("{\"name\":\"n\",\"x\":1}");
  g_autoptr(McpTool) written_otherwise = tool_new ("{ \"x\": 1.0, \"name\": \"\\u006e\" }");
  g_autoptr(McpTool) other = tool_new ("{\"name\":\"n\",\"x\":2}");

  g_assert_true (mcp_tool_equal (tool, same));
  g_assert_true (mcp_tool_equal (tool, written_otherwise));
  g_assert_false (mcp_tool_equal (tool, other));
}

/* A tool does not keep the page that it came on. */
static void
test_isolated (void)
{
  g_autoptr(SjsonDocument) page = parse ("[{\"name\":\"one\"},{\"name\":\"two\"}]");
  SjsonValue root = sjson_document_get_root (page);
  g_autoptr(McpTool) tool = NULL;
  SjsonValue element;

  g_assert_true (sjson_value_get_element (&root, 0, &element));
  tool = mcp_tool_new (&element, NULL);
  g_assert_true (mcp_tool_get_json (tool)->document != page);
}

static void
count_tool (const SjsonValue *element,
            gpointer          user_data)
{
  guint *n_tools = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(McpTool) tool = mcp_tool_new (element, &error);

  g_assert_no_error (error);
  g_assert_true (sjson_value_equal (mcp_tool_get_json (tool), element));
  g_assert_nonnull (mcp_tool_get_description (tool));
  g_assert_nonnull (mcp_tool_get_input_schema (tool));
  (*n_tools)++;
}

/* Lists of real servers: each of their tools is one, and keeps every letter. */
static void
test_real (void)
{
  guint n_tools = 0;

  if (tool_lists_read_all (count_tool, &n_tools))
    g_assert_cmpuint (n_tools, >, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/tool/full", test_full);
  g_test_add_func ("/mcp/tool/defaults", test_defaults);
  g_test_add_func ("/mcp/tool/titles", test_titles);
  g_test_add_func ("/mcp/tool/odd", test_odd);
  g_test_add_func ("/mcp/tool/nameless", test_nameless);
  g_test_add_func ("/mcp/tool/equal", test_equal);
  g_test_add_func ("/mcp/tool/isolated", test_isolated);
  g_test_add_func ("/mcp/tool/real", test_real);

  return g_test_run ();
}
