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
  json_object_set_string_member (claims, "sub", demo_user_get_sub (user, tid));
}

static JsonObject *
start (DemoTenant *tenant,
       const char *tid,
       const char *audience,
       gint64      from,
       guint       lifetime)
{
  JsonObject *claims = json_object_new ();
  g_autofree char *issuer = demo_tenant_dup_issuer (tenant, tid);

  json_object_set_string_member (claims, "aud", audience);
  json_object_set_string_member (claims, "iss", issuer);
  set_times (claims, from, from + lifetime);
  json_object_set_string_member (claims, "tid", tid);
  json_object_set_string_member (claims, "ver", "2.0");
  set_random (claims, "rh", 24);
  set_random (claims, "uti", 16);

  return claims;
}

/* What the API's registration decides, not the endpoint that was asked (entra.md 5.1). */
static void
set_first_version (JsonObject       *claims,
                   const DemoBearer *bearer)
{
  const char *issuer = json_object_get_string_member (claims, "iss");
  g_autofree char *first = g_strndup (issuer, strlen (issuer) - strlen ("v2.0"));

  json_object_set_string_member (claims, "iss", first);
  json_object_set_string_member (claims, "aud", bearer->audience);
  json_object_set_string_member (claims, "ver", "1.0");
  json_object_set_string_member (claims, "appid", bearer->client_id);
  json_object_set_string_member (claims, "appidacr", "0");
  json_object_set_string_member (claims, "upn", bearer->user->username);
  json_object_set_string_member (claims, "unique_name", bearer->user->username);
}

static void
set_second_version (JsonObject       *claims,
                    const DemoBearer *bearer)
{
  json_object_set_string_member (claims, "azp", bearer->client_id);
  json_object_set_string_member (claims, "azpacr", "0");
  json_object_set_string_member (claims, "preferred_username", bearer->user->username);
}

/* @text: values, by spaces */
static void
set_list (JsonObject *claims,
          const char *name,
          const char *text)
{
  JsonArray *array = json_array_new ();
  g_auto(GStrv) values = g_strsplit (text, " ", -1);

  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);

  json_object_set_array_member (claims, name, array);
}

/**
 * demo_claims_access:
 * @tenant: who issues
 * @bearer: for whom, for what and by whom
 *
 * Returns: (transfer full): the payload of entra.md 5.3
 */
JsonObject *
demo_claims_access (DemoTenant       *tenant,
                    const DemoBearer *bearer)
{
  gint64 from = MAX (demo_tenant_get_time (tenant), bearer->not_before);
  JsonObject *claims = start (tenant, bearer->tid, bearer->api_id, from, bearer->seconds);

  set_user (claims, bearer->user, bearer->tid);
  (bearer->version == 1 ? set_first_version : set_second_version) (claims, bearer);
  set_random (claims, "aio", 64);
  json_object_set_string_member (claims, "scp", bearer->scp);
  json_object_set_string_member (claims, "sid", bearer->user->oid);
  set_random (claims, "xms_ftd", 32);

  if (bearer->contexts != NULL)
    set_list (claims, "acrs", bearer->contexts);

  if (bearer->capable)
    set_list (claims, "xms_cc", "cp1");

  return claims;
}

/**
 * demo_claims_id:
 * @tenant: who issues
 * @user: for whom
 * @tid: the tenant they are signed in to
 * @app: to whom
 * @nonce: (nullable): what the client sent to authorize
 *
 * Returns: (transfer full): the payload of an ID token
 */
JsonObject *
demo_claims_id (DemoTenant     *tenant,
                const DemoUser *user,
                const char     *tid,
                const DemoApp  *app,
                const char     *nonce)
{
  JsonObject *claims = start (tenant, tid, app->client_id, demo_tenant_get_time (tenant), HOUR);

  set_user (claims, user, tid);
  json_object_set_string_member (claims, "preferred_username", user->username);

  if (nonce != NULL)
    json_object_set_string_member (claims, "nonce", nonce);

  if (app->login_hint_claim)
    {
      g_autofree char *hint = demo_user_dup_login_hint (user);

      json_object_set_string_member (claims, "login_hint", hint);
    }

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
