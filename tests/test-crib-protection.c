/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-protection.h"

#include "entra-profile.h"
#include "oauth-error.h"

#define TENANT "5f1d3a52-8c0e-4b7a-9d26-3e8a14c7b901"
#define HOST "https://login.microsoftonline.com/"

static void
test_places (void)
{
  static const struct {
    const char *issuer;
    const char *place;
    const char *tenant;
    gboolean is_entra;
  } cases[] = {
    { HOST TENANT "/v2.0", "login.microsoftonline.com", TENANT, TRUE },
    { HOST "Contoso.example/v2.0", "contoso.example", "contoso.example", TRUE },
    { HOST "common/v2.0", "login.microsoftonline.com", NULL, TRUE },
    { HOST "organizations/v2.0", "login.microsoftonline.com", NULL, TRUE },
    { HOST "consumers/v2.0", "login.microsoftonline.com", NULL, TRUE },
    { HOST, "login.microsoftonline.com", NULL, TRUE },
    { "https://id.example.com", "id.example.com", NULL, FALSE },
    { "https://id.example.com:8443/contoso.example/v2.0", "id.example.com:8443", NULL, FALSE },
    { "https://[2001:db8::1]:8443/", "[2001:db8::1]:8443", NULL, FALSE },
    { "https://login.micr\320\276softonline.com", "login.xn--micrsoftonline-yzl.com", NULL,
      FALSE },
    { "no address", NULL, NULL, FALSE },
    { NULL, NULL, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribProtection *protection = crib_protection_new (NULL, NULL, cases[i].issuer, NULL, NULL);

      g_assert_cmpstr (crib_protection_get_issuer (protection), ==, cases[i].issuer);
      g_assert_cmpstr (crib_protection_get_place (protection), ==, cases[i].place);
      g_assert_cmpstr (crib_protection_get_tenant (protection), ==, cases[i].tenant);
      g_assert_cmpint (crib_protection_is_entra (protection), ==, cases[i].is_entra);
      g_assert_finalize_object (protection);
    }
}

static void
test_permissions (void)
{
  static const struct {
    const char *issuer;
    const char *scopes[5];
    const char *permission;
  } cases[] = {
    { HOST TENANT "/v2.0", { "api://e8a4f2d6/mcp:tools", "openid", "offline_access" },
      "mcp:tools" },
    { HOST TENANT "/v2.0", { "https://api.contoso.example/read", "api://x/write" },
      "read, write" },
    { HOST TENANT "/v2.0", { "api://e8a4f2d6/.default", "openid", "profile" }, "" },
    { HOST TENANT "/v2.0", { "User.Read", "email" }, "User.Read" },
    { HOST TENANT "/v2.0", { "api://ends/" }, "api://ends/" },
    { "https://id.example.com", { "https://id.example.com/auth/drive", "openid" },
      "https://id.example.com/auth/drive" },
    { "https://id.example.com", { NULL }, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CribProtection *protection = crib_protection_new (NULL, NULL, cases[i].issuer,
                                                        cases[i].scopes, NULL);

      g_assert_cmpstr (crib_protection_get_permission (protection), ==, cases[i].permission);
      g_assert_cmpstrv (crib_protection_get_scopes (protection), cases[i].scopes);
      g_assert_finalize_object (protection);
    }
}

static void
test_error (void)
{
  g_autoptr(GError) error = g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED, "Who?");
  CribProtection *protection;

  protection = crib_protection_new (NULL, NULL, "https://id.example.com", NULL, error);
  g_assert_error (crib_protection_get_error (protection), OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
  g_assert_null (crib_protection_get_authority (protection));
  g_assert_null (crib_protection_get_resource (protection));
  g_assert_cmpuint (g_strv_length ((char **) crib_protection_get_scopes (protection)), ==, 0);
  g_assert_finalize_object (protection);
}

static SjsonDocument *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (text, -1, NULL, &error);

  g_assert_no_error (error);

  return document;
}

static OauthTrust *
trust (const char *issuer)
{
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;
  GVariantDict dict;
  OauthTrust *entry_trust;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", issuer);
  g_variant_dict_insert (&dict, "kind", "s", "entra");
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));
  entry_trust = oauth_trust_new (entry, &error);
  g_assert_no_error (error);

  return entry_trust;
}

/* Of kind entra is who an administrator says is, on whatever host. */
static void
test_authority (void)
{
  static const char issuer[] = "https://id.example.com/contoso.example/v2.0";
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(SjsonDocument) own = NULL;
  g_autoptr(OauthProfile) profile = entra_profile_new ();
  g_autoptr(OauthTrust) entry = trust (issuer);
  g_autoptr(OauthAuthority) authority = NULL;
  g_autoptr(OauthResource) resource = NULL;
  g_autoptr(GError) error = NULL;
  CribProtection *protection;
  SjsonValue root;

  document = parse ("{\"issuer\":\"https://id.example.com/" TENANT "/v2.0\","
                    "\"authorization_endpoint\":\"https://id.example.com/authorize\","
                    "\"token_endpoint\":\"https://id.example.com/token\","
                    "\"jwks_uri\":\"https://id.example.com/keys\","
                    "\"response_types_supported\":[\"code\"]}");
  root = sjson_document_get_root (document);
  authority = oauth_authority_new (&root, issuer, profile, entry, &error);
  g_assert_no_error (error);

  own = parse ("{\"resource\":\"https://orders.example.com/mcp\","
               "\"authorization_servers\":[\"https://id.example.com/contoso.example/v2.0\"]}");
  root = sjson_document_get_root (own);
  resource = oauth_resource_new (&root, "https://orders.example.com/mcp", &error);
  g_assert_no_error (error);

  protection = crib_protection_new (resource, authority, NULL, NULL, NULL);
  g_assert_true (crib_protection_is_entra (protection));
  g_assert_cmpstr (crib_protection_get_issuer (protection), ==, issuer);
  g_assert_cmpstr (crib_protection_get_place (protection), ==, "contoso.example");
  g_assert_true (crib_protection_get_authority (protection) == authority);
  g_assert_true (crib_protection_get_resource (protection) == resource);
  g_assert_finalize_object (protection);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/protection/places", test_places);
  g_test_add_func ("/crib/protection/permissions", test_permissions);
  g_test_add_func ("/crib/protection/error", test_error);
  g_test_add_func ("/crib/protection/authority", test_authority);

  return g_test_run ();
}
