/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-authorize.h"

#include "demo-claims.h"
#include "demo-judge.h"
#include "demo-login.h"

#include <stdarg.h>
#include <string.h>

static void
add_field (GString    *text,
           gboolean    html,
           const char *name,
           const char *value)
{
  g_autofree char *encoded = NULL;

  if (html)
    {
      encoded = g_markup_escape_text (value, -1);
      g_string_append_printf (text, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n",
                              name, encoded);
      return;
    }

  encoded = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", name, encoded);
}

static void
post_back (DemoVisit  *visit,
           DemoFlow   *flow,
           const char *fields)
{
  g_autofree char *action = g_markup_escape_text (flow->redirect_uri, -1);
  g_autofree char *content = NULL;

  content = g_strdup_printf ("<form name=\"hiddenform\" method=\"post\" action=\"%s\">\n%s"
                             "<p>Select Continue to go on.</p>\n"
                             "<button type=\"submit\">Continue</button>\n</form>\n"
                             "<script>window.setTimeout(function(){document.forms[0].submit();},"
                             "0);</script>", action, fields);
  demo_visit_html (visit, SOUP_STATUS_OK, "Working...", content);
}

/* The answer goes back the way that was asked for; a redirect address without a path gets its
 * slash in query and fragment (entra.md 2.2). Names and values, ended by NULL. */
static void
send_back (DemoVisit *visit,
           DemoFlow  *flow,
           ...)
{
  gboolean html = g_strcmp0 (flow->response_mode, "form_post") == 0;
  gboolean fragment = g_strcmp0 (flow->response_mode, "fragment") == 0;
  g_autoptr(GString) fields = g_string_new (NULL);
  g_autofree char *uri = NULL;
  const char *name;
  va_list arguments;

  va_start (arguments, flow);

  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      const char *value = va_arg (arguments, const char *);

      if (value != NULL)
        add_field (fields, html, name, value);
    }

  va_end (arguments);

  if (html)
    {
      post_back (visit, flow, fields->str);
      return;
    }

  uri = g_strdup_printf ("%s%s%s%s", flow->redirect_uri,
                         strchr (strstr (flow->redirect_uri, "//") + 2, '/') == NULL ? "/" : "",
                         fragment ? "#" : "?", fields->str);
  demo_visit_go (visit, uri);
}

/* @subcode: (nullable): "cancel" where the person left */
void
demo_authorize_fail (DemoVisit         *visit,
                     DemoFlow          *flow,
                     const DemoProblem *problem,
                     const char        *subcode)
{
  g_autofree char *description = demo_visit_describe (visit, problem);

  send_back (visit, flow, "error", problem->error, "error_subcode", subcode,
             "error_description", description, "state", flow->state, NULL);
}

/* Everybody agreed: gives the code away. */
void
demo_authorize_finish (DemoVisit *visit,
                       DemoFlow  *flow)
{
  DemoGrant *grant = g_new0 (DemoGrant, 1);
  g_autofree char *code = NULL;
  g_autofree char *info = flow->client_info ? demo_claims_info (flow->user) : NULL;
  g_autofree char *session_state = g_uuid_string_random ();

  grant->user = flow->user;
  grant->client_id = g_strdup (flow->client_id);
  grant->tenant = g_strdup (flow->tenant);
  grant->tid = demo_user_choose_tenant (flow->user, flow->tenant);
  demo_proof_copy (&grant->proof, &flow->proof);
  grant->redirect_uri = g_strdup (flow->redirect_uri);
  grant->redirect_kind = flow->redirect_kind;
  grant->challenge = g_strdup (flow->challenge);
  grant->challenge_method = g_strdup (flow->challenge_method);
  grant->nonce = g_strdup (flow->nonce);
  grant->scope = g_strdup (flow->scope);
  code = demo_tenant_add_code (visit->tenant, grant);

  send_back (visit, flow, "code", code, "client_info", info, "state", flow->state,
             "session_state", session_state, NULL);
}

