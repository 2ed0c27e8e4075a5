/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Claims challenges (entra.md 4): in the middle of a run, on the stream, and hostile ones. */

#include "config.h"

#include "scenario-fixture.h"

#include "mcp-tool-result.h"
#include "oauth-error.h"

#include <string.h>

#define CAPABILITY "\"xms_cc\":{\"values\":[\"cp1\"]}"
#define POLICY "\"polids\":{\"essential\":true,\"values\":[\"p1\"]}"
#define REVOKED "\"nbf\":{\"essential\":true,\"value\":\"1604106651\"}"

static void
challenge (SignInFixture *self,
           const char    *claims)
{
  g_autofree char *header = scenario_dup_claims (claims);

  scenario_challenge (self, header);
}

static void
assert_sent (SignInFixture *self,
             const char    *claims)
{
  g_autofree char *sent = scenario_dup_sent (self, "token", "claims");

  g_assert_cmpstr (sent, ==, claims);
}

/* The call goes on by itself, with what it was called with. */
static void
assert_seven (SignInFixture *self)
{
  McpTool *tool = crib_connection_find_tool (self->connection, "get_random_number");
  g_autoptr(SjsonDocument) arguments = NULL;
  g_autoptr(McpContent) content = NULL;
  GListModel *contents;
  SjsonValue root;
  CribRun *run;

  arguments = sjson_document_new_from_string ("{\"min\":7,\"max\":8}", -1, NULL, NULL);
  root = sjson_document_get_root (arguments);
  run = crib_connection_run_tool (self->connection, tool, &root);

  while (crib_run_get_state (run) == CRIB_RUN_RUNNING)
    g_main_context_iteration (NULL, TRUE);

  g_assert_no_error (crib_run_get_error (run));
  contents = mcp_tool_result_get_contents (crib_run_get_result (run));
  content = g_list_model_get_item (contents, 0);
  g_assert_cmpstr (mcp_content_get_text (content), ==, "7");
}

static void
test_silent (SignInFixture *self,
             gconstpointer  data)
{
  guint n_tokens;

  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  challenge (self, "{\"access_token\":{" REVOKED "}}");
  assert_seven (self);
  scenario_assert_pages (self, 1);
  assert_sent (self, "{\"access_token\":{" CAPABILITY "," REVOKED "}}");
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 2);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens + 1);
}

/* Silence does not do: the claims of the server and of the authority, on one page. */
static void
test_page (SignInFixture *self,
           gconstpointer  data)
{
  g_autofree char *asked = NULL;

  sign_in_fixture_enter (self);
  challenge (self, "{\"access_token\":{" POLICY "}}");
  scenario_deny (self, "\"error\":\"interaction_required\",\"suberror\":\"basic_action\",\"codes\":"
                       "[50076],\"claims\":\"{\\\"access_token\\\":{\\\"capolids\\\":{}}}\"");
  assert_seven (self);
  scenario_assert_pages (self, 2);
  asked = scenario_dup_sent (self, "authorize", "claims");
  g_assert_cmpstr (asked, ==, "{\"access_token\":{" CAPABILITY "," POLICY ",\"capolids\":{}}}");
  assert_sent (self, asked);
  g_assert_null (strstr (scenario_get_page (self), "prompt="));
  g_assert_nonnull (strstr (scenario_get_page (self), "login_hint=ada"));
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 2);
}

/* The same once more after that is a server that nothing is enough for. */
static void
test_stops (SignInFixture *self,
            gconstpointer  data)
{
  CribProblem *problem;
  CribRun *run;
  guint n_tokens;

  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  for (guint i = 0; i < 9; i++)
    challenge (self, "{\"access_token\":{" POLICY "}}");
  problem = scenario_fail_run (self);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, "The server asks for a stronger sign-in");
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 2);

  run = sign_in_fixture_run (self->connection);
  g_assert_error (crib_run_get_error (run), OAUTH_ERROR, OAUTH_ERROR_REFUSED);
  g_assert_cmpstr (crib_run_get_error (run)->message, ==,
                   "Contoso Orders keeps asking for a stronger sign-in.");
  scenario_assert_pages (self, 1);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens + 1);
  g_assert_cmpuint (sign_in_fixture_count (self, "tools/call"), ==, 3);
}

static const struct
{
  const char *name;
  const char *claims;           /* as they are, else in base64 */
  const char *text;
} hostile[] = {
  { "base64", "*****", NULL },
  { "nothing", "", NULL },
  { "no-json", NULL, "no json" },
  { "no-object", NULL, "[1]" },
  { "unknown-member", NULL, "{\"access_token\":{},\"refresh_token\":{}}" },
  { "too-deep", NULL, "{\"access_token\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}}" },
  { "too-large", NULL, NULL },
};

static char *
dup_large (void)
{
  g_autofree char *fill = g_strnfill (20 * 1024, 'a');

  return g_strdup_printf ("{\"access_token\":{\"%s\":{}}}", fill);
}

/* Neither repeated to the authority, nor to anybody else. */
static void
test_hostile (SignInFixture *self,
              gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *text = hostile[i].text != NULL ? g_strdup (hostile[i].text) : dup_large ();
  g_autofree char *header = NULL;
  CribProblem *problem;
  guint n_tokens;

  header = hostile[i].claims == NULL ? scenario_dup_claims (text) :
           g_strdup_printf ("Bearer error=\"insufficient_claims\", claims=\"%s\"",
                            hostile[i].claims);
  sign_in_fixture_enter (self);
  n_tokens = sign_in_fixture_count (self, "token");
  scenario_challenge (self, header);
  problem = scenario_fail_run (self);
  g_assert_cmpstr (crib_problem_get_title (problem), ==,
                   "The answer did not belong to your sign-in");
  g_assert_null (strstr (crib_problem_get_details (problem), "aaaa"));
  scenario_assert_pages (self, 1);
  g_assert_cmpuint (sign_in_fixture_count (self, "token"), ==, n_tokens);

  /* The token there is goes on being good. */
  sign_in_fixture_assert_run (self->connection);
}

/* Who says where to sign in is the server's metadata, not whoever challenges. */
static void
test_elsewhere (SignInFixture *self,
                gconstpointer  data)
{
  g_autofree char *header = NULL;

  header = g_strdup_printf ("Bearer authorization_uri=\"%sauthorize\", error="
                            "\"insufficient_claims\", claims=\"eyJpZF90b2tlbiI6e319\"",
                            self->demo.open);
  sign_in_fixture_enter (self);
  scenario_challenge (self, header);
  sign_in_fixture_assert_run (self->connection);
  g_assert_cmpuint (sign_in_fixture_count (self, "open"), ==, 0);
}

static void
add (const char    *name,
     guint          data,
     void         (*test) (SignInFixture *self,
                           gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/scenario/claims/", name, NULL);

  g_test_add (path, SignInFixture, GUINT_TO_POINTER (data), scenario_set_up, test,
              scenario_tear_down);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  add ("silent", 0, test_silent);
  add ("page", 0, test_page);
  add ("stops", 0, test_stops);
  add ("elsewhere", 0, test_elsewhere);
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *name = g_strconcat ("hostile/", hostile[i].name, NULL);

      add (name, i, test_hostile);
    }

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
