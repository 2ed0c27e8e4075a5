/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Servers as people register and describe them, well or badly (entra.md 1.6, 2.4, 2.5, 5.4). */

#include "config.h"

#include "scenario-fixture.h"

#include "crib-token-lens.h"
#include "tenant-fixture.h"

#include <string.h>

static void
guard (SignInFixture *self,
       const char    *wish)
{
  sign_in_fixture_control (self, "/guard", wish);
}

static void
assert_scope (SignInFixture *self,
              const char    *scope)
{
  g_autofree char *sent = scenario_dup_sent (self, "token", "scope");
  g_autofree char *whole = g_strconcat ("openid profile offline_access ", scope, NULL);

  g_assert_cmpstr (sent, ==, whole);
}

static void
assert_resource (SignInFixture *self,
                 const char    *resource)
{
  g_autofree char *asked = scenario_dup_sent (self, "authorize", "resource");
  g_autofree char *sent = scenario_dup_sent (self, "token", "resource");

  g_assert_cmpstr (asked, ==, resource);
  g_assert_cmpstr (sent, ==, resource);
}

/* The API is registered by the server's own address, which is what it says of itself. */
static void
register_address (SignInFixture *self)
{
  g_autofree char *wish = NULL;

  wish = g_strdup_printf ("{\"identifier_uris\":[\"%s\",\"api://e8a4f2d6-7b13-4905-b6c8-"
                          "1f5d3092ae47\"]}", crib_server_get_uri (self->server));
  sign_in_fixture_control (self, "/apis", wish);
}

/* A bare scope is the server's: else it would be looked for at Graph. `resource` equals its scopes'
 * beginning, so it is sent: at the authorization, with the code and with each refresh. */
static void
test_bare (SignInFixture *self,
           gconstpointer  data)
{
  const char *uri = crib_server_get_uri (self->server);
  g_autofree char *scope = g_strconcat (uri, "/mcp:tools", NULL);

  register_address (self);
  guard (self, "{\"prm\":\"bare\"}");
  sign_in_fixture_enter (self);
  assert_scope (self, scope);
  assert_resource (self, uri);

  scenario_challenge (self, SCENARIO_EXPIRED);
  sign_in_fixture_assert_run (self->connection);
  assert_scope (self, scope);
  assert_resource (self, uri);
  scenario_assert_pages (self, 1);
}

/* The API has another name than the server: `resource` would be refused, and is left out. */
static void
test_qualified (SignInFixture *self,
                gconstpointer  data)
{
  guard (self, "{\"prm\":\"qualified\"}");
  sign_in_fixture_enter (self);
  assert_scope (self, tenant_look_up (&self->demo, "scope"));
  assert_resource (self, NULL);
  sign_in_fixture_assert_run (self->connection);
}

/* Refused all the same: once without, and never again with, whoever asks. */
static void
test_resource_refused (SignInFixture *self,
                       gconstpointer  data)
{
  register_address (self);
  guard (self, "{\"prm\":\"bare\"}");
  scenario_deny (self, "\"error\":\"invalid_target\",\"codes\":[9010010]");
  sign_in_fixture_enter (self);
  assert_resource (self, NULL);
  g_assert_cmpstr (crib_server_get_resource_refused (self->server), ==,
                   crib_server_get_uri (self->server));

  sign_in_fixture_restart (self);
  g_assert_true (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_AGAIN, NULL));
  assert_resource (self, NULL);
  sign_in_fixture_assert_run (self->connection);
}

/* At a refresh only (csharp-sdk#1587): no page for that. */
static void
test_resource_refused_later (SignInFixture *self,
                             gconstpointer  data)
{
  g_autofree char *sent = NULL;

  register_address (self);
  guard (self, "{\"prm\":\"bare\"}");
  sign_in_fixture_enter (self);
  scenario_challenge (self, SCENARIO_EXPIRED);
  scenario_deny (self, "\"error\":\"invalid_target\",\"codes\":[9010010]");
  sign_in_fixture_assert_run (self->connection);
  sent = scenario_dup_sent (self, "token", "resource");
  g_assert_null (sent);
  scenario_assert_pages (self, 1);
}

/* Said by a person or an administrator. */
static void
test_resource_policy (SignInFixture *self,
                      gconstpointer  data)
{
  gboolean sends = g_str_equal (data, "send");

  register_address (self);
  guard (self, "{\"prm\":\"bare\"}");
  crib_server_set_resource_parameter (self->server, data);
  sign_in_fixture_enter (self);
  assert_resource (self, sends ? crib_server_get_uri (self->server) : NULL);
}

/* Endpoints of the second version, whatever version the server names. */
static void
test_first_version (SignInFixture *self,
                    gconstpointer  data)
{
  guard (self, "{\"prm\":\"v1\"}");
  sign_in_fixture_enter (self);
  g_assert_cmpuint (sign_in_fixture_count (self, "discovery-v1"), ==, 0);
  sign_in_fixture_assert_run (self->connection);
}

/* A server that publishes nothing: a person has said where and for what. */
static void
test_says_nothing (SignInFixture *self,
                   gconstpointer  data)
{
  guard (self, "{\"prm\":\"none\"}");
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  g_assert_cmpint (crib_problem_get_kind (crib_connection_get_problem (self->connection)), ==,
                   CRIB_PROBLEM_SIGN_IN_FAILED);
  scenario_assert_pages (self, 0);

  crib_server_set_authority (self->server, tenant_look_up (&self->demo, "issuer"));
  crib_server_set_scope (self->server, tenant_look_up (&self->demo, "scope"));
  sign_in_fixture_enter (self);
  sign_in_fixture_assert_run (self->connection);
}

