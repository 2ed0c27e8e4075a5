/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-mint.h"

#include "demo-claims.h"
#include "demo-json.h"

#include <string.h>

#define HOUR (60 * 60)

/* Tokens that no sign-in gives. */

static void
set_times (JsonObject *claims,
           gint64      from,
           gint64      until)
{
  json_object_set_int_member (claims, "iat", from);
  json_object_set_int_member (claims, "nbf", from);
  json_object_set_int_member (claims, "exp", until);
}

static void
become_app (JsonObject *claims)
{
  json_object_remove_member (claims, "scp");
  json_object_remove_member (claims, "name");
  json_object_remove_member (claims, "preferred_username");
  json_object_set_string_member (claims, "sub", json_object_get_string_member (claims, "oid"));
  json_object_set_string_member (claims, "idtyp", "app");
}

static void
become_stranger (JsonObject *claims)
{
  const char *issuer = json_object_get_string_member (claims, "iss");
  g_autofree char *other = g_strdup_printf ("%.*s" DEMO_OTHER_ID "/v2.0",
                                            (int) (strstr (issuer, DEMO_TENANT_ID) - issuer),
                                            issuer);

  json_object_set_string_member (claims, "iss", other);
  json_object_set_string_member (claims, "tid", DEMO_OTHER_ID);
}

static void
become_misaddressed (JsonObject *claims)
{
  json_object_set_string_member (claims, "aud", DEMO_CLIENT_ID);
}

static void
become_graph (JsonObject *claims)
{
  json_object_set_string_member (claims, "aud", DEMO_GRAPH_ID);
}

static void
become_expired (JsonObject *claims)
{
  gint64 now = demo_json_get_int (claims, "iat", 0);

  set_times (claims, now - 2 * HOUR, now - HOUR);
}

static void
become_early (JsonObject *claims)
{
  gint64 now = demo_json_get_int (claims, "iat", 0);

  set_times (claims, now + HOUR, now + 2 * HOUR);
}

static void
become_wide (JsonObject *claims)
{
  json_object_set_string_member (claims, "scp", "mcp:tools mcp:other");
}

static void
become_narrow (JsonObject *claims)
{
  json_object_set_string_member (claims, "scp", "mcp:other");
}

static void
become_v1 (JsonObject *claims)
{
  const char *issuer = json_object_get_string_member (claims, "iss");
  g_autofree char *first = g_strndup (issuer, strlen (issuer) - strlen ("v2.0"));

  json_object_set_string_member (claims, "iss", first);
  json_object_set_string_member (claims, "aud", DEMO_API_URI);
  json_object_set_string_member (claims, "ver", "1.0");
  json_object_set_string_member (claims, "appid", DEMO_CLIENT_ID);
  json_object_set_string_member (claims, "appidacr", "0");
  json_object_remove_member (claims, "azp");
  json_object_remove_member (claims, "azpacr");
}

static void
add_one (JsonObject *claims,
         const char *name,
         const char *value)
{
  JsonArray *values = json_array_new ();

  json_array_add_string_element (values, value);
  json_object_set_array_member (claims, name, values);
}

/* Of a client that declared cp1 (entra.md 4.3). */
static void
become_capable (JsonObject *claims)
{
  add_one (claims, "xms_cc", "cp1");
}

static void
become_stepped_up (JsonObject *claims)
{
  become_capable (claims);
  add_one (claims, "acrs", "c1");
}

static void
become_privileged (JsonObject *claims)
{
  add_one (claims, "roles", "Tools.Run");
}

static void
become_app_with_roles (JsonObject *claims)
{
  become_app (claims);
  become_privileged (claims);
}

static const struct
{
  const char *kind;
  void (*become) (JsonObject *claims);
} kinds[] = {
  { "good", NULL },
  { "v1", become_v1 },
  { "capable", become_capable },
  { "stepped-up", become_stepped_up },
  { "with-role", become_privileged },
  { "app-only", become_app },
  { "app-roles", become_app_with_roles },
  { "wrong-tenant", become_stranger },
  { "wrong-audience", become_misaddressed },
  { "graph", become_graph },
  { "expired", become_expired },
  { "early", become_early },
  { "extra-scopes", become_wide },
  { "other-scope", become_narrow },
  { "forged", NULL },
  { "unknown-key", NULL },
  { "unsigned", NULL },
};

static char *
sign_as (DemoTenant *tenant,
         const char *kind,
         JsonObject *claims)
{
  DemoKey *key = demo_tenant_get_key (tenant);
  DemoKey *forger;

  if (g_str_equal (kind, "unsigned"))
    return demo_jwt_unsigned (claims);

  if (!g_str_equal (kind, "forged") && !g_str_equal (kind, "unknown-key"))
    return demo_key_sign (key, demo_key_get_id (key), claims);

  forger = demo_tenant_get_forger (tenant);

  return demo_key_sign (forger, demo_key_get_id (g_str_equal (kind, "forged") ? key : forger),
                        claims);
}

/**
 * demo_mint:
 * @tenant: the tenant
 * @wish: "kind", one of the table above, and "user"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a token that no sign-in gives, to prove refusals with
 */
char *
demo_mint (DemoTenant  *tenant,
                  JsonObject  *wish,
                  GError     **error)
{
  const char *kind = demo_json_get_string (wish, "kind");
  const DemoUser *user = demo_directory_find_user (demo_tenant_get_directory (tenant),
                                                   demo_json_get_string (wish, "user"));
  DemoBearer bearer = { .tid = DEMO_TENANT_ID, .client_id = DEMO_CLIENT_ID, .api_id = DEMO_API_ID,
                        .version = 2, .scp = "mcp:tools", .seconds = HOUR };
  g_autoptr(JsonObject) claims = NULL;
  char *token;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].kind, kind) != 0)
        continue;

      bearer.user = user != NULL ? user : &demo_users[0];
      claims = demo_claims_access (tenant, &bearer);

      if (kinds[i].become != NULL)
        kinds[i].become (claims);

      token = sign_as (tenant, kind, claims);
      demo_tenant_note_secret (tenant, "access_token", token);

      return token;
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Unknown kind of token");

  return NULL;
}
