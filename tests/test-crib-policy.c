/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-policy.h"
#include "crib-policy-private.h"

#include <glib/gstdio.h>

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

/* Each file of policies, and what the person chose. */
static void
test_policy_surface (void)
{
  static const struct
  {
    const char *policy;      /* NULL: there is no file */
    const char *setting;
    CribSurface surface;
    gboolean is_locked;
    gboolean allows_code;
  } cases[] = {
    { NULL, "embedded", CRIB_SURFACE_EMBEDDED, FALSE, FALSE },
    { NULL, "browser", CRIB_SURFACE_BROWSER, FALSE, FALSE },
    { NULL, "ask", CRIB_SURFACE_ASK, FALSE, FALSE },
    { "{}", "ask", CRIB_SURFACE_ASK, FALSE, FALSE },
    { "{\"extra_headers\":true}", "embedded", CRIB_SURFACE_EMBEDDED, FALSE, FALSE },
    { "{\"sign_in_surface\":\"embedded\"}", "browser", CRIB_SURFACE_EMBEDDED, TRUE, FALSE },
    { "{\"sign_in_surface\":\"browser\"}", "embedded", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "{\"sign_in_surface\":\"ask\"}", "embedded", CRIB_SURFACE_ASK, TRUE, FALSE },
    { "{\"sign_in_surface\":\"Embedded\"}", "embedded", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "{\"sign_in_surface\":null}", "embedded", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "{\"sign_in_surface\":{\"x\":1}}", "ask", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "{\"sign_in_surface\":", "embedded", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "", "embedded", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "[]", "embedded", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "\xff", "embedded", CRIB_SURFACE_BROWSER, TRUE, FALSE },
    { "{\"device_code\":true}", "embedded", CRIB_SURFACE_EMBEDDED, FALSE, TRUE },
    { "{\"device_code\":false}", "embedded", CRIB_SURFACE_EMBEDDED, FALSE, FALSE },
    { "{\"device_code\":\"true\"}", "embedded", CRIB_SURFACE_EMBEDDED, FALSE, FALSE },
    { "{\"device_code\":1}", "embedded", CRIB_SURFACE_EMBEDDED, FALSE, FALSE },
  };
  g_autoptr(GSettings) settings = g_settings_new ("io.github.toolcrib.Toolcrib");
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);

  crib_policy_set_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u, %s", i, cases[i].setting);
      if (cases[i].policy != NULL)
        g_assert_true (g_file_set_contents (path, cases[i].policy, -1, NULL));

      g_settings_set_string (settings, "sign-in-surface", cases[i].setting);
      g_assert_cmpint (crib_policy_get_surface (settings), ==, cases[i].surface);
      g_assert_cmpint (crib_policy_is_surface_locked (), ==, cases[i].is_locked);
      g_assert_cmpint (crib_policy_allows_device_code (), ==, cases[i].allows_code);

      if (!cases[i].is_locked)
        g_assert_cmpint (crib_policy_get_surface (NULL), ==, CRIB_SURFACE_EMBEDDED);

      g_remove (path);
    }

  crib_policy_set_path (NULL);
  g_rmdir (folder);
}

static void
test_policy_tenants (void)
{
  static const struct
  {
    const char *policy;
    gboolean is_allowed;
  } cases[] = {
    { NULL, TRUE },
    { "{}", TRUE },
    { "{\"allowed_tenants\":[\"0f0f0f0f-1111-2222-3333-444444444444\"]}", TRUE },
    { "{\"allowed_tenants\":[\"x\",7,\"0F0F0F0F-1111-2222-3333-444444444444\"]}", TRUE },
    { "{\"allowed_tenants\":[\"0f0f0f0f-1111-2222-3333-444444444445\"]}", FALSE },
    { "{\"allowed_tenants\":[]}", FALSE },
    { "{\"allowed_tenants\":\"0f0f0f0f-1111-2222-3333-444444444444\"}", FALSE },
    { "{\"allowed_tenants\":null}", FALSE },
    { "{\"allowed_tenants\":{}}", FALSE },
    { "{", FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "policy.json", NULL);

  crib_policy_set_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      if (cases[i].policy != NULL)
        g_assert_true (g_file_set_contents (path, cases[i].policy, -1, NULL));

      g_assert_cmpint (crib_policy_allows_tenant ("0f0f0f0f-1111-2222-3333-444444444444"), ==,
                       cases[i].is_allowed);
      g_remove (path);
    }

  crib_policy_set_path (NULL);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/policy/consent", test_policy_consent);
  g_test_add_func ("/crib/policy/surface", test_policy_surface);
  g_test_add_func ("/crib/policy/tenants", test_policy_tenants);

  return g_test_run ();
}
