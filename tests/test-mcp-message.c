/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-message.h"
#include "sjson-fixture.h"

static void
test_kinds (void)
{
  const struct { const char *json; McpMessageKind kind; gboolean has_id; } cases[] = {
    { "{\"id\":1,\"method\":\"m\"}", MCP_MESSAGE_REQUEST, TRUE },
    { "{\"id\":\"\",\"method\":\"m\",\"params\":{}}", MCP_MESSAGE_REQUEST, TRUE },
    { "{\"id\":1.0,\"method\":\"m\"}", MCP_MESSAGE_REQUEST, TRUE },
    { "{\"id\":null,\"method\":\"m\"}", MCP_MESSAGE_INVALID, FALSE },
    { "{\"id\":1.5,\"method\":\"m\"}", MCP_MESSAGE_INVALID, FALSE },
    { "{\"id\":{},\"method\":\"m\"}", MCP_MESSAGE_INVALID, FALSE },
    { "{\"method\":\"m\"}", MCP_MESSAGE_NOTIFICATION, FALSE },
    { "{\"method\":\"m\",\"params\":7}", MCP_MESSAGE_NOTIFICATION, FALSE },
    { "{\"method\":7}", MCP_MESSAGE_INVALID, FALSE },
    { "{\"id\":1,\"result\":null}", MCP_MESSAGE_RESULT, TRUE },
    { "{\"id\":1,\"result\":{},\"error\":null}", MCP_MESSAGE_RESULT, TRUE },
    { "{\"id\":1,\"result\":{},\"error\":{}}", MCP_MESSAGE_ERROR, TRUE },
    { "{\"result\":{}}", MCP_MESSAGE_INVALID, FALSE },
    { "{\"id\":null,\"result\":{}}", MCP_MESSAGE_INVALID, FALSE },
    { "{\"id\":1,\"error\":{}}", MCP_MESSAGE_ERROR, TRUE },
    { "{\"id\":null,\"error\":{}}", MCP_MESSAGE_ERROR, FALSE },
    { "{\"error\":{}}", MCP_MESSAGE_ERROR, FALSE },
    { "{\"id\":1,\"error\":\"no\"}", MCP_MESSAGE_INVALID, TRUE },
    { "{\"id\":1}", MCP_MESSAGE_INVALID, TRUE },
    { "{}", MCP_MESSAGE_INVALID, FALSE },
    { "[]", MCP_MESSAGE_INVALID, FALSE },
    { "7", MCP_MESSAGE_INVALID, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (cases[i].json);
      g_auto(McpMessage) message = { 0 };

      g_test_message ("%s", cases[i].json);
      mcp_message_read (&message, value);
      g_assert_cmpint (message.kind, ==, cases[i].kind);
      g_assert_cmpint (message.has_id, ==, cases[i].has_id);
    }
}

static void
test_errors (void)
{
  const struct { const char *json; const char *text; gboolean has_code; } cases[] = {
    { "{\"error\":{\"code\":-32602,\"message\":\"Unknown tool\",\"data\":[1]}}", "Unknown tool",
      TRUE },
    { "{\"error\":{\"code\":1e99,\"message\":\"m\"}}", "m", FALSE },
    { "{\"error\":{\"code\":\"x\",\"message\":\"\"}}",
      "The server refused the request without saying why.", FALSE },
    { "{\"error\":{\"message\":{}}}", "The server refused the request without saying why.", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (cases[i].json);
      g_auto(McpMessage) message = { 0 };
      g_autoptr(GError) error = NULL;

      mcp_message_read (&message, value);
      error = mcp_message_to_error (&message);
      g_assert_error (error, MCP_ERROR, MCP_ERROR_REMOTE);
      g_assert_cmpstr (error->message, ==, cases[i].text);
      g_assert_cmpint (mcp_error_get_remote_code (error, NULL), ==, cases[i].has_code);
      g_assert_nonnull (mcp_error_get_details (error));
    }
}

/* Megabytes of data are no details; what is cut is cut between letters. */
static void
test_long_data (void)
{
  g_autofree char *many = g_strnfill (100000, 'x');
  g_autofree char *json = g_strdup_printf ("{\"error\":{\"code\":1,\"message\":\"m\",\"data\":"
                                           "\"ä%s\"}}", many);
  g_autoptr(SjsonValue) value = parse_value (json);
  g_auto(McpMessage) message = { 0 };
  g_autoptr(GError) error = NULL;

  mcp_message_read (&message, value);
  error = mcp_message_to_error (&message);
  g_assert_cmpuint (strlen (mcp_error_get_details (error)), <, 4096);
  g_assert_true (g_utf8_validate (mcp_error_get_details (error), -1, NULL));
}

static void
test_meta (void)
{
  g_autoptr(SjsonValue) params = parse_value ("{\"_meta\":{\"a\":1,\"progressToken\":\"x\"},"
                                              "\"name\":\"t\"}");
  g_autoptr(McpRequest) request = mcp_request_new ("tools/call", params);
  g_autoptr(GBytes) text = mcp_message_build_request (request, 7);
  g_autoptr(SjsonDocument) document = sjson_document_new (text, NULL, NULL);
  g_autoptr(SjsonValue) expected = parse_value ("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":"
                                                "\"tools/call\",\"params\":{\"name\":\"t\","
                                                "\"_meta\":{\"a\":1,\"progressToken\":7}}}");
  SjsonValue root = sjson_document_get_root (document);

  g_assert_true (sjson_value_equal (&root, expected));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/message/kinds", test_kinds);
  g_test_add_func ("/mcp/message/errors", test_errors);
  g_test_add_func ("/mcp/message/long-data", test_long_data);
  g_test_add_func ("/mcp/message/meta", test_meta);

  return g_test_run ();
}
