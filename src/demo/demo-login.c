/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-login.h"

#include "demo-authorize.h"
#include "demo-judge.h"

/* What the pages of a sign-in look like, and which follows which. Plain forms: they work without
 * JavaScript, each carries a token that is good for one answer. */

#define BUTTONS(yes, yes_value, no, no_value) \
  "<button type=\"submit\" id=\"idSIButton9\" name=\"action\" value=\"" yes_value "\">" yes \
  "</button>\n<button type=\"submit\" id=\"idBtn_Back\" name=\"action\" value=\"" no_value "\" " \
  "formnovalidate>" no "</button>\n"

static const struct
{
  const char *endpoint;
  const char *heading;
} stages[] = {
  [DEMO_STAGE_PICKER] = { "login", "Pick an account" },
  [DEMO_STAGE_ACCOUNT] = { "login", "Sign in" },
  [DEMO_STAGE_PASSWORD] = { "login", "Enter password" },
  [DEMO_STAGE_STAY] = { "kmsi", "Stay signed in?" },
  [DEMO_STAGE_CONSENT] = { "consent", "Permissions requested" },
};

static const DemoUser *
find_user (DemoVisit  *visit,
           const char *name)
{
  return demo_directory_find_user (demo_tenant_get_directory (visit->tenant), name);
}

static char *
write_controls (DemoVisit *visit,
                DemoFlow  *flow)
{
  const DemoUser *known = demo_tenant_find_cookie (visit->tenant, visit->cookie);
  g_autofree char *typed = g_markup_escape_text (flow->typed != NULL ? flow->typed : "", -1);

  switch (flow->stage)
    {
    case DEMO_STAGE_PICKER:
      return g_strdup_printf ("<p><button type=\"submit\" name=\"account\" value=\"%s\">%s<br>%s"
                              "</button></p>\n<p><button type=\"submit\" name=\"account\" "
                              "value=\"other\">Use another account</button></p>\n"
                              "<button type=\"submit\" id=\"idBtn_Back\" name=\"action\" "
                              "value=\"cancel\">Cancel</button>\n",
                              known->username, known->name, known->username);

    case DEMO_STAGE_PASSWORD:
      return g_strdup_printf ("<div>%s</div>\n<input type=\"password\" name=\"passwd\" "
                              "id=\"i0118\" placeholder=\"Password\" aria-label=\"Password\" "
                              "autocomplete=\"current-password\" autofocus>\n"
                              BUTTONS ("Sign in", "next", "Cancel", "cancel"), typed);

    case DEMO_STAGE_STAY:
      return g_strdup ("<p>Do this to reduce the number of times you are asked to sign in.</p>\n"
                       BUTTONS ("Yes", "yes", "No", "no")
                       "<button type=\"submit\" name=\"action\" value=\"cancel\">Cancel"
                       "</button>\n");

    case DEMO_STAGE_CONSENT:
      return g_strdup_printf ("<div>%s</div>\n<p>Toolcrib would like to:</p>\n<ul>"
                              "<li>Run the tools of the protected server</li><li>View your basic "
                              "profile</li><li>Maintain access to data you have given it access to"
                              "</li></ul>\n" BUTTONS ("Accept", "accept", "Cancel", "cancel"),
                              flow->user->username);

    case DEMO_STAGE_ACCOUNT:
    default:
      return g_strdup_printf ("<input type=\"email\" name=\"loginfmt\" id=\"i0116\" value=\"%s\" "
                              "placeholder=\"Email, phone, or Skype\" aria-label=\"Enter your "
                              "email, phone, or Skype.\" autocomplete=\"username\" autofocus>\n"
                              BUTTONS ("Next", "next", "Cancel", "cancel"), typed);
    }
}

/* @flow: (transfer full): where it is at. @words: (nullable): what was wrong with the last page */
static void
show (DemoVisit  *visit,
      DemoFlow   *flow,
      const char *words)
{
  g_autofree char *token = demo_random_text (48);
  g_autofree char *controls = write_controls (visit, flow);
  g_autofree char *content = NULL;

  content = g_strdup_printf ("<h1>%s</h1>\n%s%s%s<form method=\"post\" action=\"/%s/%s\" "
                             "accept-charset=\"utf-8\">\n<input type=\"hidden\" name=\"flowToken\" "
                             "value=\"%s\">\n%s</form>", stages[flow->stage].heading,
                             words != NULL ? "<p class=\"error\" role=\"alert\">" : "",
                             words != NULL ? words : "", words != NULL ? "</p>\n" : "",
                             flow->tenant, stages[flow->stage].endpoint, token, controls);
  g_hash_table_insert (demo_tenant_get_flows (visit->tenant), g_steal_pointer (&token), flow);
  demo_visit_html (visit, SOUP_STATUS_OK, "Sign in to your account", content);
}

