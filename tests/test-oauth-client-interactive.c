/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-fixture.h"
#include "oauth-form.h"

#include <string.h>

static char *
dup_parameter (OauthFixture *fixture,
               guint         index,
               const char   *name)
{
  OauthPrompt *prompt = g_ptr_array_index (fixture->prompter->prompts, index);

  return oauth_form_dup_only (strchr (oauth_prompt_get_uri (prompt), '?') + 1, name);
}

static void
assert_asked (OauthFixture *fixture,
              const char   *name,
              const char   *value)
{
  g_autofree char *found = dup_parameter (fixture, fixture->prompter->prompts->len - 1, name);

  g_assert_cmpstr (found, ==, value);
}

static void
assert_sent (OauthFixture *fixture,
             guint         index,
             const char   *name,
             const char   *value)
{
  g_autofree char *found = mock_authority_dup_parameter (fixture->mock, index, name);

  g_assert_cmpstr (found, ==, value);
}

static void
test_embedded (OauthFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autofree char *header = NULL;
  g_autofree char *item = NULL;
  g_autofree char *request_id = NULL;
  OauthPrompt *prompt;
  MockExchange *exchange;

  fixture->sign_in.login_hint = "ada@contoso.example";
  token = oauth_fixture_sign_in (fixture, &error);
  g_assert_no_error (error);
  oauth_fixture_assert_token (token, "at-1");
  header = oauth_token_dup_header (token);
  g_assert_cmpstr (header, ==, "Bearer at-1");
  g_assert_true (oauth_token_is_renewable (token));
  g_assert_false (oauth_token_is_expired (token));
  g_assert_cmpstr (oauth_account_get_username (oauth_token_get_account (token)), ==,
                   "ada@contoso.example");
  g_assert_cmpstrv ((char **) oauth_token_get_scopes (token), (char **) fixture->sign_in.scopes);

  prompt = g_ptr_array_index (fixture->prompter->prompts, 0);
  g_assert_cmpstr (oauth_prompt_get_redirect_uri (prompt), ==, EMBEDDED_REDIRECT);
  g_assert_cmpstr (oauth_prompt_get_server_name (prompt), ==, "Tools");
  g_assert_cmpstr (oauth_prompt_get_reason (prompt), ==, "A tool needs it.");
  g_assert_cmpstr (oauth_prompt_get_http_origin (prompt), ==, fixture->mock->origin);
  g_assert_cmpint (oauth_prompt_get_surface (prompt), ==, OAUTH_SURFACE_EMBEDDED);
  g_assert_true (g_str_has_prefix (oauth_prompt_get_uri (prompt), fixture->mock->issuer));
  assert_asked (fixture, "x", "y");
  assert_asked (fixture, "response_type", "code");
  assert_asked (fixture, "response_mode", NULL);
  assert_asked (fixture, "client_id", MOCK_CLIENT);
  assert_asked (fixture, "redirect_uri", EMBEDDED_REDIRECT);
  assert_asked (fixture, "scope", "openid mcp:tools");
  assert_asked (fixture, "resource", fixture->mock->server_uri);
  assert_asked (fixture, "state", oauth_prompt_get_state (prompt));
  assert_asked (fixture, "code_challenge_method", "S256");
  assert_asked (fixture, "login_hint", "ada@contoso.example");
  assert_asked (fixture, "claims", NULL);

  g_assert_cmpuint (fixture->mock->requests->len, ==, 1);
  assert_sent (fixture, 0, "grant_type", "authorization_code");
  assert_sent (fixture, 0, "code", "c/1");
  assert_sent (fixture, 0, "client_id", MOCK_CLIENT);
  assert_sent (fixture, 0, "redirect_uri", EMBEDDED_REDIRECT);
  assert_sent (fixture, 0, "resource", fixture->mock->server_uri);
  assert_sent (fixture, 0, "scope", "openid mcp:tools");
  assert_sent (fixture, 0, "client_secret", NULL);
  assert_sent (fixture, 0, "login_hint", NULL);
  assert_sent (fixture, 0, "state", NULL);

  exchange = mock_server_get_request (fixture->mock->server, 0);
  request_id = dup_parameter (fixture, 0, "client-request-id");
  g_assert_cmpstr (mock_exchange_get_path (exchange), ==, "/t1/token");
  g_assert_cmpstr (mock_exchange_get_method (exchange), ==, "POST");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Content-Type"), ==,
                   "application/x-www-form-urlencoded");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "Accept"), ==, "application/json");
  g_assert_cmpstr (mock_exchange_get_header (exchange, "client-request-id"), ==, request_id);
  g_assert_cmpstr (mock_exchange_get_header (exchange, "return-client-request-id"), ==, "true");
  g_assert_null (mock_exchange_get_header (exchange, "Origin"));
  g_assert_null (mock_exchange_get_header (exchange, "Authorization"));
  g_assert_null (mock_exchange_get_header (exchange, "Cookie"));

  item = file_vault_dup_text (fixture->vault);
  g_assert_nonnull (strstr (item, "\"rt\":\"rt-1\""));
  g_assert_nonnull (strstr (item, "\"scopes\":[\"openid\",\"mcp:tools\"]"));
  g_assert_null (strstr (item, "at-1"));
  g_assert_cmpint (fixture->vault->ask, ==, VAULT_ASK_PERSON);
}

