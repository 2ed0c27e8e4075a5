/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-profile.h"
#include "entra-scope.h"

#include <string.h>

#define API "api://96b0f495-0000-4000-8000-000000000001"
#define MCP "https://mcp.contoso.com/mcp"
#define GUID "96b0f495-0000-4000-8000-000000000001"
#define STANDING "openid profile offline_access"

static char **
split (const char *text)
{
  return text != NULL ? g_strsplit (text, " ", -1) : NULL;
}

/* entra.md 2.5; the last column is entra.md 2.4's answer to the same row. */
static const struct
{
  const char *resource;
  const char *challenge;
  const char *listed;
  const char *scopes;
  const char *sent;
} rows[] = {
  /* the original's server */
  { MCP, NULL, API "/mcp:tools", STANDING " " API "/mcp:tools", NULL },
  { MCP, "mcp:tools", "other", STANDING " " MCP "/mcp:tools", MCP },
  { MCP, NULL, "mcp:tools mcp:read", STANDING " " MCP "/mcp:tools " MCP "/mcp:read", MCP },
  { MCP, NULL, MCP "/mcp:tools", STANDING " " MCP "/mcp:tools", MCP },
  { API, NULL, "mcp:tools", STANDING " " API "/mcp:tools", API },
  { MCP, NULL, NULL, STANDING " " MCP "/.default", MCP },
  { MCP, "", "", STANDING " " MCP "/.default", MCP },
  { MCP, "openid offline_access", NULL, STANDING " " MCP "/.default", MCP },
  { MCP, "openid email", "mcp:tools", STANDING " " MCP "/mcp:tools", MCP },
  { MCP, "openid mcp:tools profile", NULL, STANDING " " MCP "/mcp:tools", MCP },
  /* bare though they look like URIs, and the other way round */
  { MCP, "mcp:tools/read", NULL, STANDING " " MCP "/mcp:tools/read", NULL },
  { MCP, "files/read", NULL, STANDING " " MCP "/files/read", NULL },
  { MCP, "https://x", NULL, STANDING " " MCP "/https://x", NULL },
  { MCP, "urn:contoso:api/read", NULL, STANDING " urn:contoso:api/read", NULL },
  { MCP, GUID "/read", NULL, STANDING " " GUID "/read", NULL },
  { GUID, GUID "/read", NULL, STANDING " " GUID "/read", GUID },
  /* no letter is changed: case, ports and slashes count */
  { "https://MCP.contoso.com/mcp", MCP "/x", NULL, STANDING " " MCP "/x", NULL },
  { "https://mcp.contoso.com:443/mcp", MCP "/x", NULL, STANDING " " MCP "/x", NULL },
  { MCP "/", "mcp:tools", NULL, STANDING " " MCP "/mcp:tools", NULL },
  { MCP "/", NULL, NULL, STANDING " " MCP "/.default", NULL },
  { MCP "/", MCP "//mcp:tools", NULL, STANDING " " MCP "//mcp:tools", MCP "/" },
  /* mixes */
  { MCP, ".default mcp:tools", NULL, STANDING " " MCP "/mcp:tools", MCP },
  { MCP, ".default", NULL, STANDING " " MCP "/.default", MCP },
  { MCP, API "/a mcp:tools " API "/b", NULL, STANDING " " MCP "/mcp:tools", MCP },
  { MCP, API "/a https://graph.microsoft.com/User.Read " API "/b", NULL,
    STANDING " " API "/a " API "/b", NULL },
  { MCP "/", API "/a mcp:tools", NULL, STANDING " " MCP "/mcp:tools", NULL },
  /* twice, and what is no scope */
  { MCP, "a a " MCP "/a", NULL, STANDING " " MCP "/a", MCP },
  { MCP, "a\"b c\\d \x01 \xc3\xbc e", NULL, STANDING " " MCP "/e", MCP },
  { NULL, NULL, NULL, STANDING, NULL },
  { NULL, API "/a", NULL, STANDING " " API "/a", NULL },
};

static void
test_rows (void)
{
  OauthProfile *profile = entra_profile_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) challenge = split (rows[i].challenge);
      g_auto(GStrv) listed = split (rows[i].listed);
      g_auto(GStrv) offered = split ("openid profile email offline_access");
      g_auto(GStrv) scopes = oauth_profile_dup_scopes (profile, rows[i].resource, challenge,
                                                       listed, offered);
      g_autofree char *text = g_strjoinv (" ", scopes);
      g_autofree char *sent = oauth_profile_dup_resource (profile, rows[i].resource, scopes);

      g_assert_cmpstr (text, ==, rows[i].scopes);
      g_assert_cmpstr (sent, ==, rows[i].sent);
    }

  g_assert_finalize_object (profile);
}

