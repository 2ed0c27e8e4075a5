/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-cloud.h"
#include "entra-issuer.h"
#include "entra-profile.h"

#define TENANT "/11111111-2222-3333-4444-555555555555/v2.0"
#define PERSONAL "/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"

/* entra.md 1.2, row by row. */
static void
test_hosts (void)
{
  static const struct
  {
    const char *host;
    const char *sign_in;
    const char *cache;
  } rows[] = {
    { "login.microsoftonline.com", "login.microsoftonline.com", "login.windows.net" },
    { "login.windows.net", "login.microsoftonline.com", "login.windows.net" },
    { "login.microsoft.com", "login.microsoftonline.com", "login.windows.net" },
    { "sts.windows.net", "login.microsoftonline.com", "login.windows.net" },
    { "login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn",
      "login.partner.microsoftonline.cn" },
    { "login.chinacloudapi.cn", "login.partner.microsoftonline.cn",
      "login.partner.microsoftonline.cn" },
    { "login.microsoftonline.us", "login.microsoftonline.us", "login.microsoftonline.us" },
    { "login.usgovcloudapi.net", "login.microsoftonline.us", "login.microsoftonline.us" },
    { "login-us.microsoftonline.com", "login-us.microsoftonline.com",
      "login-us.microsoftonline.com" },
    { "login.microsoftonline.de", "login.microsoftonline.de", "login.microsoftonline.de" },
    { "login.sovcloud-identity.fr", "login.sovcloud-identity.fr", "login.sovcloud-identity.fr" },
    { "login.sovcloud-identity.de", "login.sovcloud-identity.de", "login.sovcloud-identity.de" },
    { "login.sovcloud-identity.sg", "login.sovcloud-identity.sg", "login.sovcloud-identity.sg" },
    { "login.windows-ppe.net", "login.windows-ppe.net", "login.windows-ppe.net" },
    { "sts.windows-ppe.net", "login.windows-ppe.net", "login.windows-ppe.net" },
    { "login.microsoft-ppe.com", "login.windows-ppe.net", "login.windows-ppe.net" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *upper = g_ascii_strup (rows[i].host, -1);
      g_autofree char *issuer = g_strconcat ("https://", upper, TENANT, NULL);
      g_autofree char *cloud = entra_dup_cloud (issuer);
      const EntraCloud *found = entra_cloud_find (rows[i].host);

      g_assert_nonnull (found);
      g_assert_true (found == entra_cloud_find (upper));
      g_assert_cmpstr (found->sign_in, ==, rows[i].sign_in);
      g_assert_cmpstr (found->cache, ==, rows[i].cache);
      g_assert_cmpstr (cloud, ==, rows[i].cache);
      g_assert_true (entra_is_microsoft_host (issuer));
    }
}

static void
test_others (void)
{
  static const char * const hosts[] = {
    "", "microsoftonline.com", "login.microsoftonline.com.",
    "login.microsoftonline.com.evil.example",
    "xlogin.microsoftonline.com", "login.microsoftonline.co", "graph.microsoft.com",
    "contoso.ciamlogin.com", "localhost",
  };
  static const char * const issuers[] = {
    "", "login.microsoftonline.com", "http://login.microsoftonline.com" TENANT,
    "https://login.microsoftonline.com:8443" TENANT,
    "https://login.microsoftonline.com@evil.example" TENANT,
    "https://evil.example/login.microsoftonline.com" TENANT,
    "https://evil.example#login.microsoftonline.com",
    "https://user@login.microsoftonline.com" TENANT,
    "https://login.microsoftonline.com" TENANT "?x",
    "javascript:login.microsoftonline.com",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    g_assert_null (entra_cloud_find (hosts[i]));

  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++)
    g_assert_false (entra_is_microsoft_host (issuers[i]));

  g_assert_true (entra_is_microsoft_host ("https://login.microsoftonline.com"));
}

static void
test_named_authorities (void)
{
  static const struct
  {
    const char *issuer;
    const char *cloud;
  } rows[] = {
    { "https://Login.Contoso.example" TENANT, "login.contoso.example:443" },
    { "https://login.contoso.example:8443/other/v2.0", "login.contoso.example:8443" },
    { "http://localhost:4000" TENANT, "localhost:4000" },
    { "http://127.0.0.1" TENANT, "127.0.0.1:80" },
    { "http://[::1]:4000" TENANT, "[::1]:4000" },
    { "https://login.microsoftonline.com:8443" TENANT, "login.microsoftonline.com:8443" },
    { "http://contoso.example" TENANT, NULL },
    { "contoso", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cloud = entra_dup_cloud (rows[i].issuer);

      g_assert_cmpstr (cloud, ==, rows[i].cloud);
    }
}

static void
test_issuers (void)
{
  static const struct
  {
    const char *text;
    const char *origin;
    const char *tenant;
    EntraTenant kind;
    gboolean is_v2;
    gboolean has_slash;
  } rows[] = {
    { "https://login.microsoftonline.com/AAAAAAAA-2222-3333-4444-555555555555/v2.0",
      "https://login.microsoftonline.com", "aaaaaaaa-2222-3333-4444-555555555555",
      ENTRA_TENANT_ID, TRUE, FALSE },
    { "https://STS.windows.net/11111111-2222-3333-4444-555555555555/",
      "https://sts.windows.net", "11111111-2222-3333-4444-555555555555",
      ENTRA_TENANT_ID, FALSE, TRUE },
    { "https://a.example:443/Contoso.Example/v2.0/", "https://a.example", "contoso.example",
      ENTRA_TENANT_NAME, TRUE, TRUE },
    { "http://localhost:80/common", "http://localhost", "common", ENTRA_TENANT_MANY, FALSE, FALSE },
    { "http://[::1]:81/organizations/v2.0", "http://[::1]:81", "organizations",
      ENTRA_TENANT_MANY, TRUE, FALSE },
    { "https://a.example/consumers/v2.0", "https://a.example", "consumers",
      ENTRA_TENANT_PERSONAL, TRUE, FALSE },
    { "https://a.example" PERSONAL, "https://a.example", "9188040d-6c67-4c5b-b112-36a304b66dad",
      ENTRA_TENANT_PERSONAL, TRUE, FALSE },
    { "https://a.example/{tenantid}/v2.0", "https://a.example", "{tenantid}",
      ENTRA_TENANT_TEMPLATE, TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(EntraIssuer) issuer = entra_issuer_new (rows[i].text);

      g_assert_nonnull (issuer);
      g_assert_cmpstr (issuer->origin, ==, rows[i].origin);
      g_assert_cmpstr (issuer->tenant, ==, rows[i].tenant);
      g_assert_cmpint (issuer->kind, ==, rows[i].kind);
      g_assert_cmpint (issuer->is_v2, ==, rows[i].is_v2);
      g_assert_cmpint (issuer->has_slash, ==, rows[i].has_slash);
    }
}

static void
test_malformed_issuers (void)
{
  static const char * const rows[] = {
    "", "x", "https://", "https://a.example", "https://a.example/", "https://a.example//",
    "https://a.example/v2.0", "https://a.example//v2.0", "https://a.example/t//",
    "https://a.example/t/v1.0", "https://a.example/t/v2.0//", "https://a.example/t/v2.0/x",
    "https://a.example/t/u/v2.0", "https://a.example/t/V2.0", "https://a.example/../v2.0",
    "https://a.example/x/../t/v2.0", "https://a.example/./v2.0", "https://a.example/.t/v2.0",
    "https://a.example/t./v2.0", "https://a.example/t..u/v2.0", "https://a.example/t%2fu/v2.0",
    "https://a.example/t;x/v2.0", "https://a.example/t\\u/v2.0", "https://a.example/{tenant}/v2.0",
    "https://a.example/t u/v2.0", "https://a.example/\xc3\xbc/v2.0", "https://a.example/t/v2.0?x",
    "https://a.example/t/v2.0#x", "https://u:p@a.example/t/v2.0", "http://a.example/t/v2.0",
    "ftp://a.example/t/v2.0", "https://a.example:99999/t/v2.0",
  };
  g_autofree char *name = g_strnfill (256, 'a');
  g_autofree char *text = g_strconcat ("https://a.example/", name, "/v2.0", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_null (entra_issuer_new (rows[i]));

  g_assert_null (entra_issuer_new (text));
}

static void
test_portals (void)
{
  static const struct
  {
    const char *issuer;
    const char *portal;
  } rows[] = {
    { "https://login.microsoftonline.com/x/v2.0", "https://entra.microsoft.com" },
    { "https://sts.windows.net/x/", "https://entra.microsoft.com" },
    { "https://login.usgovcloudapi.net/x/v2.0", "https://portal.azure.us" },
    { "https://login-us.microsoftonline.com/x/v2.0", "https://portal.azure.us" },
    { "https://LOGIN.partner.microsoftonline.cn/x", "https://portal.azure.cn" },
    { "https://login.sovcloud-identity.fr/x/v2.0", "https://entra.microsoft.com" },
    { "https://login.contoso.example/x/v2.0", "https://entra.microsoft.com" },
    { "https://login.microsoftonline.us:8443/x/v2.0", "https://entra.microsoft.com" },
    { "no address", "https://entra.microsoft.com" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (entra_get_portal (rows[i].issuer), ==, rows[i].portal);
}

static void
test_problems (void)
{
  g_autofree char *fine = entra_dup_issuer_problem ("https://login.microsoftonline.com" TENANT);
  g_autofree char *none = entra_dup_issuer_problem ("https://login.microsoftonline.com/");
  g_autofree char *any = entra_dup_issuer_problem ("https://a.example/{tenantid}/v2.0");
  g_autofree char *personal = entra_dup_issuer_problem ("https://a.example/consumers/v2.0");

  g_assert_null (fine);
  g_assert_nonnull (none);
  g_assert_cmpstr (any, ==, none);
  g_assert_nonnull (g_strstr_len (personal, -1, "personal"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/cloud/hosts", test_hosts);
  g_test_add_func ("/entra/cloud/others", test_others);
  g_test_add_func ("/entra/cloud/named-authorities", test_named_authorities);
  g_test_add_func ("/entra/cloud/issuers", test_issuers);
  g_test_add_func ("/entra/cloud/malformed-issuers", test_malformed_issuers);
  g_test_add_func ("/entra/cloud/portals", test_portals);
  g_test_add_func ("/entra/cloud/problems", test_problems);

  return g_test_run ();
}
