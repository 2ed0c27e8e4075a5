/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-policy.h"

static McpTool *
new_tool (const char *annotations)
{
  g_autofree char *text = g_strdup_printf ("{\"name\":\"ship\",\"title\":\"Ship <b>parcels</b>\","
                                           "\"inputSchema\":{\"type\":\"object\"}%s%s}",
                                           annotations != NULL ? ",\"annotations\":" : "",
                                           annotations != NULL ? annotations : "");
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document);
  McpTool *tool = mcp_tool_new (&root, NULL);

  g_assert_nonnull (tool);

  return tool;
}

static void
test_policy_consent (void)
{
  static const struct
  {
    const char *annotations;
    CribConsent consent;
    const char *words;
  } cases[] = {
    { NULL, CRIB_CONSENT_ASK, "does not say" },
    { "{}", CRIB_CONSENT_ASK, "does not say" },
    { "7", CRIB_CONSENT_ASK, "does not say" },
    { "{\"readOnlyHint\":true}", CRIB_CONSENT_GIVEN, NULL },
    { "{\"readOnlyHint\":\"true\"}", CRIB_CONSENT_ASK, NULL },
    { "{\"readOnlyHint\":false}", CRIB_CONSENT_ASK, "changes things" },
    { "{\"readOnlyHint\":false,\"destructiveHint\":false}", CRIB_CONSENT_ASK, "destroys nothing" },
    { "{\"destructiveHint\":true}", CRIB_CONSENT_ASK, "delete or overwrite" },
    { "{\"readOnlyHint\":true,\"destructiveHint\":true}", CRIB_CONSENT_ASK, "delete or overwrite" },
    { "{\"readOnlyHint\":true,\"destructiveHint\":false}", CRIB_CONSENT_GIVEN, NULL },
  };
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      McpTool *tool = new_tool (cases[i].annotations);
      g_autofree char *explanation = NULL;
      g_autofree char *question = crib_policy_dup_question (server, tool, &explanation);

      g_test_message ("%s: %s", cases[i].annotations, explanation);
      g_assert_cmpint (crib_policy_get_consent (server, tool), ==, cases[i].consent);
      g_assert_cmpstr (question, ==, "Run “Ship <b>parcels</b>” on Orders?");

      if (cases[i].words != NULL)
        g_assert_nonnull (strstr (explanation, cases[i].words));

      g_assert_finalize_object (tool);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/policy/consent", test_policy_consent);

  return g_test_run ();
}
