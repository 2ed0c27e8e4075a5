/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-diagnosis.h"

#include "entra-advice-private.h"
#include "entra-issuer.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* What two clocks may differ by, in seconds (entra.md 5.2). */
#define SKEW 300

#define GRAPH "00000003-0000-0000-c000-000000000000"
#define V1_ISSUER "https://sts.windows.net/"

static char *
dup_claim (const EntraRefusal *refusal,
           const char         *name)
{
  return sjson_value_dup_member_string (refusal->claims, name);
}

static gboolean
is_page (const EntraRefusal *refusal)
{
  return refusal->status == 403 && refusal->is_html;
}

static gboolean
is_mute (const EntraRefusal *refusal)
{
  return refusal->status == 401 && !refusal->has_challenge;
}

static gboolean
is_step_up (const EntraRefusal *refusal)
{
  return g_strcmp0 (refusal->code, "insufficient_claims") == 0;
}

static gboolean
is_for_graph (const EntraRefusal *refusal)
{
  g_autofree char *audience = dup_claim (refusal, "aud");

  return audience != NULL && g_ascii_strcasecmp (audience, GRAPH) == 0;
}

static gboolean
is_of_other_tenant (const EntraRefusal *refusal)
{
  g_autofree char *tenant = dup_claim (refusal, "tid");
  g_autoptr(EntraIssuer) wanted = NULL;

  if (refusal->issuer != NULL)
    wanted = entra_issuer_new (refusal->issuer);

  return tenant != NULL && wanted != NULL && wanted->kind == ENTRA_TENANT_ID &&
         g_ascii_strcasecmp (tenant, wanted->tenant) != 0;
}

static gboolean
is_of_v1 (const EntraRefusal *refusal)
{
  g_autofree char *issuer = dup_claim (refusal, "iss");
  g_autoptr(EntraIssuer) wanted = NULL;

  if (refusal->issuer != NULL)
    wanted = entra_issuer_new (refusal->issuer);

  return issuer != NULL && wanted != NULL && wanted->is_v2 &&
         g_str_has_prefix (issuer, V1_ISSUER);
}

static gboolean
is_out_of_time (const EntraRefusal *refusal)
{
  gint64 begin;
  gint64 end;

  if (refusal->server_time <= 0)
    return FALSE;

  return (sjson_value_get_member_int64 (refusal->claims, "exp", &end) &&
          end < refusal->server_time) ||
         (sjson_value_get_member_int64 (refusal->claims, "nbf", &begin) &&
          begin > refusal->server_time && begin - refusal->server_time > SKEW);
}

static gboolean
lacks_permission (const EntraRefusal *refusal)
{
  g_autofree char *text = dup_claim (refusal, "scp");
  g_auto(GStrv) scopes = NULL;

  if (text == NULL)
    return TRUE;

  scopes = g_strsplit (text, " ", -1);

  return refusal->permission != NULL &&
         !g_strv_contains ((const char * const *) scopes, refusal->permission);
}

/* Without the API in front of it. */
static const char *
get_bare (const char *scope)
{
  const char *end = strrchr (scope, '/');

  return end != NULL ? end + 1 : scope;
}

static gboolean
is_of_openid (const char *scope)
{
  static const char * const standing[] = { "openid", "profile", "email", "offline_access", NULL };

  return g_strv_contains (standing, scope);
}

/* It is there, among others: nothing is wrong but how the server looks for it. */
static gboolean
has_more_than_needed (const EntraRefusal *refusal)
{
  gboolean is_there = FALSE;
  guint n_others = 0;

  if (refusal->status != 403 || refusal->granted == NULL || refusal->permission == NULL)
    return FALSE;

  for (const char * const *scope = refusal->granted; *scope != NULL; scope++)
    if (g_str_equal (get_bare (*scope), get_bare (refusal->permission)))
      is_there = TRUE;
    else if (!is_of_openid (*scope))
      n_others++;

  return is_there && n_others > 0;
}

static gboolean
is_of_other_client (const EntraRefusal *refusal)
{
  g_autofree char *client = dup_claim (refusal, "azp");

  if (client == NULL)
    client = dup_claim (refusal, "appid");

  return client != NULL && refusal->client_id != NULL &&
         g_ascii_strcasecmp (client, refusal->client_id) != 0;
}

/* Tokens of v2 name the API by its client id, whatever the resource is called. */
static gboolean
has_other_audience (const EntraRefusal *refusal)
{
  g_autofree char *audience = dup_claim (refusal, "aud");

  return refusal->status == 401 && g_strcmp0 (refusal->code, "invalid_token") == 0 &&
         refusal->resource != NULL && audience != NULL && g_uuid_string_is_valid (audience) &&
         !g_uuid_string_is_valid (refusal->resource);
}

/* Nobody has looked into the token, which is for its API to read: what is known without. */
static gboolean
may_have_other_audience (const EntraRefusal *refusal)
{
  return refusal->claims == NULL && refusal->granted != NULL && refusal->resource != NULL &&
         refusal->status == 401 && g_strcmp0 (refusal->code, "invalid_token") == 0 &&
         !g_uuid_string_is_valid (refusal->resource);
}

