/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-error.h"
#include "mcp-prompt-result.h"
#include "sjson-fixture.h"

/* Each message as "role:kind:text", joined. */
static char *
describe (McpPromptResult *result)
{
  GListModel *messages = mcp_prompt_result_get_messages (result);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr(McpPromptMessage) message = g_list_model_get_item (messages, i);
      McpContent *content = mcp_prompt_message_get_content (message);
      const char *words = mcp_content_get_text (content);

      g_string_append_printf (text, "%s%s:%d:%s", i > 0 ? " " : "",
                              mcp_prompt_message_get_role (message),
                              mcp_content_get_kind (content), words != NULL ? words : "-");
    }

  return g_string_free (text, FALSE);
}

#define TEXT(text) "{\"type\":\"text\",\"text\":\"" text "\"}"
#define SAID(role, content) "{\"role\":\"" role "\",\"content\":" content "}"

static void
test_messages (void)
{
  const struct
  {
    const char *messages;
    const char *expected;
  } cases[] = {
    { "", "" },
    { SAID ("user", TEXT ("a")) "," SAID ("assistant", TEXT ("b")), "user:0:a assistant:0:b" },
    { SAID ("user", "{\"type\":\"resource\",\"resource\":{\"uri\":\"x\",\"text\":\"t\"}}"),
      "user:4:t" },
    { SAID ("user", "{\"type\":\"image\",\"data\":\"AAEC\",\"mimeType\":\"image/png\"}"),
      "user:1:-" },
    { SAID ("user", "[" TEXT ("a") "," TEXT ("b") "]"), "user:0:a user:0:b" },
    { SAID ("system", TEXT ("a")), "system:0:a" },
    { SAID ("user", "\"a\""), "user:5:-" },
    { SAID ("user", "[]"), "" },
    { "{\"role\":\"user\"}", "user:5:-" },
    { "{\"content\":" TEXT ("a") "}", ":5:-" },
    { "7,null,[]", ":5:- :5:- :5:-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"description\":\"d\",\"messages\":[%s]}",
                                               cases[i].messages);
      g_autoptr(SjsonValue) value = parse_value (json);
      McpPromptResult *result = mcp_prompt_result_new (value, NULL);
      g_autofree char *description = describe (result);

      g_assert_cmpstr (description, ==, cases[i].expected);
      g_assert_cmpstr (mcp_prompt_result_get_description (result), ==, "d");
      g_assert_true (sjson_value_equal (mcp_prompt_result_get_json (result), value));
      g_assert_finalize_object (result);
    }
}

static void
test_none (void)
{
  const char * const none[] = {
    "{}", "[]", "7", "{\"messages\":null}", "{\"messages\":{}}", "{\"description\":\"x\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr(SjsonValue) value = parse_value (none[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (mcp_prompt_result_new (value, &error));
      g_assert_error (error, MCP_ERROR, MCP_ERROR_MALFORMED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/prompt-result/messages", test_messages);
  g_test_add_func ("/mcp/prompt-result/none", test_none);

  return g_test_run ();
}
