/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-address.h"
#include "crib-web-answer.h"

static void
test_web_address_origin (void)
{
  const struct
  {
    const char *text;
    const char *origin;
    const char *domain;
  } cases[] = {
    { "https://login.microsoftonline.com/a?b#c", "https://login.microsoftonline.com",
      "microsoftonline.com" },
    { "https://LOGIN.Example.co.uk:443/", "https://login.example.co.uk", "example.co.uk" },
    { "https://login.example.com:8443/", "https://login.example.com:8443", "example.com" },
    { "https://good.com@evil.example/", "https://evil.example", "evil.example" },
    { "http://127.0.0.1:80/", "http://127.0.0.1", "127.0.0.1" },
    { "http://[::1]:81/", "http://[::1]:81", "::1" },
    { "https://localhost/", "https://localhost", "localhost" },
    { "about:blank", NULL, NULL },
    { "https://", NULL, "" },
    { "nothing", NULL, NULL },
    { NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = crib_web_address_dup_origin (cases[i].text);
      g_autofree char *domain = crib_web_address_dup_domain (cases[i].text);

      g_assert_cmpstr (origin, ==, cases[i].origin);
      g_assert_cmpstr (domain, ==, cases[i].domain);
    }
}

static void
test_web_address_redirect (void)
{
  const struct
  {
    const char *text;
    const char *redirect_uri;
    gboolean matches;
  } cases[] = {
    { "http://localhost:81/?a=b", "http://localhost:81/", TRUE },
    { "http://LOCALHOST:81?a=b", "http://localhost:81/", TRUE },
    { "https://a.example:443/x", "https://a.example/x", TRUE },
    { "msal1://auth?a", "msal1://auth", TRUE },
    { "http://localhost:82/", "http://localhost:81/", FALSE },
    { "https://localhost:81/", "http://localhost:81/", FALSE },
    { "http://localhost:81/x", "http://localhost:81/", FALSE },
    { "http://localhost.evil.example:81/", "http://localhost:81/", FALSE },
    { "http://localhost:81@evil.example/", "http://localhost:81/", FALSE },
    { "http://me@localhost:81/", "http://localhost:81/", FALSE },
    { "msal2://auth", "msal1://auth", FALSE },
    { NULL, "msal1://auth", FALSE },
    { "msal1://auth", NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (crib_web_answer_is_redirect (cases[i].text, cases[i].redirect_uri), ==,
                     cases[i].matches);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/web-address/origin", test_web_address_origin);
  g_test_add_func ("/web-address/redirect", test_web_address_redirect);

  return g_test_run ();
}
