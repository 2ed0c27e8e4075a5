/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-administrator-message.h"
#include "oauth-error-private.h"

#include <string.h>

#define TENANT "0f0f0f0f-1111-2222-3333-444444444444"
#define MICROSOFT "https://login.microsoftonline.com/" TENANT "/v2.0"
#define NATIVE "https://login.microsoftonline.com/common/oauth2/nativeclient"

static char *
write_registration (CribServer         *server,
                    const char         *issuer,
                    const char * const *scopes)
{
  g_autoptr(CribProtection) protection = crib_protection_new (NULL, NULL, issuer, scopes, NULL);
  char *text = crib_administrator_message_dup_registration (server, protection);

  g_test_message ("%s", text);
  g_assert_true (g_utf8_validate (text, -1, NULL));

  return text;
}

static void
assert_says (const char *text,
             const char *words)
{
  if (strstr (text, words) == NULL)
    g_error ("“%s” is not in:\n%s", words, text);
}

static void
assert_is_silent (const char *text,
                  const char *words)
{
  if (strstr (text, words) != NULL)
    g_error ("“%s” is in:\n%s", words, text);
}

static void
test_entra (void)
{
  static const char * const scopes[] = {
    "api://tools/mcp:tools", "openid", "offline_access", NULL
  };
  static const char * const said[] = {
    "Contoso Orders", "Server: https://orders.example/mcp\n", "Tenant: " TENANT "\n",
    "App registrations › New registration", "Mobile and desktop applications",
    "   " NATIVE "\n   http://localhost\n", "Delegated permissions: mcp:tools.",
    "Grant admin consent", "Application (client) ID", "no secret",
    "--public-client-redirect-uris " NATIVE " http://localhost \\\n",
    "api=$(az ad app show --id \"api://tools\" ", "value=='mcp:tools'", "--scope \"mcp:tools\"\n",
  };
  g_autoptr(CribServer) server = crib_server_new ("Contoso Orders", "https://orders.example/mcp");
  g_autofree char *text = write_registration (server, MICROSOFT, scopes);

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    assert_says (text, said[i]);

  assert_is_silent (text, "--scope \"openid\"");
}

/* What is registered is what is sent: the server's own redirect, the host of its cloud. */
static void
test_entra_redirect (void)
{
  static const char * const scopes[] = { "api://tools/mcp:tools", NULL };
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autofree char *cloud = NULL;
  g_autofree char *own = NULL;

  cloud = write_registration (server, "https://login.microsoftonline.us/" TENANT "/v2.0", scopes);
  assert_says (cloud, "   https://login.microsoftonline.us/common/oauth2/nativeclient\n");

  crib_server_set_redirect_uri (server, "http://localhost:9/cb");
  own = write_registration (server, MICROSOFT, scopes);
  assert_says (own, "   http://localhost:9/cb\n");
  assert_is_silent (own, NATIVE);
}

/* Nothing that a server says reaches a shell as more than a word. */
/* Each cloud has its own admin center (entra.md 1.2). */
static void
test_clouds (void)
{
  static const char * const scopes[] = { "api://tools/mcp:tools", NULL };
  g_autoptr(CribServer) server = crib_server_new ("Contoso Orders", "https://orders.example/mcp");
  g_autofree char *public = write_registration (server, MICROSOFT, scopes);
  g_autofree char *china = NULL;

  china = write_registration (server, "https://login.partner.microsoftonline.cn/" TENANT "/v2.0",
                              scopes);
  assert_says (public, "(https://entra.microsoft.com):\n1. ");
  assert_says (china, "(https://portal.azure.cn):\n1. ");
  assert_is_silent (china, "entra.microsoft.com");
}

static void
test_hostile (void)
{
  static const char * const scopes[] = {
    "api://tools/x'; rm -rf ~; '", "api://tools/$(reboot)", "api://tools/a\nb", "-rf",
    "api://tools/`reboot`", "api://tools/mcp:tools", NULL
  };
  static const char * const evil[] = {
    "api://tools/evil';reboot", "\nrm", "$(reboot)", NULL
  };
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autofree char *text = write_registration (server, MICROSOFT, scopes);
  g_autofree char *bare = write_registration (server, MICROSOFT, evil);
  g_autofree char *lines = write_registration (server, "https://id.example/a\nreboot", scopes);
  const char *commands = strstr (text, "client=$(az");

  g_assert_nonnull (commands);
  assert_says (commands, "--scope \"mcp:tools\"");
  assert_is_silent (commands, "reboot");
  assert_is_silent (commands, "rm -rf");
  assert_is_silent (bare, "az ad");
  assert_is_silent (bare, "\nrm");
  assert_is_silent (lines, "\nreboot");
}

static void
test_generic (void)
{
  static const char * const scopes[] = { "mcp:tools", NULL };
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autofree char *text = write_registration (server, "https://id.example.com/t1", scopes);

  assert_says (text, "Sign-in: https://id.example.com/t1\n");
  assert_says (text, "Scope: mcp:tools\n");
  assert_says (text, "PKCE (S256)");
  assert_says (text, "   http://localhost\n");
  assert_is_silent (text, "Entra");
  assert_is_silent (text, "az ad");
  assert_is_silent (text, "nativeclient");
}

static void
test_unknown (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autofree char *none = crib_administrator_message_dup_registration (server, NULL);
  g_autofree char *text = write_registration (server, NULL, NULL);

  g_assert_cmpstr (none, ==, text);
  assert_says (text, "does not say where people sign in");
  assert_says (text, "client ID");
}

static void
test_problem (void)
{
  const OauthErrorDetails details = {
    .code = "access_denied",
    .description = "AADSTS50105: Ada is not assigned. code=secret-code",
    .correlation_id = "8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f",
  };
  g_autoptr(CribServer) server = crib_server_new ("Orders", "https://orders.example/mcp");
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "It refused.", &details);
  g_autoptr(CribProblem) problem = crib_problem_new (error, server);
  g_autofree char *text = NULL;

  crib_server_set_client_id (server, "11111111-2222-3333-4444-555555555555");
  text = crib_administrator_message_dup_problem (server, problem, NULL);

  g_test_message ("%s", text);
  assert_says (text, crib_problem_get_title (problem));
  assert_says (text, "Who can fix it: Your administrator\n");
  assert_says (text, "How to fix it: Assign the user");
  assert_says (text, "Server: https://orders.example/mcp\n");
  assert_says (text, "Client ID: 11111111-2222-3333-4444-555555555555\n");
  assert_says (text, "correlation id: 8f3e2c1a-6b0d-4e7f-9a51-0c2d4be7713f\n");
  assert_says (text, "AADSTS50105");
  assert_is_silent (text, "secret-code");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/administrator-message/entra", test_entra);
  g_test_add_func ("/crib/administrator-message/entra-redirect", test_entra_redirect);
  g_test_add_func ("/crib/administrator-message/clouds", test_clouds);
  g_test_add_func ("/crib/administrator-message/hostile", test_hostile);
  g_test_add_func ("/crib/administrator-message/generic", test_generic);
  g_test_add_func ("/crib/administrator-message/unknown", test_unknown);
  g_test_add_func ("/crib/administrator-message/problem", test_problem);

  return g_test_run ();
}
