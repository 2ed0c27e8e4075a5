/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-server.h"

#include <string.h>

static void
test_redirect_good (void)
{
  static const char * const cases[] = {
    NULL, "",
    "https://login.microsoftonline.com/common/oauth2/nativeclient",
    "https://login.microsoftonline.us/common/oauth2/nativeclient",
    "https://toolcrib.example/done?from=page",
    "http://localhost", "http://localhost/", "http://localhost:7777/cb", "http://127.0.0.1:1/x",
    "msal11111111-2222-3333-4444-555555555555://auth", "goa-oauth2://localhost/id",
    "io.github.toolcrib.Toolcrib:/done",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (crib_server_check_redirect_uri (cases[i], &error));
      g_assert_no_error (error);
    }
}

/* Each with what its sentence has to say. */
static void
test_redirect_bad (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "nonsense", "not an address" },
    { "//host/path", "not an address" },
    { "/path", "not an address" },
    { ":", "not an address" },
    { "https://a b/", "not an address" },
    { "https://a/\n", "not an address" },
    { "https://\xc3\xa4.example/", "not an address" },
    { "https://a.example/\xff", "not an address" },
    { "a b://x", "not an address" },
    { "https:///done", "no host" },
    { "https://", "no host" },
    { "https://a.example/done#code", "no “#”" },
    { "https://a.example/#", "no “#”" },
    { "https://ada:secret@a.example/", "no name or password" },
    { "https://ada@a.example/", "no name or password" },
    { "http://a.example/done", "only on this computer" },
    { "HTTP://a.example/done", "only on this computer" },
    { "http://localhost.example/", "only on this computer" },
    { "http://localhost@a.example/", "no name or password" },
    { "urn:ietf:wg:oauth:2.0:oob", "not used any more" },
    { "javascript:alert(1)", "of this kind" },
    { "JavaScript:alert(1)", "of this kind" },
    { "data:text/html,x", "of this kind" },
    { "file:///etc/passwd", "of this kind" },
    { "about:blank", "of this kind" },
    { "blob:https://a.example/1", "of this kind" },
  };
  g_autofree char *lengthy = g_strnfill (3000, 'a');
  g_autofree char *too_long = g_strconcat ("https://a.example/", lengthy, NULL);
  g_autoptr(GError) length_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_false (crib_server_check_redirect_uri (cases[i].text, &error));
      g_assert_error (error, CRIB_ERROR, CRIB_ERROR_ADDRESS);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }

  g_assert_false (crib_server_check_redirect_uri (too_long, &length_error));
  g_assert_error (length_error, CRIB_ERROR, CRIB_ERROR_ADDRESS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crib/server-redirect/good", test_redirect_good);
  g_test_add_func ("/crib/server-redirect/bad", test_redirect_bad);

  return g_test_run ();
}
