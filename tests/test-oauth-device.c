/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-device-private.h"
#include "oauth-fixture.h"
#include "tenant-profile.h"

#include <string.h>

#define PAGE "https://id.example.com/device"
#define ANSWER(more) \
  "{\"device_code\":\"d/1\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\"" PAGE "\"" more "}"
#define PENDING "{\"error\":\"authorization_pending\"}"
#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

typedef struct
{
  OauthFixture oauth;
  char *metadata;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  oauth_fixture_set_up (&fixture->oauth, data);
  fixture->metadata = g_strdup_printf (",\"device_authorization_endpoint\":\"%s/device\"",
                                       fixture->oauth.mock->issuer);
  fixture->oauth.mock->more_metadata = fixture->metadata;
  fixture->oauth.mock->device_answer = ANSWER (",\"expires_in\":900,\"interval\":1");
  fixture->oauth.sign_in.surface = OAUTH_SURFACE_DEVICE_CODE;
  oauth_fixture_renew_client (&fixture->oauth);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  oauth_fixture_tear_down (&fixture->oauth, data);
  g_free (fixture->metadata);
}

static void
assert_sent (Fixture    *fixture,
             guint       index,
             const char *name,
             const char *value)
{
  g_autofree char *found = mock_authority_dup_parameter (fixture->oauth.mock, index, name);

  g_assert_cmpstr (found, ==, value);
}

static void
assert_refused (Fixture    *fixture,
                OauthError  code,
                const char *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (oauth_fixture_sign_in (&fixture->oauth, &error));
  g_assert_error (error, OAUTH_ERROR, (int) code);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (fixture->oauth.vault->n_stores, ==, 0);
}

/* RFC 8628 §3: a page and a code for the person, and what comes of it is a sign-in like others. */
static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  MockAuthority *mock = fixture->oauth.mock;
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;
  g_autofree char *item = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  OauthPrompt *prompt;

  mock_authority_queue (mock, 400, NULL, PENDING);
  mock_authority_queue (mock, 400, NULL, PENDING);
  token = oauth_fixture_sign_in (&fixture->oauth, &error);
  g_assert_no_error (error);
  oauth_fixture_assert_token (token, "at-1");

  prompt = g_ptr_array_index (fixture->oauth.prompter->prompts, 0);
  g_assert_cmpuint (fixture->oauth.prompter->prompts->len, ==, 1);
  g_assert_cmpint (oauth_prompt_get_surface (prompt), ==, OAUTH_SURFACE_DEVICE_CODE);
  g_assert_cmpstr (oauth_prompt_get_uri (prompt), ==, PAGE);
  g_assert_cmpstr (oauth_prompt_get_user_code (prompt), ==, "WDJB-MJHT");
  g_assert_cmpint (oauth_prompt_get_expires_at (prompt) - now, >=, 899);
  g_assert_cmpint (oauth_prompt_get_expires_at (prompt) - now, <=, 960);
  g_assert_cmpstr (oauth_prompt_get_server_name (prompt), ==, "Tools");
  g_assert_null (oauth_prompt_get_redirect_uri (prompt));

  /* It is put away. */
  oauth_fixture_settle ();
  g_assert_cmpuint (fixture->oauth.prompter->n_put_away, ==, 1);

  g_assert_cmpuint (mock->requests->len, ==, 4);
  assert_sent (fixture, 0, "client_id", MOCK_CLIENT);
  assert_sent (fixture, 0, "scope", "openid mcp:tools");
  assert_sent (fixture, 0, "resource", mock->server_uri);
  assert_sent (fixture, 0, "redirect_uri", NULL);
  assert_sent (fixture, 3, "grant_type", DEVICE_GRANT);
  assert_sent (fixture, 3, "device_code", "d/1");
  assert_sent (fixture, 3, "client_id", MOCK_CLIENT);
  assert_sent (fixture, 3, "resource", mock->server_uri);

  item = file_vault_dup_text (fixture->oauth.vault);
  g_assert_nonnull (strstr (item, "\"rt\":\"rt-1\""));
  g_assert_null (strstr (item, "d/1"));
}

/* Only where the authority says that it can. */
static void
test_not_offered (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const metadata[] = {
    "", ",\"device_authorization_endpoint\":\"http://id.example.com/device\"",
    ",\"device_authorization_endpoint\":7",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (metadata); i++)
    {
      oauth_fixture_settle ();
      fixture->oauth.mock->more_metadata = metadata[i];
      oauth_fixture_renew_client (&fixture->oauth);
      assert_refused (fixture, OAUTH_ERROR_SETUP, "by a code");
    }

  g_assert_cmpuint (fixture->oauth.prompter->prompts->len, ==, 0);
  g_assert_cmpuint (fixture->oauth.mock->requests->len, ==, 0);
}

