/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A working day with one connection: access tokens end one after the other, the stream stays open,
 * and an administrator ends the sign-in in the middle of it. */

#include "config.h"

#include "scenario-fixture.h"

#include <string.h>

/* A second of use beyond the margin of 300 (ruling 9); each call takes some of it. */
#define LIFETIME "{\"seconds\":301}"
#define SLOW_CALLS \
  "{\"server\":\"protected\",\"rpc\":\"tools/call\",\"kind\":\"slow\",\"ms\":150,\"times\":9999}"
#define N_TOKENS 11

/* Requests for the stream, in whatever era, that were answered so. */
static guint
count_streams (SignInFixture *self,
               gint64         status)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, "/log", NULL);
  JsonArray *log = json_node_get_array (reply->json);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (log); i++)
    {
      JsonObject *entry = json_array_get_object_element (log, i);
      JsonNode *rpc = json_object_get_member (entry, "rpc");
      gboolean is_get = g_str_equal (json_object_get_string_member (entry, "method"), "GET") &&
                        g_str_equal (json_object_get_string_member (entry, "path"), "/mcp");
      gboolean is_listen = rpc != NULL && g_strcmp0 (json_node_get_string (rpc),
                                                     "subscriptions/listen") == 0;

      count += (is_get || is_listen) && json_object_get_int_member (entry, "status") == status &&
               g_str_equal (json_object_get_string_member (entry, "server"), "protected");
    }

  return count;
}

static void
wait_for_streams (SignInFixture *self,
                  gint64         status,
                  guint          count)
{
  while (count_streams (self, status) < count)
    g_main_context_iteration (NULL, FALSE);
}

/* Works until that many tokens have come and gone. */
static void
work (SignInFixture *self,
      guint          n_tokens)
{
  while (sign_in_fixture_count (self, "token") < n_tokens)
    sign_in_fixture_assert_run (self->connection);
}

/* As Entra does it (CAE): the refresh token is dead, and so is an access token that has an hour to
 * live. */
static void
end_it (SignInFixture *self)
{
  sign_in_fixture_control (self, "/lifetime", "{\"seconds\":3600}");
  work (self, sign_in_fixture_count (self, "token") + 1);
  sign_in_fixture_control (self, "/revoke", "{}");
  sign_in_fixture_control (self, "/guard", "{\"challenge\":\"revoked\",\"cut_streams\":true}");
  wait_for_streams (self, 401, 1);
  /* Tokens of the next seconds are good. */
  sign_in_fixture_control (self, "/clock", "{\"offset\":5}");
}

static void
test_day (SignInFixture *self,
          gconstpointer  data)
{
  g_autofree char *claims = NULL;

  sign_in_fixture_control (self, "/lifetime", LIFETIME);
  sign_in_fixture_enter (self);
  wait_for_streams (self, 200, 1);
  sign_in_fixture_control (self, "/fault", SLOW_CALLS);

  work (self, N_TOKENS);
  scenario_assert_pages (self, 1);
  g_assert_cmpuint (sign_in_fixture_count (self, "authorize"), ==, 1);
  g_assert_cmpuint (count_streams (self, 401), ==, 0);

  end_it (self);
  sign_in_fixture_settle ();
  scenario_assert_pages (self, 1);

  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 2);
  claims = scenario_dup_sent (self, "authorize", "claims");
  g_assert_nonnull (strstr (claims, "nbf"));
  wait_for_streams (self, 200, 2);

  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 2);
  g_assert_cmpuint (sign_in_fixture_count (self, "authorize"), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  g_test_add ("/scenario/session/day", SignInFixture, NULL, sign_in_fixture_set_up, test_day,
              sign_in_fixture_tear_down);
  g_test_add ("/scenario/session/day/sessions", SignInFixture, demo_sessions_only,
              sign_in_fixture_set_up, test_day, sign_in_fixture_tear_down);

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
