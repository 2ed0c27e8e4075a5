/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-control-tenant.h"

#include "demo-control-directory.h"
#include "demo-json.h"
#include "demo-mint.h"

static char *
list_secrets (DemoTenant  *tenant,
              JsonObject  *wish,
              GError     **error)
{
  return demo_tenant_write_secrets (tenant);
}

static char *
mint (DemoTenant  *tenant,
      JsonObject  *wish,
      GError     **error)
{
  g_autofree char *token = demo_mint (tenant, wish, error);

  return token != NULL ? g_strdup_printf ("{\"access_token\":\"%s\"}", token) : NULL;
}

static char *
add_redirect (DemoTenant  *tenant,
              JsonObject  *wish,
              GError     **error)
{
  const char *uri = demo_json_get_string (wish, "uri");

  if (uri == NULL || strstr (uri, "://") == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "A URI is needed");
      return NULL;
    }

  demo_tenant_add_redirect (tenant, uri);

  return g_strdup ("{}");
}

static const struct
{
  const char *method;
  const char *path;
  char *(*handle) (DemoTenant  *tenant,
                   JsonObject  *wish,
                   GError     **error);
} doors[] = {
  { "GET", "/secrets", list_secrets },
  { "POST", "/mint", mint },
  { "POST", "/redirect", add_redirect },
};

/**
 * demo_control_tenant:
 * @tenant: the tenant
 * @method: the HTTP method
 * @path: the path
 * @wish: (nullable): the request's body
 * @error: return location for an error, left alone where there is no such door
 *
 * Returns: (transfer full) (nullable): the JSON to answer with
 */
char *
demo_control_tenant (DemoTenant  *tenant,
                     const char  *method,
                     const char  *path,
                     JsonObject  *wish,
                     GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    if (g_str_equal (doors[i].path, path) && g_str_equal (doors[i].method, method))
      return doors[i].handle (tenant, wish, error);

  return demo_control_directory (tenant, method, path, wish, error);
}
