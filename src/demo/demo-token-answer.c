/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-token-answer.h"

#include "demo-claims.h"
#include "demo-json.h"

#define GRAPH_SCOPES "openid profile email User.Read"

/* What the token endpoint answers when it has made up its mind (entra.md 3.2). */

static const DemoLifetime *
get_lifetime (DemoVisit *visit)
{
  return demo_issuing_get_lifetime (demo_tenant_get_issuing (visit->tenant));
}

/* Number or text: clients have to read both. */
static void
set_seconds (DemoVisit  *visit,
             JsonObject *body,
             const char *name,
             gint64      seconds)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, seconds);

  if (get_lifetime (visit)->as_text)
    json_object_set_string_member (body, name, text);
  else
    json_object_set_int_member (body, name, seconds);
}

static void
set_times (DemoVisit  *visit,
           JsonObject *body,
           guint       seconds,
           gboolean    is_long)
{
  const DemoLifetime *lifetime = get_lifetime (visit);

  if (!lifetime->expires_unsaid)
    {
      set_seconds (visit, body, "expires_in", seconds);
      set_seconds (visit, body, "ext_expires_in", seconds);
    }

  if (lifetime->refresh_in > 0)
    set_seconds (visit, body, "refresh_in", lifetime->refresh_in);
  else if (is_long)
    set_seconds (visit, body, "refresh_in", seconds / 2);
}

/* What the parameter "claims" says of the client (entra.md 4.3); it was found to be in order. */
static void
read_claims (DemoVisit  *visit,
             DemoBearer *bearer)
{
  const char *text = demo_visit_get_field (visit, "claims");
  g_autoptr(JsonNode) node = text != NULL ? demo_json_parse (text, -1, NULL) : NULL;
  JsonObject *token = NULL, *capabilities = NULL;
  JsonArray *values;
  const char *not_before;

  if (node != NULL)
    token = demo_json_get_object (json_node_get_object (node), "access_token");

  capabilities = demo_json_get_object (token, "xms_cc");
  values = demo_json_get_array (capabilities, "values");
  not_before = demo_json_get_string (demo_json_get_object (token, "nbf"), "value");
  bearer->not_before = not_before != NULL ? g_ascii_strtoll (not_before, NULL, 10) : 0;

  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    if (g_ascii_strcasecmp (json_array_get_string_element (values, i), "cp1") == 0)
      bearer->capable = TRUE;
}

