/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error-private.h"
#include "oauth-generic.h"

#include <string.h>

typedef struct
{
  OauthProfile *profile;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->profile = oauth_generic_new ();
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->profile);
}

static char *
join_uris (Fixture    *fixture,
           const char *issuer)
{
  g_auto(GStrv) uris = oauth_profile_dup_metadata_uris (fixture->profile, issuer);

  return g_strjoinv (" ", uris);
}

#define RFC8414 "/.well-known/oauth-authorization-server"
#define OIDC "/.well-known/openid-configuration"

static void
test_metadata_uris (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char *issuer;
    const char *uris;
  } rows[] = {
    { "https://a.example/tenant1",
      "https://a.example" RFC8414 "/tenant1 https://a.example" OIDC "/tenant1 "
      "https://a.example/tenant1" OIDC },
    { "https://a.example/t/v2.0/",
      "https://a.example" RFC8414 "/t/v2.0 https://a.example" OIDC "/t/v2.0 "
      "https://a.example/t/v2.0" OIDC },
    { "https://a.example", "https://a.example" RFC8414 " https://a.example" OIDC },
    { "https://a.example/", "https://a.example" RFC8414 " https://a.example" OIDC },
    { "https://A.example:443/x%20y",
      "https://A.example:443" RFC8414 "/x%20y https://A.example:443" OIDC "/x%20y "
      "https://A.example:443/x%20y" OIDC },
    { "http://[::1]:8080", "http://[::1]:8080" RFC8414 " http://[::1]:8080" OIDC },
    { "", "" },
    { "a.example", "" },
    { "ftp://a.example", "" },
    { "javascript:alert(1)", "" },
    { "http://a.example", "" },
    { "https://u:p@a.example", "" },
    { "https://a.example/?x", "" },
    { "https://a.example/#x", "" },
    { "https://a.example/\n", "" },
    { "https:///x", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *uris = join_uris (fixture, rows[i].issuer);

      g_assert_cmpstr (uris, ==, rows[i].uris);
    }
}

static void
test_issuer (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *others[] = {
    "https://a.example/t/", "https://A.example/t", "https://a.example:443/t",
    "http://a.example/t", "https://a.example/T", "https://a.example/%74", "",
    "https://a.example/{tenantid}",
  };

  g_assert_true (oauth_profile_accepts_issuer (fixture->profile, "https://a.example/t",
                                               "https://a.example/t"));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (oauth_profile_accepts_issuer (fixture->profile, "https://a.example/t",
                                                  others[i]));
}

static char **
split (const char *text)
{
  return text != NULL ? g_strsplit (text, " ", -1) : NULL;
}

static void
test_scopes (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *challenge;
    const char *listed;
    const char *offered;
    const char *scopes;
  } rows[] = {
    { "a b", "c", NULL, "a b" },
    { "a", NULL, NULL, "a" },
    { NULL, "c d", "openid", "c d" },
    { "", "c d", NULL, "c d" },
    { NULL, NULL, NULL, "" },
    { NULL, NULL, "openid offline_access", "" },
    { NULL, "c", "openid offline_access", "c offline_access" },
    { "a", "c", "offline_access", "a offline_access" },
    { "a offline_access", NULL, "offline_access", "a offline_access" },
    { "a offline_access", NULL, NULL, "a offline_access" },
    { NULL, "c offline_access", NULL, "c" },
    { NULL, "c offline_access d", "offline_access", "c d offline_access" },
    { NULL, "offline_access", "offline_access", "" },
    { NULL, "c c d", NULL, "c d" },
    { "a  b", NULL, NULL, "a b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) challenge = split (rows[i].challenge);
      g_auto(GStrv) listed = split (rows[i].listed);
      g_auto(GStrv) offered = split (rows[i].offered);
      g_auto(GStrv) scopes = NULL;
      g_autofree char *text = NULL;

      scopes = oauth_profile_dup_scopes (fixture->profile, "https://r.example/", challenge, listed,
                                         offered);
      text = g_strjoinv (" ", scopes);
      g_assert_cmpstr (text, ==, rows[i].scopes);
    }
}

/* Rulings 1, 3, 5 and 6. */
static void
test_rulings (Fixture       *fixture,
              gconstpointer  data)
{
  char *scopes[] = { (char *) "https://other.example/x", NULL };
  g_autofree char *resource = NULL;

  resource = oauth_profile_dup_resource (fixture->profile, "https://R.example/mcp/", scopes);
  g_assert_cmpstr (resource, ==, "https://R.example/mcp/");
  g_assert_null (oauth_profile_dup_resource (fixture->profile, NULL, scopes));
  g_assert_false (oauth_profile_assumes_pkce (fixture->profile));
  g_assert_cmpint (oauth_profile_get_surface (fixture->profile), ==, OAUTH_SURFACE_BROWSER);
  g_assert_null (oauth_profile_dup_embedded_redirect (fixture->profile, "https://a.example"));
  g_assert_false (oauth_profile_wants_form_post (fixture->profile));
}

static void
test_extra_parameters (Fixture       *fixture,
                       gconstpointer  data)
{
  static const struct
  {
    const char *hint;
    const char *prompt;
    const char *parameters;
  } rows[] = {
    { NULL, NULL, "" },
    { "ada", NULL, "login_hint ada" },
    { NULL, "login", "prompt login" },
    { "ada", "login", "prompt login login_hint ada" },
    { "ada", "select_account", "prompt select_account" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) parameters = NULL;
      g_autofree char *text = NULL;

      parameters = oauth_profile_dup_extra_parameters (fixture->profile, rows[i].hint,
                                                       rows[i].prompt);
      text = g_strjoinv (" ", parameters);
      g_assert_cmpstr (text, ==, rows[i].parameters);
    }
}