/* Each time new secrets. */
static void
test_single_use (OauthFixture  *fixture,
                 gconstpointer  data)
{
  static const char * const names[] = { "state", "nonce", "code_challenge", "client-request-id" };
  g_autoptr(OauthAccount) first = oauth_fixture_enter (fixture);
  g_autoptr(OauthAccount) second = oauth_fixture_enter (fixture);

  g_assert_cmpstr (oauth_account_get_id (first), ==, oauth_account_get_id (second));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *a = dup_parameter (fixture, 0, names[i]);
      g_autofree char *b = dup_parameter (fixture, 1, names[i]);

      g_assert_cmpuint (strlen (a), >=, 32);
      g_assert_cmpstr (a, !=, b);
    }
}

static void
test_browser (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *redirect_uri = NULL;
  OauthPrompt *prompt;

  fixture->mock->more_metadata = data;
  oauth_fixture_renew_client (fixture);
  fixture->sign_in.surface = -1;
  account = oauth_fixture_enter (fixture);

  prompt = g_ptr_array_index (fixture->prompter->prompts, 0);
  g_assert_cmpint (oauth_prompt_get_surface (prompt), ==, OAUTH_SURFACE_BROWSER);
  g_assert_null (oauth_prompt_get_redirect_uri (prompt));
  redirect_uri = dup_parameter (fixture, 0, "redirect_uri");
  g_assert_true (g_str_has_prefix (redirect_uri, "http://localhost:"));
  assert_sent (fixture, 0, "redirect_uri", redirect_uri);
  assert_asked (fixture, "response_mode", data != NULL ? "form_post" : NULL);
  g_assert_cmpuint (fixture->prompter->n_put_away, ==, 1);
}

/* entra.md 2.2: of a registered address on this computer the path and the host count, not the
 * port; others are for the view alone. */
static void
test_loopback (OauthFixture  *fixture,
               gconstpointer  data)
{
  static const struct { const char *registered, *before, *after; } cases[] = {
    { "http://localhost", "http://localhost:", "/" },
    { "http://localhost/done", "http://localhost:", "/done" },
    { "HTTP://localhost:7777/a-b/c", "http://localhost:", "/a-b/c" },
    { "http://127.0.0.1/done", "http://127.0.0.1:", "/done" },
    { "https://toolcrib.example/done", "http://localhost:", "/" },
    { "toolcrib://done", "http://localhost:", "/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OauthClient) client = NULL;
      g_autoptr(OauthAccount) account = NULL;
      g_autofree char *redirect_uri = NULL;
      const char *port;

      client = oauth_client_new (fixture->authority, MOCK_CLIENT, cases[i].registered,
                                 VAULT_STORE (fixture->vault));
      g_set_object (&fixture->client, client);
      fixture->sign_in.surface = OAUTH_SURFACE_BROWSER;
      account = oauth_fixture_enter (fixture);
      redirect_uri = dup_parameter (fixture, i, "redirect_uri");
      g_test_message ("%s", redirect_uri);
      g_assert_true (g_str_has_prefix (redirect_uri, cases[i].before));
      port = redirect_uri + strlen (cases[i].before);
      g_assert_cmpstr (port + strspn (port, "0123456789"), ==, cases[i].after);
      assert_sent (fixture, i, "redirect_uri", redirect_uri);
    }
}

/* Ruling 8. */
static void
test_open_in_browser (OauthFixture  *fixture,
                      gconstpointer  data)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture->prompter->deed = FAKE_CHOOSES_BROWSER;
  account = oauth_fixture_enter (fixture);

  g_assert_cmpuint (fixture->prompter->prompts->len, ==, 2);
  first = dup_parameter (fixture, 0, "state");
  second = dup_parameter (fixture, 1, "state");
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpint (oauth_prompt_get_surface (fixture->prompter->prompts->pdata[1]), ==,
                   OAUTH_SURFACE_BROWSER);
}

