/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-token.h"

#include "demo-judge.h"
#include "demo-token-answer.h"

#include <string.h>

#define CODE_LIFETIME (10 * 60)

static const char *
need (DemoVisit   *visit,
      const char  *name,
      DemoProblem *problem)
{
  const char *value = demo_visit_get_field (visit, name);

  if (value == NULL)
    demo_problem_set (problem, "invalid_request", 900144,
                      "The request body must contain the following parameter: '%s'.", name);

  return value;
}

static void
refuse_client (DemoProblem *problem,
               guint        code,
               const char  *words)
{
  demo_problem_set (problem, "invalid_client", code, "%s", words);
  problem->status = SOUP_STATUS_UNAUTHORIZED;
}

static gboolean
check_client (DemoVisit   *visit,
              DemoProblem *problem)
{
  const char *client = need (visit, "client_id", problem);

  if (client == NULL)
    return FALSE;

  if (g_ascii_strcasecmp (client, DEMO_CLIENT_ID) != 0)
    demo_problem_set (problem, "unauthorized_client", 700016,
                      "Application with identifier '%s' was not found in the directory 'Contoso'.",
                      client);
  else if (visit->has_authorization || demo_visit_get_field (visit, "client_secret") != NULL ||
           demo_visit_get_field (visit, "client_assertion") != NULL)
    refuse_client (problem, 700025, "Client is public so neither 'client_assertion' nor "
                                    "'client_secret' should be presented.");
  else if (visit->has_origin)
    demo_problem_set (problem, "invalid_request", 9002326,
                      "Cross-origin token redemption is permitted only for the 'Single-Page "
                      "Application' client-type.");

  return problem->code == 0;
}

/* RFC 7636 §4.6. */
static gboolean
verifier_fits (DemoGrant  *grant,
               const char *verifier)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr(GChecksum) sum = NULL;
  g_autofree char *text = NULL;

  if (verifier == NULL || strlen (verifier) < 43 || strlen (verifier) > 128)
    return FALSE;

  if (g_strcmp0 (grant->challenge_method, "S256") != 0)
    return g_str_equal (grant->challenge, verifier);

  sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  text = demo_base64url (digest, length);

  return g_str_equal (grant->challenge, text);
}

static DemoGrant *
find_code (DemoVisit   *visit,
           DemoProblem *problem)
{
  const char *code = need (visit, "code", problem);
  DemoGrant *grant = code != NULL ? demo_tenant_find_code (visit->tenant, code) : NULL;

  if (code == NULL)
    return NULL;

  if (grant == NULL)
    demo_problem_set (problem, "invalid_grant", 9002313,
                      "Invalid request. Request is malformed or invalid.");
  else if (g_ascii_strcasecmp (grant->tenant, visit->form_of_tenant) != 0)
    demo_problem_set (problem, "invalid_grant", 700005,
                      "The provided authorization code was issued for another tenant.");
  else if (grant->used)
    demo_problem_set (problem, "invalid_grant", 54005,
                      "OAuth2 Authorization code was already redeemed, please retry with a new "
                      "valid code or use an existing refresh token.");
  else if (demo_tenant_get_time (visit->tenant) - grant->created > CODE_LIFETIME)
    demo_problem_set (problem, "invalid_grant", 70008,
                      "The provided authorization code or refresh token has expired due to "
                      "inactivity. Send a new interactive authorization request for this user and "
                      "resource.");

  return problem->code == 0 ? grant : NULL;
}

static DemoGrant *
redeem_code (DemoVisit   *visit,
             DemoProblem *problem)
{
  DemoGrant *grant = find_code (visit, problem);
  const char *redirect = grant != NULL ? need (visit, "redirect_uri", problem) : NULL;

  if (redirect == NULL)
    return NULL;

  if (!g_str_equal (grant->redirect_uri, redirect))
    {
      demo_problem_set (problem, "invalid_client", 500112,
                        "The reply address '%s' does not match the reply address '%s' provided "
                        "when requesting Authorization code.", redirect, grant->redirect_uri);
      problem->status = SOUP_STATUS_UNAUTHORIZED;
      return NULL;
    }

  if (!verifier_fits (grant, demo_visit_get_field (visit, "code_verifier")))
    {
      demo_problem_set (problem, "invalid_grant", 501481,
                        "The Code_Verifier does not match the code_challenge supplied in the "
                        "authorization request.");
      return NULL;
    }

  grant->used = TRUE;

  return grant;
}

