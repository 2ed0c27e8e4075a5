/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-authority.h"
#include "oauth-error.h"
#include "oauth-generic.h"

#define ISSUER "https://id.example.com/t1"
#define AUTHORIZE "\"authorization_endpoint\":\"https://id.example.com/t1/authorize?a=b\""
#define TOKEN "\"token_endpoint\":\"https://id.example.com/t1/token\""
#define PKCE "\"code_challenge_methods_supported\":[\"plain\",\"S256\"]"
#define WHO "\"issuer\":\"" ISSUER "\""

static OauthTrust *
new_trust (const char *issuer,
           gboolean    assume_pkce,
           gboolean    allow_http)
{
  GVariantDict dict;
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) error = NULL;
  OauthTrust *trust;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "issuer", "s", issuer);
  g_variant_dict_insert (&dict, "kind", "s", "generic");
  g_variant_dict_insert (&dict, "assume-pkce", "b", assume_pkce);
  g_variant_dict_insert (&dict, "allow-http-loopback", "b", allow_http);
  entry = g_variant_ref_sink (g_variant_dict_end (&dict));
  trust = oauth_trust_new (entry, &error);
  g_assert_no_error (error);

  return trust;
}

static OauthAuthority *
read_authority (const char  *json,
                const char  *issuer,
                OauthTrust  *trust,
                GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(OauthProfile) profile = oauth_generic_new ();
  g_autoptr(GError) parse_error = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (json, -1, NULL, &parse_error);
  g_assert_no_error (parse_error);
  root = sjson_document_get_root (document);

  return oauth_authority_new (&root, issuer, profile, trust, error);
}

