/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-administrator-message.h"
#include "crib-problem-links.h"
#include "mcp-error-private.h"
#include "oauth-error-private.h"

#include <string.h>

#define TENANT "0f0f0f0f-1111-2222-3333-444444444444"
#define MICROSOFT "https://login.microsoftonline.com/" TENANT "/v2.0"
#define CONSENT "https://login.microsoftonline.com/" TENANT "/v2.0/adminconsent?client_id=c%261" \
                "&scope=api%3A%2F%2Ftools%2Fmcp%3Atools" \
                "&redirect_uri=https%3A%2F%2Flogin.microsoftonline.com%2Fcommon%2Foauth2%2F" \
                "nativeclient"
#define PAGE "https://login.microsoftonline.com/error?code="

static const char * const scopes[] = { "openid", "api://tools/mcp:tools", "offline_access", NULL };
static const char * const bare[] = { "openid", NULL };

static const struct
{
  const char *key;
  const char *issuer;
  const char * const *scopes;
  const char *client_id;
  const char *page;
  const char *consent;
} cases[] = {
  { "AADSTS50105", MICROSOFT, scopes, "c&1", PAGE "50105", NULL },
  { "AADSTS65001", MICROSOFT, scopes, "c&1", PAGE "65001", CONSENT },
  { "AADSTS90094", MICROSOFT, scopes, "c&1", PAGE "90094", CONSENT },
  { "AADSTS650010", MICROSOFT, scopes, "c&1", PAGE "650010", NULL },
  { "AADSTS65001", MICROSOFT, scopes, NULL, PAGE "65001", NULL },
  { "AADSTS65001", MICROSOFT, bare, "c&1", PAGE "65001", NULL },
  { "AADSTS65001", "https://login.microsoftonline.us/common/v2.0", scopes, "c",
    "https://login.microsoftonline.us/error?code=65001", NULL },
  /* Others have no such pages. */
  { "AADSTS65001", "https://id.example/" TENANT "/v2.0", scopes, "c", NULL, NULL },
  { "AADSTS65001", NULL, scopes, "c", NULL, NULL },
  /* What a server wrote is no number. */
  { "AADSTS1&x=", MICROSOFT, scopes, "c", NULL, NULL },
  { "AADSTS", MICROSOFT, scopes, "c", NULL, NULL },
  { "invalid_grant", MICROSOFT, scopes, "c", NULL, NULL },
  { NULL, MICROSOFT, scopes, "c", NULL, NULL },
};

static CribProblem *
create_problem (const char *key)
{
  g_autofree char *description = key != NULL ? g_strconcat (key, ": No.", NULL) : NULL;
  const OauthErrorDetails details = { .description = description };
  g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);

  return crib_problem_new (error, NULL);
}

static void
test_problem_links (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CribServer) server = crib_server_new ("Contoso", "https://contoso.example/mcp");
      g_autoptr(CribProtection) protection = NULL;
      g_autoptr(CribProblem) problem = create_problem (cases[i].key);
      g_autofree char *page = NULL;
      g_autofree char *consent = NULL;

      crib_server_set_client_id (server, cases[i].client_id);
      protection = crib_protection_new (NULL, NULL, cases[i].issuer, cases[i].scopes, NULL);
      page = crib_problem_links_dup_page (problem, protection);
      consent = crib_problem_links_dup_consent (problem, server, protection);
      g_assert_cmpstr (page, ==, cases[i].page);
      g_assert_cmpstr (consent, ==, cases[i].consent);

      g_assert_null (crib_problem_links_dup_page (problem, NULL));
      g_assert_null (crib_problem_links_dup_consent (problem, NULL, protection));
      g_assert_null (crib_problem_links_dup_consent (problem, server, NULL));
    }
}

/* Another address is registered, and that one is taken. */
static void
test_problem_links_redirect (void)
{
  g_autoptr(CribServer) server = crib_server_new ("Contoso", "https://contoso.example/mcp");
  g_autoptr(CribProtection) protection = crib_protection_new (NULL, NULL, MICROSOFT, scopes, NULL);
  g_autoptr(CribProblem) problem = create_problem ("AADSTS65001");
  g_autofree char *consent = NULL;

  crib_server_set_client_id (server, "c");
  crib_server_set_redirect_uri (server, "https://contoso.example/back?a=b&state=c");
  consent = crib_problem_links_dup_consent (problem, server, protection);
  g_assert_cmpstr (consent, ==, "https://login.microsoftonline.com/" TENANT "/v2.0/adminconsent"
                   "?client_id=c&scope=api%3A%2F%2Ftools%2Fmcp%3Atools&redirect_uri=https%3A%2F%2F"
                   "contoso.example%2Fback%3Fa%3Db%26state%3Dc");
}

/* What a server misses has no number, and is granted at the same place. */
static void
test_problem_links_permission (void)
{
  static const struct
  {
    const char *challenge;
    const char *issuer;
    const char *consent;
  } refusals[] = {
    { "Bearer error=\"insufficient_scope\", scope=\"mcp:tools\"", MICROSOFT, CONSENT },
    { "Bearer error=\"insufficient_scope\"", "https://id.example/" TENANT "/v2.0", NULL },
    { "Bearer error=\"insufficient_scope\"", NULL, NULL },
    { "Bearer error=\"invalid_token\"", MICROSOFT, NULL },
    { NULL, MICROSOFT, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(CribServer) server = crib_server_new ("Contoso", "https://contoso.example/mcp");
      g_autoptr(CribProtection) protection = NULL;
      g_autoptr(CribProblem) problem = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *consent = NULL;
      g_autofree char *message = NULL;

      error = mcp_error_new (MCP_ERROR_FORBIDDEN, "No.", NULL);
      mcp_error_set_status (error, 403);
      mcp_error_set_challenge (error, refusals[i].challenge);
      problem = crib_problem_new (error, server);
      crib_server_set_client_id (server, "c&1");
      protection = crib_protection_new (NULL, NULL, refusals[i].issuer, scopes, NULL);
      consent = crib_problem_links_dup_consent (problem, server, protection);
      g_assert_cmpstr (consent, ==, refusals[i].consent);

      message = crib_administrator_message_dup_problem (server, problem, protection);
      g_assert_cmpint (strstr (message, CONSENT "\n") != NULL, ==, refusals[i].consent != NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/problem-links", test_problem_links);
  g_test_add_func ("/problem-links/redirect", test_problem_links_redirect);
  g_test_add_func ("/problem-links/permission", test_problem_links_permission);

  return g_test_run ();
}
