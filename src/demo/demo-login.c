/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-login.h"

#include "demo-federation.h"
#include "demo-judge.h"
#include "demo-page.h"

static const DemoUser *
find_user (DemoVisit  *visit,
           const char *name)
{
  return demo_directory_find_user (demo_tenant_get_directory (visit->tenant), name);
}

static DemoPresence *
find_presence (DemoVisit      *visit,
               const DemoUser *user)
{
  return demo_browsers_find (demo_tenant_get_browsers (visit->tenant), visit->cookie, user);
}

/* @flow: (transfer full): goes to that page */
void
demo_login_show (DemoVisit *visit,
                 DemoFlow  *flow,
                 DemoStage  stage)
{
  flow->stage = stage;

  if (stage == DEMO_STAGE_MFA)
    flow->number = g_random_int_range (10, 100);

  demo_page_show (visit, flow, NULL);
}

static gboolean
has_consent (DemoVisit *visit,
             DemoFlow  *flow)
{
  return demo_policies_has_consent (demo_tenant_get_policies (visit->tenant), flow->user,
                                    flow->client_id, flow->scopes);
}

static DemoWant
judge (DemoVisit   *visit,
       DemoFlow    *flow,
       const char **context)
{
  DemoTrial trial = { flow->user, flow->client_id, flow->scopes, &flow->proof, flow->context,
                      demo_tenant_get_time (visit->tenant) };

  return demo_policies_judge (demo_tenant_get_policies (visit->tenant), &trial, context);
}

/* What no page can help with, said on a page that does not lead back (entra.md 2.6). */
static gboolean
is_turned_away (DemoVisit   *visit,
                DemoFlow    *flow,
                DemoWant     want,
                DemoProblem *problem)
{
  if (flow->user->disabled)
    demo_problem_set (problem, "invalid_grant", 50057,
                      "The user account is disabled. The account has been disabled by an "
                      "administrator.");
  else if (demo_user_choose_tenant (flow->user, flow->tenant) == NULL)
    demo_judge_turn_away (visit->tenant, flow->user, flow->client_id,
                          demo_tenant_id_find (flow->tenant), problem);
  else if (want == DEMO_WANT_BLOCK || want == DEMO_WANT_ASSIGNED ||
           want == DEMO_WANT_COMPLIANT_DEVICE || want == DEMO_WANT_MANAGED_DEVICE ||
           want == DEMO_WANT_NO_DEVICE_CODE)
    demo_judge_explain (want, NULL, problem);

  problem->status = SOUP_STATUS_OK;

  return problem->code != 0;
}

/* @flow: (transfer full): all has been asked */
static void
finish (DemoVisit *visit,
        DemoFlow  *flow)
{
  g_autoptr(DemoFlow) owned = flow;
  DemoPresence *presence = find_presence (visit, flow->user);

  if (presence != NULL)
    demo_proof_copy (&presence->proof, &flow->proof);

  flow->finish (visit, flow);
}

static void
ask_administrator (DemoVisit *visit)
{
  g_auto(DemoProblem) problem = { 0 };

  demo_judge_explain (DEMO_WANT_ADMIN_CONSENT, NULL, &problem);
  problem.status = SOUP_STATUS_OK;
  demo_visit_explain (visit, &problem);
}

/* @flow: (transfer full): all that is left are questions about the app. @want: what an
 *   administrator has to do */
static void
ask_about_app (DemoVisit *visit,
               DemoFlow  *flow,
               DemoWant   want)
{
  g_autoptr(DemoFlow) owned = flow;

  if (flow->asks_stay)
    demo_login_show (visit, g_steal_pointer (&owned), DEMO_STAGE_STAY);
  else if (flow->asks_app)
    demo_login_show (visit, g_steal_pointer (&owned), DEMO_STAGE_APP);
  else if ((want == DEMO_WANT_ADMIN_CONSENT || flow->for_everybody) && !flow->user->admin)
    ask_administrator (visit);
  else if (flow->asks_consent || !has_consent (visit, flow))
    demo_login_show (visit, g_steal_pointer (&owned), DEMO_STAGE_CONSENT);
  else
    finish (visit, g_steal_pointer (&owned));
}

/* @flow: (transfer full): somebody whose name is known has to prove it */
void
demo_login_ask_password (DemoVisit      *visit,
                         DemoFlow       *flow,
                         const DemoUser *user)
{
  if (user->federated)
    demo_federation_leave (visit, flow);
  else
    demo_login_show (visit, flow, DEMO_STAGE_PASSWORD);
}