/* Of two challenges the one that is ours is taken; none at all is no reason to give up. */
static void
test_challenges (SignInFixture *self,
                 gconstpointer  data)
{
  guard (self, data);
  sign_in_fixture_enter (self);
  sign_in_fixture_assert_run (self->connection);
  scenario_assert_pages (self, 1);
}

typedef struct
{
  const char *name;
  const char *wish;
  const char *title;
} Forbidden;

#define API "api://e8a4f2d6-7b13-4905-b6c8-1f5d3092ae47/"

static const Forbidden forbidden[] = {
  { "page-of-a-proxy", "{\"forbid\":\"html\"}",
    "A proxy or firewall on the way refused the request" },
  { "role", "{\"forbid\":\"role\"}", "Contoso Orders does not let you in" },
};

/* Nobody is sent to a page for what no page mends. */
static void
test_forbidden (SignInFixture *self,
                gconstpointer  data)
{
  const Forbidden *row = data;
  CribProblem *problem;

  guard (self, row->wish);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  problem = crib_connection_get_problem (self->connection);
  g_assert_cmpstr (crib_problem_get_title (problem), ==, row->title);
  scenario_assert_pages (self, 1);
}

static CribLensRow *
find_row (CribTokenLens *lens,
          const char    *claim)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lens)); i++)
    {
      g_autoptr(CribLensRow) row = g_list_model_get_item (G_LIST_MODEL (lens), i);

      if (g_str_equal (crib_lens_row_get_claim (row), claim))
        return row;
    }

  return NULL;
}

/* A server that looks for its own address in the token: version 2 has the API's id there. Nobody
 * looks into a token unasked, so the problem says what may be; the lens knows. */
static void
test_audience (SignInFixture *self,
               gconstpointer  data)
{
  g_autoptr(CribTokenLens) lens = NULL;
  g_autoptr(GError) error = NULL;
  CribProblem *problem;
  CribLensRow *row;

  register_address (self);
  guard (self, "{\"prm\":\"bare\",\"audience\":\"url\"}");
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, NULL));
  scenario_assert_pages (self, 1);
  problem = crib_connection_get_problem (self->connection);
  g_assert_cmpstr (crib_problem_get_title (problem), ==,
                   "The server refuses a new token, perhaps for the form of its audience");
  g_assert_cmpstr (crib_problem_get_who (problem), ==, "The server’s owner");
  g_assert_nonnull (strstr (crib_problem_get_fix (problem), "the server must accept it"));
  lens = crib_connection_dup_token_lens (self->connection, &error);
  g_assert_no_error (error);
  row = find_row (lens, "aud");
  g_assert_cmpstr (crib_lens_row_get_found (row), ==, "e8a4f2d6-7b13-4905-b6c8-1f5d3092ae47");
  g_assert_nonnull (strstr (crib_lens_row_get_sentence (row), "the server must accept it"));
  g_assert_nonnull (strstr (crib_token_lens_get_advice (lens), "another form of audience"));
}

/* The original's trap: asked for is the one permission that the server looks for, and the token has
 * another one beside it, because that was agreed to some other time (entra.md 3.2). */
static void
test_exact_scope (SignInFixture *self,
                  gconstpointer  data)
{
  CribProblem *problem;

  guard (self, "{\"forbid\":\"exact_scope\"}");
  sign_in_fixture_control (self, "/lifetime", "{\"with_consented\":true}");
  sign_in_fixture_enter (self);
  sign_in_fixture_assert_run (self->connection);

  sign_in_fixture_control (self, "/consents", "{\"grant\":\"" API "mcp:other\"}");
  sign_in_fixture_restart (self);
  g_assert_false (sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_AGAIN, NULL));
  assert_scope (self, API "mcp:tools");
  problem = crib_connection_get_problem (self->connection);
  g_assert_cmpstr (crib_problem_get_title (problem), ==,
                   "The token holds more permissions than the server looks for");
  g_assert_cmpstr (crib_problem_get_who (problem), ==, "The server’s owner");
  g_assert_nonnull (strstr (crib_problem_get_fix (problem), "exactly one permission"));
}

/* One more permission, agreed to on a page, and the same call goes on. */
static void
test_more_scopes (SignInFixture *self,
                  gconstpointer  data)
{
  sign_in_fixture_enter (self);
  guard (self, "{\"forbid\":\"scope\"}");
  sign_in_fixture_assert_run (self->connection);
  assert_scope (self, API "mcp:tools " API "mcp:other");
  scenario_assert_pages (self, 2);
}

static void
add (const char    *name,
     gconstpointer  data,
     void         (*test) (SignInFixture *self,
                           gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/scenario/server/", name, NULL);

  g_test_add (path, SignInFixture, data, scenario_set_up, test, scenario_tear_down);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sign_in_fixture_begin (argv);

  add ("bare-scope", NULL, test_bare);
  add ("qualified-scope", NULL, test_qualified);
  add ("resource/refused", NULL, test_resource_refused);
  add ("resource/refused-later", NULL, test_resource_refused_later);
  add ("resource/send", "send", test_resource_policy);
  add ("resource/omit", "omit", test_resource_policy);
  add ("first-version", NULL, test_first_version);
  add ("says-nothing", NULL, test_says_nothing);
  add ("two-challenges", "{\"headers\":\"two\"}", test_challenges);
  add ("no-challenge", "{\"headers\":\"none\"}", test_challenges);
  add ("more-scopes", NULL, test_more_scopes);
  add ("exact-scope", NULL, test_exact_scope);
  add ("audience", NULL, test_audience);
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autofree char *name = g_strconcat ("forbidden/", forbidden[i].name, NULL);

      add (name, &forbidden[i], test_forbidden);
    }

  status = g_test_run ();
  sign_in_fixture_end ();

  return status;
}