/* Rotation does not revoke: an old refresh token goes on working (entra.md 3.3). */
static DemoGrant *
redeem_refresh (DemoVisit   *visit,
                DemoProblem *problem)
{
  const char *token = need (visit, "refresh_token", problem);
  DemoGrant *grant = token != NULL ? demo_tenant_find_refresh (visit->tenant, token) : NULL;

  if (token == NULL)
    return NULL;

  if (grant == NULL)
    demo_problem_set (problem, "invalid_grant", 9002313,
                      "Invalid request. Request is malformed or invalid.");
  else if (demo_tenant_get_revocation (visit->tenant, grant) != DEMO_REVOCATION_NONE)
    {
      demo_problem_set (problem, "invalid_grant", 50173,
                        "The provided grant has expired due to it being revoked, a fresh auth "
                        "token is needed. The user might have changed or reset their password.");
      problem->suberror = "bad_token";
    }

  return problem->code == 0 ? grant : NULL;
}

static gboolean
check_scopes (DemoVisit   *visit,
              DemoGrant   *grant,
              DemoScopes  *scopes,
              DemoProblem *problem)
{
  if (scopes->several)
    demo_problem_set (problem, "invalid_request", 28000,
                      "The provided value for the input parameter scope isn't valid because it "
                      "contains more than one resource.");

  return problem->code == 0 &&
         demo_scopes_check_resource (scopes, demo_visit_get_field (visit, "resource"), problem) &&
         demo_judge_grant (visit->tenant, grant, visit->form_of_tenant, scopes,
                           demo_visit_get_field (visit, "claims"), problem);
}

/* The grant that is redeemed, with its scopes, or NULL with the problem said. */
static DemoGrant *
redeem (DemoVisit    *visit,
        DemoScopes  **scopes,
        DemoProblem  *problem)
{
  const char *type = need (visit, "grant_type", problem);
  const char *scope = demo_visit_get_field (visit, "scope");
  gboolean code = g_strcmp0 (type, "authorization_code") == 0;
  DemoGrant *grant = NULL;

  if (type == NULL || !check_client (visit, problem))
    return NULL;

  if (!code && !g_str_equal (type, "refresh_token"))
    {
      demo_problem_set (problem, "unsupported_grant_type", 70003,
                        "The app requested an unsupported grant type '%s'.", type);
      return NULL;
    }

  /* Without scope a refresh is about Graph, a code about what was asked for with it. */
  grant = code ? find_code (visit, problem) : redeem_refresh (visit, problem);

  if (grant == NULL)
    return NULL;

  if (scope == NULL)
    scope = code ? grant->scope : "User.Read";

  *scopes = demo_scopes_parse (demo_tenant_get_directory (visit->tenant), scope, problem);

  if (*scopes == NULL || !check_scopes (visit, grant, *scopes, problem))
    return NULL;

  return code ? redeem_code (visit, problem) : grant;
}

/* What the same client asks for again and again is the same request, however often the refresh
 * token changed meanwhile. */
static char *
identify (DemoVisit *visit)
{
  const char * const names[] = { "grant_type", "client_id", "scope", "claims", "code" };
  GString *text = g_string_new (visit->form_of_tenant);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = demo_visit_get_field (visit, names[i]);

      g_string_append_printf (text, "\n%s", value != NULL ? value : "");
    }

  return g_string_free (text, FALSE);
}

/* Returns: whether the request has to wait, and was told so */
static gboolean
throttle (DemoVisit *visit)
{
  DemoThrottle *throttle = demo_issuing_get_throttle (demo_tenant_get_issuing (visit->tenant));
  g_autofree char *request = identify (visit);
  g_auto(DemoProblem) problem = { 0 };
  const char *retry_after = NULL;
  gboolean html = FALSE;
  guint status = demo_throttle_take (throttle, &retry_after, &html);

  if (status != 0)
    {
      demo_token_answer_busy (visit, status, retry_after, html);
      return TRUE;
    }

  if (!demo_throttle_loops (throttle, request))
    return FALSE;

  demo_problem_set (&problem, "invalid_grant", 50196,
                    "The server terminated an operation because it encountered a client request "
                    "loop. Please contact your app vendor.");
  demo_visit_refuse (visit, &problem);

  return TRUE;
}

/* The token endpoint (entra.md 3). */
void
demo_token_answer (DemoVisit *visit)
{
  g_auto(DemoProblem) problem = { 0 };
  g_autoptr(DemoScopes) scopes = NULL;
  DemoGrant *grant = NULL;

  if (throttle (visit))
    return;

  if (g_str_equal (visit->method, "POST"))
    grant = redeem (visit, &scopes, &problem);
  else
    demo_problem_set (&problem, "invalid_request", 900561,
                      "The endpoint only accepts POST requests. Received a %s request.",
                      visit->method);

  if (grant != NULL)
    demo_token_answer_grant (visit, grant, scopes);
  else
    demo_visit_refuse (visit, &problem);
}
