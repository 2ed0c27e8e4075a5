/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-judge.h"

#include "demo-json.h"

/* The policy that a claims challenge of Conditional Access names; any GUID does. */
#define POLICY_ID "4d3b0f6e-92a1-4c57-8e0d-b6f71a25c938"

static const struct
{
  guint code;
  const char *error;
  const char *suberror;
  const char *words;
} verdicts[] = {
  [DEMO_WANT_BLOCK] = {
    53003, "invalid_grant", "message_only",
    "Access has been blocked by Conditional Access policies. The access policy does not allow "
    "token issuance.",
  },
  [DEMO_WANT_ASSIGNED] = {
    50105, "invalid_grant", "message_only",
    "Your administrator has configured the application Toolcrib ('" DEMO_CLIENT_ID "') to block "
    "users unless they are specifically granted ('assigned') access to the application. The "
    "signed-in user is blocked because they are not a direct member of a group with access, nor "
    "had access directly assigned by an administrator. Please contact your administrator to assign "
    "access to this application.",
  },
  [DEMO_WANT_COMPLIANT_DEVICE] = {
    53000, "interaction_required", "additional_action",
    "Device is not in required device state: compliant. Conditional Access policy requires a "
    "compliant device, and the device is not compliant. The user must enroll their device with an "
    "approved MDM provider like Intune.",
  },
  [DEMO_WANT_MANAGED_DEVICE] = {
    530003, "interaction_required", "additional_action",
    "Your device is required to be managed to access this resource.",
  },
  [DEMO_WANT_NO_DEVICE_CODE] = {
    53003, "invalid_grant", "message_only",
    "Access has been blocked by Conditional Access policies. The access policy does not allow "
    "token issuance.",
  },
  [DEMO_WANT_SIGN_IN_FREQUENCY] = {
    70043, "invalid_grant", "token_expired",
    "The refresh token has expired or is invalid due to sign-in frequency checks by conditional "
    "access.",
  },
  [DEMO_WANT_PASSKEY] = {
    50076, "interaction_required", "basic_action",
    "Due to a configuration change made by your administrator, or because you moved to a new "
    "location, you must use multi-factor authentication to access '" DEMO_API_ID "'.",
  },
  [DEMO_WANT_MFA] = {
    50076, "interaction_required", "basic_action",
    "Due to a configuration change made by your administrator, or because you moved to a new "
    "location, you must use multi-factor authentication to access '" DEMO_API_ID "'.",
  },
  [DEMO_WANT_AUTH_CONTEXT] = {
    50076, "interaction_required", "basic_action",
    "Due to a configuration change made by your administrator, or because you moved to a new "
    "location, you must use multi-factor authentication to access '" DEMO_API_ID "'.",
  },
  [DEMO_WANT_TERMS] = {
    50158, "interaction_required", "basic_action",
    "External security challenge not satisfied. User will be redirected to another page or "
    "authentication provider to satisfy additional authentication challenges.",
  },
  [DEMO_WANT_ADMIN_CONSENT] = {
    90094, "invalid_grant", "consent_required",
    "The grant requires admin permission. Ask an administrator to consent to this application.",
  },
};

