/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The stand-in tenant is only as good as the strangers that believe it: @azure/msal-node, as npm
 * has it, over TLS (servers/msal-node.mjs); and our own program sees the same as it does. */

#include "config.h"

#include "cli-fixture.h"
#include "msal-node.h"

#include <string.h>

#define HOME_ID "2b9e6c1f-53a7-4d80-9c4e-b1f07d38a265.5f1d3a52-8c0e-4b7a-9d26-3e8a14c7b901"

static const char * const tls_options[] = { "--tls", NULL };

static void
set_up (CliFixture    *fixture,
        gconstpointer  data)
{
  cli_fixture_set_up (fixture, tls_options);
}

static const char *
look_up (CliFixture *fixture,
         const char *name)
{
  return json_object_get_string_member (fixture->demo.addresses, name);
}

static const char *
look_up_tenant (CliFixture *fixture,
                const char *name)
{
  return json_object_get_string_member (json_object_get_object_member (fixture->demo.addresses,
                                                                       "tenant"), name);
}

/* The account as the library writes it down (entra.md 3.4), and what its token is about. */
static void
assert_result (CliFixture *fixture,
               JsonNode   *said,
               const char *name)
{
  const struct { const char *path; const char *value; } figures[] = {
    { "account/home_id", HOME_ID },
    { "account/local_id", "2b9e6c1f-53a7-4d80-9c4e-b1f07d38a265" },
    { "account/tenant", look_up_tenant (fixture, "tenant_id") },
    { "account/username", "ada@contoso.example" },
    { "account/name", "Ada Example" },
    { "tenant_id", look_up_tenant (fixture, "tenant_id") },
    { "token_type", "Bearer" },
    { "claims/iss", look_up_tenant (fixture, "issuer") },
    { "claims/azp", look_up_tenant (fixture, "client_id") },
    { "claims/scp", "mcp:tools" },
    { "claims/xms_cc/0", "cp1" },
  };
  JsonNode *result = demo_look_up (said, name);
  gint64 expires_on = json_node_get_int (demo_look_up (result, "expires_on"));
  gint64 end = json_node_get_int (demo_look_up (result, "claims/exp"));

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_assert_cmpstr (demo_look_up_string (result, figures[i].path), ==, figures[i].value);

  /* The library counts from when it asked, or from when it was answered. */
  g_assert_cmpint (ABS (expires_on - end), <=, 60);
}

static void
assert_failure (JsonNode   *said,
                const char *name,
                const char *class,
                const char *code,
                const char *suberror)
{
  JsonNode *failure = demo_look_up (said, name);

  g_assert_cmpstr (demo_look_up_string (failure, "name"), ==, class);
  g_assert_cmpstr (demo_look_up_string (failure, "code"), ==, code);
  g_assert_cmpstr (demo_look_up_string (failure, "suberror"), ==, suberror);
}

static void
test_sign_in (CliFixture    *fixture,
              gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;

  if (msal_node_is_missing ())
    return;

  said = msal_node_play (&fixture->demo, "sign-in", NULL);
  assert_result (fixture, said, "first");
  assert_result (fixture, said, "cached");
  assert_result (fixture, said, "refreshed");
  g_assert_cmpstr (demo_look_up_string (said, "first/scopes/0"), ==,
                   look_up_tenant (fixture, "scope"));
  demo_assert_json (said, "first/from_cache", "false");
  demo_assert_json (said, "cached/from_cache", "true");
  demo_assert_json (said, "refreshed/from_cache", "false");
  demo_assert_json (said, "same_token", "true");
  demo_assert_json (said, "new_token", "true");
  demo_assert_json (said, "accounts", "1");
  demo_assert_json (said, "accepted", "200");
}

/* Its own names for what went wrong; those that a person can mend are of a class of their own. */
static void
test_errors (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;

  if (msal_node_is_missing ())
    return;

  said = msal_node_play (&fixture->demo, "errors", NULL);
  assert_failure (said, "client", "ServerError", "unauthorized_client", "");
  assert_failure (said, "scope", "ServerError", "invalid_client", "");
  assert_failure (said, "mfa", "InteractionRequiredAuthError", "interaction_required",
                  "basic_action");
  assert_failure (said, "blocked", "InteractionRequiredAuthError", "invalid_grant", "message_only");
  assert_failure (said, "revoked", "InteractionRequiredAuthError", "invalid_grant", "bad_token");
  assert_failure (said, "busy", "ServerError", "temporarily_unavailable", "");
  assert_failure (said, "untrusted", "ClientAuthError", "endpoints_resolution_error", "");
  g_assert_nonnull (strstr (demo_look_up_string (said, "client/message"), "AADSTS700016"));
  g_assert_nonnull (strstr (demo_look_up_string (said, "mfa/claims"), "capolids"));

  /* What it calls the request is what the tenant calls it. */
  g_assert_nonnull (strstr (demo_look_up_string (said, "client/message"),
                            demo_look_up_string (said, "client/correlation")));

  /* It heeds Retry-After: the same once more is not even asked, and says what was said. */
  g_assert_nonnull (strstr (demo_look_up_string (said, "throttled/message"),
                            "AADSTS90055"));
  g_assert_cmpstr (demo_look_up_string (said, "throttled/code"), ==, "90055");
}