/* What an authorization answer may not be, in the order of mcp.md 4.6. */
static const struct
{
  const char *answer;
  const char *metadata;
  const char *target;
  OauthError code;
} bad_answers[] = {
  { "code=c%2F1", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=x%s", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s&state=%s", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s&stat%65=x", NULL, NULL, OAUTH_ERROR_FORGED },
  { "error=access_denied", NULL, NULL, OAUTH_ERROR_FORGED },
  { "error=access_denied&state=x", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s&iss=https%3A%2F%2Fevil.example", NULL, NULL, OAUTH_ERROR_FORGED },
  { "error=access_denied&state=%s&iss=https%3A%2F%2Fevil.example", NULL, NULL,
    OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s&iss=", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s", ",\"authorization_response_iss_parameter_supported\":true", NULL,
    OAUTH_ERROR_FORGED },
  { "error=access_denied&state=%s", ",\"authorization_response_iss_parameter_supported\":true",
    NULL, OAUTH_ERROR_FORGED },
  { "state=%s", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=&state=%s", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&code=c2&state=%s", NULL, NULL, OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s", NULL, "https://id.example.com/common/other", OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s", NULL, "http://id.example.com/common/nativeclient", OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s", NULL, "https://id.example.com:8443/common/nativeclient",
    OAUTH_ERROR_FORGED },
  { "code=c%2F1&state=%s", NULL, EMBEDDED_REDIRECT "/", OAUTH_ERROR_FORGED },
  { "error=access_denied&state=%s", NULL, NULL, OAUTH_ERROR_CANCELLED },
  { "error=access_denied&code=c%2F1&state=%s", NULL, NULL, OAUTH_ERROR_CANCELLED },
  { "error=server_error&error_subcode=cancel&state=%s", NULL, NULL, OAUTH_ERROR_CANCELLED },
  { "error=server_error&state=%s", NULL, NULL, OAUTH_ERROR_UNAVAILABLE },
  { "error=temporarily_unavailable&state=%s", NULL, NULL, OAUTH_ERROR_UNAVAILABLE },
  { "error=unauthorized_client&state=%s", NULL, NULL, OAUTH_ERROR_SETUP },
  { "error=login_required&state=%s", NULL, NULL, OAUTH_ERROR_REFUSED },
  { "error=&state=%s", NULL, NULL, OAUTH_ERROR_REFUSED },
  { "error=a&error=b&state=%s", NULL, NULL, OAUTH_ERROR_REFUSED },
};

static void
test_bad_answers (OauthFixture  *fixture,
                  gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s %s", bad_answers[i].answer, bad_answers[i].target);
      fixture->mock->more_metadata = bad_answers[i].metadata;
      oauth_fixture_settle ();
      oauth_fixture_renew_client (fixture);
      fixture->prompter->answer = bad_answers[i].answer;
      fixture->prompter->target = bad_answers[i].target;

      g_assert_null (oauth_fixture_sign_in (fixture, &error));
      g_assert_error (error, OAUTH_ERROR, (int) bad_answers[i].code);
    }

  /* No code went anywhere. */
  g_assert_cmpuint (fixture->mock->requests->len, ==, 0);
  g_assert_cmpuint (fixture->vault->n_stores, ==, 0);
}

static void
test_right_issuer (OauthFixture  *fixture,
                   gconstpointer  data)
{
  g_autofree char *answer = NULL;
  g_autofree char *issuer = g_uri_escape_string (fixture->mock->issuer, NULL, FALSE);
  g_autoptr(OauthAccount) account = NULL;

  answer = g_strconcat ("code=c%2F1&state=%s&iss=", issuer, NULL);
  fixture->prompter->answer = answer;
  fixture->mock->more_metadata = ",\"authorization_response_iss_parameter_supported\":true";
  oauth_fixture_renew_client (fixture);

  account = oauth_fixture_enter (fixture);
}

static void
test_details (OauthFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *request_id = NULL;

  fixture->prompter->answer = "error=invalid_scope&state=%s&suberror=odd&error_description="
                              "AADSTS70011:%20a%0Ab%1b%3Cb%3Ec";
  g_assert_null (oauth_fixture_sign_in (fixture, &error));

  request_id = dup_parameter (fixture, 0, "client-request-id");
  g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
  g_assert_cmpstr (oauth_error_get_code (error), ==, "invalid_scope");
  g_assert_cmpstr (oauth_error_get_suberror (error), ==, "odd");
  g_assert_cmpstr (oauth_error_get_description (error), ==, "AADSTS70011: a b <b>c");
  g_assert_cmpstr (oauth_error_get_advice_key (error), ==, "AADSTS70011");
  g_assert_cmpstr (oauth_error_get_correlation_id (error), ==, request_id);
}

static void
add (const char    *name,
     gconstpointer  data,
     void         (*test) (OauthFixture  *fixture,
                           gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/oauth/client-interactive/", name, NULL);

  g_test_add (path, OauthFixture, data, oauth_fixture_set_up, test, oauth_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  add ("embedded", NULL, test_embedded);
  add ("single-use", NULL, test_single_use);
  add ("browser", NULL, test_browser);
  add ("browser-form-post", ",\"response_modes_supported\":[\"form_post\"]", test_browser);
  add ("loopback", NULL, test_loopback);
  add ("open-in-browser", NULL, test_open_in_browser);
  add ("bad-answers", NULL, test_bad_answers);
  add ("right-issuer", NULL, test_right_issuer);
  add ("details", NULL, test_details);

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
