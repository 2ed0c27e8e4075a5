/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-federation.h"

#include "demo-login-answer.h"
#include "demo-page.h"

/*
 * The tenant sends the browser away by a script, as Entra does, and is told by a form that sends
 * itself who it was. The other origin is this machine's other name.
 */

#define PATH "/adfs/ls"

/* Returns: (transfer full): @origin under the other one of the names of this machine */
static char *
get_other_origin (const char *origin)
{
  GString *other = g_string_new (origin);

  if (g_string_replace (other, "//127.0.0.1", "//localhost", 1) == 0)
    g_string_replace (other, "//localhost", "//127.0.0.1", 1);

  return g_string_free (other, FALSE);
}

/* @flow: (transfer full): one whose password is another's to ask for */
void
demo_federation_leave (DemoVisit *visit,
                       DemoFlow  *flow)
{
  g_autofree char *other = get_other_origin (demo_tenant_get_origin (visit->tenant));
  g_autofree char *token = demo_random_text (48);
  g_autofree char *name = g_uri_escape_string (flow->typed != NULL ? flow->typed : "", NULL, FALSE);
  g_autofree char *back = g_strdup_printf ("%s/%s/login.srf",
                                           demo_tenant_get_origin (visit->tenant), flow->tenant);
  g_autofree char *realm = g_uri_escape_string (back, NULL, FALSE);
  g_autofree char *content = NULL;

  flow->stage = DEMO_STAGE_FEDERATED;
  content = g_strdup_printf ("<h1>Taking you to your organization's sign-in page</h1>\n<script>"
                             "window.location.replace(\"%s" PATH "?wa=wsignin1.0&wtrealm=%s"
                             "&username=%s&wctx=%s\");</script>\n", other, realm, name, token);
  g_hash_table_insert (demo_tenant_get_flows (visit->tenant), g_steal_pointer (&token), flow);
  demo_visit_html (visit, SOUP_STATUS_OK, "Redirecting", content);
}

static const DemoUser *
check_password (DemoVisit *visit)
{
  const DemoUser *user = demo_directory_find_user (demo_tenant_get_directory (visit->tenant),
                                                   demo_visit_get_field (visit, "UserName"));
  const char *password = demo_visit_get_field (visit, "Password");

  return user != NULL && user->federated && g_strcmp0 (user->password, password) == 0 ? user : NULL;
}

static void
show_form (DemoVisit *visit,
           gboolean   again)
{
  const char *username = demo_visit_get_query (visit, "username");
  g_autofree char *content = NULL;

  content = g_markup_printf_escaped ("<h1>Sign in with your organizational account</h1>\n"
                                     "<p class=\"error\" role=\"alert\">%s</p>\n"
                                     "<form method=\"post\">\n"
                                     "<input type=\"email\" name=\"UserName\" id=\"userNameInput\" "
                                     "value=\"%s\" placeholder=\"someone@example.com\" "
                                     "aria-label=\"User account\">\n<input type=\"password\" "
                                     "name=\"Password\" id=\"passwordInput\" "
                                     "placeholder=\"Password\" aria-label=\"Password\" autofocus>\n"
                                     "<button type=\"submit\" name=\"action\" value=\"next\">Sign "
                                     "in</button>\n<button type=\"submit\" name=\"action\" "
                                     "value=\"cancel\">Cancel</button>\n</form>",
                                     again ? "Incorrect user ID or password. Type the correct user "
                                             "ID and password, and try again." : "",
                                     username != NULL ? username : "");
  demo_visit_html (visit, SOUP_STATUS_OK, "Sign In", content);
}

/* @assertion: (nullable): what says who it was, %NULL if they left */
static void
send_back (DemoVisit  *visit,
           const char *assertion)
{
  g_autofree char *content = NULL;
  g_autofree char *page = NULL;

  content = g_markup_printf_escaped ("<h1>Working...</h1>\n<form method=\"post\" "
                                     "action=\"%s\">\n<input type=\"hidden\" "
                                     "name=\"flowToken\" value=\"%s\">\n<input type=\"hidden\" "
                                     "name=\"%s\" value=\"%s\">\n<button type=\"submit\">Continue"
                                     "</button>\n</form>\n",
                                     demo_visit_get_query (visit, "wtrealm"),
                                     demo_visit_get_query (visit, "wctx"),
                                     assertion != NULL ? "wresult" : "action",
                                     assertion != NULL ? assertion : "cancel");
  page = g_strconcat (content, "<script>document.forms[0].submit();</script>", NULL);
  demo_visit_html (visit, SOUP_STATUS_OK, "Working...", page);
}

/* The sign-in that waits for it, while it does. */
static DemoFlow *
find_flow (DemoVisit *visit)
{
  const char *token = demo_visit_get_query (visit, "wctx");
  DemoFlow *flow = token != NULL
    ? g_hash_table_lookup (demo_tenant_get_flows (visit->tenant), token) : NULL;

  return flow != NULL && flow->stage == DEMO_STAGE_FEDERATED ? flow : NULL;
}

static void
vouch (DemoVisit      *visit,
       DemoFlow       *flow,
       const DemoUser *user)
{
  g_free (flow->assertion);
  flow->assertion = demo_random_text (96);
  flow->user = user;
  demo_tenant_note_secret (visit->tenant, "assertion", flow->assertion);
  send_back (visit, flow->assertion);
}

/* The other organisation's side of it. */
void
demo_federation_answer (DemoVisit *visit)
{
  const char *realm = demo_visit_get_query (visit, "wtrealm");
  gboolean cancels = g_strcmp0 (demo_visit_get_field (visit, "action"), "cancel") == 0;
  const DemoUser *user = check_password (visit);
  DemoFlow *flow = find_flow (visit);

  if (flow == NULL || realm == NULL ||
      !g_str_has_prefix (realm, demo_tenant_get_origin (visit->tenant)))
    demo_visit_html (visit, SOUP_STATUS_BAD_REQUEST, "Error", "<h1>An error occurred</h1>");
  else if (cancels)
    send_back (visit, NULL);
  else if (user != NULL)
    vouch (visit, flow, user);
  else
    show_form (visit, g_str_equal (visit->method, "POST"));
}

/* @flow: (transfer full): back from there */
void
demo_federation_return (DemoVisit *visit,
                        DemoFlow  *flow)
{
  g_auto(DemoProblem) problem = { 0 };

  if (flow->assertion != NULL &&
      g_strcmp0 (flow->assertion, demo_visit_get_field (visit, "wresult")) == 0)
    {
      demo_login_answer_as (visit, flow, flow->user);
      return;
    }

  demo_problem_set (&problem, "invalid_request", 50008,
                    "SAML assertion is missing or misconfigured in the token.");
  demo_visit_explain (visit, &problem);
  demo_flow_free (flow);
}
