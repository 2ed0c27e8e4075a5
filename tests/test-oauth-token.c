/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-clock.h"
#include "oauth-error.h"
#include "oauth-generic.h"
#include "oauth-stored-account.h"
#include "oauth-strv.h"
#include "oauth-token-answer.h"

#include <string.h>

static OauthAccount *
new_account (void)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", "https://id.example.com \"sub\"",
                       "username", "ada@contoso.example",
                       "authority", "https://id.example.com",
                       "issuer", "https://id.example.com",
                       "client-id", "client-1",
                       NULL);
}

static OauthToken *
new_token (gint64 wall_age,
           gint64 up_age,
           gint64 lifetime,
           guint  margin)
{
  static const char * const scopes[] = { "a", NULL };
  g_autoptr(VaultSecret) secret = vault_secret_new ("at.1", -1);
  g_autoptr(OauthAccount) account = new_account ();
  const OauthTokenSpan span = {
    .wall = oauth_clock_get_wall () - wall_age,
    .up = oauth_clock_get_up () - up_age,
    .lifetime = lifetime,
    .margin = margin,
  };

  return oauth_token_new (secret, account, scopes, &span, TRUE);
}

static void
test_token (void)
{
  OauthToken *token = new_token (0, 0, 3600, 300);
  char *header = oauth_token_dup_header (token);

  g_assert_cmpstr (header, ==, "Bearer at.1");
  g_assert_cmpstr (oauth_account_get_username (oauth_token_get_account (token)), ==,
                   "ada@contoso.example");
  g_assert_cmpstr (oauth_token_get_scopes (token)[0], ==, "a");
  g_assert_true (oauth_token_is_renewable (token));
  g_assert_cmpint (oauth_token_get_expires_at (token) - oauth_clock_get_wall (), >=, 3590);
  vault_wipe_string (header);
  g_assert_finalize_object (token);
}

/* Seconds since it was asked for, by the clock on the wall and by the other one. */
static const struct
{
  const char *name;
  gint64 wall_age;
  gint64 up_age;
  gboolean is_expired;
  gboolean is_over;
} ages[] = {
  { "new", 0, 0, FALSE, FALSE },
  { "before the margin", 3200, 3200, FALSE, FALSE },
  { "in the margin", 3400, 3400, TRUE, FALSE },
  { "after its end", 3700, 3700, TRUE, TRUE },
  { "clock set forward", 4000, 10, TRUE, TRUE },
  { "clock turned back, but not before its beginning", 10, 3400, TRUE, FALSE },
  { "clock turned back by hours", -7200, 10, TRUE, TRUE },
  { "clock turned back by hours, after its end", -7200, 3700, TRUE, TRUE },
};

static void
test_ages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      OauthToken *token = new_token (ages[i].wall_age, ages[i].up_age, 3600, 300);

      g_test_message ("%s", ages[i].name);
      g_assert_cmpint (oauth_token_is_expired (token), ==, ages[i].is_expired);
      g_assert_cmpint (oauth_token_is_over (token), ==, ages[i].is_over);
      g_assert_finalize_object (token);
    }
}

static OauthAuthority *
new_authority (void)
{
  static const char json[] =
    "{\"issuer\":\"https://id.example.com\","
    "\"authorization_endpoint\":\"https://id.example.com/a\","
    "\"token_endpoint\":\"https://id.example.com/t\","
    "\"code_challenge_methods_supported\":[\"S256\"]}";
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (json, -1, NULL, NULL);
  g_autoptr(OauthProfile) profile = oauth_generic_new ();
  SjsonValue root = sjson_document_get_root (document);

  return oauth_authority_new (&root, "https://id.example.com", profile, NULL, NULL);
}