/* What was granted, as the client calls it. */
static char *
write_scope (DemoScopes *scopes)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) names = g_strsplit (scopes->api->str, " ", -1);

  if (scopes->owner == NULL)
    return g_strdup (GRAPH_SCOPES);

  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (text, "%s%s/%s", i > 0 ? " " : "", scopes->prefix, names[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Graph alone revokes early by itself; other APIs do where a test says so (entra.md 4.3). */
static gboolean
lives_long (DemoVisit        *visit,
            DemoScopes       *scopes,
            const DemoBearer *bearer)
{
  return bearer->capable && (scopes->owner == NULL || get_lifetime (visit)->continuous);
}

static gboolean
has_consent (DemoVisit  *visit,
             DemoGrant  *grant,
             const char *scope)
{
  g_auto(DemoProblem) problem = { 0 };
  g_autoptr(DemoScopes) one = demo_scopes_parse (demo_tenant_get_directory (visit->tenant), scope,
                                                 &problem);

  return one != NULL && demo_policies_has_consent (demo_tenant_get_policies (visit->tenant),
                                                   grant->user, grant->client_id, one);
}

/* A token holds more than was asked for where more was agreed to (entra.md 3.2). */
static void
add_consented (DemoVisit  *visit,
               DemoGrant  *grant,
               DemoScopes *scopes)
{
  const DemoApi *api = scopes->owner;

  for (guint i = 0; api != NULL && api->scopes[i] != NULL; i++)
    {
      g_autofree char *full = g_strconcat (api->id, "/", api->scopes[i], NULL);

      if (!demo_scopes_has (scopes, api->scopes[i]) && has_consent (visit, grant, full))
        g_string_append_printf (scopes->api, " %s", api->scopes[i]);
    }
}

static void
set_access_token (DemoVisit  *visit,
                  DemoGrant  *grant,
                  DemoScopes *scopes,
                  const char *tid,
                  JsonObject *body)
{
  DemoBearer bearer = { .user = grant->user, .tid = tid, .client_id = grant->client_id,
                        .api_id = DEMO_GRAPH_ID, .version = 2, .scp = GRAPH_SCOPES,
                        .contexts = grant->proof.contexts };
  g_autofree char *scope = NULL;
  g_autofree char *token = NULL;
  gboolean is_long;

  if (get_lifetime (visit)->with_consented)
    add_consented (visit, grant, scopes);

  scope = write_scope (scopes);
  if (scopes->owner != NULL)
    {
      bearer.api_id = scopes->owner->id;
      bearer.audience = scopes->prefix;
      bearer.version = scopes->owner->token_version;
      bearer.scp = scopes->api->str;
    }

  read_claims (visit, &bearer);
  is_long = lives_long (visit, scopes, &bearer);
  bearer.seconds = demo_issuing_pick_seconds (demo_tenant_get_issuing (visit->tenant), is_long);
  token = demo_claims_sign (visit->tenant, "access_token",
                            demo_claims_access (visit->tenant, &bearer));
  json_object_set_string_member (body, "token_type", "Bearer");
  json_object_set_string_member (body, "scope", scope);
  set_times (visit, body, bearer.seconds, is_long);
  json_object_set_string_member (body, "access_token", token);
}

static void
set_refresh_token (DemoVisit  *visit,
                   DemoGrant  *grant,
                   JsonObject *body)
{
  g_autofree char *token = demo_tenant_add_refresh (visit->tenant, grant);

  json_object_set_string_member (body, "refresh_token", token);
}

static void
set_id_token (DemoVisit  *visit,
              DemoGrant  *grant,
              const char *tid,
              JsonObject *body)
{
  DemoDirectory *directory = demo_tenant_get_directory (visit->tenant);
  DemoApp *app = demo_directory_find_app (directory, grant->client_id);
  g_autofree char *token = NULL;

  token = demo_claims_sign (visit->tenant, "id_token",
                            demo_claims_id (visit->tenant, grant->user, tid, app, grant->nonce));
  json_object_set_string_member (body, "id_token", token);
}

/**
 * demo_token_answer_grant:
 * @visit: a request for tokens that is in order
 * @grant: what was redeemed
 * @scopes: what the access token is for
 * @lasting: whether there is a refresh token, which the first grant has to be asked for; each one
 *   that is used brings another, whatever is asked for with it
 */
void
demo_token_answer_grant (DemoVisit  *visit,
                         DemoGrant  *grant,
                         DemoScopes *scopes,
                         gboolean    lasting)
{
  const DemoLifetime *lifetime = get_lifetime (visit);
  const char *tid = demo_grant_choose_tenant (grant, visit->form_of_tenant);
  JsonObject *body = json_object_new ();

  set_access_token (visit, grant, scopes, tid, body);

  if (lasting && !lifetime->without_refresh_token)
    set_refresh_token (visit, grant, body);

  if (scopes->openid)
    set_id_token (visit, grant, tid, body);

  if (g_strcmp0 (demo_visit_get_field (visit, "client_info"), "1") == 0 &&
      !lifetime->without_client_info)
    {
      g_autofree char *info = demo_claims_info (grant->user);

      json_object_set_string_member (body, "client_info", info);
    }

  demo_visit_json (visit, SOUP_STATUS_OK, body);
}

/* @status: 429 or 503. @retry_after: (nullable). @html: what does not even look like an answer */
void
demo_token_answer_busy (DemoVisit  *visit,
                        guint       status,
                        const char *retry_after,
                        gboolean    html)
{
  g_auto(DemoProblem) problem = { 0 };

  if (retry_after != NULL)
    demo_answer_set_header (visit->answer, "Retry-After", retry_after);

  demo_problem_set (&problem, "temporarily_unavailable", 90055,
                    "The tenant is experiencing high volume of requests. Please try again later.");
  problem.status = status;

  if (html)
    demo_visit_html (visit, status, "Too many requests", "<h1>Too many requests</h1>");
  else
    demo_visit_refuse (visit, &problem);
}
