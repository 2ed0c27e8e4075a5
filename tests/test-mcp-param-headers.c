/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-param-headers.h"
#include "sjson-fixture.h"

static void
collect (const char *name,
         const char *value,
         gpointer    user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", name, value);
}

static char *
dup_headers (const char *schema,
             const char *arguments,
             GError    **error)
{
  g_autoptr(SjsonValue) value = parse_value (schema);
  g_autoptr(SjsonValue) given = arguments != NULL ? parse_value (arguments) : NULL;
  g_autoptr(McpParamHeaders) headers = mcp_param_headers_new (value, error);
  g_autoptr(GString) lines = g_string_new (NULL);

  if (headers == NULL || !mcp_param_headers_foreach (headers, given, collect, lines, error))
    return NULL;

  return g_strdup (lines->str);
}

static void
test_values (void)
{
  const char *schema =
    "{\"type\":\"object\",\"properties\":{"
    "\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"},"
    "\"n\":{\"type\":\"integer\",\"x-mcp-header\":\"Count\"},"
    "\"on\":{\"type\":\"boolean\",\"x-mcp-header\":\"Method\"},"
    "\"plain\":{\"type\":\"string\"},"
    "\"deep\":{\"type\":\"object\",\"properties\":{"
    "\"a\\u002f b\":{\"type\":\"string\",\"x-mcp-header\":\"Deep\"}}}}}";
  const struct { const char *arguments; const char *headers; } cases[] = {
    { NULL, "" },
    { "{}", "" },
    { "{\"region\":\"eu\",\"n\":-7,\"on\":false,\"plain\":\"x\"}",
      "Mcp-Param-Region: eu\nMcp-Param-Count: -7\nMcp-Param-Method: false\n" },
    { "{\"region\":\"\",\"n\":null}", "Mcp-Param-Region: \n" },
    { "{\"region\":\"\\r\\n\"}", "Mcp-Param-Region: =?base64?DQo=?=\n" },
    { "{\"n\":9007199254740991}", "Mcp-Param-Count: 9007199254740991\n" },
    { "{\"n\":4e0}", "Mcp-Param-Count: 4\n" },
    { "{\"deep\":{\"a/ b\":\"d\"}}", "Mcp-Param-Deep: d\n" },
    { "{\"deep\":7,\"region\":[\"eu\"]}", "" },
    { "[]", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *headers = dup_headers (schema, cases[i].arguments, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (headers, ==, cases[i].headers);
    }
}

static void
test_numbers_that_do_not_fit (void)
{
  const char *schema =
    "{\"properties\":{\"n\":{\"type\":\"integer\",\"x-mcp-header\":\"N\"}}}";
  const char * const numbers[] = {
    "9007199254740992", "-9007199254740992", "1.5", "1e400", "123456789012345678901234567890"
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *arguments = g_strdup_printf ("{\"n\":%s}", numbers[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (dup_headers (schema, arguments, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

/* Each of these, in the place of a tool's schema, makes the tool unusable. */
static void
test_refused (void)
{
  const char * const schemas[] = {
    "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":7}}}",
    "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a b\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a:b\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"a\\n\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\\u00e9\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"A\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"array\",\"x-mcp-header\":\"A\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"null\",\"x-mcp-header\":\"A\"}}}",
    "{\"properties\":{\"a\":{\"x-mcp-header\":\"A\"}}}",
    "{\"properties\":{\"a\":{\"type\":[\"string\",\"null\"],\"x-mcp-header\":\"A\"}}}",
    "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},"
    "\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}}",
    "{\"type\":\"string\",\"x-mcp-header\":\"A\"}",
    "{\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}",
    "{\"items\":[{\"type\":\"string\",\"x-mcp-header\":\"A\"}]}",
    "{\"properties\":{\"l\":{\"items\":{\"properties\":{\"a\":{\"type\":\"string\","
    "\"x-mcp-header\":\"A\"}}}}}}",
    "{\"anyOf\":[{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}]}",
    "{\"$defs\":{\"d\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}",
    "{\"patternProperties\":{\"d\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}",
    "{\"additionalProperties\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}",
    "{\"if\":{\"properties\":{\"a\":{\"type\":\"string\",\"x\\u002dmcp-header\":\"A\"}}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", schemas[i]);
      g_assert_null (dup_headers (schemas[i], NULL, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

/* The word may stand where it is no annotation. */
static void
test_left_alone (void)
{
  const char * const schemas[] = {
    "{}",
    "true",
    "{\"properties\":{\"x-mcp-header\":{\"type\":\"string\"}}}",
    "{\"default\":{\"x-mcp-header\":\"a b\"}}",
    "{\"enum\":[{\"x-mcp-header\":\"a b\"}]}",
    "{\"examples\":[{\"properties\":{\"a\":{\"x-mcp-header\":7}}}]}",
    "{\"properties\":[{\"x-mcp-header\":\"A\"}]}",
    "{\"description\":\"x-mcp-header\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr(SjsonValue) schema = parse_value (schemas[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(McpParamHeaders) headers = mcp_param_headers_new (schema, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (mcp_param_headers_get_n (headers), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/param-headers/values", test_values);
  g_test_add_func ("/mcp/param-headers/numbers-that-do-not-fit", test_numbers_that_do_not_fit);
  g_test_add_func ("/mcp/param-headers/refused", test_refused);
  g_test_add_func ("/mcp/param-headers/left-alone", test_left_alone);

  return g_test_run ();
}