static void
move_to (DemoVisit *visit,
         DemoFlow  *flow,
         DemoStage  stage)
{
  flow->stage = stage;
  show (visit, flow, NULL);
}

static gboolean
has_consent (DemoVisit *visit,
             DemoFlow  *flow)
{
  return demo_policies_has_consent (demo_tenant_get_policies (visit->tenant), flow->user,
                                    flow->client_id, flow->scopes);
}

static void
turn_away (DemoVisit *visit,
           DemoFlow  *flow)
{
  g_auto(DemoProblem) problem = { 0 };

  demo_judge_turn_away (visit->tenant, flow->user, flow->client_id,
                        demo_tenant_id_find (flow->tenant), &problem);
  demo_visit_explain (visit, &problem);
}

/* @flow: (transfer full): one whose user is known by now */
static void
ask_consent_or_finish (DemoVisit *visit,
                       DemoFlow  *flow)
{
  g_autoptr(DemoFlow) owned = flow;

  if (demo_user_choose_tenant (flow->user, flow->tenant) == NULL)
    turn_away (visit, flow);
  else if (has_consent (visit, flow) &&
      g_strcmp0 (flow->prompt, "consent") != 0)
    demo_authorize_finish (visit, flow);
  else
    move_to (visit, g_steal_pointer (&owned), DEMO_STAGE_CONSENT);
}

/* prompt=none: no page is ever shown */
static void
answer_silently (DemoVisit *visit,
                 DemoFlow  *flow)
{
  g_auto(DemoProblem) problem = { 0 };

  if (flow->user == NULL)
    demo_problem_set (&problem, "login_required", 50058,
                      "A silent sign-in request was sent but no user is signed in.");
  else if (!has_consent (visit, flow))
    demo_problem_set (&problem, "consent_required", 65001,
                      "The user or administrator has not consented to use the application.");

  if (problem.code != 0)
    demo_authorize_fail (visit, flow, &problem, NULL);
  else
    demo_authorize_finish (visit, flow);

  demo_flow_free (flow);
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
  const DemoUser *known = demo_tenant_find_cookie (visit->tenant, visit->cookie);
  const DemoUser *hinted = find_user (visit, flow->typed);

  if (hinted != NULL && hinted != known)
    known = NULL;

  if (g_strcmp0 (flow->prompt, "login") == 0)
    known = NULL;

  flow->user = known;

  if (g_strcmp0 (flow->prompt, "none") == 0)
    answer_silently (visit, flow);
  else if (known != NULL && g_strcmp0 (flow->prompt, "select_account") == 0)
    move_to (visit, flow, DEMO_STAGE_PICKER);
  else if (known != NULL)
    ask_consent_or_finish (visit, flow);
  else
    move_to (visit, flow, hinted != NULL ? DEMO_STAGE_PASSWORD : DEMO_STAGE_ACCOUNT);
}

static void
take_account (DemoVisit *visit,
              DemoFlow  *flow)
{
  const char *typed = demo_visit_get_field (visit, "loginfmt");

  g_free (flow->typed);
  flow->typed = g_strdup (typed);

  if (typed == NULL)
    show (visit, flow, "Enter a valid email address, phone number, or Skype name.");
  else if (find_user (visit, typed) == NULL)
    show (visit, flow, "This username may be incorrect. Make sure you typed it correctly. "
                       "Otherwise, contact your admin. (AADSTS50034)");
  else
    move_to (visit, flow, DEMO_STAGE_PASSWORD);
}

static void
take_password (DemoVisit *visit,
               DemoFlow  *flow)
{
  const DemoUser *user = find_user (visit, flow->typed);
  const char *password = demo_visit_get_field (visit, "passwd");

  if (password == NULL)
    show (visit, flow, "Please enter your password.");
  else if (user == NULL || !g_str_equal (user->password, password))
    show (visit, flow, "Your account or password is incorrect. If you don't remember your "
                       "password, reset it now. (AADSTS50126: Error validating credentials due to "
                       "invalid username or password.)");
  else
    {
      flow->user = user;
      flow->proof.since = demo_tenant_get_time (visit->tenant);
      move_to (visit, flow, DEMO_STAGE_STAY);
    }
}

