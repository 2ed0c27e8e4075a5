/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-question.h"
#include "sjson-fixture.h"

static McpQuestion *
question_new (const char *method,
              const char *params)
{
  g_autoptr(SjsonValue) value = params != NULL ? parse_value (params) : NULL;

  return mcp_question_new (method, value);
}

static void
test_kinds (void)
{
  const struct { const char *method; const char *params; McpFeatures feature; } cases[] = {
    { "roots/list", NULL, MCP_FEATURE_ROOTS },
    { "sampling/createMessage", "{}", MCP_FEATURE_SAMPLING },
    { "elicitation/create", "{\"requestedSchema\":{}}", MCP_FEATURE_FORM },
    { "elicitation/create", "{\"mode\":\"form\",\"requestedSchema\":{}}", MCP_FEATURE_FORM },
    { "elicitation/create", "{\"mode\":\"url\",\"url\":\"https://a\"}", MCP_FEATURE_URL },
    { "sampling/createMessage", NULL, 0 },
    { "elicitation/create", NULL, 0 },
    { "elicitation/create", "{}", 0 },
    { "elicitation/create", "{\"requestedSchema\":[]}", 0 },
    { "elicitation/create", "{\"mode\":\"url\"}", 0 },
    { "elicitation/create", "{\"mode\":\"voice\",\"requestedSchema\":{}}", 0 },
    { "tools/list", "{}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(McpQuestion) question = question_new (cases[i].method, cases[i].params);

      g_assert_cmpint (question != NULL, ==, cases[i].feature != 0);

      if (question != NULL)
        {
          g_assert_cmpint (mcp_question_get_feature (question), ==, cases[i].feature);
          g_assert_cmpstr (mcp_question_get_method (question), ==, cases[i].method);
        }
    }
}

static void
count_cb (McpQuestion *question,
          gpointer     user_data)
{
  (*(guint *) user_data)++;
}

/* What a person says becomes what the server hears; once. */
static void
test_answers (void)
{
  const struct
  {
    void (*answer) (McpQuestion *);
    const char *mode;
    const char *json;
  } cases[] = {
    { mcp_question_decline, "form", "{\"action\":\"decline\"}" },
    { mcp_question_cancel, "form", "{\"action\":\"cancel\"}" },
    { NULL, "form", "{\"action\":\"accept\",\"content\":{\"a\":1.0}}" },
    { NULL, "url", "{\"action\":\"accept\"}" },
  };
  g_autoptr(SjsonValue) content = parse_value ("{\"a\":1.0}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *params = g_strdup_printf ("{\"mode\":\"%s\",\"message\":\"m\",\"url\":\"u\","
                                                 "\"requestedSchema\":{}}", cases[i].mode);
      McpQuestion *question = question_new ("elicitation/create", params);
      g_autofree char *json = NULL;
      guint n_answered = 0;

      g_signal_connect (question, "answered", G_CALLBACK (count_cb), &n_answered);
      g_assert_cmpstr (mcp_question_get_message (question), ==, "m");

      if (cases[i].answer != NULL)
        cases[i].answer (question);
      else
        mcp_question_accept (question, content);

      mcp_question_cancel (question);
      g_assert_true (mcp_question_is_answered (question));
      g_assert_cmpuint (n_answered, ==, 1);
      json = sjson_value_to_json (mcp_question_get_result (question), NULL);
      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_finalize_object (question);
    }
}

static void
test_withdrawn (void)
{
  McpQuestion *question = question_new ("roots/list", NULL);
  guint n_answered = 0, n_withdrawn = 0;

  g_signal_connect (question, "answered", G_CALLBACK (count_cb), &n_answered);
  g_signal_connect (question, "withdrawn", G_CALLBACK (count_cb), &n_withdrawn);
  mcp_question_withdraw (question);
  mcp_question_refuse (question);
  mcp_question_withdraw (question);
  g_assert_cmpuint (n_answered, ==, 0);
  g_assert_cmpuint (n_withdrawn, ==, 1);
  g_assert_null (mcp_question_get_result (question));
  g_assert_finalize_object (question);
}

static void
test_features (void)
{
  const struct { McpFeatures features; const char *json; } cases[] = {
    { MCP_FEATURE_NONE, "{}" },
    { MCP_FEATURE_FORM, "{\"elicitation\":{\"form\":{}}}" },
    { MCP_FEATURE_FORM | MCP_FEATURE_URL | MCP_FEATURE_SAMPLING | MCP_FEATURE_ROOTS,
      "{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SjsonValue) value = mcp_features_to_json (cases[i].features);
      g_autofree char *json = sjson_value_to_json (value, NULL);

      g_assert_cmpstr (json, ==, cases[i].json);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mcp/question/kinds", test_kinds);
  g_test_add_func ("/mcp/question/answers", test_answers);
  g_test_add_func ("/mcp/question/withdrawn", test_withdrawn);
  g_test_add_func ("/mcp/question/features", test_features);

  return g_test_run ();
}
