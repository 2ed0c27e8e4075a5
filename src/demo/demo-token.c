/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-token.h"

#include "demo-judge.h"
#include "demo-token-answer.h"
#include "demo-token-private.h"

#define DEVICE_CODE "urn:ietf:params:oauth:grant-type:device_code"

/* The kinds of grant: how one is found, and what more it takes to redeem it. */
static const struct
{
  const char *type;
  DemoGrant *(*find) (DemoVisit   *visit,
                      DemoProblem *problem);
  gboolean (*redeem) (DemoVisit   *visit,
                      DemoGrant   *grant,
                      DemoProblem *problem);
} kinds[] = {
  { "authorization_code", demo_token_find_code, demo_token_redeem_code },
  { DEVICE_CODE, demo_token_find_device, demo_token_redeem_device },
  { "device_code", demo_token_find_device, demo_token_redeem_device },  /* as MSAL says it */
  { "refresh_token", demo_token_find_refresh, NULL },
};

const char *
demo_token_need (DemoVisit   *visit,
                 const char  *name,
                 DemoProblem *problem)
{
  const char *value = demo_visit_get_field (visit, name);

  if (value == NULL)
    demo_problem_set (problem, "invalid_request", 900144,
                      "The request body must contain the following parameter: '%s'.", name);

  return value;
}

void
demo_token_refuse_client (DemoProblem *problem,
                          guint        code,
                          const char  *words)
{
  demo_problem_set (problem, "invalid_client", code, "%s", words);
  problem->status = SOUP_STATUS_UNAUTHORIZED;
}

static gboolean
brings_secret (DemoVisit *visit)
{
  return visit->authorization != NULL || demo_visit_get_field (visit, "client_secret") != NULL ||
         demo_visit_get_field (visit, "client_assertion") != NULL;
}

static gboolean
has_kind (DemoApp          *app,
          DemoRedirectKind  kind)
{
  for (guint i = 0; i < app->redirects->len; i++)
    if (((DemoRedirect *) app->redirects->pdata[i])->kind == kind)
      return TRUE;

  return FALSE;
}

static void
refuse_origin (DemoProblem *problem)
{
  demo_problem_set (problem, "invalid_request", 9002326,
                    "Cross-origin token redemption is permitted only for the 'Single-Page "
                    "Application' client-type.");
}

/* Returns: (nullable): the registration of whoever asks, or NULL with the problem said */
DemoApp *
demo_token_check_client (DemoVisit   *visit,
                         DemoProblem *problem)
{
  const char *client = demo_token_need (visit, "client_id", problem);
  DemoDirectory *directory = demo_tenant_get_directory (visit->tenant);
  DemoApp *app = client != NULL ? demo_directory_find_app (directory, client) : NULL;

  if (client == NULL)
    return NULL;

  if (app == NULL)
    demo_problem_set (problem, "unauthorized_client", 700016,
                      "Application with identifier '%s' was not found in the directory 'Contoso'.",
                      client);
  else if (app->disabled)
    demo_problem_set (problem, "unauthorized_client", 7000112,
                      "Application '%s'(%s) is disabled.", app->client_id, app->name);
  else if (app->single_tenant && demo_tenant_form_is_open (visit->form_of_tenant))
    demo_problem_set (problem, "invalid_request", 50194,
                      "Application '%s'(%s) is not configured as a multi-tenant application. Usage "
                      "of the /common endpoint is not supported for such apps created after "
                      "'10/15/2018'. Use a tenant-specific endpoint or configure the application "
                      "to be multi-tenant.", app->client_id, app->name);
  else if (brings_secret (visit) && !has_kind (app, DEMO_REDIRECT_WEB))
    demo_token_refuse_client (problem, 700025, "Client is public so neither 'client_assertion' "
                                               "nor 'client_secret' should be presented.");
  else if (visit->has_origin && !has_kind (app, DEMO_REDIRECT_SPA))
    refuse_origin (problem);

  return problem->code == 0 ? app : NULL;
}

