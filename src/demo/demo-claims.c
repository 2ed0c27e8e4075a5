/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-claims.h"

#include "demo-json.h"

#include <gio/gio.h>
#include <string.h>

#define HOUR (60 * 60)

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
set_random (JsonObject *claims,
            const char *name,
            gsize       bytes)
{
  g_autofree char *text = demo_random_text (bytes);

  json_object_set_string_member (claims, name, text);
}

static void
set_user (JsonObject     *claims,
          const DemoUser *user,
          const char     *tid)
{
  json_object_set_string_member (claims, "name", user->name);
  json_object_set_string_member (claims, "oid", demo_user_get_oid (user, tid));
  json_object_set_string_member (claims, "preferred_username", user->username);
  json_object_set_string_member (claims, "sub", demo_user_get_sub (user, tid));
}

static JsonObject *
start (DemoTenant *tenant,
       const char *tid,
       const char *audience,
       guint       lifetime)
{
  JsonObject *claims = json_object_new ();
  gint64 now = demo_tenant_get_time (tenant);
  g_autofree char *issuer = demo_tenant_dup_issuer (tenant, tid);

  json_object_set_string_member (claims, "aud", audience);
  json_object_set_string_member (claims, "iss", issuer);
  set_times (claims, now, now + lifetime);
  json_object_set_string_member (claims, "tid", tid);
  json_object_set_string_member (claims, "ver", "2.0");
  set_random (claims, "rh", 24);
  set_random (claims, "uti", 16);

  return claims;
}

/**
 * demo_claims_access:
 * @tenant: who issues
 * @user: for whom
 * @tid: the tenant they are signed in to
 * @scp: (nullable): the granted scopes of our API; %NULL for a token of Graph
 * @lifetime: seconds
 *
 * Returns: (transfer full): the payload of entra.md 5.3
 */
JsonObject *
demo_claims_access (DemoTenant     *tenant,
                    const DemoUser *user,
                    const char     *tid,
                    const char     *scp,
                    guint           lifetime)
{
  JsonObject *claims = start (tenant, tid, scp != NULL ? DEMO_API_ID : DEMO_GRAPH_ID, lifetime);

  set_user (claims, user, tid);
  set_random (claims, "aio", 64);
  json_object_set_string_member (claims, "azp", DEMO_CLIENT_ID);
  json_object_set_string_member (claims, "azpacr", "0");
  json_object_set_string_member (claims, "scp",
                                 scp != NULL ? scp : "openid profile email User.Read");
  json_object_set_string_member (claims, "sid", user->oid);
  set_random (claims, "xms_ftd", 32);

  return claims;
}

/* @nonce: (nullable): what the client sent to authorize */
JsonObject *
demo_claims_id (DemoTenant     *tenant,
                const DemoUser *user,
                const char     *tid,
                const char     *nonce)
{
  JsonObject *claims = start (tenant, tid, DEMO_CLIENT_ID, HOUR);

  set_user (claims, user, tid);

  if (nonce != NULL)
    json_object_set_string_member (claims, "nonce", nonce);

  return claims;
}

/* @claims: (transfer full): the payload. Returns: (transfer full): the token, noted as a secret */
char *
demo_claims_sign (DemoTenant *tenant,
                  const char *kind,
                  JsonObject *claims)
{
  g_autoptr(JsonObject) keep = claims;
  DemoKey *key = demo_tenant_get_key (tenant);
  char *token = demo_key_sign (key, demo_key_get_id (key), keep);

  demo_tenant_note_secret (tenant, kind, token);

  return token;
}

/* Returns: (transfer full): client_info (entra.md 3.4) */
char *
demo_claims_info (const DemoUser *user)
{
  g_autofree char *text = g_strdup_printf ("{\"uid\":\"%s\",\"utid\":\"%s\"}", user->oid,
                                           user->home);

  return demo_base64url (text, strlen (text));
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
 * demo_claims_mint:
 * @tenant: the tenant
 * @wish: "kind", one of the table above, and "user"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a token that no sign-in gives, to prove refusals with
 */
char *
demo_claims_mint (DemoTenant  *tenant,
                  JsonObject  *wish,
                  GError     **error)
{
  const char *kind = demo_json_get_string (wish, "kind");
  const DemoUser *user = demo_directory_find_user (demo_tenant_get_directory (tenant),
                                                   demo_json_get_string (wish, "user"));
  g_autoptr(JsonObject) claims = NULL;
  char *token;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].kind, kind) != 0)
        continue;

      claims = demo_claims_access (tenant, user != NULL ? user : &demo_users[0], DEMO_TENANT_ID,
                                   "mcp:tools", HOUR);

      if (kinds[i].become != NULL)
        kinds[i].become (claims);

      token = sign_as (tenant, kind, claims);
      demo_tenant_note_secret (tenant, "access_token", token);

      return token;
    }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "Unknown kind of token");

  return NULL;
}
