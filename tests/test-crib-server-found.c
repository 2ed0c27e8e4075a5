/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-found.h"
#include "lookup-fixture.h"
#include "tenant-fixture.h"

/* CribServerLookup and CribServerFound before a server that wants people to sign in. */

static gboolean
shows (LookupFixture *fixture,
       const char    *text)
{
  GtkWidget *found = g_object_ref_sink (g_object_new (CRIB_TYPE_SERVER_FOUND, NULL));
  gboolean shown;

  crib_server_found_show (CRIB_SERVER_FOUND (found), fixture->lookup);
  shown = gtk_widget_get_visible (found) && window_fixture_shows (found, text);
  g_assert_finalize_object (found);

  return shown;
}

static CribServerFinding
look (LookupFixture *fixture)
{
  lookup_fixture_look (fixture);

  return crib_server_lookup_get_finding (fixture->lookup);
}

static void
test_found_protected (LookupFixture *fixture,
                      gconstpointer  data)
{
  CribProtection *protection;
  g_autofree char *title = NULL;

  g_assert_cmpint (look (fixture), ==, CRIB_SERVER_FINDING_PROTECTED);
  protection = crib_server_lookup_get_protection (fixture->lookup);
  g_assert_true (crib_protection_is_entra (protection));
  g_assert_cmpstr (crib_server_lookup_get_title (fixture->lookup), ==, "HttpMcpServer demo server");

  title = g_strdup_printf ("Protected by %s", crib_protection_get_place (protection));
  g_assert_true (shows (fixture, title));
  g_assert_true (shows (fixture, "HttpMcpServer demo server"));
  g_assert_true (shows (fixture, "You sign in with your work account"));
  g_assert_true (shows (fixture, "Microsoft Entra"));
  g_assert_true (shows (fixture, "Permission: mcp:tools"));
  g_assert_false (shows (fixture, "Not protected"));
  g_assert_false (shows (fixture, "0 tools"));

  /* Looking signs nobody in, and asks nobody. */
  g_assert_cmpuint (fixture->sign_in.person->prompts->len, ==, 0);
  g_assert_cmpuint (sign_in_fixture_count (&fixture->sign_in, "tools/list"), ==, 0);
}

/* Somebody is signed in, but an address that is being typed is none of their token's business. */
static void
test_found_keeps_token (LookupFixture *fixture,
                        gconstpointer  data)
{
  sign_in_fixture_enter (&fixture->sign_in);
  sign_in_fixture_control (&fixture->sign_in, "/reset", "{}");

  g_assert_cmpint (look (fixture), ==, CRIB_SERVER_FINDING_PROTECTED);
  g_assert_cmpuint (sign_in_fixture_count (&fixture->sign_in, "tools/list"), ==, 0);
}

static void
test_found_open (LookupFixture *fixture,
                 gconstpointer  data)
{
  crib_server_lookup_set_address (fixture->lookup, lookup_fixture_get_address (fixture, "open"));
  crib_server_lookup_start (fixture->lookup);
  window_fixture_wait (crib_server_lookup_get_state (fixture->lookup) == CRIB_SERVER_LOOKUP_DONE);

  g_assert_cmpint (crib_server_lookup_get_finding (fixture->lookup), ==, CRIB_SERVER_FINDING_OPEN);
  g_assert_null (crib_server_lookup_get_protection (fixture->lookup));
  g_assert_true (shows (fixture, "Not protected"));
  g_assert_true (shows (fixture, "No sign-in needed"));
  g_assert_false (shows (fixture, "Microsoft Entra"));
}

static void
test_found_untrusted (LookupFixture *fixture,
                      gconstpointer  data)
{
  lookup_fixture_name_authority (fixture, GENERIC_ISSUER);

  g_assert_cmpint (look (fixture), ==, CRIB_SERVER_FINDING_UNTRUSTED);
  g_assert_true (shows (fixture, "Protected by login.example.net"));
  g_assert_true (shows (fixture, "You do not trust this sign-in service yet."));
  g_assert_true (shows (fixture, "Contoso <i>Orders"));
  g_assert_false (shows (fixture, "Microsoft Entra"));
  g_assert_cmpuint (sign_in_fixture_count (&fixture->sign_in, "tools/list"), ==, 0);
}

