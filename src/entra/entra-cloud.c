/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-cloud.h"

/* entra.md 1.2: what MSAL has built in. Only hosts that stand here are Microsoft's without anybody
 * having said so; one that is missing can be named by an administrator. */
static const EntraCloud clouds[] = {
  { "login.microsoftonline.com", "login.windows.net", "https://entra.microsoft.com",
    { "login.windows.net", "login.microsoft.com", "sts.windows.net", NULL } },
  { "login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn",
    "https://portal.azure.cn",
    { "login.chinacloudapi.cn", NULL } },
  { "login.microsoftonline.us", "login.microsoftonline.us", "https://portal.azure.us",
    { "login.usgovcloudapi.net", NULL } },
  { "login-us.microsoftonline.com", "login-us.microsoftonline.com", "https://portal.azure.us",
    { NULL } },
  { "login.microsoftonline.de", "login.microsoftonline.de", NULL, { NULL } },
  { "login.sovcloud-identity.fr", "login.sovcloud-identity.fr", NULL, { NULL } },
  { "login.sovcloud-identity.de", "login.sovcloud-identity.de", NULL, { NULL } },
  { "login.sovcloud-identity.sg", "login.sovcloud-identity.sg", NULL, { NULL } },
  { "login.windows-ppe.net", "login.windows-ppe.net", NULL,
    { "sts.windows-ppe.net", "login.microsoft-ppe.com", NULL } },
};

static gboolean
has_host (const EntraCloud *cloud,
          const char       *host)
{
  if (g_ascii_strcasecmp (cloud->sign_in, host) == 0)
    return TRUE;

  for (const char * const *alias = cloud->aliases; *alias != NULL; alias++)
    if (g_ascii_strcasecmp (*alias, host) == 0)
      return TRUE;

  return FALSE;
}

/*
 * entra_cloud_find:
 * @host: a name, in any case
 *
 * Returns: (nullable): the cloud that it is a host of, or `NULL` if it is none of Microsoft's
 */
const EntraCloud *
entra_cloud_find (const char *host)
{
  g_return_val_if_fail (host != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (clouds); i++)
    if (has_host (&clouds[i], host))
      return &clouds[i];

  return NULL;
}