/* What the platform decides that the redirect address is registered under (entra.md 2.2). */
static gboolean
check_platform (DemoVisit   *visit,
                DemoGrant   *grant,
                DemoProblem *problem)
{
  if (grant->redirect_kind == DEMO_REDIRECT_SPA && !visit->has_origin)
    demo_problem_set (problem, "invalid_request", 9002327,
                      "Tokens issued for the 'Single-Page Application' client-type may only be "
                      "redeemed via cross-origin requests.");
  else if (grant->redirect_kind != DEMO_REDIRECT_SPA && visit->has_origin)
    refuse_origin (problem);
  else if (grant->redirect_kind == DEMO_REDIRECT_WEB && !brings_secret (visit))
    demo_token_refuse_client (problem, 7000218,
                              "The request body must contain the following parameter: "
                              "'client_assertion' or 'client_secret'.");

  return problem->code == 0;
}

/* Without scope a code is for what was asked for with it, a refresh token for Graph; and where the
 * client is the API itself, for nothing at all (entra.md 3.1). @renews: by a refresh token */
static DemoScopes *
infer_scopes (DemoVisit   *visit,
              DemoGrant   *grant,
              gboolean     renews,
              DemoProblem *problem)
{
  DemoDirectory *directory = demo_tenant_get_directory (visit->tenant);
  const char *scope = demo_visit_get_field (visit, "scope");
  DemoApi *itself = demo_directory_find_api (directory, grant->client_id);

  if (scope == NULL && renews && itself != NULL)
    {
      demo_problem_set (problem, "invalid_request", 90009,
                        "Application '%s'(Toolcrib) is requesting a token for itself. This "
                        "scenario is supported only if resource is specified using the GUID based "
                        "App Identifier.", grant->client_id);
      return NULL;
    }

  if (scope == NULL)
    scope = renews ? "User.Read" : grant->scope;

  return demo_scopes_parse (directory, scope, problem);
}

static gboolean
check_scopes (DemoVisit   *visit,
              DemoGrant   *grant,
              gboolean     renews,
              DemoScopes  *scopes,
              DemoProblem *problem)
{
  if (scopes->several)
    demo_problem_set (problem, "invalid_request", renews ? 700022 : 28000,
                      "The provided value for the input parameter scope isn't valid because it "
                      "contains more than one resource.");

  return problem->code == 0 &&
         demo_scopes_check_resource (scopes, demo_visit_get_field (visit, "resource"), problem) &&
         demo_judge_grant (visit->tenant, grant, visit->form_of_tenant, scopes,
                           demo_visit_get_field (visit, "claims"), problem);
}

/* Returns: which kind of grant is brought, or -1 with the problem said */
static int
find_kind (DemoVisit   *visit,
           DemoProblem *problem)
{
  const char *type = demo_token_need (visit, "grant_type", problem);

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].type, type))
      return i;

  if (type != NULL)
    demo_problem_set (problem, "unsupported_grant_type", 70003,
                      "The app requested an unsupported grant type '%s'.", type);

  return -1;
}

/* The grant that is redeemed, with its scopes, or NULL with the problem said. */
static DemoGrant *
redeem (DemoVisit    *visit,
        DemoScopes  **scopes,
        gboolean     *renews,
        DemoProblem  *problem)
{
  int kind = -1;
  DemoGrant *grant = NULL;

  if (demo_token_need (visit, "grant_type", problem) != NULL &&
      demo_token_check_client (visit, problem) != NULL)
    kind = find_kind (visit, problem);

  if (kind >= 0)
    grant = kinds[kind].find (visit, problem);

  if (grant == NULL || !check_platform (visit, grant, problem))
    return NULL;

  *renews = kinds[kind].redeem == NULL;
  *scopes = infer_scopes (visit, grant, *renews, problem);

  if (*scopes == NULL || !check_scopes (visit, grant, *renews, *scopes, problem))
    return NULL;

  if (kinds[kind].redeem != NULL && !kinds[kind].redeem (visit, grant, problem))
    return NULL;

  return grant;
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
  gboolean renews = FALSE;
  DemoGrant *grant = NULL;

  if (throttle (visit))
    return;

  if (g_str_equal (visit->method, "POST"))
    grant = redeem (visit, &scopes, &renews, &problem);
  else
    demo_problem_set (&problem, "invalid_request", 900561,
                      "The endpoint only accepts POST requests. Received a %s request.",
                      visit->method);

  if (grant != NULL)
    demo_token_answer_grant (visit, grant, scopes, renews || scopes->offline);
  else
    demo_visit_refuse (visit, &problem);
}
