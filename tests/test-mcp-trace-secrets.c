/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-trace-secrets.h"

#include <string.h>

#define SECRET "hunter2hunter2"
#define TOKEN "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"

static void
test_text (void)
{
  static const char * const hidden[] = {
    "x " SECRET " y", "access_token=zzzz9999 ", "refresh_token: \"zzzz9999\"", "?code=zzzz9999&a=1",
    "Bearer zzzz9999zzzz9999", "a " TOKEN " b", "client_secret%3Dzzzz9999", "sessionId=zzzz9999",
    "Basic zzzz9999zzzz9999=",
  };
  static const char * const shown[] = {
    "plain words", "error code 7", "the state of things", "{\"code\":-32601}", "progressToken",
    "a bearer of news", "",
  };
  g_autoptr(McpTraceSecrets) secrets = mcp_trace_secrets_new ();

  mcp_trace_secrets_learn (secrets, SECRET);
  mcp_trace_secrets_learn (secrets, "a");

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *text = mcp_trace_secrets_dup_text (secrets, hidden[i]);

      g_test_message ("%s", text);
      g_assert_null (strstr (text, SECRET));
      g_assert_null (strstr (text, "zzzz9999"));
      g_assert_null (strstr (text, "c2ln"));
      g_assert_nonnull (strstr (text, "[removed]"));
    }

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *text = mcp_trace_secrets_dup_text (secrets, shown[i]);

      g_assert_cmpstr (text, ==, shown[i]);
    }
}

static void
test_uri (void)
{
  static const struct { const char *uri; const char *shown; } cases[] = {
    { "https://a.example/mcp", "https://a.example/mcp" },
    { "https://u:p@a.example/mcp#f", "https://[removed]@a.example/mcp" },
    { "https://a.example/?key=zzzz9999&b&c=d", "https://a.example/?key=[removed]&b&c=[removed]" },
    { "/messages?sessionId=zzzz8888", "/messages?sessionId=[removed]" },
    { "https://a.example/@x", "https://a.example/@x" },
    { "/x@y", "/x@y" },
    { "", "" },
  };
  g_autoptr(McpTraceSecrets) secrets = mcp_trace_secrets_new ();
  g_autofree char *later = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = mcp_trace_secrets_dup_uri (secrets, cases[i].uri);

      g_assert_cmpstr (text, ==, cases[i].shown);
    }

  /* What opened a door there opens it elsewhere. */
  later = mcp_trace_secrets_dup_text (secrets, "zzzz9999 zzzz8888 d");
  g_assert_cmpstr (later, ==, "[removed] [removed] d");
}

static char *
dup_data (const char *text)
{
  g_autoptr(McpTraceSecrets) secrets = mcp_trace_secrets_new ();
  g_autoptr(GBytes) data = g_bytes_new_static (text, strlen (text));

  mcp_trace_secrets_learn (secrets, SECRET);

  return mcp_trace_secrets_dup_data (secrets, data);
}

static void
test_data (void)
{
  static const struct { const char *json; const char *shown; } cases[] = {
    { "{ \"requestState\": \"s\", \"n\": 1.50 }", "{\"requestState\":\"[removed]\",\"n\":1.50}" },
    { "{\"a\":[{\"access_token\":\"x\",\"Refresh-Token\":{\"y\":1}}]}",
      "{\"a\":[{\"access_token\":\"[removed]\",\"Refresh-Token\":\"[removed]\"}]}" },
    { "{\"error\":{\"code\":-32601,\"message\":\"no\"}}",
      "{\"error\":{\"code\":-32601,\"message\":\"no\"}}" },
    { "{\"taskId\":\"7c9e\",\"status\":\"working\"}",
      "{\"taskId\":\"[removed]\",\"status\":\"working\"}" },
    { "{\"notifications\":{\"taskIds\":[\"7c9e\",\"8d0f\"]}}",
      "{\"notifications\":{\"taskIds\":\"[removed]\"}}" },
    { "{\"code\":\"abc\",\"progressToken\":\"p\"}",
      "{\"code\":\"[removed]\",\"progressToken\":\"p\"}" },
    { "{\"t\":\"see " SECRET "\"}", "{\"t\":\"see [removed]\"}" },
    { "{\"t\":\"{\\\"access_token\\\":\\\"zz\\\"}\"}",
      "{\"t\":\"{\\\"access_token\\\":\\\"[removed]\\\"}\"}" },
    { "<html>" SECRET "</html>", "<html>[removed]</html>" },
    { "{\"password\":\"x\"", "{\"password\":\"[removed]\"" },
    { "[null,true,12345678901234567890]", "[null,true,12345678901234567890]" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = dup_data (cases[i].json);

      g_assert_cmpstr (text, ==, cases[i].shown);
    }
}

/* A picture, and a page that is no JSON, are shown by their start. */
static void
test_long (void)
{
  g_autofree char *letters = g_strnfill (100000, 'x');
  g_autofree char *json = g_strdup_printf ("{\"data\":\"%s\"}", letters);
  g_autofree char *short_json = dup_data (json);
  g_autofree char *short_text = dup_data (letters);

  g_assert_cmpuint (strlen (short_json), <, 5000);
  g_assert_true (g_str_has_suffix (short_json, "x… [100000 characters]\"}"));
  g_assert_true (g_str_has_suffix (short_text, "x… [100000 bytes]"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/trace-secrets/text", test_text);
  g_test_add_func ("/mcp/trace-secrets/uri", test_uri);
  g_test_add_func ("/mcp/trace-secrets/data", test_data);
  g_test_add_func ("/mcp/trace-secrets/long", test_long);

  return g_test_run ();
}
