/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-request-private.h"
#include "sjson-fixture.h"

#include <math.h>

static void
test_plain (void)
{
  McpRequest *request = mcp_request_new ("tools/list", NULL);

  g_assert_cmpstr (mcp_request_get_method (request), ==, "tools/list");
  g_assert_null (mcp_request_get_params (request));
  g_assert_true (mcp_request_is_repeatable (request));
  g_assert_finalize_object (request);
}

static void
test_call (void)
{
  g_autoptr(SjsonValue) arguments = parse_value ("{\"a\":12345678901234567890.10,\"b\":[]}");
  g_autoptr(McpRequest) bare = mcp_request_new_call_tool ("a \"tool\"", NULL);
  g_autoptr(McpRequest) request = mcp_request_new_call_tool ("t", arguments);
  g_autofree char *bare_params = sjson_value_to_json (mcp_request_get_params (bare), NULL);
  g_autofree char *params = sjson_value_to_json (mcp_request_get_params (request), NULL);

  g_assert_cmpstr (bare_params, ==, "{\"name\":\"a \\\"tool\\\"\",\"arguments\":{}}");
  g_assert_cmpstr (params, ==, "{\"name\":\"t\",\"arguments\":{\"a\":12345678901234567890.10,"
                               "\"b\":[]}}");
  g_assert_false (mcp_request_is_repeatable (request));
}

static void
test_repeatable (void)
{
  const char * const once[] = { "tools/call", "resources/subscribe", "logging/setLevel", "",
                                "tools/list/more" };

  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    {
      g_autoptr(McpRequest) request = mcp_request_new (once[i], NULL);

      g_assert_false (mcp_request_is_repeatable (request));
    }
}

static void
progress_cb (McpRequest *request,
             double      progress,
             double      total,
             const char *message,
             gpointer    user_data)
{
  g_string_append_printf (user_data, "%g/%s%g %s;", progress, isnan (total) ? "nan" : "",
                          isnan (total) ? 0 : total, message ? message : "-");
}

static void
test_progress (void)
{
  const char * const params[] = {
    "{\"progress\":0}", "{\"progress\":0}", "{\"progress\":-1}", "{}", "{\"progress\":\"1\"}",
    "{\"progress\":1e999}", "{\"progress\":1,\"total\":2,\"message\":\"m\"}",
    "{\"progress\":0.9}", "{\"progress\":1.5,\"total\":null}",
  };
  g_autoptr(McpRequest) request = mcp_request_new ("tools/call", NULL);
  g_autoptr(GString) seen = g_string_new (NULL);

  g_signal_connect (request, "progress", G_CALLBACK (progress_cb), seen);

  for (guint i = 0; i < G_N_ELEMENTS (params); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (params[i]);

      mcp_request_report_progress (request, value);
    }

  g_assert_cmpstr (seen->str, ==, "0/nan0 -;1/2 m;1.5/nan0 -;");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/request/plain", test_plain);
  g_test_add_func ("/mcp/request/call", test_call);
  g_test_add_func ("/mcp/request/repeatable", test_repeatable);
  g_test_add_func ("/mcp/request/progress", test_progress);

  return g_test_run ();
}