static char *
write_claims (DemoWant    want,
              const char *context)
{
  switch (want)
    {
    case DEMO_WANT_AUTH_CONTEXT:
      return g_strdup_printf ("{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"%s\"}}}",
                              context);

    case DEMO_WANT_BLOCK:
    case DEMO_WANT_COMPLIANT_DEVICE:
    case DEMO_WANT_MANAGED_DEVICE:
    case DEMO_WANT_NO_DEVICE_CODE:
    case DEMO_WANT_PASSKEY:
    case DEMO_WANT_MFA:
    case DEMO_WANT_TERMS:
      return g_strdup ("{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":[\""
                       POLICY_ID "\"]}}}");

    case DEMO_WANT_NOTHING:
    case DEMO_WANT_ASSIGNED:
    case DEMO_WANT_SIGN_IN_FREQUENCY:
    case DEMO_WANT_ADMIN_CONSENT:
    default:
      return NULL;
    }
}

/**
 * demo_judge_explain:
 * @want: what is missing
 * @context: (nullable): the authentication context that is
 * @problem: (out): what Entra says to a client that nobody sits in front of (entra.md 3.6)
 */
void
demo_judge_explain (DemoWant     want,
                    const char  *context,
                    DemoProblem *problem)
{
  demo_problem_set (problem, verdicts[want].error, verdicts[want].code, "%s",
                    verdicts[want].words);
  problem->suberror = verdicts[want].suberror;
  problem->claims = write_claims (want, context);
}

/* Members of other tenants who are no guests get no further (entra.md 8, row 2). */
void
demo_judge_turn_away (DemoTenant     *tenant,
                      const DemoUser *user,
                      const char     *client_id,
                      const char     *tid,
                      DemoProblem    *problem)
{
  demo_problem_set (problem, "invalid_grant", 50020,
                    "User account '%s' from identity provider '%s/%s/' does not exist in tenant "
                    "'%s' and cannot access the application '%s'(Toolcrib) in that tenant. The "
                    "account needs to be added as an external user in the tenant first. Sign out "
                    "and sign in again with a different Azure Active Directory user account.",
                    user->username, demo_tenant_get_origin (tenant), user->home,
                    demo_tenant_id_get_name (tid), client_id);
}

/* Returns: (nullable): "value", or the first of "values" */
static const char *
get_value (JsonObject *wish)
{
  JsonArray *values = demo_json_get_array (wish, "values");
  JsonNode *first = values != NULL && json_array_get_length (values) > 0
    ? json_array_get_element (values, 0) : NULL;

  if (demo_json_get_string (wish, "value") != NULL)
    return demo_json_get_string (wish, "value");

  return first != NULL && JSON_NODE_HOLDS_VALUE (first) &&
         json_node_get_value_type (first) == G_TYPE_STRING ? json_node_get_string (first) : NULL;
}

/**
 * demo_judge_read_claims:
 * @claims: (nullable): the parameter
 * @context: (out) (transfer full) (nullable): the authentication context that it insists on
 * @problem: (out): what Entra says against it
 *
 * Returns: whether it is none, or JSON as in OpenID Connect Core §5.5
 */
gboolean
demo_judge_read_claims (const char   *claims,
                        char        **context,
                        DemoProblem  *problem)
{
  g_autoptr(JsonNode) node = claims != NULL ? demo_json_parse (claims, -1, NULL) : NULL;
  JsonObject *token = NULL;

  *context = NULL;

  if (claims == NULL)
    return TRUE;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      demo_problem_set (problem, "invalid_request", 9002313,
                        "Invalid request. Request is malformed or invalid.");
      return FALSE;
    }

  token = demo_json_get_object (json_node_get_object (node), "access_token");
  *context = g_strdup (get_value (demo_json_get_object (token, "acrs")));

  return TRUE;
}

/* Returns: whether @user may still sign in anywhere */
static gboolean
check_user (const DemoUser *user,
            DemoProblem    *problem)
{
  if (user->disabled)
    demo_problem_set (problem, "invalid_grant", 50057,
                      "The user account is disabled. The account has been disabled by an "
                      "administrator.");
  else if (user->password_expired)
    {
      demo_problem_set (problem, "invalid_grant", 50055, "The password is expired.");
      problem->suberror = "user_password_expired";
    }

  return problem->code == 0;
}

/**
 * demo_judge_grant:
 * @tenant: the tenant
 * @grant: a code or a refresh token that is good
 * @form: how the path names the tenant
 * @scopes: what is asked for with it
 * @claims: (nullable): the parameter
 * @problem: (out): what Entra says against it
 *
 * Returns: whether all policies let it pass, and the consent still stands
 */
gboolean
demo_judge_grant (DemoTenant       *tenant,
                  const DemoGrant  *grant,
                  const char       *form,
                  const DemoScopes *scopes,
                  const char       *claims,
                  DemoProblem      *problem)
{
  DemoPolicies *policies = demo_tenant_get_policies (tenant);
  g_autofree char *context = NULL;
  const char *wanted = NULL;
  DemoTrial trial = { grant->user, grant->client_id, scopes, &grant->proof, NULL,
                      demo_tenant_get_time (tenant) };
  const char *tid = demo_grant_choose_tenant (grant, form);
  DemoWant want;

  if (check_user (grant->user, problem) && demo_user_get_oid (grant->user, tid) == NULL)
    demo_judge_turn_away (tenant, grant->user, grant->client_id, tid, problem);

  if (problem->code != 0 || !demo_judge_read_claims (claims, &context, problem))
    return FALSE;

  trial.context = context;
  want = demo_policies_judge (policies, &trial, &wanted);

  if (want != DEMO_WANT_NOTHING)
    demo_judge_explain (want, wanted, problem);
  else if (!demo_policies_has_consent (policies, grant->user, grant->client_id, scopes))
    {
      demo_problem_set (problem, "invalid_grant", 65001,
                        "The user or administrator has not consented to use the application with "
                        "ID '%s' named 'Toolcrib'. Send an interactive authorization request for "
                        "this user and resource.", grant->client_id);
      problem->suberror = "consent_required";
    }

  return problem->code == 0;
}