/* What nobody can be shown. */
static void
test_bad_answers (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char * const answers[] = {
    "{}", "[]", "{\"device_code\":\"d\",\"user_code\":\"u\"}",
    "{\"device_code\":\"d\",\"verification_uri\":\"" PAGE "\"}",
    "{\"user_code\":\"u\",\"verification_uri\":\"" PAGE "\"}",
    "{\"device_code\":\"\",\"user_code\":\"u\",\"verification_uri\":\"" PAGE "\"}",
    "{\"device_code\":\"d\",\"user_code\":\"\",\"verification_uri\":\"" PAGE "\"}",
    "{\"device_code\":\"d\",\"user_code\":\"a\\nb\",\"verification_uri\":\"" PAGE "\"}",
    "{\"device_code\":\"d\",\"user_code\":\"\\u202ea\",\"verification_uri\":\"" PAGE "\"}",
    "{\"device_code\":\"d\",\"user_code\":\"01234567890123456789012345678901234567890123456789"
    "012345678901234\",\"verification_uri\":\"" PAGE "\"}",
    "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"http://evil.example/\"}",
    "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"javascript:alert(1)\"}",
    "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":7}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_test_message ("%s", answers[i]);
      fixture->oauth.mock->device_answer = answers[i];
      assert_refused (fixture, OAUTH_ERROR_REFUSED, NULL);
    }

  g_assert_cmpuint (fixture->oauth.prompter->prompts->len, ==, 0);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *more;
    gint64 lifetime;
    gint64 interval;
  } rows[] = {
    { "", 900, 5 },
    { ",\"expires_in\":60,\"interval\":7", 60, 7 },
    { ",\"expires_in\":\"60\",\"interval\":\"7\"", 60, 7 },
    { ",\"expires_in\":0,\"interval\":0", 1, 1 },
    { ",\"expires_in\":-5,\"interval\":-5", 1, 1 },
    { ",\"expires_in\":1e99,\"interval\":1e99", 86400, 600 },
    { ",\"expires_in\":\"x\",\"interval\":null", 900, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"device_code\":\"d\",\"user_code\":\"u\","
                                               "\"verification_uri\":\"" PAGE "\"%s}",
                                               rows[i].more);
      g_autoptr(SjsonDocument) document = sjson_document_new_from_string (text, -1, NULL, NULL);
      g_autoptr(MockAuthority) mock = mock_authority_new ();
      g_autoptr(OauthProfile) profile = tenant_profile_new ();
      g_autoptr(OauthAuthority) authority = mock_authority_load (mock, profile);
      g_autoptr(OauthDeviceCode) code = NULL;
      SjsonValue root = sjson_document_get_root (document);

      code = oauth_device_code_new (&root, authority, NULL);
      g_assert_nonnull (code);
      g_assert_cmpint (code->lifetime, ==, rows[i].lifetime);
      g_assert_cmpint (code->interval, ==, rows[i].interval);
    }
}

/* RFC 8628 §3.5, and the words of Microsoft's. */
static void
test_ends (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *body;
    OauthError code;
    const char *words;
  } ends[] = {
    { "{\"error\":\"access_denied\"}", OAUTH_ERROR_CANCELLED, "cancelled" },
    { "{\"error\":\"authorization_declined\"}", OAUTH_ERROR_CANCELLED, "cancelled" },
    { "{\"error\":\"expired_token\"}", OAUTH_ERROR_REFUSED, "in time" },
    { "{\"error\":\"bad_verification_code\"}", OAUTH_ERROR_REFUSED, NULL },
    { "{\"error\":\"invalid_client\"}", OAUTH_ERROR_SETUP, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      guint before = fixture->oauth.mock->requests->len;

      mock_authority_queue (fixture->oauth.mock, 400, NULL, PENDING);
      mock_authority_queue (fixture->oauth.mock, 400, NULL, ends[i].body);
      assert_refused (fixture, ends[i].code, ends[i].words);
      g_assert_cmpuint (fixture->oauth.mock->requests->len, ==, before + 3);
    }
}

static void
test_in_time (Fixture       *fixture,
              gconstpointer  data)
{
  for (guint i = 0; i < 2000; i++)
    mock_authority_queue (fixture->oauth.mock, 400, NULL, PENDING);

  fixture->oauth.mock->device_answer = ANSWER (",\"expires_in\":1,\"interval\":1");
  assert_refused (fixture, OAUTH_ERROR_REFUSED, "in time");
}

