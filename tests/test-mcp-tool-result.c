/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-tool-result.h"
#include "sjson-fixture.h"

static McpToolResult *
result_new (const char  *json,
            GError     **error)
{
  g_autoptr(SjsonValue) value = parse_value (json);

  return mcp_tool_result_new (value, error);
}

static void
test_full (void)
{
  const char *json = "{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"x\"},null],"
                     "\"structuredContent\":{\"n\":1.10},\"isError\":true,\"_meta\":{}}";
  McpToolResult *result = result_new (json, NULL);
  GListModel *contents = mcp_tool_result_get_contents (result);
  g_autofree char *text = sjson_value_to_json (mcp_tool_result_get_json (result), NULL);
  g_autofree char *structured = NULL;
  g_autoptr(McpContent) first = g_list_model_get_item (contents, 0);
  g_autoptr(McpContent) last = g_list_model_get_item (contents, 2);

  g_assert_cmpuint (g_list_model_get_n_items (contents), ==, 3);
  g_assert_true (g_list_model_get_item_type (contents) == MCP_TYPE_CONTENT);
  g_assert_cmpstr (mcp_content_get_text (first), ==, "a");
  g_assert_cmpint (mcp_content_get_kind (last), ==, MCP_CONTENT_UNKNOWN);
  g_assert_true (mcp_tool_result_is_error (result));
  structured = sjson_value_to_json (mcp_tool_result_get_structured (result), NULL);
  g_assert_cmpstr (structured, ==, "{\"n\":1.10}");
  g_assert_cmpstr (text, ==, json);
  g_assert_finalize_object (result);
}

/* Absent is not null. */
static void
test_structured (void)
{
  g_autoptr(McpToolResult) absent = result_new ("{\"content\":[]}", NULL);
  g_autoptr(McpToolResult) null = result_new ("{\"structuredContent\":null}", NULL);
  g_autoptr(McpToolResult) array = result_new ("{\"structuredContent\":[1]}", NULL);

  g_assert_null (mcp_tool_result_get_structured (absent));
  g_assert_true (sjson_value_is_null (mcp_tool_result_get_structured (null)));
  g_assert_cmpuint (sjson_value_get_length (mcp_tool_result_get_structured (array)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (mcp_tool_result_get_contents (null)), ==, 0);
}

static void
test_is_error (void)
{
  const struct { const char *json; gboolean is_error; } cases[] = {
    { "{}", FALSE }, { "{\"isError\":false}", FALSE }, { "{\"isError\":true}", TRUE },
    { "{\"isError\":\"true\"}", FALSE }, { "{\"isError\":1}", FALSE },
    { "{\"isError\":null}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpToolResult) result = result_new (cases[i].json, NULL);

      g_assert_cmpint (mcp_tool_result_is_error (result), ==, cases[i].is_error);
    }
}

static void
test_malformed (void)
{
  const char * const malformed[] = { "[]", "7", "null", "\"content\"", "{\"content\":{}}",
                                     "{\"content\":\"text\"}", "{\"content\":null}" };

  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (result_new (malformed[i], &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/tool-result/full", test_full);
  g_test_add_func ("/mcp/tool-result/structured", test_structured);
  g_test_add_func ("/mcp/tool-result/is-error", test_is_error);
  g_test_add_func ("/mcp/tool-result/malformed", test_malformed);

  return g_test_run ();
}