/* Where the app may not be used. */
static void
check_app (DemoVisit   *visit,
           DemoApp     *app,
           DemoProblem *problem)
{
  const char *form = visit->form_of_tenant;
  const char *tid = demo_tenant_id_find (form);

  if (app == NULL || (app->single_tenant && g_strcmp0 (tid, DEMO_OTHER_ID) == 0))
    demo_problem_set (problem, "unauthorized_client", 700016,
                      "Application with identifier '%s' was not found in the directory '%s'. This "
                      "can happen if the application has not been installed by the administrator "
                      "of the tenant or consented to by any user in the tenant. You may have sent "
                      "your authentication request to the wrong tenant.",
                      demo_visit_get_query (visit, "client_id"),
                      demo_tenant_id_get_name (tid != NULL ? tid : DEMO_TENANT_ID));
  else if (app->single_tenant && demo_tenant_form_is_open (form))
    demo_problem_set (problem, "invalid_request", 50194,
                      "Application '%s'(%s) is not configured as a multi-tenant application. Usage "
                      "of the /common endpoint is not supported for such apps created after "
                      "'10/15/2018'. Use a tenant-specific endpoint or configure the application "
                      "to be multi-tenant.", app->client_id, app->name);
  else if (app->disabled)
    demo_problem_set (problem, "unauthorized_client", 7000112,
                      "Application '%s'(%s) is disabled.", app->client_id, app->name);
}

/* What is wrong here is never told to the redirect address, which may be anybody's. */
gboolean
demo_authorize_check_client (DemoVisit   *visit,
                             DemoProblem *problem)
{
  const char *client = demo_visit_get_query (visit, "client_id");
  const char *redirect = demo_visit_get_query (visit, "redirect_uri");
  DemoApp *app = demo_directory_find_app (demo_tenant_get_directory (visit->tenant), client);

  if (client == NULL)
    demo_problem_set (problem, "invalid_request", 900144,
                      "The request body must contain the following parameter: 'client_id'.");
  else
    check_app (visit, app, problem);

  if (problem->code != 0)
    return FALSE;

  if (redirect == NULL)
    demo_problem_set (problem, "invalid_request", 900971, "No reply address provided.");
  else if (demo_app_find_redirect (app, redirect) == NULL)
    demo_problem_set (problem, "invalid_request", 50011,
                      "The redirect URI '%s' specified in the request does not match the redirect "
                      "URIs configured for the application '%s'. Make sure the redirect URI sent "
                      "in the request matches one added to your application in the Azure portal.",
                      redirect, client);

  return problem->code == 0;
}

static gboolean
is_one_of (const char         *value,
           const char * const *values)
{
  return value == NULL || g_strv_contains (values, value);
}

static void
check_mode (DemoVisit   *visit,
            DemoFlow    *flow,
            DemoProblem *problem)
{
  const char * const modes[] = { "query", "fragment", "form_post", NULL };
  const char * const prompts[] = { "login", "none", "consent", "select_account", NULL };
  const char *type = demo_visit_get_query (visit, "response_type");

  if (!is_one_of (flow->response_mode, modes))
    {
      g_clear_pointer (&flow->response_mode, g_free);
      demo_problem_set (problem, "invalid_request", 900144, "Unsupported 'response_mode' value.");
    }
  else if (type == NULL)
    demo_problem_set (problem, "invalid_request", 900144,
                      "The request body must contain the following parameter: 'response_type'.");
  else if (!g_str_equal (type, "code"))
    demo_problem_set (problem, "unsupported_response_type", 700054,
                      "response_type '%s' is not enabled for the application.", type);
  else if (!is_one_of (flow->prompt, prompts))
    demo_problem_set (problem, "invalid_request", 90023, "Unsupported 'prompt' value.");
  else if (flow->scope == NULL)
    demo_problem_set (problem, "invalid_request", 900144,
                      "The request body must contain the following parameter: 'scope'.");
}

