/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scenario-fixture.h"

#include <string.h>

void
scenario_set_up (SignInFixture *self,
                 gconstpointer  data)
{
  sign_in_fixture_set_up (self, NULL);
}

void
scenario_tear_down (SignInFixture *self,
                    gconstpointer  data)
{
  sign_in_fixture_tear_down (self, NULL);
}

void
scenario_deny (SignInFixture *self,
               const char    *members)
{
  g_autofree char *fault = NULL;

  fault = g_strdup_printf ("{\"server\":\"tenant\",\"endpoint\":\"token\",\"kind\":"
                           "\"token_error\",%s}", members);
  sign_in_fixture_control (self, "/fault", fault);
}

void
scenario_challenge (SignInFixture *self,
                    const char    *challenge)
{
  g_autofree char *quoted = g_strescape (challenge, NULL);
  g_autofree char *fault = NULL;

  fault = g_strdup_printf ("{\"server\":\"protected\",\"rpc\":\"tools/call\",\"kind\":\"status\","
                           "\"status\":401,\"headers\":{\"WWW-Authenticate\":\"%s\"}}", quoted);
  sign_in_fixture_control (self, "/fault", fault);
}

char *
scenario_dup_claims (const char *claims)
{
  g_autofree char *code = g_base64_encode ((const guchar *) claims, strlen (claims));

  return g_strdup_printf ("Bearer realm=\"\", authorization_uri=\"https://login.example/common\", "
                          "error=\"insufficient_claims\", claims=\"%s\"", code);
}

static const char *
find_field (JsonObject *entry,
            const char *field)
{
  static const char * const places[] = { "form", "query" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      JsonNode *place = json_object_get_member (entry, places[i]);

      if (place != NULL && JSON_NODE_HOLDS_OBJECT (place) &&
          json_object_has_member (json_node_get_object (place), field))
        return json_object_get_string_member (json_node_get_object (place), field);
    }

  return NULL;
}

char *
scenario_dup_sent (SignInFixture *self,
                   const char    *endpoint,
                   const char    *field)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->demo, "/log", NULL);
  JsonArray *log = json_node_get_array (reply->json);
  JsonObject *last = NULL;

  for (guint i = 0; i < json_array_get_length (log); i++)
    {
      JsonObject *entry = json_array_get_object_element (log, i);

      if (json_object_has_member (entry, "endpoint") &&
          g_str_equal (json_object_get_string_member (entry, "endpoint"), endpoint))
        last = entry;
    }

  g_assert_nonnull (last);

  return g_strdup (find_field (last, field));
}

CribProblem *
scenario_come_back (SignInFixture *self)
{
  sign_in_fixture_restart (self);
  sign_in_fixture_open (self->connection, NULL);

  return crib_connection_get_problem (self->connection);
}

CribProblem *
scenario_fail_run (SignInFixture *self)
{
  CribRun *run = sign_in_fixture_run (self->connection);

  g_assert_cmpint (crib_run_get_state (run), ==, CRIB_RUN_FAILED);

  return crib_run_get_problem (run);
}

void
scenario_assert_pages (SignInFixture *self,
                       guint          count)
{
  g_assert_cmpuint (self->person->prompts->len, ==, count);
}

/* Returns: the address of the last page that somebody was shown */
const char *
scenario_get_page (SignInFixture *self)
{
  return oauth_prompt_get_uri (tenant_prompter_get_last (self->person));
}