/* Whatever comes instead of metadata: one sentence, no crash, and the server is there. */
static void
test_found_unclear (LookupFixture *fixture,
                    gconstpointer  data)
{
  const struct
  {
    guint status;
    const char *body;
  } answers[] = {
    { 200, "<!doctype html><title>Welcome</title>" },
    { 200, "{\"resource\":" },
    { 200, "[]" },
    { 200, "{\"resource\":\"https://other.example/mcp\","
           "\"authorization_servers\":[\"https://login.example/\"]}" },
    { 200, "{}" },
    { 404, "" },
    { 500, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(CribProblem) problem = NULL;

      g_test_message ("%u %s", answers[i].status, answers[i].body);
      sign_in_fixture_control (&fixture->sign_in, "/reset", "{}");
      lookup_fixture_answer_metadata (fixture, answers[i].status, answers[i].body);
      g_assert_cmpint (look (fixture), ==, CRIB_SERVER_FINDING_UNCLEAR);

      problem = crib_server_lookup_dup_problem (fixture->lookup);
      g_test_message ("%s", crib_problem_get_body (problem));
      g_assert_true (shows (fixture, crib_problem_get_body (problem)));
      g_assert_true (shows (fixture, "Sign-in needed"));
      crib_server_lookup_set_address (fixture->lookup, "");
    }
}

/* What a person knows better than the server is looked at at once. */
static void
test_found_own_authority (LookupFixture *fixture,
                          gconstpointer  data)
{
  lookup_fixture_name_authority (fixture, GENERIC_ISSUER);
  g_assert_cmpint (look (fixture), ==, CRIB_SERVER_FINDING_UNTRUSTED);

  crib_server_lookup_set_sign_in (fixture->lookup,
                                  tenant_look_up (&fixture->sign_in.demo, "issuer"),
                                  "orders.write");
  g_assert_cmpint (crib_server_lookup_get_state (fixture->lookup), ==, CRIB_SERVER_LOOKUP_TYPING);
  crib_server_lookup_start (fixture->lookup);
  window_fixture_wait (crib_server_lookup_get_state (fixture->lookup) == CRIB_SERVER_LOOKUP_DONE);
  g_assert_cmpint (crib_server_lookup_get_finding (fixture->lookup), ==,
                   CRIB_SERVER_FINDING_PROTECTED);
  g_assert_true (shows (fixture, "Permission: orders.write"));

  /* The same once more is no news. */
  crib_server_lookup_set_sign_in (fixture->lookup,
                                  tenant_look_up (&fixture->sign_in.demo, "issuer"),
                                  "orders.write");
  g_assert_cmpint (crib_server_lookup_get_state (fixture->lookup), ==, CRIB_SERVER_LOOKUP_DONE);
}

/* Without an identity nobody ever signs in: that it is wanted is all there is to say. */
static void
test_found_no_identity (LookupFixture *fixture,
                        gconstpointer  data)
{
  g_assert_finalize_object (fixture->lookup);
  fixture->lookup = crib_server_lookup_new (NULL);

  g_assert_cmpint (look (fixture), ==, CRIB_SERVER_FINDING_UNCLEAR);
  g_assert_true (shows (fixture, "Sign-in needed"));
}

int
main (int   argc,
      char *argv[])
{
  if (!lookup_fixture_begin (&argc, &argv))
    return 0;

#define ADD(path, function) \
  g_test_add (path, LookupFixture, NULL, lookup_fixture_set_up, function, \
              lookup_fixture_tear_down)

  ADD ("/server-found/protected", test_found_protected);
  ADD ("/server-found/keeps-token", test_found_keeps_token);
  ADD ("/server-found/open", test_found_open);
  ADD ("/server-found/untrusted", test_found_untrusted);
  ADD ("/server-found/unclear", test_found_unclear);
  ADD ("/server-found/own-authority", test_found_own_authority);
  ADD ("/server-found/no-identity", test_found_no_identity);

  return lookup_fixture_run ();
}
