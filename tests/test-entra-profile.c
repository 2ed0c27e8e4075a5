/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-claims.h"
#include "entra-profile.h"
#include "sjson-document.h"

#include <string.h>

#define TID "11111111-2222-3333-4444-555555555555"
#define OTHER "99999999-2222-3333-4444-555555555555"
#define PERSONAL "9188040d-6c67-4c5b-b112-36a304b66dad"
#define PUBLIC "https://login.microsoftonline.com/"
#define WELL_KNOWN "/v2.0/.well-known/openid-configuration"
#define NATIVE_CLIENT "/common/oauth2/nativeclient"

typedef struct
{
  OauthProfile *profile;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->profile = entra_profile_new ();
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->profile);
}

/* entra.md 1.3, 1.6: one document, on the host that answers, of v2.0. */
static void
test_metadata_uris (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *issuer;
    const char *uris;
  } rows[] = {
    { PUBLIC TID "/v2.0", PUBLIC TID WELL_KNOWN },
    { PUBLIC TID "/v2.0/", PUBLIC TID WELL_KNOWN },
    { PUBLIC TID, PUBLIC TID WELL_KNOWN },
    { PUBLIC "Contoso.example/v2.0", PUBLIC "contoso.example" WELL_KNOWN },
    { PUBLIC "common/v2.0", PUBLIC "common" WELL_KNOWN },
    { PUBLIC "organizations/", PUBLIC "organizations" WELL_KNOWN },
    { "https://sts.windows.net/" TID "/", PUBLIC TID WELL_KNOWN },
    { "https://LOGIN.windows.net/" TID "/v2.0", PUBLIC TID WELL_KNOWN },
    { "https://login.usgovcloudapi.net/" TID,
      "https://login.microsoftonline.us/" TID WELL_KNOWN },
    { "https://login.contoso.example:8443/" TID "/v2.0",
      "https://login.contoso.example:8443/" TID WELL_KNOWN },
    { "http://localhost:4000/" TID "/", "http://localhost:4000/" TID WELL_KNOWN },
    { PUBLIC "{tenantid}/v2.0", "" },
    { PUBLIC, "" },
    { "https://login.microsoftonline.com", "" },
    { "http://login.microsoftonline.com/" TID "/v2.0", "" },
    { PUBLIC "../" TID, "" },
    { PUBLIC TID "/v2.0?x", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) uris = oauth_profile_dup_metadata_uris (fixture->profile, rows[i].issuer);
      g_autofree char *text = g_strjoinv (" ", uris);

      g_assert_cmpstr (text, ==, rows[i].uris);
    }
}

