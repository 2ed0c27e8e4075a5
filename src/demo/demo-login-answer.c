/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-login-answer.h"

#include "demo-federation.h"
#include "demo-login.h"
#include "demo-page.h"

#include <string.h>

#define SHORTEST_PASSWORD 8

/* How long somebody may sit before the pages of one sign-in, in seconds. */
#define PATIENCE (60 * 60)

static const DemoUser *
find_user (DemoVisit  *visit,
           const char *name)
{
  return demo_directory_find_user (demo_tenant_get_directory (visit->tenant), name);
}

static void
take_account (DemoVisit *visit,
              DemoFlow  *flow)
{
  const char *typed = demo_visit_get_field (visit, "loginfmt");
  const DemoUser *user = find_user (visit, typed);

  g_free (flow->typed);
  flow->typed = g_strdup (typed);

  if (typed == NULL)
    demo_page_show (visit, flow, "Enter a valid email address, phone number, or Skype name.");
  else if (user == NULL)
    demo_page_show (visit, flow, "This username may be incorrect. Make sure you typed it "
                                 "correctly. Otherwise, contact your admin. (AADSTS50034)");
  else
    demo_login_ask_password (visit, flow, user);
}

/**
 * demo_login_answer_as:
 * @visit: the visit
 * @flow: (transfer full): the sign-in
 * @user: who has just proved who they are
 */
void
demo_login_answer_as (DemoVisit      *visit,
                      DemoFlow       *flow,
                      const DemoUser *user)
{
  flow->user = user;
  flow->proof.since = demo_tenant_get_time (visit->tenant);
  flow->asks_stay = TRUE;

  if (user->password_expired && !user->disabled)
    demo_login_show (visit, flow, DEMO_STAGE_EXPIRED);
  else
    demo_login_advance (visit, flow);
}

static void
take_password (DemoVisit *visit,
               DemoFlow  *flow)
{
  const DemoUser *user = find_user (visit, flow->typed);
  const char *password = demo_visit_get_field (visit, "passwd");

  if (password == NULL)
    demo_page_show (visit, flow, "Please enter your password.");
  else if (user == NULL || !g_str_equal (user->password, password))
    demo_page_show (visit, flow, "Your account or password is incorrect. If you don't remember "
                                 "your password, reset it now. (AADSTS50126: Error validating "
                                 "credentials due to invalid username or password.)");
  else
    demo_login_answer_as (visit, flow, user);
}

/* Returns: (nullable): what is wrong with it */
static const char *
find_fault (const DemoUser *user,
            const char     *before,
            const char     *password,
            const char     *again)
{
  if (g_strcmp0 (before, user->password) != 0)
    return "Your current password is incorrect. (AADSTS50126)";

  if (password == NULL || strlen (password) < SHORTEST_PASSWORD ||
      g_str_equal (password, before))
    return "Choose a password that's harder for people to guess.";

  return g_strcmp0 (password, again) != 0 ? "Passwords must match." : NULL;
}

static void
take_new_password (DemoVisit *visit,
                   DemoFlow  *flow)
{
  const char *password = demo_visit_get_field (visit, "newpasswd");
  const char *fault = find_fault (flow->user, demo_visit_get_field (visit, "oldpasswd"), password,
                                  demo_visit_get_field (visit, "confirmnewpasswd"));

  if (fault != NULL)
    {
      demo_page_show (visit, flow, fault);
      return;
    }

  demo_tenant_note_secret (visit->tenant, "password", password);
  demo_directory_set_password (demo_tenant_get_directory (visit->tenant), flow->user, password);
  demo_login_advance (visit, flow);
}

static void
take_choice (DemoVisit *visit,
             DemoFlow  *flow)
{
  const char *name = demo_visit_get_field (visit, "account");
  const DemoUser *user = find_user (visit, name);
  DemoPresence *presence;

  presence = demo_browsers_find (demo_tenant_get_browsers (visit->tenant), visit->cookie, user);

  if (presence == NULL)
    {
      demo_login_show (visit, flow, DEMO_STAGE_ACCOUNT);
      return;
    }

  demo_login_go_on_as (flow, presence);
  demo_login_advance (visit, flow);
}

/* The first answer comes from the page that went on by itself. */
static void
take_passkey (DemoVisit  *visit,
              DemoFlow   *flow,
              const char *action)
{
  if (flow->stage == DEMO_STAGE_TO_PASSKEY || g_strcmp0 (action, "passkey") != 0)
    {
      demo_login_show (visit, flow, DEMO_STAGE_PASSKEY);
      return;
    }

  flow->proof.passkey = TRUE;
  flow->proof.mfa = TRUE;
  demo_login_advance (visit, flow);
}

/* It counts as an authentication context as well, if one was wanted. */
static void
take_mfa (DemoVisit  *visit,
          DemoFlow   *flow,
          const char *action)
{
  DemoTrial trial = { flow->user, flow->client_id, flow->scopes, &flow->proof, flow->context,
                      demo_tenant_get_time (visit->tenant) };
  DemoWant want = DEMO_WANT_NOTHING;
  const char *context = NULL;

  if (g_strcmp0 (action, "approve") != 0)
    {
      demo_page_show (visit, flow, "We didn't hear from you. Your sign-in was not approved. "
                                   "(AADSTS500121)");
      return;
    }

  flow->proof.mfa = TRUE;
  want = demo_policies_judge (demo_tenant_get_policies (visit->tenant), &trial, &context);

  if (want == DEMO_WANT_AUTH_CONTEXT)
    demo_proof_add_context (&flow->proof, context);

  demo_login_advance (visit, flow);
}