static void
take_stay (DemoVisit  *visit,
           DemoFlow   *flow,
           const char *action)
{
  g_autofree char *value = demo_tenant_add_cookie (visit->tenant, flow->user);
  g_autofree char *cookie = NULL;

  cookie = g_strdup_printf (DEMO_COOKIE "=%s; Path=/; HttpOnly; SameSite=Lax%s", value,
                            g_strcmp0 (action, "yes") == 0 ? "; Max-Age=7776000" : "");
  demo_answer_set_header (visit->answer, "Set-Cookie", cookie);
  ask_consent_or_finish (visit, flow);
}

static void
take_choice (DemoVisit *visit,
             DemoFlow  *flow)
{
  const DemoUser *user = find_user (visit, demo_visit_get_field (visit, "account"));

  flow->user = user;

  if (user != NULL && user == demo_tenant_find_cookie (visit->tenant, visit->cookie))
    ask_consent_or_finish (visit, flow);
  else
    move_to (visit, flow, DEMO_STAGE_ACCOUNT);
}

static void
cancel (DemoVisit *visit,
        DemoFlow  *flow)
{
  g_auto(DemoProblem) problem = { 0 };

  if (flow->stage == DEMO_STAGE_CONSENT)
    demo_problem_set (&problem, "access_denied", 65004, "User declined to consent to access the "
                                                        "app.");
  else
    demo_problem_set (&problem, "access_denied", 50199, "The user has cancelled the sign-in.");

  demo_authorize_fail (visit, flow, &problem, "cancel");
  demo_flow_free (flow);
}

static void
take_answer (DemoVisit *visit,
             DemoFlow  *flow)
{
  const char *action = demo_visit_get_field (visit, "action");

  if (g_strcmp0 (action, "cancel") == 0)
    {
      cancel (visit, flow);
      return;
    }

  switch (flow->stage)
    {
    case DEMO_STAGE_PICKER:
      take_choice (visit, flow);
      break;

    case DEMO_STAGE_PASSWORD:
      take_password (visit, flow);
      break;

    case DEMO_STAGE_STAY:
      take_stay (visit, flow, action);
      break;

    case DEMO_STAGE_CONSENT:
      demo_policies_consent (demo_tenant_get_policies (visit->tenant), flow->user,
                             flow->client_id, flow->scopes);
      demo_authorize_finish (visit, flow);
      demo_flow_free (flow);
      break;

    case DEMO_STAGE_ACCOUNT:
    default:
      take_account (visit, flow);
      break;
    }
}

/* A page comes back; its token is good once, and for that page alone. */
void
demo_login_answer (DemoVisit *visit)
{
  const char *token = demo_visit_get_field (visit, "flowToken");
  g_autofree char *key = NULL;
  DemoFlow *flow = NULL;
  g_auto(DemoProblem) problem = { 0 };

  if (token != NULL)
    flow = g_hash_table_lookup (demo_tenant_get_flows (visit->tenant), token);

  if (flow != NULL && g_str_equal (stages[flow->stage].endpoint, visit->endpoint) &&
      g_str_equal (flow->tenant, visit->form_of_tenant))
    {
      g_hash_table_steal_extended (demo_tenant_get_flows (visit->tenant), token,
                                   (gpointer *) &key, NULL);
      take_answer (visit, flow);
      return;
    }

  demo_problem_set (&problem, "invalid_request", 50089,
                    "Authentication failed due to flow token expired. Expected - auth codes, "
                    "refresh tokens, and sessions expire over time or are revoked.");
  demo_visit_explain (visit, &problem);
}

/* Sign-out (entra.md 6): back to the address if the client registered it, else a page. */
void
demo_login_leave (DemoVisit *visit)
{
  const char *uri = demo_visit_get_query (visit, "post_logout_redirect_uri");
  DemoApp *app = demo_directory_find_app (demo_tenant_get_directory (visit->tenant),
                                          DEMO_CLIENT_ID);

  demo_tenant_drop_cookie (visit->tenant, visit->cookie);
  demo_answer_set_header (visit->answer, "Set-Cookie", DEMO_COOKIE "=; Path=/; Max-Age=0");

  if (uri != NULL && demo_app_find_redirect (app, uri) != NULL)
    demo_visit_go (visit, uri);
  else
    demo_visit_html (visit, SOUP_STATUS_OK, "Sign out",
                     "<h1>You signed out of your account</h1>\n<p>It's a good idea to close all "
                     "browser windows.</p>");
}
