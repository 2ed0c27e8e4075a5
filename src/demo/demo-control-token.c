/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-control-token.h"

#include "demo-json.h"

static gboolean
refuse (GError     **error,
        const char  *words)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, words);

  return FALSE;
}

static gboolean
set_lifetime (DemoTenant  *tenant,
              JsonObject  *wish,
              GError     **error)
{
  const DemoLifetime lifetime = {
    .seconds = CLAMP (demo_json_get_int (wish, "seconds", 0), 0, G_MAXINT),
    .refresh_in = CLAMP (demo_json_get_int (wish, "refresh_in", 0), 0, G_MAXINT),
    .device_interval = CLAMP (demo_json_get_int (wish, "device_interval", 0), 0, G_MAXINT),
    .continuous = demo_json_get_boolean (wish, "continuous"),
    .as_text = demo_json_get_boolean (wish, "as_text"),
    .expires_unsaid = demo_json_get_boolean (wish, "expires_unsaid"),
    .without_refresh_token = demo_json_get_boolean (wish, "without_refresh_token"),
    .without_client_info = demo_json_get_boolean (wish, "without_client_info"),
    .with_consented = demo_json_get_boolean (wish, "with_consented"),
  };

  demo_issuing_set_lifetime (demo_tenant_get_issuing (tenant), &lifetime);

  return TRUE;
}

static gboolean
set_clock (DemoTenant  *tenant,
           JsonObject  *wish,
           GError     **error)
{
  gint64 offset = demo_json_get_int (wish, "offset", 0);
  gint64 most = 100 * 365 * 24 * 60 * 60LL;

  if (offset < -most || offset > most)
    return refuse (error, "That is more than a century");

  demo_tenant_set_clock (tenant, offset);

  return TRUE;
}

static gboolean
roll_key (DemoTenant  *tenant,
          JsonObject  *wish,
          GError     **error)
{
  if (!demo_json_get_boolean (wish, "roll"))
    return refuse (error, "Nothing to do with the keys");

  demo_tenant_roll_key (tenant);

  return TRUE;
}

static DemoRevocation
parse_revocation (const char *name)
{
  const struct { const char *name; DemoRevocation kind; } kinds[] = {
    { "revoked", DEMO_REVOCATION_REVOKED },
    { "password", DEMO_REVOCATION_PASSWORD },
    { "bad_token", DEMO_REVOCATION_BAD_TOKEN },
    { "inactive", DEMO_REVOCATION_INACTIVE },
    { "frequency", DEMO_REVOCATION_FREQUENCY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name != NULL ? name : "revoked"))
      return kinds[i].kind;

  return DEMO_REVOCATION_NONE;
}

/* Without "user" everybody's. */
static gboolean
revoke_sign_ins (DemoTenant  *tenant,
                 JsonObject  *wish,
                 GError     **error)
{
  DemoRevocation kind = parse_revocation (demo_json_get_string (wish, "as"));
  const char *name = demo_json_get_string (wish, "user");
  DemoDirectory *directory = demo_tenant_get_directory (tenant);
  const DemoUser *only = demo_directory_find_user (directory, name);
  GPtrArray *users = demo_directory_get_users (directory);

  if (kind == DEMO_REVOCATION_NONE)
    return refuse (error, "There is no such way to be revoked");

  if (name != NULL && only == NULL)
    return refuse (error, "There is nobody called so");

  for (guint i = 0; i < users->len; i++)
    if (only == NULL || users->pdata[i] == only)
      demo_tenant_revoke (tenant, users->pdata[i], kind);

  return TRUE;
}

static gboolean
set_throttle (DemoTenant  *tenant,
              JsonObject  *wish,
              GError     **error)
{
  return demo_throttle_set (demo_issuing_get_throttle (demo_tenant_get_issuing (tenant)), wish,
                            error);
}

static const struct
{
  const char *path;
  gboolean (*handle) (DemoTenant  *tenant,
                      JsonObject  *wish,
                      GError     **error);
} doors[] = {
  { "/clock", set_clock },
  { "/keys", roll_key },
  { "/lifetime", set_lifetime },
  { "/revoke", revoke_sign_ins },
  { "/throttle", set_throttle },
};

/**
 * demo_control_token:
 * @tenant: the tenant
 * @path: what was posted to
 * @wish: (nullable): the request's body
 * @error: return location for an error, left alone where there is no such door
 *
 * How the tenant issues, as the control port is told: POST /clock {"offset"}, /keys {"roll"},
 * /lifetime {"seconds", "refresh_in", "continuous", "device_interval", "as_text",
 * "expires_unsaid", "without_refresh_token", "without_client_info", "with_consented"}, /revoke
 * {"user", "as"}, /throttle {"times", "retry_after", "status", "html", "loop_after"}.
 *
 * Returns: (transfer full) (nullable): the JSON to answer with
 */
char *
demo_control_token (DemoTenant  *tenant,
                    const char  *path,
                    JsonObject  *wish,
                    GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    if (g_str_equal (doors[i].path, path))
      return doors[i].handle (tenant, wish, error) ? g_strdup ("{}") : NULL;

  return NULL;
}