static OauthTokenAnswer *
read_answer (const char  *members,
             GError     **error)
{
  g_autoptr(OauthAuthority) authority = new_authority ();
  g_autofree char *json = g_strconcat ("{\"access_token\":\"a\",\"token_type\":\"BEARER\"", members,
                                       "}", NULL);
  g_autoptr(SjsonDocument) document = NULL;
  const OauthTokenSpan sent = { .wall = 1000, .up = 10 };

  document = sjson_document_new_from_string (json, -1, NULL, error);
  g_assert_nonnull (document);

  return oauth_token_answer_new (document, authority, &sent, error);
}

static const struct
{
  const char *members;
  gint64 lifetime;
  guint margin;
} lifetimes[] = {
  { ",\"expires_in\":7200", 7200, 300 },
  { ",\"expires_in\":\"7200\"", 7200, 300 },
  { ",\"expires_in\":1000.9", 1000, 100 },
  { ",\"expires_in\":20", 20, 5 },
  { ",\"expires_in\":0", 0, 5 },
  { ",\"expires_in\":-5", 0, 5 },
  { ",\"expires_in\":1e300", 31536000, 300 },
  { ",\"expires_in\":\"soon\"", 3600, 300 },
  { ",\"expires_in\":\"-5\"", 3600, 300 },
  { ",\"expires_in\":null", 3600, 300 },
  { ",\"expires_in\":[]", 3600, 300 },
  { "", 3600, 300 },
};

static void
test_lifetimes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lifetimes); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthTokenAnswer) answer = read_answer (lifetimes[i].members, &error);

      g_test_message ("%s", lifetimes[i].members);
      g_assert_no_error (error);
      g_assert_cmpint (answer->span.lifetime, ==, lifetimes[i].lifetime);
      g_assert_cmpuint (answer->span.margin, ==, lifetimes[i].margin);
      g_assert_cmpint (answer->span.wall, ==, 1000);
    }
}

static void
test_answer (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthTokenAnswer) answer = NULL;

  answer = read_answer (",\"refresh_token\":\"r\\u0001\",\"id_token\":7,\"scope\":\"\"", &error);
  g_assert_no_error (error);
  g_assert_null (answer->refresh_token);
  g_assert_null (answer->id_token);
  g_assert_cmpuint (g_strv_length (answer->scopes), ==, 0);
}

/* Nothing of it is left in memory that the answer knew of. */
static void
test_wiped (void)
{
  static const char json[] = "{\"access_token\":\"very-secret\",\"token_type\":\"Bearer\"}";
  g_autoptr(GBytes) text = g_bytes_new (json, strlen (json));
  g_autoptr(SjsonDocument) document = sjson_document_new (text, NULL, NULL);
  g_autoptr(OauthAuthority) authority = new_authority ();
  const OauthTokenSpan sent = { 0 };
  gsize length;
  const char *data = g_bytes_get_data (text, &length);
  OauthTokenAnswer *answer = oauth_token_answer_new (document, authority, &sent, NULL);

  oauth_token_answer_free (answer);
  for (gsize i = 0; i < length; i++)
    g_assert_cmpint (data[i], ==, 0);
}