static void
take_terms (DemoVisit  *visit,
            DemoFlow   *flow,
            const char *action)
{
  if (g_strcmp0 (action, "agree") == 0)
    demo_policies_accept_terms (demo_tenant_get_policies (visit->tenant), flow->user);

  demo_login_advance (visit, flow);
}

static void
take_stay (DemoVisit  *visit,
           DemoFlow   *flow,
           const char *action)
{
  g_autofree char *value = NULL;
  g_autofree char *cookie = NULL;

  value = demo_browsers_remember (demo_tenant_get_browsers (visit->tenant), visit->cookie,
                                  flow->user, &flow->proof);
  demo_tenant_note_secret (visit->tenant, "cookie", value);
  cookie = g_strdup_printf (DEMO_COOKIE "=%s; Path=/; HttpOnly; SameSite=Lax%s%s", value,
                            g_str_has_prefix (demo_tenant_get_origin (visit->tenant), "https:")
                              ? "; Secure" : "",
                            g_strcmp0 (action, "yes") == 0 ? "; Max-Age=7776000" : "");
  demo_answer_set_header (visit->answer, "Set-Cookie", cookie);
  flow->asks_stay = FALSE;
  demo_login_advance (visit, flow);
}

static void
take_app (DemoVisit  *visit,
          DemoFlow   *flow,
          const char *action)
{
  if (g_strcmp0 (action, "continue") == 0)
    flow->asks_app = FALSE;

  demo_login_advance (visit, flow);
}

static void
take_consent (DemoVisit  *visit,
              DemoFlow   *flow,
              const char *action)
{
  gboolean organization = demo_visit_get_field (visit, "organization") != NULL;

  if (g_strcmp0 (action, "accept") != 0)
    {
      demo_page_show (visit, flow, NULL);
      return;
    }

  demo_policies_consent (demo_tenant_get_policies (visit->tenant),
                         flow->for_everybody || (organization && flow->user->admin) ? NULL
                                                                                    : flow->user,
                         flow->client_id, flow->scopes);
  flow->asks_consent = FALSE;
  demo_login_advance (visit, flow);
}

static void
cancel (DemoVisit *visit,
        DemoFlow  *flow)
{
  g_auto(DemoProblem) problem = { 0 };
  g_autoptr(DemoFlow) owned = flow;

  if (flow->stage == DEMO_STAGE_CONSENT)
    demo_problem_set (&problem, "access_denied", 65004, "User declined to consent to access the "
                                                        "app.");
  else
    demo_problem_set (&problem, "access_denied", 50199, "The user has cancelled the sign-in.");

  flow->fail (visit, flow, &problem, "cancel");
}

/* @flow: (transfer full): the answer to its page has come */
static void
take_answer (DemoVisit *visit,
             DemoFlow  *flow)
{
  const char *action = demo_visit_get_field (visit, "action");

  if (g_strcmp0 (action, "cancel") == 0)
    cancel (visit, flow);
  else if (flow->stage == DEMO_STAGE_PICKER)
    take_choice (visit, flow);
  else if (flow->stage == DEMO_STAGE_ACCOUNT)
    take_account (visit, flow);
  else if (flow->stage == DEMO_STAGE_FEDERATED)
    demo_federation_return (visit, flow);
  else if (flow->stage == DEMO_STAGE_PASSWORD)
    take_password (visit, flow);
  else if (flow->stage == DEMO_STAGE_EXPIRED)
    take_new_password (visit, flow);
  else if (flow->stage == DEMO_STAGE_TO_PASSKEY || flow->stage == DEMO_STAGE_PASSKEY)
    take_passkey (visit, flow, action);
  else if (flow->stage == DEMO_STAGE_MFA)
    take_mfa (visit, flow, action);
  else if (flow->stage == DEMO_STAGE_TERMS)
    take_terms (visit, flow, action);
  else if (flow->stage == DEMO_STAGE_STAY)
    take_stay (visit, flow, action);
  else if (flow->stage == DEMO_STAGE_APP)
    take_app (visit, flow, action);
  else
    take_consent (visit, flow, action);
}

/* A page comes back; its token is good once, and for that page alone. */
void
demo_login_answer (DemoVisit *visit)
{
  const char *token = demo_visit_get_field (visit, "flowToken");
  GHashTable *flows = demo_tenant_get_flows (visit->tenant);
  DemoFlow *flow = token != NULL ? g_hash_table_lookup (flows, token) : NULL;
  g_autofree char *key = NULL;
  g_auto(DemoProblem) problem = { 0 };

  if (flow != NULL && demo_tenant_get_time (visit->tenant) - flow->begun < PATIENCE &&
      g_str_equal (demo_page_get_endpoint (flow->stage), visit->endpoint) &&
      g_str_equal (flow->tenant, visit->form_of_tenant))
    {
      g_hash_table_steal_extended (flows, token, (gpointer *) &key, NULL);
      take_answer (visit, flow);
      return;
    }

  demo_problem_set (&problem, "invalid_request", 50089,
                    "Authentication failed due to flow token expired. Expected - auth codes, "
                    "refresh tokens, and sessions expire over time or are revoked.");
  demo_visit_explain (visit, &problem);
}
