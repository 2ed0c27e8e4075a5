/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-read-result.h"
#include "sjson-fixture.h"

static McpReadResult *
make (const char *json)
{
  g_autoptr(SjsonValue) value = parse_value (json);
  g_autoptr(GError) error = NULL;
  McpReadResult *result = mcp_read_result_new (value, &error);

  g_assert_no_error (error);

  return result;
}

static McpContent *
get (McpReadResult *result,
     guint          position)
{
  g_autoptr(McpContent) content = NULL;

  content = g_list_model_get_item (mcp_read_result_get_contents (result), position);
  g_assert_nonnull (content);

  /* The result keeps it. */
  return content;
}

static void
test_several (void)
{
  McpReadResult *result = make ("{\"contents\":[{\"uri\":\"file:///a\",\"mimeType\":\"text/plain\","
                                "\"text\":\"hé\"},{\"uri\":\"file:///b\",\"mimeType\":"
                                "\"image/png\",\"blob\":\"AAEC\"},{\"uri\":\"c\",\"text\":\"\"}],"
                                "\"ttlMs\":1}");
  g_autoptr(GBytes) bytes = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (mcp_read_result_get_contents (result)), ==, 3);
  g_assert_cmpint (mcp_content_get_kind (get (result, 0)), ==, MCP_CONTENT_RESOURCE);
  g_assert_cmpstr (mcp_content_get_uri (get (result, 0)), ==, "file:///a");
  g_assert_cmpstr (mcp_content_get_mime_type (get (result, 0)), ==, "text/plain");
  g_assert_cmpstr (mcp_content_get_text (get (result, 0)), ==, "hé");
  g_assert_null (mcp_content_dup_data (get (result, 0)));
  bytes = mcp_content_dup_data (get (result, 1));
  g_assert_null (mcp_content_get_text (get (result, 1)));
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "\0\1\2", 3);
  g_assert_cmpstr (mcp_content_get_text (get (result, 2)), ==, "");
  g_assert_true (sjson_value_get_member (mcp_read_result_get_json (result), "ttlMs",
                                         &(SjsonValue) { 0 }));
  g_assert_finalize_object (result);
}

/* An empty resource is there, and empty. */
static void
test_empty (void)
{
  McpReadResult *result = make ("{\"contents\":[]}");

  g_assert_cmpuint (g_list_model_get_n_items (mcp_read_result_get_contents (result)), ==, 0);
  g_assert_finalize_object (result);
}

/* What is none is shown as it is. */
static void
test_odd (void)
{
  const char * const odd[] = {
    "7", "null", "[]", "{}", "{\"uri\":\"x\"}", "{\"text\":7}", "{\"blob\":{}}",
    "{\"type\":\"text\",\"uri\":\"x\"}", "{\"resource\":{\"text\":\"x\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"contents\":[%s]}", odd[i]);
      g_autofree char *kept = NULL;
      McpReadResult *result = make (json);

      g_assert_cmpint (mcp_content_get_kind (get (result, 0)), ==, MCP_CONTENT_UNKNOWN);
      kept = sjson_value_to_json (mcp_content_get_json (get (result, 0)), NULL);
      g_assert_cmpstr (kept, ==, odd[i]);
      g_assert_finalize_object (result);
    }
}

static void
test_none (void)
{
  const char * const none[] = {
    "{}", "[]", "7", "null", "{\"contents\":null}", "{\"contents\":{}}", "{\"contents\":\"x\"}",
    "{\"content\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (none[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_read_result_new (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/read-result/several", test_several);
  g_test_add_func ("/mcp/read-result/empty", test_empty);
  g_test_add_func ("/mcp/read-result/odd", test_odd);
  g_test_add_func ("/mcp/read-result/none", test_none);

  return g_test_run ();
}