/* Five seconds more each time, counted in pauses: the pace of the test is a millisecond. */
static void
test_slow_down (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;
  gint64 begin;

  oauth_device_set_second (20);
  mock_authority_queue (fixture->oauth.mock, 400, NULL, "{\"error\":\"slow_down\"}");
  mock_authority_queue (fixture->oauth.mock, 400, NULL, "{\"error\":\"slow_down\"}");
  begin = g_get_monotonic_time ();
  token = oauth_fixture_sign_in (&fixture->oauth, &error);
  oauth_device_set_second (1);
  g_assert_no_error (error);
  /* 1, 6 and 11 of them; without slowing down it would be three. Never sooner: no limit above. */
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 18 * 20 * 1000);
}

/* Nobody answers for a while: asked less often, and on. */
static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;

  mock_authority_queue (fixture->oauth.mock, 429, "Retry-After: 3", "<html>");
  mock_authority_queue (fixture->oauth.mock, 400, NULL, PENDING);
  token = oauth_fixture_sign_in (&fixture->oauth, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->oauth.mock->requests->len, ==, 4);
}

/* RFC 8628 §3.5: never sooner than the authority said, also while nobody answers. */
static void
test_interrupted_slow (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;
  gint64 begin;

  fixture->oauth.mock->device_answer = ANSWER (",\"expires_in\":900,\"interval\":200");
  mock_authority_queue (fixture->oauth.mock, 429, NULL, "<html>");
  oauth_device_set_second (5);
  begin = g_get_monotonic_time ();
  token = oauth_fixture_sign_in (&fixture->oauth, &error);
  oauth_device_set_second (1);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 2 * 200 * 5 * 1000);
}

/* The resource is left out once, as everywhere (entra.md 2.4). */
static void
test_resource (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;

  g_object_unref (fixture->oauth.profile);
  fixture->oauth.profile = tenant_profile_new ();
  oauth_fixture_renew_client (&fixture->oauth);
  mock_authority_queue (fixture->oauth.mock, 400, NULL, "{\"error\":\"invalid_target\"}");
  token = oauth_fixture_sign_in (&fixture->oauth, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->oauth.mock->n_device_requests, ==, 2);
  assert_sent (fixture, 0, "resource", fixture->oauth.mock->server_uri);
  assert_sent (fixture, 2, "resource", NULL);
  assert_sent (fixture, 3, "resource", NULL);
}

static void
test_person (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthToken) token = NULL;

  fixture->oauth.prompter->deed = FAKE_CANCELS;
  assert_refused (fixture, OAUTH_ERROR_CANCELLED, NULL);

  fixture->oauth.prompter->deed = FAKE_CHOOSES_BROWSER;
  token = oauth_fixture_sign_in (&fixture->oauth, &error);
  g_assert_no_error (error);
  g_assert_cmpint (oauth_prompt_get_surface (fixture->oauth.prompter->prompts->pdata[2]), ==,
                   OAUTH_SURFACE_BROWSER);
}

static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  OauthFixture *oauth = &fixture->oauth;
  guint n_requests;

  for (guint i = 0; i < 100; i++)
    mock_authority_queue (oauth->mock, 400, NULL, PENDING);

  oauth_client_acquire_interactive_async (oauth->client, &oauth->sign_in,
                                          OAUTH_PROMPTER (oauth->prompter), cancellable,
                                          oauth_fixture_keep_cb, &oauth->result);
  while (oauth->mock->requests->len < 3)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  oauth_fixture_await (&oauth->result);
  g_assert_null (oauth_client_acquire_interactive_finish (oauth->client, oauth->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  oauth_fixture_settle ();
  n_requests = oauth->mock->requests->len;
  g_assert_cmpuint (oauth->prompter->n_put_away, ==, 1);
  oauth_fixture_settle ();
  g_assert_cmpuint (oauth->mock->requests->len, ==, n_requests);
}

int
main (int    argc,
      char **argv)
{
  int status;

  oauth_fixture_begin ();
  g_test_init (&argc, &argv, NULL);
  oauth_device_set_second (1);

#define add(name, function) \
  g_test_add ("/oauth/device/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

  add ("whole", test_whole);
  add ("not-offered", test_not_offered);
  add ("bad-answers", test_bad_answers);
  add ("ends", test_ends);
  add ("in-time", test_in_time);
  add ("slow-down", test_slow_down);
  add ("interrupted", test_interrupted);
  add ("interrupted-slow", test_interrupted_slow);
  add ("resource", test_resource);
  add ("person", test_person);
  add ("given-up", test_given_up);
  g_test_add_func ("/oauth/device/numbers", test_numbers);

#undef add

  status = g_test_run ();
  oauth_fixture_end ();

  return status;
}