static void
test_issuer_accepted (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct
  {
    const char *asked;
    const char *found;
  } rows[] = {
    { PUBLIC TID "/v2.0", PUBLIC TID "/v2.0" },
    { PUBLIC TID "/v2.0/", PUBLIC TID "/v2.0" },
    { "https://LOGIN.microsoftonline.com:443/" TID "/v2.0", PUBLIC TID "/v2.0" },
    { PUBLIC TID, PUBLIC TID "/v2.0" },
    { "https://sts.windows.net/" TID "/", PUBLIC TID "/v2.0" },
    { "https://login.windows.net/" TID "/v2.0", PUBLIC TID "/v2.0" },
    { PUBLIC TID "/v2.0", "https://login.windows.net/" TID "/v2.0" },
    { PUBLIC "contoso.example/v2.0", PUBLIC TID "/v2.0" },
    { PUBLIC "common/v2.0", PUBLIC "{tenantid}/v2.0" },
    { PUBLIC "organizations/v2.0", PUBLIC "{tenantid}/v2.0" },
    { PUBLIC "consumers/v2.0", PUBLIC PERSONAL "/v2.0" },
    { "https://a.example:8443/" TID "/v2.0", "https://a.example:8443/" TID "/v2.0" },
    { "http://localhost:4000/common/v2.0", "http://localhost:4000/{tenantid}/v2.0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (oauth_profile_accepts_issuer (fixture->profile, rows[i].asked, rows[i].found));
}

static void
test_issuer_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    const char *asked;
    const char *found;
  } rows[] = {
    /* another tenant, or none in particular */
    { PUBLIC TID "/v2.0", PUBLIC OTHER "/v2.0" },
    { PUBLIC TID "/v2.0", PUBLIC "{tenantid}/v2.0" },
    { PUBLIC TID "/v2.0", PUBLIC "contoso.example/v2.0" },
    { PUBLIC TID "/v2.0", PUBLIC "common/v2.0" },
    { PUBLIC "contoso.example/v2.0", PUBLIC "{tenantid}/v2.0" },
    { PUBLIC "contoso.example/v2.0", PUBLIC "contoso.example/v2.0" },
    { PUBLIC "contoso.example/v2.0", PUBLIC PERSONAL "/v2.0" },
    { PUBLIC "common/v2.0", PUBLIC "common/v2.0" },
    { PUBLIC "common/v2.0", PUBLIC TID "/v2.0" },
    { PUBLIC "consumers/v2.0", PUBLIC TID "/v2.0" },
    { PUBLIC "consumers/v2.0", PUBLIC "consumers/v2.0" },
    { PUBLIC "{tenantid}/v2.0", PUBLIC "{tenantid}/v2.0" },
    /* another host, port or scheme */
    { PUBLIC TID "/v2.0", "https://evil.example/" TID "/v2.0" },
    { PUBLIC TID "/v2.0", "https://login.microsoftonline.us/" TID "/v2.0" },
    { PUBLIC TID "/v2.0", "http://login.microsoftonline.com/" TID "/v2.0" },
    { PUBLIC TID "/v2.0", "https://login.microsoftonline.com:8443/" TID "/v2.0" },
    { PUBLIC TID "/v2.0", "https://x@login.microsoftonline.com/" TID "/v2.0" },
    { "https://a.example/" TID "/v2.0", PUBLIC TID "/v2.0" },
    { "https://a.example/" TID "/v2.0", "https://b.example/" TID "/v2.0" },
    { "https://a.example/common/v2.0", "https://b.example/{tenantid}/v2.0" },
    { "https://localhost:4000/" TID "/v2.0", "http://localhost:4000/" TID "/v2.0" },
    { "http://localhost:4000/" TID "/v2.0", "http://localhost:4001/" TID "/v2.0" },
    { "http://localhost:4000/" TID "/v2.0", "http://127.0.0.1:4000/" TID "/v2.0" },
    /* another form */
    { PUBLIC TID "/v2.0", PUBLIC TID "/v2.0/" },
    { PUBLIC TID "/v2.0", PUBLIC TID },
    { "https://sts.windows.net/" TID "/", "https://sts.windows.net/" TID "/" },
    { PUBLIC TID "/v2.0", PUBLIC TID "/v2.0?x" },
    { PUBLIC TID "/v2.0", PUBLIC "x/../" TID "/v2.0" },
    { PUBLIC TID "/v2.0", "" },
    { "", "" },
    { "x", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_false (oauth_profile_accepts_issuer (fixture->profile, rows[i].asked,
                                                    rows[i].found));
    }
}

/* What entra.md 1.4 says that the live service publishes, and what it does not. */
static void
test_live_metadata (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char live[] =
    "{\"token_endpoint\":\"" PUBLIC TID "/oauth2/v2.0/token\","
    "\"token_endpoint_auth_methods_supported\":[\"client_secret_post\",\"private_key_jwt\","
    "\"client_secret_basic\",\"self_signed_tls_client_auth\"],"
    "\"jwks_uri\":\"" PUBLIC TID "/discovery/v2.0/keys\","
    "\"response_modes_supported\":[\"query\",\"fragment\",\"form_post\"],"
    "\"subject_types_supported\":[\"pairwise\"],"
    "\"id_token_signing_alg_values_supported\":[\"RS256\"],"
    "\"response_types_supported\":[\"code\",\"id_token\",\"code id_token\",\"id_token token\"],"
    "\"scopes_supported\":[\"openid\",\"profile\",\"email\",\"offline_access\"],"
    "\"issuer\":\"" PUBLIC TID "/v2.0\",\"request_uri_parameter_supported\":false,"
    "\"authorization_endpoint\":\"" PUBLIC TID "/oauth2/v2.0/authorize\","
    "\"tenant_region_scope\":\"EU\",\"cloud_instance_name\":\"microsoftonline.com\"}";
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (live, -1, NULL, &error);
  g_autofree char *issuer = NULL;
  SjsonValue root;
  SjsonValue member;

  g_assert_no_error (error);
  root = sjson_document_get_root (document);
  issuer = sjson_value_dup_member_string (&root, "issuer");

  g_assert_true (oauth_profile_accepts_issuer (fixture->profile, PUBLIC "contoso.example/v2.0",
                                               issuer));
  g_assert_true (oauth_profile_accepts_issuer (fixture->profile, PUBLIC TID "/v2.0", issuer));
  g_assert_false (oauth_profile_accepts_issuer (fixture->profile, PUBLIC OTHER "/v2.0", issuer));

  g_assert_false (sjson_value_get_member (&root, "code_challenge_methods_supported", &member));
  g_assert_true (oauth_profile_assumes_pkce (fixture->profile));
}

static void
test_redirect (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *issuer;
    const char *redirect;
  } rows[] = {
    { PUBLIC TID "/v2.0", "https://login.microsoftonline.com" NATIVE_CLIENT },
    { "https://sts.windows.net/" TID "/", "https://login.microsoftonline.com" NATIVE_CLIENT },
    { "https://login.microsoftonline.us/" TID, "https://login.microsoftonline.us" NATIVE_CLIENT },
    { "https://login.chinacloudapi.cn/" TID,
      "https://login.partner.microsoftonline.cn" NATIVE_CLIENT },
    { "https://a.example:8443/" TID "/v2.0", "https://login.microsoftonline.com" NATIVE_CLIENT },
    { "http://localhost:4000/" TID "/v2.0", "https://login.microsoftonline.com" NATIVE_CLIENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *redirect = oauth_profile_dup_embedded_redirect (fixture->profile,
                                                                       rows[i].issuer);

      g_assert_cmpstr (redirect, ==, rows[i].redirect);
    }
}

/* entra.md 2.1, 4.3; ruling 7. */
static void
test_parameters (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *login_hint;
    const char *prompt;
    const char *parameters;
  } rows[] = {
    { NULL, NULL, "" },
    { "", NULL, "" },
    { "ada@contoso.example", NULL, " login_hint ada@contoso.example" },
    { NULL, "select_account", " prompt select_account" },
    { "ada@contoso.example", "select_account", " prompt select_account" },
    { "ada@contoso.example", "login", " prompt login login_hint ada@contoso.example" },
    { NULL, "consent", " prompt consent" },
    { NULL, "none", "" },
    { NULL, "Login", "" },
    { "a", "x", " login_hint a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) parameters = NULL;
      g_autofree char *text = NULL;
      g_autofree char *wanted = g_strconcat ("client_info 1 claims " ENTRA_CLAIMS_CAPABILITY,
                                             rows[i].parameters, NULL);

      parameters = oauth_profile_dup_extra_parameters (fixture->profile, rows[i].login_hint,
                                                       rows[i].prompt);
      text = g_strjoinv (" ", parameters);

      g_assert_cmpstr (text, ==, wanted);
      g_assert_cmpuint (g_strv_length (parameters) % 2, ==, 0);
    }
}

/* Ruling 4: after the first sign-in, the tenant that the account is at home in. */
static void
test_endpoint (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *endpoint;
    const char *tenant;
    const char *found;
  } rows[] = {
    { PUBLIC "organizations/oauth2/v2.0/token", TID, PUBLIC TID "/oauth2/v2.0/token" },
    { PUBLIC "common/oauth2/v2.0/logout", TID, PUBLIC TID "/oauth2/v2.0/logout" },
    { PUBLIC "Organizations/x?y#z", TID, PUBLIC TID "/x?y#z" },
    { "https://[::1]:8443/common/oauth2/v2.0/token", TID,
      "https://[::1]:8443/" TID "/oauth2/v2.0/token" },
    { PUBLIC OTHER "/oauth2/v2.0/token", TID, PUBLIC OTHER "/oauth2/v2.0/token" },
    { PUBLIC "commons/oauth2/v2.0/token", TID, PUBLIC "commons/oauth2/v2.0/token" },
    { PUBLIC "x/common/token", TID, PUBLIC "x/common/token" },
    { PUBLIC "common/oauth2/v2.0/token", "x/..", PUBLIC "common/oauth2/v2.0/token" },
    { PUBLIC "common/oauth2/v2.0/token", NULL, PUBLIC "common/oauth2/v2.0/token" },
    { "https://common", TID, "https://common" },
    { "https://login.example.com/common", TID, "https://login.example.com/" TID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = g_strconcat ("u.", rows[i].tenant, NULL);
      g_autoptr(OauthAccount) account = g_object_new (OAUTH_TYPE_ACCOUNT,
                                                      "id", id,
                                                      "tenant", rows[i].tenant,
                                                      NULL);
      g_autofree char *found = oauth_profile_dup_endpoint (fixture->profile, rows[i].endpoint,
                                                           account);

      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

/* Whoever was a guest somewhere since is still asked for at home: that is where an authority for
 * many tenants takes people (entra.md 1.1), and whose tokens its servers have had so far. */
static void
test_endpoint_of_guest (Fixture       *fixture,
                        gconstpointer  data)
{
  static const struct
  {
    const char *endpoint;
    const char *found;
  } rows[] = {
    { PUBLIC "organizations/oauth2/v2.0/token", PUBLIC TID "/oauth2/v2.0/token" },
    { PUBLIC "common/oauth2/v2.0/token", PUBLIC TID "/oauth2/v2.0/token" },
    { PUBLIC OTHER "/oauth2/v2.0/token", PUBLIC OTHER "/oauth2/v2.0/token" },
  };
  g_autoptr(OauthAccount) guest = g_object_new (OAUTH_TYPE_ACCOUNT,
                                                "id", "u." TID,
                                                "tenant", OTHER,
                                                NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = oauth_profile_dup_endpoint (fixture->profile, rows[i].endpoint,
                                                           guest);

      g_assert_cmpstr (found, ==, rows[i].found);
    }
}

/* entra.md 2.1: home account ids only, and nothing that would end a header. */
static void
test_mailbox (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *id;
    const char *mailbox;
  } rows[] = {
    { OTHER "." TID, "Oid:" OTHER "@" TID }, { "u.t", "Oid:u@t" }, { "u", NULL }, { "u.", NULL },
    { ".t", NULL }, { "u.t.x", NULL }, { "u\r\nX: y.t", NULL }, { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(OauthAccount) account = g_object_new (OAUTH_TYPE_ACCOUNT, "id", rows[i].id, NULL);
      g_autofree char *mailbox = oauth_profile_dup_mailbox (fixture->profile, account);

      g_assert_cmpstr (mailbox, ==, rows[i].mailbox);
    }
}

/* Where personal accounts would be offered, and never beside the opaque hint. */
static void
test_domain_hint (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct
  {
    const char *issuer;
    const char *login_hint;
    const char *domain;
  } rows[] = {
    { PUBLIC "common/v2.0", NULL, "organizations" },
    { PUBLIC "common/v2.0", "ada@contoso.example", "organizations" },
    { PUBLIC "common/v2.0", "O.CiQ", NULL },
    { PUBLIC "organizations/v2.0", NULL, NULL },
    { PUBLIC TID "/v2.0", NULL, NULL },
    { "x", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *domain = oauth_profile_dup_domain_hint (fixture->profile, rows[i].issuer,
                                                               rows[i].login_hint);

      g_assert_cmpstr (domain, ==, rows[i].domain);
    }
}

static void
test_absence (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *sentence = oauth_profile_dup_absence (fixture->profile, PUBLIC TID "/v2.0");

  g_assert_nonnull (strstr (sentence, "“" TID "”"));
  g_assert_nonnull (strstr (sentence, "https://login.microsoftonline.com,"));
  g_assert_null (oauth_profile_dup_absence (fixture->profile, "x"));
}

static void
test_rulings (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_cmpint (oauth_profile_get_surface (fixture->profile), ==, OAUTH_SURFACE_EMBEDDED);
  g_assert_true (oauth_profile_wants_form_post (fixture->profile));
  g_assert_cmpuint (oauth_profile_get_expiry_margin (fixture->profile, 0), ==, 300);
  g_assert_cmpuint (oauth_profile_get_expiry_margin (fixture->profile, 3600), ==, 300);
  g_assert_cmpuint (oauth_profile_get_expiry_margin (fixture->profile, 100800), ==, 300);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(name, function) \
  g_test_add ("/entra/profile/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  add ("metadata-uris", test_metadata_uris);
  add ("issuer-accepted", test_issuer_accepted);
  add ("issuer-refused", test_issuer_refused);
  add ("live-metadata", test_live_metadata);
  add ("redirect", test_redirect);
  add ("parameters", test_parameters);
  add ("endpoint", test_endpoint);
  add ("endpoint-of-guest", test_endpoint_of_guest);
  add ("absence", test_absence);
  add ("mailbox", test_mailbox);
  add ("domain-hint", test_domain_hint);
  add ("rulings", test_rulings);

#undef add

  return g_test_run ();
}