static void
check_pkce (DemoFlow    *flow,
            DemoProblem *problem)
{
  const char * const methods[] = { "S256", "plain", NULL };

  if (flow->challenge == NULL || !is_one_of (flow->challenge_method, methods))
    demo_problem_set (problem, "invalid_request", 50147,
                      "Code challenge is missing or its method is not valid.");
  else if (strlen (flow->challenge) < 43 || strlen (flow->challenge) > 128)
    demo_problem_set (problem, "invalid_request", 501491, "Invalid size of Code_Challenge "
                                                          "parameter.");
}

/* All of this comes back by redirect, before any page (entra.md 10.3). */
static gboolean
check_request (DemoVisit   *visit,
               DemoFlow    *flow,
               DemoProblem *problem)
{
  check_mode (visit, flow, problem);

  if (problem->code == 0)
    check_pkce (flow, problem);

  if (problem->code != 0)
    return FALSE;

  flow->scopes = demo_scopes_parse (demo_tenant_get_directory (visit->tenant), flow->scope,
                                    problem);

  return flow->scopes != NULL &&
         demo_scopes_check_resource (flow->scopes, demo_visit_get_query (visit, "resource"),
                                     problem) &&
         demo_judge_read_claims (flow->claims, &flow->context, problem);
}

/* Returns: (transfer full): what a client that is in order asks for */
DemoFlow *
demo_authorize_read_flow (DemoVisit *visit)
{
  DemoFlow *flow = g_new0 (DemoFlow, 1);
  DemoDirectory *directory = demo_tenant_get_directory (visit->tenant);
  DemoApp *app = demo_directory_find_app (directory, demo_visit_get_query (visit, "client_id"));

  flow->client_id = g_strdup (app->client_id);
  flow->tenant = g_strdup (visit->form_of_tenant);
  flow->redirect_uri = g_strdup (demo_visit_get_query (visit, "redirect_uri"));
  flow->redirect_kind = demo_app_find_redirect (app, flow->redirect_uri)->kind;
  flow->response_mode = g_strdup (demo_visit_get_query (visit, "response_mode"));
  flow->state = g_strdup (demo_visit_get_query (visit, "state"));
  flow->nonce = g_strdup (demo_visit_get_query (visit, "nonce"));
  flow->scope = g_strdup (demo_visit_get_query (visit, "scope"));
  flow->prompt = g_strdup (demo_visit_get_query (visit, "prompt"));
  flow->domain_hint = g_strdup (demo_visit_get_query (visit, "domain_hint"));
  flow->claims = g_strdup (demo_visit_get_query (visit, "claims"));
  flow->challenge = g_strdup (demo_visit_get_query (visit, "code_challenge"));
  flow->challenge_method = g_strdup (demo_visit_get_query (visit, "code_challenge_method"));
  flow->typed = g_strdup (demo_visit_get_query (visit, "login_hint"));
  flow->correlation_id = g_strdup (visit->correlation_id);
  flow->asks_app = !g_str_has_prefix (flow->redirect_uri, "http");
  flow->finish = demo_authorize_finish;
  flow->fail = demo_authorize_fail;
  flow->client_info = g_strcmp0 (demo_visit_get_query (visit, "client_info"), "1") == 0;

  return flow;
}

/* What is posted counts like what stands in the address (OpenID Connect Core §3.1.2.1). */
static void
read_posted (DemoVisit *visit)
{
  GHashTable *query = visit->query;

  if (!g_str_equal (visit->method, "POST"))
    return;

  visit->query = visit->form;
  visit->form = query;
}

/* The authorize endpoint (entra.md 2). */
void
demo_authorize_answer (DemoVisit *visit)
{
  g_auto(DemoProblem) problem = { 0 };
  g_autoptr(DemoFlow) flow = NULL;

  read_posted (visit);

  if (!demo_authorize_check_client (visit, &problem))
    {
      demo_visit_explain (visit, &problem);
      return;
    }

  flow = demo_authorize_read_flow (visit);

  if (check_request (visit, flow, &problem))
    demo_login_begin (visit, g_steal_pointer (&flow));
  else
    demo_authorize_fail (visit, flow, &problem, NULL);
}
