/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-prompt.h"
#include "sjson-fixture.h"

static McpPrompt *
make (const char *json)
{
  g_autoptr(SjsonValue) value = parse_value (json);
  g_autoptr(GError) error = NULL;
  McpPrompt *prompt = mcp_prompt_new (value, &error);

  g_assert_no_error (error);

  return prompt;
}

static void
test_full (void)
{
  McpPrompt *prompt = make ("{\"name\":\"review\",\"title\":\"Review code\",\"description\":\"d\","
                            "\"arguments\":[{\"name\":\"code\",\"title\":\"The code\","
                            "\"description\":\"all of it\",\"required\":true},"
                            "{\"name\":\"style\"}]}");
  const McpPromptArgument *argument;

  g_assert_cmpstr (mcp_prompt_get_name (prompt), ==, "review");
  g_assert_cmpstr (mcp_item_get_title (MCP_ITEM (prompt)), ==, "Review code");
  g_assert_cmpuint (mcp_prompt_get_n_arguments (prompt), ==, 2);
  argument = mcp_prompt_get_argument (prompt, 0);
  g_assert_cmpstr (argument->name, ==, "code");
  g_assert_cmpstr (argument->title, ==, "The code");
  g_assert_cmpstr (argument->description, ==, "all of it");
  g_assert_true (argument->is_required);
  argument = mcp_prompt_find_argument (prompt, "style");
  g_assert_true (argument == mcp_prompt_get_argument (prompt, 1));
  g_assert_cmpstr (argument->title, ==, "style");
  g_assert_null (argument->description);
  g_assert_false (argument->is_required);
  g_assert_null (mcp_prompt_find_argument (prompt, "Style"));
  g_assert_finalize_object (prompt);
}

static void
test_odd (void)
{
  const struct
  {
    const char *arguments;
    guint n_arguments;
  } cases[] = {
    { "null", 0 },
    { "{}", 0 },
    { "7", 0 },
    { "[]", 0 },
    { "[7,null,\"a\",[],{},{\"name\":\"\"},{\"name\":7}]", 0 },
    { "[{\"name\":\"a\"},{\"name\":\"a\",\"required\":true}]", 1 },
    { "[{\"name\":\"a\",\"title\":\"\",\"description\":7,\"required\":\"true\"}]", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"p\",\"arguments\":%s}",
                                               cases[i].arguments);
      McpPrompt *prompt = make (json);

      g_assert_cmpuint (mcp_prompt_get_n_arguments (prompt), ==, cases[i].n_arguments);

      if (cases[i].n_arguments > 0)
        {
          g_assert_cmpstr (mcp_prompt_get_argument (prompt, 0)->title, ==, "a");
          g_assert_null (mcp_prompt_get_argument (prompt, 0)->description);
          g_assert_false (mcp_prompt_get_argument (prompt, 0)->is_required);
        }

      g_assert_finalize_object (prompt);
    }
}

static void
test_many (void)
{
  g_autoptr(GString) json = g_string_new ("{\"name\":\"p\",\"arguments\":[");
  McpPrompt *prompt;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (json, "%s{\"name\":\"a%u\"}", i > 0 ? "," : "", i);

  g_string_append (json, "]}");
  prompt = make (json->str);
  g_assert_cmpuint (mcp_prompt_get_n_arguments (prompt), ==, 1000);
  g_assert_finalize_object (prompt);
}

static void
test_none (void)
{
  const char * const none[] = { "{}", "[]", "null", "{\"name\":\"\"}", "{\"name\":{}}" };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (none[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_prompt_new (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/prompt/full", test_full);
  g_test_add_func ("/mcp/prompt/odd", test_odd);
  g_test_add_func ("/mcp/prompt/many", test_many);
  g_test_add_func ("/mcp/prompt/none", test_none);

  return g_test_run ();
}
