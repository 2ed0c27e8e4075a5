/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Servers and authorities whose certificates nobody on this computer vouches for. */

#include "config.h"

#include "cli-fixture.h"

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

/* @ca_file: (nullable): what the saved server is believed by */
static void
add_server (CliFixture *fixture,
            const char *ca_file)
{
  g_autofree char *id = g_strconcat ("--client-id=", look_up_tenant (fixture, "client_id"), NULL);
  g_autofree char *authority = g_strconcat ("--ca-file=", ca_file, NULL);

  g_assert_cmpint (cli_fixture_run (fixture, "add", look_up (fixture, "protected"), "--no-check",
                                    "--name=Orders", id, ca_file != NULL ? authority : NULL, NULL),
                   ==, 0);
}

static void
assert_refused (CliFixture *fixture,
                const char *command,
                const char *words)
{
  g_autofree char *kind = NULL;

  g_assert_cmpint (cli_fixture_run (fixture, command, "Orders", "--json", NULL), ==, 1);
  kind = cli_fixture_dup_kind (fixture);
  g_assert_cmpstr (kind, ==, "unreachable");
  assert_says (fixture->errors, words);
}

/* How many requests came through: to the server, or to the tenant. */
static guint
count (CliFixture *fixture,
       const char *server)
{
  g_autofree char *word = g_strdup_printf ("\"server\":\"%s\"", server);
  g_autofree char *log = cli_fixture_dup_log (fixture);
  guint n = 0;

  for (const char *at = log; (at = strstr (at, word)) != NULL; at += strlen (word))
    n++;

  return n;
}

static void
test_server (CliFixture    *fixture,
             gconstpointer  data)
{
  add_server (fixture, NULL);
  assert_refused (fixture, "tools", "The server cannot prove that it is the one in the address");
  g_assert_cmpuint (count (fixture, "protected"), ==, 0);
}

/* Trusted by name alone it is still not believed, with or without a CA file that says nothing of
 * it; and nobody is sent there. */
static void
test_authority (CliFixture    *fixture,
                gconstpointer  data)
{
  g_autofree char *stranger = g_strdup_printf ("%s/%s/v2.0", look_up (fixture, "untrusted"),
                                               look_up_tenant (fixture, "tenant_id"));
  g_autofree char *option = g_strconcat ("--authority=", stranger, NULL);
  g_autofree char *ca_file = g_strconcat ("--ca-file=", look_up (fixture, "ca_file"), NULL);
  const char * const trusts[] = { NULL, ca_file };

  add_server (fixture, look_up (fixture, "ca_file"));
  g_assert_cmpint (cli_fixture_run (fixture, "edit", "Orders", option, NULL), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (trusts); i++)
    {
      g_assert_cmpint (cli_fixture_run (fixture, "trust", "add", stranger, "--kind=entra",
                                        trusts[i], NULL), ==, 0);
      assert_refused (fixture, "sign-in", "The certificate of 127.0.0.1 is not trusted");
      g_assert_cmpuint (count (fixture, "tenant"), ==, 0);
    }
}

/* What makes the server believed does not make its authority so. */
static void
test_each_its_own (CliFixture    *fixture,
                   gconstpointer  data)
{
  add_server (fixture, look_up (fixture, "ca_file"));
  g_assert_cmpint (cli_fixture_run (fixture, "trust", "add", look_up_tenant (fixture, "issuer"),
                                    "--kind=entra", NULL), ==, 0);
  assert_refused (fixture, "sign-in", "The certificate of 127.0.0.1 is not trusted");
  g_assert_cmpuint (count (fixture, "protected"), >, 0);
  g_assert_cmpuint (count (fixture, "tenant"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(name, function) \
  g_test_add ("/cli/tls/" name, CliFixture, NULL, set_up, function, cli_fixture_tear_down)
  ADD ("server", test_server);
  ADD ("authority", test_authority);
  ADD ("each-its-own", test_each_its_own);
#undef ADD

  return g_test_run ();
}
