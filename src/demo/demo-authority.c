/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-authority.h"

#include "demo-admin-consent.h"
#include "demo-authorize.h"
#include "demo-device.h"
#include "demo-federation.h"
#include "demo-json.h"
#include "demo-login-answer.h"
#include "demo-logout.h"
#include "demo-metadata.h"
#include "demo-token.h"
#include "demo-userinfo.h"

static const struct
{
  const char *endpoint;
  gboolean json;                /* how it says that there is no such tenant */
  void (*answer) (DemoVisit *visit);
} doors[] = {
  { "discovery", TRUE, demo_metadata_answer },
  { "discovery-v1", TRUE, demo_metadata_answer },
  { "instance", TRUE, demo_metadata_instance },
  { "keys", TRUE, demo_metadata_keys },
  { "authorize", FALSE, demo_authorize_answer },
  { "token", TRUE, demo_token_answer },
  { "devicecode", TRUE, demo_device_answer },
  { "logout", FALSE, demo_logout_answer },
  { "adminconsent", FALSE, demo_admin_consent_answer },
  { "login", FALSE, demo_login_answer },
  { "federated", FALSE, demo_login_answer },
  { "password", FALSE, demo_login_answer },
  { "fido", FALSE, demo_login_answer },
  { "mfa", FALSE, demo_login_answer },
  { "terms", FALSE, demo_login_answer },
  { "kmsi", FALSE, demo_login_answer },
  { "app", FALSE, demo_login_answer },
  { "consent", FALSE, demo_login_answer },
};

static void
answer_nothing_here (DemoVisit *visit)
{
  demo_visit_html (visit, SOUP_STATUS_NOT_FOUND, "404 - File or directory not found.",
                   "<h1>Server Error</h1>\n<h2>404 - File or directory not found.</h2>");
}

/* Where error_uri leads to. */
static void
look_up_error (DemoVisit *visit)
{
  const char *code = demo_visit_get_query (visit, "code");
  g_autofree char *escaped = g_markup_escape_text (code != NULL ? code : "", -1);
  g_autofree char *content = g_strdup_printf ("<h1>Error lookup</h1>\n<p>AADSTS%s</p>", escaped);

  demo_visit_html (visit, SOUP_STATUS_OK, "Error lookup", content);
}

/* What is not below a tenant. */
static const struct
{
  const char *endpoint;
  void (*answer) (DemoVisit *visit);
} common_doors[] = {
  { "error", look_up_error },
  { "federation", demo_federation_answer },
  { "deviceauth", demo_device_page },
  { "userinfo", demo_userinfo_answer },
};

static void
refuse_tenant (DemoVisit *visit,
               gboolean   json)
{
  g_auto(DemoProblem) problem = { 0 };

  demo_problem_set (&problem, "invalid_tenant", 90002,
                    "Tenant '%s' not found. Check to make sure you have the correct tenant ID and "
                    "are signing into the correct cloud. Check with your subscription "
                    "administrator, this may happen if there are no active subscriptions for the "
                    "tenant.", visit->form_of_tenant);

  if (json)
    demo_visit_refuse (visit, &problem);
  else
    demo_visit_explain (visit, &problem);
}

/* A fault of kind token_error: "error", "suberror", "codes", "words", "claims", "status". */
static void
answer_as_wished (DemoVisit  *visit,
                  JsonObject *wish)
{
  g_auto(DemoProblem) problem = { 0 };
  JsonArray *codes = demo_json_get_array (wish, "codes");
  const char *error = demo_json_get_string (wish, "error");
  const char *words = demo_json_get_string (wish, "words");
  const char *claims = demo_json_get_string (wish, "claims");
  JsonObject *body;

  demo_problem_set (&problem, error != NULL ? error : "invalid_grant",
                    codes != NULL && json_array_get_length (codes) > 0
                      ? json_array_get_int_element (codes, 0) : 50076,
                    "%s", words != NULL ? words : "The tenant was told to refuse this request.");
  problem.status = CLAMP (demo_json_get_int (wish, "status", 400), 100, 599);
  problem.suberror = demo_json_get_string (wish, "suberror");
  body = demo_visit_error (visit, &problem);

  if (codes != NULL)
    json_object_set_array_member (body, "error_codes", json_array_ref (codes));

  if (claims != NULL)
    json_object_set_string_member (body, "claims", claims);

  demo_visit_json (visit, problem.status, body);
}

/**
 * demo_authority_handle:
 * @visit: a request to the tenant, with its answer
 * @fault: (nullable): what goes wrong with it
 */
void
demo_authority_handle (DemoVisit       *visit,
                       const DemoFault *fault)
{
  if (fault != NULL && fault->kind == DEMO_FAULT_TOKEN_ERROR)
    {
      answer_as_wished (visit, fault->wish);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (common_doors); i++)
    if (g_str_equal (common_doors[i].endpoint, visit->endpoint))
      {
        common_doors[i].answer (visit);
        return;
      }

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      if (!g_str_equal (doors[i].endpoint, visit->endpoint))
        continue;

      if (demo_tenant_knows (visit->tenant, visit->form_of_tenant))
        doors[i].answer (visit);
      else
        refuse_tenant (visit, doors[i].json);

      return;
    }

  answer_nothing_here (visit);
}