static void
test_revoked_token (CliFixture    *fixture,
                    gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;

  if (msal_node_is_missing ())
    return;

  said = msal_node_play (&fixture->demo, "revoked-token", NULL);
  demo_assert_json (said, "refused", "401");
  assert_result (fixture, said, "second");
  demo_assert_json (said, "second/from_cache", "false");
  demo_assert_json (said, "accepted", "200");
}

static void
test_claims (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;

  if (msal_node_is_missing ())
    return;

  said = msal_node_play (&fixture->demo, "claims", NULL);
  demo_assert_json (said, "refused", "401");
  assert_failure (said, "silent", "InteractionRequiredAuthError", "interaction_required",
                  "basic_action");
  assert_result (fixture, said, "second");
  g_assert_cmpstr (demo_look_up_string (said, "second/claims/acrs/0"), ==, "c1");
  demo_assert_json (said, "accepted", "200");
}

static void
test_device_code (CliFixture    *fixture,
                  gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;

  if (msal_node_is_missing ())
    return;

  said = msal_node_play (&fixture->demo, "device-code", NULL);
  assert_result (fixture, said, "result");
  assert_failure (said, "declined", "AuthError", "post_request_failed", "");
  g_assert_cmpstr (demo_look_up_string (said, "declined/message"), ==, "authorization_declined");
  demo_assert_json (said, "told/expires_in", "900");
  demo_assert_json (said, "told/names_code", "true");
}

/* Where the server's address is the API's name, Microsoft's way for MCP (entra.md 0, point 1). */
static void
test_mcp (CliFixture    *fixture,
          gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;
  g_autofree char *scope = NULL;

  if (msal_node_is_missing ())
    return;

  said = msal_node_play (&fixture->demo, "mcp", NULL);
  scope = g_strconcat (look_up (fixture, "protected"), "/mcp:tools", NULL);
  assert_result (fixture, said, "first");
  g_assert_cmpstr (demo_look_up_string (said, "first/scopes/0"), ==, scope);
  demo_assert_json (said, "cached/from_cache", "true");
  assert_failure (said, "other", "ServerError", "invalid_target", "");
  demo_assert_json (said, "accepted", "200");
}

/* The address to go on at stands in a line of its own. */
static char *
read_address (CliFixture  *fixture,
              GSubprocess *process)
{
  g_autofree char *start = g_strndup (look_up_tenant (fixture, "issuer"), strlen ("https://127.0"));
  g_autoptr(GDataInputStream) lines = NULL;
  char *line = NULL;

  lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);

  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (!g_str_has_prefix (line, start));

  return line;
}

static void
sign_in_by_command (CliFixture *fixture)
{
  g_autofree char *id = g_strconcat ("--client-id=", look_up_tenant (fixture, "client_id"), NULL);
  g_autofree char *authority = g_strconcat ("--ca-file=", look_up (fixture, "ca_file"), NULL);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(JsonNode) walked = NULL;
  g_autofree char *address = NULL;

  g_assert_cmpint (cli_fixture_run (fixture, "trust", "add", look_up_tenant (fixture, "issuer"),
                                    "--kind=entra", authority, NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (fixture, "add", look_up (fixture, "protected"), "--name=Orders",
                                    id, authority, "--no-check", NULL), ==, 0);
  process = cli_fixture_spawn (fixture, -1, "sign-in", "Orders", "--no-browser", NULL);
  address = read_address (fixture, process);
  walked = msal_node_play (&fixture->demo, "person", address);
  cli_fixture_wait (fixture, process);
  g_assert_cmpint (fixture->status, ==, 0);
}

/* Two programs, one person: the same account, in the same words. */
static void
test_agrees (CliFixture    *fixture,
             gconstpointer  data)
{
  g_autoptr(JsonNode) said = NULL;
  g_autoptr(JsonNode) ours = NULL;

  if (msal_node_is_missing ())
    return;

  said = msal_node_play (&fixture->demo, "sign-in", NULL);
  sign_in_by_command (fixture);
  g_assert_cmpint (cli_fixture_run (fixture, "tools", "Orders", NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (fixture, "accounts", "--json", NULL), ==, 0);
  ours = json_from_string (fixture->output, NULL);
  g_assert_cmpstr (demo_look_up_string (ours, "0/id"), ==,
                   demo_look_up_string (said, "first/account/home_id"));
  g_assert_cmpstr (demo_look_up_string (ours, "0/tenant"), ==,
                   demo_look_up_string (said, "first/account/tenant"));
  g_assert_cmpstr (demo_look_up_string (ours, "0/username"), ==,
                   demo_look_up_string (said, "first/account/username"));
  g_assert_cmpstr (demo_look_up_string (ours, "0/name"), ==,
                   demo_look_up_string (said, "first/account/name"));
  g_assert_cmpstr (demo_look_up_string (ours, "0/issuer"), ==,
                   demo_look_up_string (said, "first/claims/iss"));
  g_assert_cmpstr (demo_look_up_string (ours, "0/client_id"), ==,
                   demo_look_up_string (said, "first/claims/azp"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(name, function) \
  g_test_add ("/msal-node/" name, CliFixture, NULL, set_up, function, cli_fixture_tear_down)
  ADD ("sign-in", test_sign_in);
  ADD ("errors", test_errors);
  ADD ("revoked-token", test_revoked_token);
  ADD ("claims", test_claims);
  ADD ("device-code", test_device_code);
  ADD ("mcp", test_mcp);
  ADD ("agrees", test_agrees);
#undef ADD

  return g_test_run ();
}
