/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-profile.h"
#include "oauth-error.h"
#include "oauth-pkce.h"
#include "sjson-document.h"

#include <string.h>

#define TID "11111111-2222-3333-4444-555555555555"
#define OTHER "99999999-2222-3333-4444-555555555555"
#define PERSONAL "9188040d-6c67-4c5b-b112-36a304b66dad"
#define OID "aaaaaaaa-0000-0000-0000-00000000000A"
#define CLOUD "https://login.microsoftonline.com/"
#define V2 "/v2.0"
#define ISS CLOUD TID V2

#define CLAIMS(iss, tid, more) \
  "{\"ver\":\"2.0\",\"iss\":\"" iss "\",\"tid\":\"" tid "\"," more \
  "\"preferred_username\":\"ada@contoso.example\",\"name\":\"Ada Example\"}"
#define MEMBER "\"oid\":\"" OID "\","

static SjsonDocument *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (text, -1, NULL, &error);

  g_assert_no_error (error);

  return document;
}

static OauthAccount *
dup_account (const char  *issuer,
             const char  *claims,
             const char  *info,
             GError     **error)
{
  OauthProfile *profile = entra_profile_new ();
  g_autofree char *encoded = NULL;
  g_autofree char *text = NULL;
  g_autoptr(SjsonDocument) claims_document = parse (claims);
  g_autoptr(SjsonDocument) answer_document = NULL;
  SjsonValue claims_root = sjson_document_get_root (claims_document);
  SjsonValue answer;
  OauthAccount *account;

  if (info != NULL)
    encoded = oauth_base64url_encode ((const guint8 *) info, strlen (info));
  text = info != NULL ? g_strdup_printf ("{\"client_info\":\"%s\"}", encoded) : g_strdup ("{}");
  answer_document = parse (text);
  answer = sjson_document_get_root (answer_document);

  account = oauth_profile_dup_account (profile, issuer, "client", &claims_root, &answer, error);

  g_assert_finalize_object (profile);

  return account;
}

