/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tenant-fixture.h"

#include <gio/gio.h>

static const char * const tls_options[] = { "--tls", NULL };

static const char *
look_up (DemoFixture *fixture,
         const char  *name)
{
  return json_object_get_string_member (fixture->addresses, name);
}

/* Whether GET answers; what was wrong with the certificate otherwise. */
static guint
get (SoupSession           *session,
     const char            *uri,
     GTlsCertificateFlags  *flaws)
{
  g_autoptr(SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  bytes = soup_session_send_and_read (session, message, NULL, &error);
  *flaws = soup_message_get_tls_peer_certificate_errors (message);

  if (bytes != NULL)
    return soup_message_get_status (message);

  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);

  return 0;
}

static void
test_tls_trusted (DemoFixture   *fixture,
                  gconstpointer  data)
{
  g_autofree char *code = tenant_sign_in (fixture);
  g_autoptr(DemoReply) tokens = tenant_redeem (fixture, code, NULL);
  g_autofree char *port = g_strdup (strrchr (look_up (fixture, "protected"), ':'));
  g_autofree char *named = g_strdup_printf ("https://localhost%.*s/health",
                                            (int) (strlen (port) - strlen ("/mcp")), port);
  GTlsCertificateFlags flaws;

  g_assert_true (g_str_has_prefix (tenant_look_up (fixture, "issuer"), "https://127.0.0.1:"));
  g_assert_cmpuint (tokens->status, ==, 200);
  g_assert_true (g_str_has_prefix (look_up (fixture, "protected"), "https://127.0.0.1:"));
  g_assert_cmpuint (get (fixture->session, named, &flaws), ==, 200);

  /* What needs no sign-in and what steers it stay as they were. */
  g_assert_true (g_str_has_prefix (look_up (fixture, "open"), "http://"));
  g_assert_true (g_str_has_prefix (look_up (fixture, "control"), "http://"));
}

static void
test_tls_untrusted (DemoFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(SoupSession) everyday = soup_session_new ();
  g_autofree char *uri = g_strconcat (look_up (fixture, "untrusted"), "/error", NULL);
  GTlsCertificateFlags flaws;

  g_assert_cmpuint (get (fixture->session, uri, &flaws), ==, 0);
  g_assert_cmpuint (flaws, ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_assert_cmpuint (get (everyday, look_up (fixture, "protected"), &flaws), ==, 0);
  g_assert_cmpuint (flaws, ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
}

/* The authority is for one run: its file goes with the process, its key was never in one. */
static void
test_tls_gone (void)
{
  DemoFixture fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *folder = NULL;

  demo_fixture_set_up (&fixture, tls_options);
  path = g_strdup (look_up (&fixture, "ca_file"));
  folder = g_path_get_dirname (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "BEGIN CERTIFICATE"));
  g_assert_null (strstr (text, "PRIVATE KEY"));
  demo_fixture_tear_down (&fixture, NULL);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  demo_fixture_set_program (argv[1]);

#define ADD(name, function) \
  g_test_add ("/demo/tls/" name, DemoFixture, tls_options, demo_fixture_set_up, function, \
              demo_fixture_tear_down)
  ADD ("trusted", test_tls_trusted);
  ADD ("untrusted", test_tls_untrusted);
#undef ADD
  g_test_add_func ("/demo/tls/gone", test_tls_gone);

  return g_test_run ();
}