static gboolean
lacks_role (const EntraRefusal *refusal)
{
  SjsonValue roles;

  return refusal->status == 403 &&
         (!sjson_value_get_member_of_kind (refusal->claims, "roles", SJSON_KIND_ARRAY, &roles) ||
          sjson_value_get_length (&roles) == 0);
}

static gboolean
is_forbidden (const EntraRefusal *refusal)
{
  return refusal->status == 403;
}

/* The first that applies is told: the answer before the token, what explains more before what
 * explains less. */
static const struct
{
  gboolean (*applies) (const EntraRefusal *refusal);
  gboolean needs_claims;
  EntraFixer fixer;
  const char *title;
  const char *fix;
} rows[] = {
  { is_page, FALSE, ENTRA_FIXER_IT,
    N_("A proxy or firewall on the way refused the request"),
    N_("Ask whoever runs your network to let requests to this server through.") },
  { is_mute, FALSE, ENTRA_FIXER_OWNER,
    N_("The server does not say how to sign in"),
    N_("The server’s answer 401 must carry a WWW-Authenticate header, as MCP asks for.") },
  { is_step_up, FALSE, ENTRA_FIXER_USER,
    N_("The server asks for a stronger sign-in"),
    N_("Sign in again and confirm when asked. If it keeps asking, its policy cannot be met from "
       "here.") },
  { is_for_graph, TRUE, ENTRA_FIXER_CLIENT,
    N_("The token is for Microsoft Graph, because the scope was not qualified"),
    N_("Use the full scope, the Application ID URI followed by the permission.") },
  { is_of_other_tenant, TRUE, ENTRA_FIXER_USER_OR_ADMIN,
    N_("You are signed in to another tenant than the server trusts"),
    N_("Choose an account of the server’s tenant, or ask its administrator to invite you as a "
       "guest.") },
  { is_of_v1, TRUE, ENTRA_FIXER_ADMIN_OR_OWNER,
    N_("The server’s registration issues tokens of version 1"),
    N_("Set requestedAccessTokenVersion to 2 in the manifest of the server’s app registration.") },
  { is_out_of_time, TRUE, ENTRA_FIXER_IT,
    N_("The clocks of this computer and of the server differ"),
    N_("Set the time of both by the network.") },
  { lacks_permission, TRUE, ENTRA_FIXER_USER_OR_ADMIN,
    N_("The permission that the server needs was not granted"),
    N_("Sign in again and accept the permission, or send your administrator the consent link.") },
  { has_more_than_needed, FALSE, ENTRA_FIXER_OWNER,
    N_("The token holds more permissions than the server looks for"),
    N_("The server seems to test for exactly one permission. It must look whether its own is among "
       "those of the token; until it does, ask for that one only, and have no others agreed to.") },
  { is_of_other_client, TRUE, ENTRA_FIXER_OWNER,
    N_("The token was issued to another application"),
    N_("Check the client ID of this server, and which applications the server allows.") },
  { has_other_audience, TRUE, ENTRA_FIXER_OWNER,
    N_("The server expects another form of audience"),
    N_("Version 2 tokens carry the client ID of the server’s registration as audience: the server "
       "must accept it.") },
  { may_have_other_audience, FALSE, ENTRA_FIXER_OWNER,
    N_("The server refuses a new token, perhaps for the form of its audience"),
    N_("Version 2 tokens carry the client ID of the server’s registration as audience, not the "
       "server’s address: the server must accept it. What the token says shows whether it is "
       "that.") },
  { lacks_role, TRUE, ENTRA_FIXER_ADMIN,
    N_("You have no role or group that this server accepts"),
    N_("Assign a role or group under Enterprise applications → Users and groups.") },
  { is_forbidden, TRUE, ENTRA_FIXER_OWNER,
    N_("The server does not allow this application"),
    N_("Add this program’s client ID to the applications that the server allows.") },
};

/**
 * entra_diagnosis_find:
 * @refusal: what the server answered, and what is known besides
 * @advice: (out): the likely reason
 *
 * Why a server refused (entra.md 5.4). Pure; the token's claims are its API's to define, so this is
 * for people to read and never for code to branch on.
 *
 * Returns: whether there is a likely reason
 */
gboolean
entra_diagnosis_find (const EntraRefusal *refusal,
                      EntraAdvice        *advice)
{
  g_return_val_if_fail (refusal != NULL, FALSE);
  g_return_val_if_fail (advice != NULL, FALSE);

  if (refusal->status != 401 && refusal->status != 403)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((!rows[i].needs_claims || refusal->claims != NULL) && rows[i].applies (refusal))
      {
        *advice = (EntraAdvice) {
          .title = _(rows[i].title),
          .who = entra_fixer_get_name (rows[i].fixer),
          .fix = _(rows[i].fix),
          .fixer = rows[i].fixer,
        };
        return TRUE;
      }

  return FALSE;
}