/* @flow: (transfer full): one whose user is known by now; goes to the first page that is missing */
void
demo_login_advance (DemoVisit *visit,
                    DemoFlow  *flow)
{
  g_autoptr(DemoFlow) owned = flow;
  g_auto(DemoProblem) problem = { 0 };
  const DemoUser *user = flow->user;
  DemoWant want = judge (visit, flow, NULL);
  const struct { DemoWant want; DemoStage stage; } pages[] = {
    { DEMO_WANT_PASSKEY, DEMO_STAGE_TO_PASSKEY },
    { DEMO_WANT_MFA, DEMO_STAGE_MFA },
    { DEMO_WANT_AUTH_CONTEXT, DEMO_STAGE_MFA },
    { DEMO_WANT_TERMS, DEMO_STAGE_TERMS },
  };

  if (is_turned_away (visit, flow, want, &problem))
    {
      demo_visit_explain (visit, &problem);
      return;
    }

  if (want == DEMO_WANT_SIGN_IN_FREQUENCY)
    {
      demo_login_ask_password (visit, g_steal_pointer (&owned), user);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].want == want)
      {
        demo_login_show (visit, g_steal_pointer (&owned), pages[i].stage);
        return;
      }

  ask_about_app (visit, g_steal_pointer (&owned), want);
}

/* prompt=none: no page is ever shown. */
static void
answer_silently (DemoVisit *visit,
                 DemoFlow  *flow)
{
  g_auto(DemoProblem) problem = { 0 };
  const char *context = NULL;
  DemoWant want = flow->user != NULL ? judge (visit, flow, &context) : DEMO_WANT_NOTHING;

  if (flow->user == NULL)
    demo_problem_set (&problem, "login_required", 50058,
                      "A silent sign-in request was sent but no user is signed in.");
  else if (!is_turned_away (visit, flow, want, &problem) && want != DEMO_WANT_NOTHING)
    demo_judge_explain (want, context, &problem);
  else if (problem.code == 0 && !has_consent (visit, flow))
    demo_problem_set (&problem, "consent_required", 65001,
                      "The user or administrator has not consented to use the application.");

  if (problem.code != 0 && flow->user != NULL && problem.code != 65001)
    problem.error = want == DEMO_WANT_ADMIN_CONSENT ? "consent_required" : "interaction_required";

  if (problem.code != 0)
    flow->fail (visit, flow, &problem, NULL);
  else
    flow->finish (visit, flow);

  demo_flow_free (flow);
}

/* Returns: (nullable): who the browser is signed in as, where it is clear who is meant */
static DemoPresence *
choose_presence (DemoVisit      *visit,
                 DemoFlow       *flow,
                 const DemoUser *hinted)
{
  GPtrArray *people = demo_browsers_look_up (demo_tenant_get_browsers (visit->tenant),
                                             visit->cookie);

  if (people == NULL || g_strcmp0 (flow->prompt, "login") == 0)
    return NULL;

  if (hinted != NULL)
    return find_presence (visit, hinted);

  return people->len == 1 ? people->pdata[0] : NULL;
}

/* The browser knows them: what they have proved before counts. */
void
demo_login_go_on_as (DemoFlow     *flow,
                     DemoPresence *presence)
{
  flow->user = presence->user;
  g_free (flow->typed);
  flow->typed = g_strdup (presence->user->username);
  demo_proof_copy (&flow->proof, &presence->proof);
}

/* Who is sent to another organisation at once (entra.md 2.1, domain_hint). */
static gboolean
is_federated_domain (DemoVisit  *visit,
                     const char *domain)
{
  GPtrArray *users = demo_directory_get_users (demo_tenant_get_directory (visit->tenant));

  for (guint i = 0; domain != NULL && i < users->len; i++)
    {
      const DemoUser *user = users->pdata[i];

      if (user->federated && g_ascii_strcasecmp (strchr (user->username, '@') + 1, domain) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
wants_picker (DemoVisit *visit,
              DemoFlow  *flow,
              gboolean   unclear)
{
  return demo_browsers_look_up (demo_tenant_get_browsers (visit->tenant), visit->cookie) != NULL &&
         (g_strcmp0 (flow->prompt, "select_account") == 0 ||
          (unclear && g_strcmp0 (flow->prompt, "login") != 0));
}

/**
 * demo_login_begin:
 * @visit: a request to authorize that is in order
 * @flow: (transfer full): what it asks for
 */
void
demo_login_begin (DemoVisit *visit,
                  DemoFlow  *flow)
{
  const DemoUser *hinted = find_user (visit, flow->typed);
  DemoPresence *presence = choose_presence (visit, flow, hinted);

  flow->begun = demo_tenant_get_time (visit->tenant);
  flow->asks_consent = flow->for_everybody || g_strcmp0 (flow->prompt, "consent") == 0;

  if (presence != NULL)
    demo_login_go_on_as (flow, presence);
  else if (hinted != NULL)
    {
      g_free (flow->typed);
      flow->typed = g_strdup (hinted->username);
    }

  if (g_strcmp0 (flow->prompt, "none") == 0)
    answer_silently (visit, flow);
  else if (wants_picker (visit, flow, presence == NULL && hinted == NULL))
    demo_login_show (visit, flow, DEMO_STAGE_PICKER);
  else if (presence != NULL)
    demo_login_advance (visit, flow);
  else if (hinted != NULL)
    demo_login_ask_password (visit, flow, hinted);
  else if (is_federated_domain (visit, flow->domain_hint))
    demo_federation_leave (visit, flow);
  else
    demo_login_show (visit, flow, DEMO_STAGE_ACCOUNT);
}