static void
test_resource_alone (void)
{
  OauthProfile *profile = entra_profile_new ();
  g_auto(GStrv) of_two = split (MCP "/a " API "/b");
  g_auto(GStrv) of_openid = split (STANDING " email");
  g_auto(GStrv) bare = split ("mcp:tools");

  g_assert_null (oauth_profile_dup_resource (profile, MCP, of_two));
  g_assert_null (oauth_profile_dup_resource (profile, MCP, of_openid));
  g_assert_null (oauth_profile_dup_resource (profile, MCP, bare));
  g_assert_null (oauth_profile_dup_resource (profile, MCP, NULL));
  g_assert_null (oauth_profile_dup_resource (profile, NULL, of_two));

  g_assert_finalize_object (profile);
}

/* A hostile challenge neither grows without end nor hides what else it says. */
static void
test_many (void)
{
  OauthProfile *profile = entra_profile_new ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *giant = g_strnfill (513, 'a');
  g_auto(GStrv) challenge = NULL;
  g_auto(GStrv) scopes = NULL;

  g_strv_builder_add (builder, giant);
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *scope = g_strdup_printf ("s%d", i);

      g_strv_builder_add (builder, scope);
    }

  challenge = g_strv_builder_end (builder);
  scopes = oauth_profile_dup_scopes (profile, MCP, challenge, NULL, NULL);

  g_assert_cmpuint (g_strv_length (scopes), ==, 3 + 64);
  g_assert_cmpstr (scopes[3], ==, MCP "/s0");

  g_assert_finalize_object (profile);
}

/* Only these are Microsoft's; a server there may ask for its own. */
static void
test_microsoft (void)
{
  static const struct { const char *resource; const char *scope; const char *api; } cases[] = {
    { MCP, "https://graph.microsoft.com/.default", "https://graph.microsoft.com" },
    { MCP, "https://GRAPH.Microsoft.com/User.Read", "https://GRAPH.Microsoft.com" },
    { MCP, "https://graph.microsoft.com:443/x", "https://graph.microsoft.com:443" },
    { NULL, "https://vault.azure.net/.default", "https://vault.azure.net" },
    { MCP, "https://management.core.windows.net//user_impersonation",
      "https://management.core.windows.net/" },
    { MCP, "00000003-0000-0000-c000-000000000000/Mail.Read",
      "00000003-0000-0000-c000-000000000000" },
    { MCP, "00000002-0000-0000-C000-000000000000/x", "00000002-0000-0000-C000-000000000000" },
    { "https://graph.microsoft.com/mcp", "https://graph.microsoft.com/x", NULL },
    { MCP, API "/mcp:tools", NULL },
    { MCP, MCP "/mcp:tools", NULL },
    { MCP, GUID "/read", NULL },
    { MCP, "https://notmicrosoft.com/x", NULL },
    { MCP, "openid", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char * const scopes[] = { "openid", cases[i].scope, NULL };
      g_autofree char *api = entra_dup_microsoft_api (cases[i].resource, scopes);

      g_assert_cmpstr (api, ==, cases[i].api);
    }
}

/* As it was written, in front of the first scope of an API. */
static void
test_prefix (void)
{
  static const struct
  {
    const char *scopes;
    const char *prefix;
  } prefixes[] = {
    { "openid api://e8a4/mcp:tools", "api://e8a4" },
    { "https://a.example/mcp/.default https://b.example/x", "https://a.example/mcp" },
    { "openid profile offline_access", NULL },
    { "mcp:tools", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      g_auto(GStrv) scopes = g_strsplit (prefixes[i].scopes, " ", -1);
      g_autofree char *prefix = entra_dup_prefix ((const char * const *) scopes);

      g_assert_cmpstr (prefix, ==, prefixes[i].prefix);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/scopes/rows", test_rows);
  g_test_add_func ("/entra/scopes/microsoft", test_microsoft);
  g_test_add_func ("/entra/scopes/resource-alone", test_resource_alone);
  g_test_add_func ("/entra/scopes/many", test_many);
  g_test_add_func ("/entra/scopes/prefix", test_prefix);

  return g_test_run ();
}
