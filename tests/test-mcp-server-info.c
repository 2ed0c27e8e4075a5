/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-server-info.h"
#include "sjson-fixture.h"

static void
test_full (void)
{
  g_autoptr(SjsonValue) value = parse_value ("{\"protocolVersion\":\"2025-06-18\",\"capabilities\":"
                                             "{\"tools\":{}},\"serverInfo\":{\"name\":\"n\","
                                             "\"title\":\"t\",\"version\":\"1\"},"
                                             "\"instructions\":\"i\"}");
  g_autoptr(McpServerInfo) info = mcp_server_info_new_from_initialize (value, NULL);

  g_assert_cmpstr (info->protocol_version, ==, "2025-06-18");
  g_assert_cmpstr (info->name, ==, "n");
  g_assert_cmpstr (info->title, ==, "t");
  g_assert_cmpstr (info->version, ==, "1");
  g_assert_cmpstr (info->instructions, ==, "i");
  g_assert_true (info->has_tools);
}

/* Everything but the version may be missing, or of another kind. */
static void
test_sparse (void)
{
  const char * const sparse[] = {
    "{\"protocolVersion\":\"2025-03-26\"}",
    "{\"protocolVersion\":\"2025-03-26\",\"capabilities\":[],\"serverInfo\":\"n\","
      "\"instructions\":{}}",
    "{\"protocolVersion\":\"2025-03-26\",\"serverInfo\":{\"name\":7,\"title\":null}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sparse); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (sparse[i]);
      g_autoptr(McpServerInfo) info = mcp_server_info_new_from_initialize (value, NULL);

      g_assert_nonnull (info);
      g_assert_null (info->name);
      g_assert_null (info->title);
      g_assert_null (info->instructions);
      g_assert_false (info->has_tools);
    }
}

/* A name becomes a label and a file: one line of a readable length, its direction its own. */
static void
test_labels (void)
{
  g_autofree char *endless = g_strnfill (2 * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("{\"protocolVersion\":\"2025-06-18\",\"serverInfo\":"
                                           "{\"name\":\" a\\nb\\u202e\\u001b[31m\","
                                           "\"title\":\"%s\",\"version\":\"\\n\"}}", endless);
  g_autoptr(SjsonValue) value = parse_value (text);
  g_autoptr(McpServerInfo) info = mcp_server_info_new_from_initialize (value, NULL);

  g_assert_cmpstr (info->name, ==, "a b  [31m");
  g_assert_cmpuint (strlen (info->title), ==, 200);
  g_assert_null (info->version);
}

static void
test_malformed (void)
{
  const char * const malformed[] = {
    "{}", "[]", "7", "{\"protocolVersion\":20251125}", "{\"protocolVersion\":\"\"}",
    "{\"protocolVersion\":\"2024-10-07\"}", "{\"protocolVersion\":\"2026-07-28\"}",
    "{\"protocolVersion\":\"äääääääääääääääääääääääääääääääääääääääääääääääääääääääää\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (malformed[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_server_info_new_from_initialize (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_cmpuint (g_utf8_strlen (error->message, -1), <, 150);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/server-info/full", test_full);
  g_test_add_func ("/mcp/server-info/sparse", test_sparse);
  g_test_add_func ("/mcp/server-info/labels", test_labels);
  g_test_add_func ("/mcp/server-info/malformed", test_malformed);

  return g_test_run ();
}