static void
test_stored (void)
{
  static const char * const scopes[] = { "openid", "a\"b", NULL };
  g_autoptr(OauthAccount) account = new_account ();
  g_autoptr(VaultSecret) secret = vault_secret_new ("rt-1", -1);
  g_autoptr(OauthStoredAccount) stored = NULL;
  g_autoptr(OauthStoredAccount) back = NULL;
  g_autoptr(OauthAccount) hinted = NULL;
  g_autoptr(OauthStoredAccount) with_hint = NULL;
  g_autoptr(OauthStoredAccount) hint_back = NULL;
  g_autoptr(VaultSecret) hint_item = NULL;
  g_autoptr(VaultSecret) item = NULL;
  g_autoptr(VaultKey) key = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *hash = NULL;

  stored = oauth_stored_account_new (account, scopes, NULL, secret, 1234567890);
  item = oauth_stored_account_serialize (stored);
  g_assert_cmpstr (vault_secret_get_text (item, NULL), ==,
                   "{\"v\":1,\"account\":{\"id\":\"https://id.example.com \\\"sub\\\"\","
                   "\"username\":\"ada@contoso.example\",\"name\":null,"
                   "\"authority\":\"https://id.example.com\",\"issuer\":\"https://id.example.com\","
                   "\"tenant\":null,\"client_id\":\"client-1\",\"login_hint\":null},"
                   "\"scopes\":[\"openid\",\"a\\\"b\"],"
                   "\"resource\":null,\"rt\":\"rt-1\",\"rt_obtained\":1234567890}");

  /* No secret, but nothing for files either. */
  hinted = g_object_new (OAUTH_TYPE_ACCOUNT,
                         "id", oauth_account_get_id (account),
                         "authority", oauth_account_get_authority (account),
                         "issuer", oauth_account_get_issuer (account),
                         "client-id", oauth_account_get_client_id (account),
                         "login-hint", "O.1",
                         NULL);
  with_hint = oauth_stored_account_new (hinted, scopes, NULL, secret, 0);
  hint_item = oauth_stored_account_serialize (with_hint);
  hint_back = oauth_stored_account_parse (hint_item, account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_login_hint (hint_back->account), ==, "O.1");

  back = oauth_stored_account_parse (item, account, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oauth_account_get_id (back->account), ==, oauth_account_get_id (account));
  g_assert_null (oauth_account_get_name (back->account));
  g_assert_cmpstrv (back->scopes, (char **) scopes);
  g_assert_null (back->resource);
  g_assert_true (vault_secret_equal (back->refresh_token, secret));
  g_assert_cmpint (back->obtained, ==, 1234567890);

  key = oauth_stored_account_dup_key (account);
  g_assert_cmpint (vault_key_get_kind (key), ==, VAULT_KIND_ACCOUNT);
  g_assert_cmpstr (vault_key_get_client_id (key), ==, "client-1");
  g_assert_cmpstr (vault_key_get_authority (key), ==, "https://id.example.com");
  hash = oauth_stored_account_dup_hash (back);
  g_assert_null (strstr (hash, "rt-1"));
}

/* What was asked for and not granted; how it is named differs. */
static void
test_missing (void)
{
  static const struct
  {
    const char *asked;
    const char *granted;
    const char *missing;
  } rows[] = {
    { "openid mcp:tools", "mcp:tools", NULL },
    { "openid profile offline_access a", "b", "a" },
    { "a b", "a", "b" }, { "a b", "b a c", NULL }, { "a b", "", NULL }, { "", "a", NULL },
    { "api://x/mcp:tools", "mcp:tools", NULL },
    { "api://x/mcp:tools", "API://x/MCP:tools openid", NULL },
    { "api://x/mcp:tools", "api://y/mcp:tools", "api://x/mcp:tools" },
    { "mcp:tools", "api://x/mcp:tools", "mcp:tools" },
    { "api://x/.default", "api://x/a", NULL }, { ".default", "a", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) asked = oauth_strv_from_scope (rows[i].asked);
      g_auto(GStrv) granted = oauth_strv_from_scope (rows[i].granted);
      g_auto(GStrv) missing = NULL;
      g_autofree char *text = NULL;

      missing = oauth_strv_dup_missing ((const char * const *) asked,
                                        (const char * const *) granted);
      text = missing != NULL ? g_strjoinv (" ", missing) : NULL;
      g_assert_cmpstr (text, ==, rows[i].missing);
    }

  g_assert_null (oauth_strv_dup_missing (NULL, (const char *[]) { "a", NULL }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/token/token", test_token);
  g_test_add_func ("/oauth/token/ages", test_ages);
  g_test_add_func ("/oauth/token/lifetimes", test_lifetimes);
  g_test_add_func ("/oauth/token/answer", test_answer);
  g_test_add_func ("/oauth/token/wiped", test_wiped);
  g_test_add_func ("/oauth/token/stored", test_stored);
  g_test_add_func ("/oauth/token/missing", test_missing);

  return g_test_run ();
}