/* Ruling 9. */
static void
test_expiry_margin (Fixture       *fixture,
                    gconstpointer  data)
{
  static const guint rows[][2] = {
    { 0, 5 }, { 49, 5 }, { 60, 6 }, { 600, 60 }, { 2999, 299 }, { 3000, 300 }, { 3600, 300 },
    { G_MAXUINT, 300 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (oauth_profile_get_expiry_margin (fixture->profile, rows[i][0]), ==,
                      rows[i][1]);
}

static OauthAccount *
get_account (Fixture     *fixture,
             const char  *json,
             GError     **error)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue claims;

  document = sjson_document_new_from_string (json, -1, NULL, NULL);
  g_assert_nonnull (document);
  claims = sjson_document_get_root (document);

  return oauth_profile_dup_account (fixture->profile, "https://a.example", "client", &claims, NULL,
                                    error);
}

static void
test_account (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *claims;
    const char *id;
    const char *username;
    const char *name;
  } rows[] = {
    { "{\"sub\":\"s\"}", "https://a.example s", NULL, NULL },
    { "{\"sub\":\"s\",\"preferred_username\":\"ada\",\"email\":\"e@x\",\"name\":\"Ada\"}",
      "https://a.example s", "ada", "Ada" },
    { "{\"sub\":\"s\",\"email\":\"e@x\"}", "https://a.example s", "e@x", NULL },
    { "{\"sub\":\"s\",\"preferred_username\":17,\"name\":\"\\u202eAda\\n\"}",
      "https://a.example s", NULL, "Ada" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthAccount) account = get_account (fixture, rows[i].claims, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (oauth_account_get_id (account), ==, rows[i].id);
      g_assert_cmpstr (oauth_account_get_username (account), ==, rows[i].username);
      g_assert_cmpstr (oauth_account_get_name (account), ==, rows[i].name);
      g_assert_cmpstr (oauth_account_get_authority (account), ==, "https://a.example");
      g_assert_cmpstr (oauth_account_get_issuer (account), ==, "https://a.example");
      g_assert_cmpstr (oauth_account_get_client_id (account), ==, "client");
      g_assert_null (oauth_account_get_tenant (account));
    }
}

static void
test_account_refused (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char *rows[] = { "{}", "{\"sub\":\"\"}", "{\"sub\":17}", "[]", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (get_account (fixture, rows[i], &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_FORGED);
    }
}

static void
test_account_unnamed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthAccount) account = NULL;

  account = oauth_profile_dup_account (fixture->profile, "https://a.example", "client", NULL, NULL,
                                       &error);

  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_id (account), ==, "https://a.example");
}

static void
test_judge (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    guint status;
    const char *code;
    gint64 retry_after;
    OauthVerdict verdict;
  } rows[] = {
    { 400, "invalid_grant", -1, OAUTH_VERDICT_DROP },
    { 400, "interaction_required", -1, OAUTH_VERDICT_PERSON },
    { 400, "login_required", -1, OAUTH_VERDICT_PERSON },
    { 400, "consent_required", -1, OAUTH_VERDICT_PERSON },
    { 401, "invalid_client", -1, OAUTH_VERDICT_SETUP },
    { 400, "unauthorized_client", -1, OAUTH_VERDICT_SETUP },
    { 400, "invalid_request", -1, OAUTH_VERDICT_SETUP },
    { 400, "invalid_scope", -1, OAUTH_VERDICT_SCOPE },
    { 400, "invalid_target", -1, OAUTH_VERDICT_SETUP },
    { 400, "unsupported_grant_type", -1, OAUTH_VERDICT_SETUP },
    { 400, "temporarily_unavailable", -1, OAUTH_VERDICT_WAIT },
    { 500, "server_error", -1, OAUTH_VERDICT_RETRY },
    { 503, NULL, -1, OAUTH_VERDICT_RETRY },
    { 503, NULL, 0, OAUTH_VERDICT_WAIT },
    { 503, NULL, 10, OAUTH_VERDICT_WAIT },
    { 429, NULL, -1, OAUTH_VERDICT_WAIT },
    { 429, "invalid_grant", -1, OAUTH_VERDICT_WAIT },
    { 400, "invalid_grant", 10, OAUTH_VERDICT_WAIT },
    { 400, "Invalid_Grant", -1, OAUTH_VERDICT_UNKNOWN },
    { 400, "something_else", -1, OAUTH_VERDICT_UNKNOWN },
    { 400, NULL, -1, OAUTH_VERDICT_UNKNOWN },
    { 0, NULL, -1, OAUTH_VERDICT_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      OauthErrorDetails details = { .code = rows[i].code };
      g_autoptr(GError) error = oauth_error_new (OAUTH_ERROR_REFUSED, "No.", &details);

      oauth_error_set_retry_after (error, rows[i].retry_after);
      g_assert_cmpint (oauth_profile_judge (fixture->profile, rows[i].status, error), ==,
                       rows[i].verdict);
    }

  g_assert_cmpint (oauth_profile_judge (fixture->profile, 502, NULL), ==, OAUTH_VERDICT_RETRY);
}

#define add(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/oauth/generic/metadata-uris", test_metadata_uris);
  add ("/oauth/generic/issuer", test_issuer);
  add ("/oauth/generic/scopes", test_scopes);
  add ("/oauth/generic/rulings", test_rulings);
  add ("/oauth/generic/extra-parameters", test_extra_parameters);
  add ("/oauth/generic/expiry-margin", test_expiry_margin);
  add ("/oauth/generic/account", test_account);
  add ("/oauth/generic/account-refused", test_account_refused);
  add ("/oauth/generic/account-unnamed", test_account_unnamed);
  add ("/oauth/generic/judge", test_judge);

  return g_test_run ();
}
