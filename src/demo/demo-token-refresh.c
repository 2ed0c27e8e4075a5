/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-judge.h"
#include "demo-token-private.h"

#define DAY (24 * 60 * 60)
#define UNUSED_FOR (90 * DAY)

static const struct
{
  guint code;
  const char *suberror;
  const char *words;
} revocations[] = {
  [DEMO_REVOCATION_REVOKED] = {
    50173, "bad_token",
    "The provided grant has expired due to it being revoked, a fresh auth token is needed. The "
    "user might have changed or reset their password.",
  },
  [DEMO_REVOCATION_PASSWORD] = {
    50133, NULL,
    "Session is invalid due to expiration or recent password change.",
  },
  [DEMO_REVOCATION_BAD_TOKEN] = {
    70000, "bad_token",
    "Provided grant is invalid or malformed.",
  },
  [DEMO_REVOCATION_INACTIVE] = {
    700082, "token_expired",
    "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.",
  },
};

static void
refuse_as (DemoProblem    *problem,
           DemoRevocation  kind)
{
  if (kind == DEMO_REVOCATION_FREQUENCY)
    {
      demo_judge_explain (DEMO_WANT_SIGN_IN_FREQUENCY, NULL, problem);
      return;
    }

  demo_problem_set (problem, "invalid_grant", revocations[kind].code, "%s",
                    revocations[kind].words);
  problem->suberror = revocations[kind].suberror;
}

/* Those of single-page applications are fixed at a day, others live as long as they are used. */
static void
check_age (DemoVisit       *visit,
           const DemoGrant *grant,
           DemoProblem     *problem)
{
  gint64 now = demo_tenant_get_time (visit->tenant);

  if (now - grant->created > UNUSED_FOR)
    refuse_as (problem, DEMO_REVOCATION_INACTIVE);
  else if (grant->redirect_kind == DEMO_REDIRECT_SPA && now - grant->proof.since > DAY)
    demo_problem_set (problem, "invalid_grant", 700084,
                      "The refresh token was issued to a single page app (SPA), and therefore has "
                      "a fixed, limited lifetime of 1.00:00:00, which can't be extended. It is now "
                      "expired and a new sign in request must be sent by the SPA to the sign in "
                      "page.");
}

/* Bound to a person and a client, to no tenant and no API; and rotation does not revoke: an old one
 * goes on working (entra.md 3.3). */
DemoGrant *
demo_token_find_refresh (DemoVisit   *visit,
                         DemoProblem *problem)
{
  const char *token = demo_token_need (visit, "refresh_token", problem);
  const char *client = demo_visit_get_field (visit, "client_id");
  DemoGrant *grant = token != NULL ? demo_tenant_find_refresh (visit->tenant, token) : NULL;

  if (token == NULL)
    return NULL;

  if (grant == NULL)
    demo_problem_set (problem, "invalid_grant", 9002313,
                      "Invalid request. Request is malformed or invalid.");
  else if (g_ascii_strcasecmp (grant->client_id, client) != 0)
    refuse_as (problem, DEMO_REVOCATION_BAD_TOKEN);
  else if (demo_tenant_get_revocation (visit->tenant, grant) != DEMO_REVOCATION_NONE)
    refuse_as (problem, demo_tenant_get_revocation (visit->tenant, grant));
  else
    check_age (visit, grant, problem);

  return problem->code == 0 ? grant : NULL;
}