/* Whoever may sign in: the exact issuer is kept, whatever was asked for. */
static void
test_accepted (void)
{
  static const struct
  {
    const char *issuer;
    const char *iss;
    const char *authority;
  } rows[] = {
    { ISS, ISS, "login.windows.net" },
    { CLOUD "AAAAAAAA-2222-3333-4444-555555555555/v2.0",
      CLOUD "aaaaaaaa-2222-3333-4444-555555555555/v2.0", "login.windows.net" },
    { CLOUD "contoso.example/v2.0", ISS, "login.windows.net" },
    { CLOUD "common/v2.0", ISS, "login.windows.net" },
    { CLOUD "organizations/v2.0", ISS, "login.windows.net" },
    { CLOUD "{tenantid}/v2.0", ISS, "login.windows.net" },
    { "https://sts.windows.net/" TID "/", ISS, "login.windows.net" },
    { "https://login.windows.net/" TID V2, ISS, "login.windows.net" },
    { "https://login.windows.net/" TID V2, "https://login.windows.net/" TID V2,
      "login.windows.net" },
    { "https://login.microsoftonline.us/" TID, "https://login.microsoftonline.us/" TID V2,
      "login.microsoftonline.us" },
    { "http://localhost:4000/common/v2.0", "http://localhost:4000/" TID V2, "localhost:4000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) parts = g_strsplit (strstr (rows[i].iss, "//") + 2, "/", -1);
      g_autofree char *claims = NULL;
      OauthAccount *account;

      claims = g_strdup_printf ("{\"ver\":\"2.0\",\"iss\":\"%s\",\"tid\":\"%s\"," MEMBER
                                "\"preferred_username\":\"ada@contoso.example\","
                                "\"name\":\"Ada\\u0001\\u202e Example\"}", rows[i].iss, parts[1]);
      account = dup_account (rows[i].issuer, claims, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (oauth_account_get_issuer (account), ==, rows[i].iss);
      g_assert_cmpstr (oauth_account_get_tenant (account), ==, parts[1]);
      g_assert_cmpstr (oauth_account_get_authority (account), ==, rows[i].authority);
      g_assert_cmpstr (oauth_account_get_client_id (account), ==, "client");
      g_assert_cmpstr (oauth_account_get_username (account), ==, "ada@contoso.example");
      g_assert_null (strpbrk (oauth_account_get_name (account), "\x01"));
      g_assert_null (strstr (oauth_account_get_name (account), "\xe2\x80\xae"));
      g_assert_finalize_object (account);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *issuer;
    const char *claims;
    OauthError code;
  } rows[] = {
    { ISS, "{}", OAUTH_ERROR_FORGED },
    { ISS, "[]", OAUTH_ERROR_FORGED },
    { ISS, CLAIMS (ISS, "", MEMBER), OAUTH_ERROR_FORGED },
    { CLOUD "common/v2.0", CLAIMS (CLOUD "x/v2.0", "x", MEMBER), OAUTH_ERROR_FORGED },
    { CLOUD "common/v2.0", CLAIMS (CLOUD "{tenantid}/v2.0", TID, MEMBER), OAUTH_ERROR_FORGED },
    { CLOUD "common/v2.0", CLAIMS (CLOUD "{tenantid}/v2.0", "{tenantid}", MEMBER),
      OAUTH_ERROR_FORGED },
    { ISS, CLAIMS (ISS "/", TID, MEMBER), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS (CLOUD TID, TID, MEMBER), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS ("https://Login.microsoftonline.com/" TID V2, TID, MEMBER), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS ("https://sts.windows.net/" TID "/", TID, MEMBER), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS ("https://evil.example/" TID V2, TID, MEMBER), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS ("https://login.microsoftonline.us/" TID V2, TID, MEMBER), OAUTH_ERROR_FORGED },
    /* one tenant in the issuer, another beside it; and one that was not asked for */
    { ISS, CLAIMS (ISS, OTHER, MEMBER), OAUTH_ERROR_FORGED },
    { CLOUD "common/v2.0", CLAIMS (ISS, OTHER, MEMBER), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS (CLOUD OTHER V2, OTHER, MEMBER), OAUTH_ERROR_FORGED },
    { CLOUD "consumers/v2.0", CLAIMS (ISS, TID, MEMBER), OAUTH_ERROR_FORGED },
    { "http://localhost:4000/" TID V2, CLAIMS ("http://localhost:4001/" TID V2, TID, MEMBER),
      OAUTH_ERROR_FORGED },
    { "x", CLAIMS (ISS, TID, MEMBER), OAUTH_ERROR_FORGED },
    /* of v1, or of no version at all */
    { ISS, "{\"ver\":\"1.0\",\"iss\":\"" ISS "\",\"tid\":\"" TID "\"," MEMBER "\"x\":1}",
      OAUTH_ERROR_FORGED },
    { ISS, "{\"iss\":\"" ISS "\",\"tid\":\"" TID "\"," MEMBER "\"x\":1}", OAUTH_ERROR_FORGED },
    /* nobody */
    { ISS, CLAIMS (ISS, TID, ""), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS (ISS, TID, "\"oid\":\"\","), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS (ISS, TID, "\"oid\":7,"), OAUTH_ERROR_FORGED },
    { ISS, CLAIMS (ISS, TID, "\"oid\":\"a/../b\","), OAUTH_ERROR_FORGED },
    /* personal */
    { CLOUD "common/v2.0", CLAIMS (CLOUD PERSONAL V2, PERSONAL, MEMBER), OAUTH_ERROR_REFUSED },
    { CLOUD "consumers/v2.0", CLAIMS (CLOUD PERSONAL V2, PERSONAL, MEMBER), OAUTH_ERROR_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_null (dup_account (rows[i].issuer, rows[i].claims, NULL, &error));
      g_assert_error (error, OAUTH_ERROR, (int) rows[i].code);
    }
}

/* entra.md 3.4. */
static void
test_home (void)
{
  static const struct
  {
    const char *info;
    const char *id;
  } rows[] = {
    { NULL, "aaaaaaaa-0000-0000-0000-00000000000a." TID },
    { "{\"uid\":\"" OID "\",\"utid\":\"" TID "\"}",
      "aaaaaaaa-0000-0000-0000-00000000000a." TID },
    { "{\"uid\":\"bbbb\",\"utid\":\"CCCC\",\"xms_tdbr\":\"EU\"}", "bbbb.cccc" },
    { "{\"uid\":\"bbbb\"}", NULL },
    { "{\"uid\":\"\",\"utid\":\"c\"}", NULL },
    { "{\"uid\":\"b.b\",\"utid\":\"c\"}", NULL },
    { "{\"uid\":\"b\\u0000b\",\"utid\":\"c\"}", NULL },
    { "{\"uid\":1,\"utid\":2}", NULL },
    { "[]", NULL },
    { "{", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthAccount) account = NULL;

      account = dup_account (ISS, CLAIMS (ISS, TID, MEMBER), rows[i].info, &error);

      if (rows[i].id == NULL)
        {
          g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
          g_assert_null (account);
          continue;
        }

      g_assert_no_error (error);
      g_assert_cmpstr (oauth_account_get_id (account), ==, rows[i].id);
    }
}

/* It goes into addresses: what is no visible ASCII, or long, is none. */
static void
test_login_hint (void)
{
  g_autofree char *longest = g_strnfill (1024, 'h');
  g_autofree char *too_long = g_strnfill (1025, 'h');
  const struct
  {
    const char *json;
    const char *hint;
  } hints[] = {
    { "\"O.AbC~1-_\"", "O.AbC~1-_" }, { "\"\"", NULL }, { "\"a b\"", NULL },
    { "\"a\\n\"", NULL }, { "7", NULL }, { "null", NULL }, { "\"\u00e4\"", NULL },
    { longest, longest }, { too_long, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      gboolean is_bare = *hints[i].json == 'h';
      g_autofree char *claims = NULL;
      g_autoptr(OauthAccount) account = NULL;
      g_autoptr(GError) error = NULL;

      claims = g_strdup_printf ("{\"login_hint\":%s%s%s,%s", is_bare ? "\"" : "", hints[i].json,
                                is_bare ? "\"" : "", CLAIMS (ISS, TID, MEMBER) + 1);
      account = dup_account (ISS, claims, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (oauth_account_get_login_hint (account), ==, hints[i].hint);
    }
}

static void
test_odd_answers (void)
{
  static const char * const answers[] = {
    "{\"client_info\":7}", "{\"client_info\":\"*\"}", "{\"client_info\":{}}",
  };
  OauthProfile *profile = entra_profile_new ();
  g_autoptr(SjsonDocument) document = parse (CLAIMS (ISS, TID, MEMBER));
  SjsonValue claims = sjson_document_get_root (document);
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(GError) no_error = NULL;
  g_autoptr(GError) no_token = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(SjsonDocument) answer_document = parse (answers[i]);
      SjsonValue answer = sjson_document_get_root (answer_document);

      g_assert_null (oauth_profile_dup_account (profile, ISS, "client", &claims, &answer, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
    }

  account = oauth_profile_dup_account (profile, ISS, "client", &claims, NULL, &no_error);
  g_assert_no_error (no_error);
  g_assert_nonnull (account);

  g_assert_null (oauth_profile_dup_account (profile, ISS, "client", NULL, NULL, &no_token));
  g_assert_error (no_token, OAUTH_ERROR, OAUTH_ERROR_FORGED);

  g_assert_finalize_object (profile);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/entra/account/accepted", test_accepted);
  g_test_add_func ("/entra/account/refused", test_refused);
  g_test_add_func ("/entra/account/home", test_home);
  g_test_add_func ("/entra/account/login-hint", test_login_hint);
  g_test_add_func ("/entra/account/odd-answers", test_odd_answers);

  return g_test_run ();
}
