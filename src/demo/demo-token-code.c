/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-token-private.h"

#include <string.h>

#define CODE_LIFETIME (10 * 60)

/* RFC 7636 §4.6. */
static gboolean
verifier_fits (DemoGrant  *grant,
               const char *verifier)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr(GChecksum) sum = NULL;
  g_autofree char *text = NULL;

  if (verifier == NULL || strlen (verifier) < 43 || strlen (verifier) > 128)
    return FALSE;

  if (g_strcmp0 (grant->challenge_method, "S256") != 0)
    return g_str_equal (grant->challenge, verifier);

  sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  text = demo_base64url (digest, length);

  return g_str_equal (grant->challenge, text);
}

DemoGrant *
demo_token_find_code (DemoVisit   *visit,
                      DemoProblem *problem)
{
  const char *code = demo_token_need (visit, "code", problem);
  DemoGrant *grant = code != NULL ? demo_tenant_find_code (visit->tenant, code) : NULL;

  if (code == NULL)
    return NULL;

  if (grant == NULL)
    demo_problem_set (problem, "invalid_grant", 9002313,
                      "Invalid request. Request is malformed or invalid.");
  else if (g_ascii_strcasecmp (grant->client_id, demo_visit_get_field (visit, "client_id")) != 0)
    demo_problem_set (problem, "invalid_grant", 70000,
                      "The provided value for the 'code' parameter is not valid.");
  else if (g_ascii_strcasecmp (grant->tenant, visit->form_of_tenant) != 0)
    demo_problem_set (problem, "invalid_grant", 700005,
                      "The provided authorization code was issued for another tenant.");
  else if (grant->used)
    demo_problem_set (problem, "invalid_grant", 54005,
                      "OAuth2 Authorization code was already redeemed, please retry with a new "
                      "valid code or use an existing refresh token.");
  else if (demo_tenant_get_time (visit->tenant) - grant->created > CODE_LIFETIME)
    demo_problem_set (problem, "invalid_grant", 70008,
                      "The provided authorization code or refresh token has expired due to "
                      "inactivity. Send a new interactive authorization request for this user and "
                      "resource.");

  return problem->code == 0 ? grant : NULL;
}

/* Returns: whether whoever brings it is who asked for it (RFC 6749 §4.1.3, RFC 7636 §4.6) */
gboolean
demo_token_redeem_code (DemoVisit   *visit,
                        DemoGrant   *grant,
                        DemoProblem *problem)
{
  const char *redirect = demo_token_need (visit, "redirect_uri", problem);

  if (redirect == NULL)
    return FALSE;

  if (!g_str_equal (grant->redirect_uri, redirect))
    {
      demo_problem_set (problem, "invalid_client", 500112,
                        "The reply address '%s' does not match the reply address '%s' provided "
                        "when requesting Authorization code.", redirect, grant->redirect_uri);
      problem->status = SOUP_STATUS_UNAUTHORIZED;
      return FALSE;
    }

  if (!verifier_fits (grant, demo_visit_get_field (visit, "code_verifier")))
    {
      demo_problem_set (problem, "invalid_grant", 501481,
                        "The Code_Verifier does not match the code_challenge supplied in the "
                        "authorization request.");
      return FALSE;
    }

  grant->used = TRUE;

  return TRUE;
}
