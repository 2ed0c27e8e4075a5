/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-control-directory.h"

#include "demo-json.h"

/*
 * The tenant as data. All of it is undone by POST /reset; what a wish does not name stays.
 *
 * POST /policies  {"policies":[{"user", "app", "scope", "require"}]}, which replace all there are;
 *                 all but "require" may be left out, for any. It is "mfa", "passkey", "terms",
 *                 "block", "compliant_device", "managed_device", "assigned", "admin_consent",
 *                 "no_device_code", "auth_context:c1" or "sign_in_frequency:SECONDS".
 * POST /users     {"username", "password", "name", "guest", "disabled", "password_expired",
 *                 "federated"} adds somebody or changes them; a guest is a member of the other
 *                 tenant, and so is who has an address there.
 * POST /apps      {"client_id", "redirects", "kind", "public_client_flows", "single_tenant",
 *                 "disabled", "login_hint_claim"}; "kind" is "native", "web" or "spa".
 * POST /apis      {"id", "identifier_uris", "scopes", "token_version", "pre_authorized"}
 * POST /consents  {"user", "grant", "app"}: what they agreed to is void; with "grant", a text as in
 *                 the parameter scope, they have agreed to that for the app, which is the built-in
 *                 one unless named. Without "user", all of it, and in everybody's name.
 */

static gboolean
set_policies (DemoTenant  *tenant,
              JsonObject  *wish,
              GError     **error)
{
  return demo_policies_replace (demo_tenant_get_policies (tenant), wish, error);
}

static gboolean
change_user (DemoTenant  *tenant,
             JsonObject  *wish,
             GError     **error)
{
  const char *password = demo_json_get_string (wish, "password");

  if (password != NULL)
    demo_tenant_note_secret (tenant, "password", password);

  return demo_directory_change_user (demo_tenant_get_directory (tenant), wish, error);
}

static gboolean
change_app (DemoTenant  *tenant,
            JsonObject  *wish,
            GError     **error)
{
  return demo_directory_change_app (demo_tenant_get_directory (tenant), wish, error);
}

static gboolean
change_api (DemoTenant  *tenant,
            JsonObject  *wish,
            GError     **error)
{
  return demo_directory_change_api (demo_tenant_get_directory (tenant), wish, error);
}

static gboolean
grant_consent (DemoTenant      *tenant,
               const DemoUser  *user,
               const char      *app,
               const char      *text,
               GError         **error)
{
  g_auto(DemoProblem) problem = { 0 };
  g_autoptr(DemoScopes) scopes = NULL;

  scopes = demo_scopes_parse (demo_tenant_get_directory (tenant), text, &problem);

  if (scopes == NULL)
    return demo_wish_refuse (error, problem.words);

  demo_policies_consent (demo_tenant_get_policies (tenant), user,
                         app != NULL ? app : DEMO_CLIENT_ID, scopes);

  return TRUE;
}

static gboolean
change_consents (DemoTenant  *tenant,
                 JsonObject  *wish,
                 GError     **error)
{
  const char *name = demo_json_get_string (wish, "user");
  const char *text = demo_json_get_string (wish, "grant");
  const DemoUser *user = demo_directory_find_user (demo_tenant_get_directory (tenant), name);

  if (name != NULL && user == NULL)
    return demo_wish_refuse (error, "There is nobody called so");

  if (text != NULL)
    return grant_consent (tenant, user, demo_json_get_string (wish, "app"), text, error);

  demo_policies_withdraw (demo_tenant_get_policies (tenant), user);

  return TRUE;
}

static const struct
{
  const char *path;
  gboolean (*handle) (DemoTenant  *tenant,
                      JsonObject  *wish,
                      GError     **error);
} doors[] = {
  { "/apis", change_api },
  { "/apps", change_app },
  { "/consents", change_consents },
  { "/policies", set_policies },
  { "/users", change_user },
};

/**
 * demo_control_directory:
 * @tenant: the tenant
 * @method: the HTTP method
 * @path: the path
 * @wish: (nullable): the request's body
 * @error: return location for an error, left alone where there is no such door
 *
 * Returns: (transfer full) (nullable): the JSON to answer with
 */
char *
demo_control_directory (DemoTenant  *tenant,
                        const char  *method,
                        const char  *path,
                        JsonObject  *wish,
                        GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (doors) && g_str_equal (method, "POST"); i++)
    if (g_str_equal (doors[i].path, path))
      return doors[i].handle (tenant, wish, error) ? g_strdup ("{}") : NULL;

  return NULL;
}