static void
test_whole (void)
{
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  authority = read_authority (
    "{" WHO "," AUTHORIZE "," TOKEN "," PKCE ",\"jwks_uri\":\"https://keys.example.com/k\","
    "\"end_session_endpoint\":\"https://id.example.com/out\",\"scopes_supported\":[\"openid\"],"
    "\"authorization_response_iss_parameter_supported\":true,"
    "\"response_modes_supported\":[\"query\",\"form_post\"],\"odd\":[1.50]}", ISSUER, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (oauth_authority_get_issuer (authority), ==, ISSUER);
  g_assert_cmpstr (oauth_authority_get_asked_issuer (authority), ==, ISSUER);
  g_assert_true (OAUTH_IS_GENERIC (oauth_authority_get_profile (authority)));
  g_assert_null (oauth_authority_get_trust (authority));
  g_assert_cmpstr (oauth_authority_get_authorization_endpoint (authority), ==,
                   "https://id.example.com/t1/authorize?a=b");
  g_assert_cmpstr (oauth_authority_get_token_endpoint (authority), ==,
                   "https://id.example.com/t1/token");
  g_assert_cmpstr (oauth_authority_get_jwks_uri (authority), ==, "https://keys.example.com/k");
  g_assert_cmpstr (oauth_authority_get_end_session_endpoint (authority), ==,
                   "https://id.example.com/out");
  g_assert_cmpstr (oauth_authority_get_scopes (authority)[0], ==, "openid");
  g_assert_false (oauth_authority_is_pkce_assumed (authority));
  g_assert_true (oauth_authority_supports_iss (authority));
  g_assert_true (oauth_authority_supports_form_post (authority));
  g_assert_cmpint (sjson_value_get_length (oauth_authority_get_json (authority)), ==, 10);
  g_assert_finalize_object (authority);
}

static void
test_least (void)
{
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  authority = read_authority ("{" WHO "," AUTHORIZE "," TOKEN "," PKCE ","
                              "\"end_session_endpoint\":\"http://evil.example.com\"}",
                              ISSUER, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (oauth_authority_get_jwks_uri (authority));
  g_assert_null (oauth_authority_get_end_session_endpoint (authority));
  g_assert_null (*oauth_authority_get_scopes (authority));
  g_assert_false (oauth_authority_supports_iss (authority));
  g_assert_false (oauth_authority_supports_form_post (authority));
  g_assert_finalize_object (authority);
}

static const struct
{
  const char *json;
  OauthError code;
} refused[] = {
  { "{" AUTHORIZE "," TOKEN "," PKCE "}", OAUTH_ERROR_DISCOVERY },
  { "{\"issuer\":7," AUTHORIZE "," TOKEN "," PKCE "}", OAUTH_ERROR_DISCOVERY },
  { "{\"issuer\":\"" ISSUER "/\"," AUTHORIZE "," TOKEN "," PKCE "}", OAUTH_ERROR_DISCOVERY },
  { "{\"issuer\":\"https://ID.example.com/t1\"," AUTHORIZE "," TOKEN "," PKCE "}",
    OAUTH_ERROR_DISCOVERY },
  { "{\"issuer\":\"https://id.example.com/{tenantid}\"," AUTHORIZE "," TOKEN "," PKCE "}",
    OAUTH_ERROR_DISCOVERY },
  { "{" WHO "," TOKEN "," PKCE "}", OAUTH_ERROR_DISCOVERY },
  { "{" WHO "," AUTHORIZE "," PKCE "}", OAUTH_ERROR_DISCOVERY },
  { "{" WHO ",\"authorization_endpoint\":\"javascript:alert(1)\"," TOKEN "," PKCE "}",
    OAUTH_ERROR_DISCOVERY },
  { "{" WHO ",\"authorization_endpoint\":\"http://id.example.com/a\"," TOKEN "," PKCE "}",
    OAUTH_ERROR_DISCOVERY },
  { "{" WHO ",\"authorization_endpoint\":\"https://id.example.com/a#b\"," TOKEN "," PKCE "}",
    OAUTH_ERROR_DISCOVERY },
  { "{" WHO ",\"authorization_endpoint\":\"https://u:p@id.example.com/a\"," TOKEN "," PKCE "}",
    OAUTH_ERROR_DISCOVERY },
  { "{" WHO "," AUTHORIZE ",\"token_endpoint\":\"http://127.0.0.1/t\"," PKCE "}",
    OAUTH_ERROR_DISCOVERY },
  { "{" WHO "," AUTHORIZE "," TOKEN "," PKCE ",\"jwks_uri\":\"file:///etc/passwd\"}",
    OAUTH_ERROR_DISCOVERY },
  { "{" WHO "," AUTHORIZE "," TOKEN "}", OAUTH_ERROR_SETUP },
  { "{" WHO "," AUTHORIZE "," TOKEN ",\"code_challenge_methods_supported\":[\"plain\"]}",
    OAUTH_ERROR_SETUP },
  { "{" WHO "," AUTHORIZE "," TOKEN ",\"code_challenge_methods_supported\":[]}",
    OAUTH_ERROR_SETUP },
  { "[]", OAUTH_ERROR_DISCOVERY },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", refused[i].json);
      g_assert_null (read_authority (refused[i].json, ISSUER, NULL, &error));
      g_assert_error (error, OAUTH_ERROR, (int) refused[i].code);
    }
}

/* Ruling 3, and what a listed method means even where PKCE is assumed. */
static void
test_assumed (void)
{
  g_autoptr(OauthTrust) trust = new_trust (ISSUER, TRUE, FALSE);
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  authority = read_authority ("{" WHO "," AUTHORIZE "," TOKEN "}", ISSUER, trust, &error);
  g_assert_no_error (error);
  g_assert_true (oauth_authority_is_pkce_assumed (authority));
  g_assert_true (oauth_authority_get_trust (authority) == trust);
  g_assert_finalize_object (authority);

  authority = read_authority ("{" WHO "," AUTHORIZE "," TOKEN ","
                              "\"code_challenge_methods_supported\":[\"plain\"]}",
                              ISSUER, trust, &error);
  g_assert_null (authority);
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
}

static void
test_loopback (void)
{
  static const char json[] =
    "{\"issuer\":\"http://127.0.0.1:9\",\"authorization_endpoint\":\"http://127.0.0.1:9/a\","
    "\"token_endpoint\":\"http://localhost:9/t\"," PKCE "}";
  g_autoptr(OauthTrust) trust = new_trust ("http://127.0.0.1:9", FALSE, TRUE);
  g_autoptr(GError) error = NULL;
  OauthAuthority *authority;

  authority = read_authority (json, "http://127.0.0.1:9", trust, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (authority);

  g_assert_null (read_authority (json, "http://127.0.0.1:9", NULL, &error));
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_DISCOVERY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/authority/whole", test_whole);
  g_test_add_func ("/oauth/authority/least", test_least);
  g_test_add_func ("/oauth/authority/refused", test_refused);
  g_test_add_func ("/oauth/authority/assumed", test_assumed);
  g_test_add_func ("/oauth/authority/loopback", test_loopback);

  return g_test_run ();
}
