/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-admin-consent.h"

#include "demo-authorize.h"
#include "demo-login.h"

/* Both answers say who it was about (entra.md 9, row 13). */
static void
go_back (DemoVisit  *visit,
         DemoFlow   *flow,
         const char *rest)
{
  const char *tid = flow->user != NULL ? demo_user_choose_tenant (flow->user, flow->tenant)
                                       : demo_tenant_id_find (flow->tenant);
  const char *sent = flow->state != NULL ? flow->state : "";
  g_autofree char *state = g_uri_escape_string (sent, NULL, FALSE);
  g_autofree char *uri = NULL;

  uri = g_strdup_printf ("%s?admin_consent=True&tenant=%s&state=%s&%s", flow->redirect_uri,
                         tid != NULL ? tid : "", state, rest);
  demo_visit_go (visit, uri);
}

static void
finish (DemoVisit *visit,
        DemoFlow  *flow)
{
  g_autofree char *scope = g_uri_escape_string (flow->scope, NULL, FALSE);
  g_autofree char *rest = g_strconcat ("scope=", scope, NULL);

  go_back (visit, flow, rest);
}

/* Declining has a name of its own here. */
static void
fail (DemoVisit         *visit,
      DemoFlow          *flow,
      const DemoProblem *problem,
      const char        *subcode)
{
  g_autofree char *description = demo_visit_describe (visit, problem);
  g_autofree char *words = g_uri_escape_string (description, NULL, FALSE);
  g_autofree char *rest = NULL;

  rest = g_strdup_printf ("error=%s&error_description=%s",
                          flow->stage == DEMO_STAGE_CONSENT ? "consent_required" : problem->error,
                          words);

  go_back (visit, flow, rest);
}

/* The admin consent endpoint: for one tenant, or the one that the administrator is at home in. */
void
demo_admin_consent_answer (DemoVisit *visit)
{
  g_auto(DemoProblem) problem = { 0 };
  g_autoptr(DemoFlow) flow = NULL;

  if (g_ascii_strcasecmp (visit->form_of_tenant, "common") == 0)
    demo_problem_set (&problem, "invalid_request", 90014,
                      "The admin consent endpoint needs a tenant or 'organizations'.");

  if (problem.code != 0 || !demo_authorize_check_client (visit, &problem))
    {
      demo_visit_explain (visit, &problem);
      return;
    }

  flow = demo_authorize_read_flow (visit);
  flow->for_everybody = TRUE;
  flow->finish = finish;
  flow->fail = fail;

  if (flow->scope == NULL)
    demo_problem_set (&problem, "invalid_request", 900144,
                      "The request body must contain the following parameter: 'scope'.");
  else
    flow->scopes = demo_scopes_parse (demo_tenant_get_directory (visit->tenant), flow->scope,
                                      &problem);

  if (flow->scopes != NULL)
    demo_login_begin (visit, g_steal_pointer (&flow));
  else
    demo_visit_explain (visit, &problem);
}
