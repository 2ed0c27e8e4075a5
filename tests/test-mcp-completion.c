/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-completion.h"
#include "mcp-error.h"
#include "sjson-fixture.h"

static void
test_values (void)
{
  const struct
  {
    const char *completion;
    const char *values;
    gboolean has_more;
  } cases[] = {
    { "{\"values\":[]}", "", FALSE },
    { "{\"values\":[\"a\",\"b\"]}", "a b", FALSE },
    { "{\"values\":[\"a\"],\"total\":1,\"hasMore\":false}", "a", FALSE },
    { "{\"values\":[\"a\"],\"total\":10}", "a", TRUE },
    { "{\"values\":[\"a\"],\"hasMore\":true}", "a", TRUE },
    { "{\"values\":[\"a\"],\"hasMore\":\"yes\",\"total\":\"9\"}", "a", FALSE },
    { "{\"values\":[\"a\"],\"total\":-9223372036854775808}", "a", FALSE },
    { "{\"values\":[1,null,\"a\",[],{}]}", "a", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"completion\":%s}", cases[i].completion);
      g_autoptr(SjsonValue) value = parse_value (json);
      McpCompletion *completion = mcp_completion_new (value, NULL);
      g_autofree char *values = NULL;

      values = g_strjoinv (" ", (char **) mcp_completion_get_values (completion));
      g_assert_cmpstr (values, ==, cases[i].values);
      g_assert_cmpint (mcp_completion_has_more (completion), ==, cases[i].has_more);
      g_assert_true (sjson_value_equal (mcp_completion_get_json (completion), value));
      g_assert_finalize_object (completion);
    }
}

/* More than there may be. */
static void
test_many (void)
{
  g_autoptr(GString) json = g_string_new ("{\"completion\":{\"total\":3000,\"values\":[");
  g_autoptr(SjsonValue) value = NULL;
  McpCompletion *completion;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (json, "%s\"%u\"", i > 0 ? "," : "", i);

  g_string_append (json, "]}}");
  value = parse_value (json->str);
  completion = mcp_completion_new (value, NULL);
  g_assert_cmpuint (g_strv_length ((char **) mcp_completion_get_values (completion)), ==, 100);
  g_assert_true (mcp_completion_has_more (completion));
  g_assert_finalize_object (completion);
}

static void
test_none (void)
{
  const char * const none[] = {
    "{}", "[]", "7", "{\"completion\":[]}", "{\"completion\":{}}", "{\"values\":[]}",
    "{\"completion\":{\"values\":{}}}", "{\"completion\":{\"values\":\"a\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (none[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_completion_new (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/completion/values", test_values);
  g_test_add_func ("/mcp/completion/many", test_many);
  g_test_add_func ("/mcp/completion/none", test_none);

  return g_test_run ();
}
