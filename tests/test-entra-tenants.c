/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-profile.h"
#include "oauth-client.h"
#include "oauth-stored-account.h"
#include "sjson-document.h"
#include "vault-memory.h"

#include <string.h>

/* One sign-in for all tenants of a cloud (entra.md 3.3, ruling 10). */

#define HOME "11111111-2222-3333-4444-555555555555"
#define HOST_TENANT "99999999-2222-3333-4444-555555555555"
#define OID "aaaaaaaa-0000-0000-0000-000000000001"
#define OID_AS_GUEST "bbbbbbbb-0000-0000-0000-000000000002"
#define CLOUD "https://login.microsoftonline.com/"
#define CHINA "https://login.partner.microsoftonline.cn/"
#define CLIENT "eff6bb0e-0000-4000-8000-000000000002"
/* {"uid":"aaaaaaaa-0000-0000-0000-000000000001","utid":"11111111-2222-3333-4444-555555555555"} */
#define INFO \
  "eyJ1aWQiOiJhYWFhYWFhYS0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDEiLCJ1dGlkIjoiMTExMTExMTEtMjIyMi0z" \
  "MzMzLTQ0NDQtNTU1NTU1NTU1NTU1In0"

static SjsonDocument *
parse (char *text)
{
  g_autofree char *owned = text;
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (owned, -1, NULL, &error);

  g_assert_no_error (error);

  return document;
}

static OauthAuthority *
new_authority (const char *asked,
               const char *issuer)
{
  g_autoptr(OauthProfile) profile = entra_profile_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  OauthAuthority *authority;
  SjsonValue root;

  document = parse (g_strdup_printf ("{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/a\","
                                     "\"token_endpoint\":\"%s/t\"}", issuer, asked, asked));
  root = sjson_document_get_root (document);
  authority = oauth_authority_new (&root, asked, profile, NULL, &error);
  g_assert_no_error (error);

  return authority;
}

static OauthClient *
new_client (const char *asked,
            const char *issuer,
            const char *client_id)
{
  g_autoptr(OauthAuthority) authority = new_authority (asked, issuer);
  g_autoptr(VaultStore) vault = VAULT_STORE (vault_memory_new ());

  return oauth_client_new (authority, client_id, NULL, vault);
}

/* As an ID token of @tenant and a client_info name the same person. */
static OauthAccount *
dup_account (const char *tenant,
             const char *oid)
{
  g_autoptr(OauthProfile) profile = entra_profile_new ();
  g_autofree char *issuer = g_strconcat (CLOUD, tenant, "/v2.0", NULL);
  g_autoptr(SjsonDocument) claims = NULL;
  g_autoptr(SjsonDocument) answer = parse (g_strdup ("{\"client_info\":\"" INFO "\"}"));
  g_autoptr(GError) error = NULL;
  OauthAccount *account;
  SjsonValue claims_root;
  SjsonValue answer_root = sjson_document_get_root (answer);

  claims = parse (g_strdup_printf ("{\"ver\":\"2.0\",\"iss\":\"%s\",\"tid\":\"%s\",\"oid\":\"%s\"}",
                                   issuer, tenant, oid));
  claims_root = sjson_document_get_root (claims);
  account = oauth_profile_dup_account (profile, issuer, CLIENT, &claims_root, &answer_root, &error);
  g_assert_no_error (error);

  return account;
}

/* The guest's sign-in is the same item as the one at home. */
static void
test_one_item (void)
{
  g_autoptr(OauthAccount) home = dup_account (HOME, OID);
  g_autoptr(OauthAccount) guest = dup_account (HOST_TENANT, OID_AS_GUEST);
  g_autoptr(VaultKey) home_key = oauth_stored_account_dup_key (home);
  g_autoptr(VaultKey) guest_key = oauth_stored_account_dup_key (guest);

  g_assert_cmpstr (oauth_account_get_id (guest), ==, OID "." HOME);
  g_assert_cmpstr (oauth_account_get_id (guest), ==, oauth_account_get_id (home));
  g_assert_cmpstr (oauth_account_get_tenant (guest), ==, HOST_TENANT);
  g_assert_cmpstr (oauth_account_get_home_tenant (guest), ==, HOME);

  g_assert_cmpstr (vault_key_get_authority (guest_key), ==, vault_key_get_authority (home_key));
  g_assert_cmpstr (vault_key_get_account (guest_key), ==, vault_key_get_account (home_key));
  g_assert_cmpstr (vault_key_get_client_id (guest_key), ==, vault_key_get_client_id (home_key));
}

/* To whom the refresh token may be sent. */
static void
test_owns (void)
{
  static const struct
  {
    const char *asked;
    const char *issuer;
    const char *client_id;
    gboolean owns;
  } rows[] = {
    { CLOUD HOME "/v2.0", CLOUD HOME "/v2.0", CLIENT, TRUE },
    { CLOUD HOST_TENANT "/v2.0", CLOUD HOST_TENANT "/v2.0", CLIENT, TRUE },
    { CLOUD "organizations/v2.0", CLOUD "{tenantid}/v2.0", CLIENT, TRUE },
    { CLOUD "common/v2.0", CLOUD "{tenantid}/v2.0", CLIENT, TRUE },
    { "https://login.windows.net/" HOST_TENANT "/v2.0", CLOUD HOST_TENANT "/v2.0", CLIENT, TRUE },
    { CLOUD HOME "/v2.0", CLOUD HOME "/v2.0", "another", FALSE },
    { CHINA HOME "/v2.0", CHINA HOME "/v2.0", CLIENT, FALSE },
    { "https://login.contoso.example/" HOME "/v2.0", "https://login.contoso.example/" HOME "/v2.0",
      CLIENT, FALSE },
    { "https://login.microsoftonline.com:8443/" HOME "/v2.0",
      "https://login.microsoftonline.com:8443/" HOME "/v2.0", CLIENT, FALSE },
  };
  g_autoptr(OauthAccount) guest = dup_account (HOST_TENANT, OID_AS_GUEST);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      OauthClient *client = new_client (rows[i].asked, rows[i].issuer, rows[i].client_id);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (oauth_client_owns (client, guest), ==, rows[i].owns);
      g_assert_finalize_object (client);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/tenants/one-item", test_one_item);
  g_test_add_func ("/entra/tenants/owns", test_owns);

  return g_test_run ();
}
