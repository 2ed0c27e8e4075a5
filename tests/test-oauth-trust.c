/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-error.h"
#include "oauth-trust.h"

static OauthTrust *
parse (const char  *text,
       GError     **error)
{
  g_autoptr(GVariant) entry = NULL;
  g_autoptr(GError) parse_error = NULL;

  entry = g_variant_parse (NULL, text, NULL, NULL, &parse_error);
  g_assert_no_error (parse_error);

  return oauth_trust_new (entry, error);
}

static void
test_whole (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthTrust) trust = NULL;

  trust = parse ("{'issuer': <'https://Login.contoso.example/t/v2.0'>, 'kind': <'entra'>,"
                 " 'ca-file': <'/etc/ca.pem'>, 'assume-pkce': <true>,"
                 " 'allow-http-loopback': <true>, 'another': <17>}", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (oauth_trust_get_issuer (trust), ==, "https://Login.contoso.example/t/v2.0");
  g_assert_cmpint (oauth_trust_get_kind (trust), ==, OAUTH_KIND_ENTRA);
  g_assert_cmpstr (oauth_trust_get_ca_file (trust), ==, "/etc/ca.pem");
  g_assert_true (oauth_trust_get_assume_pkce (trust));
  g_assert_true (oauth_trust_get_allow_http_loopback (trust));
}

/* The least that an entry says is the least that it allows. */
static void
test_least (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthTrust) trust = NULL;
  OauthTrust *copy;

  trust = parse ("{'issuer': <'https://id.example.com'>, 'ca-file': <''>}", &error);

  g_assert_no_error (error);
  g_assert_cmpint (oauth_trust_get_kind (trust), ==, OAUTH_KIND_GENERIC);
  g_assert_null (oauth_trust_get_ca_file (trust));
  g_assert_false (oauth_trust_get_assume_pkce (trust));
  g_assert_false (oauth_trust_get_allow_http_loopback (trust));

  copy = g_boxed_copy (OAUTH_TYPE_TRUST, trust);
  g_assert_true (copy == trust);
  g_boxed_free (OAUTH_TYPE_TRUST, copy);
}

static void
test_refused (void)
{
  static const char *entries[] = {
    "@a{sv} {}",
    "'https://id.example.com'",
    "{'issuer': 'https://id.example.com'}",
    "{'kind': <'entra'>}",
    "{'issuer': <17>}",
    "{'issuer': <''>}",
    "{'issuer': <'id.example.com'>}",
    "{'issuer': <'ftp://id.example.com'>}",
    "{'issuer': <'https://user@id.example.com'>}",
    "{'issuer': <'https://id.example.com#a'>}",
    "{'issuer': <'https://id.example.com?a'>}",
    "{'issuer': <'https://id.example.com/ '>}",
    "{'issuer': <'http://id.example.com'>}",
    "{'issuer': <'http://id.example.com'>, 'allow-http-loopback': <true>}",
    "{'issuer': <'http://localhost:1'>}",
    "{'issuer': <'http://127.0.0.1:1'>, 'allow-http-loopback': <false>}",
    "{'issuer': <'https://id.example.com'>, 'kind': <'Entra'>}",
    "{'issuer': <'https://id.example.com'>, 'kind': <''>}",
    "{'issuer': <'https://id.example.com'>, 'kind': <1>}",
    "{'issuer': <'https://id.example.com'>, 'ca-file': <'ca.pem'>}",
    "{'issuer': <'https://id.example.com'>, 'ca-file': <true>}",
    "{'issuer': <'https://id.example.com'>, 'assume-pkce': <'true'>}",
    "{'issuer': <'https://id.example.com'>, 'allow-http-loopback': <1>}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthTrust) trust = parse (entries[i], &error);

      if (trust != NULL)
        g_error ("%s was taken", entries[i]);
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
    }
}

static void
test_covers (void)
{
  static const struct
  {
    const char *entry;
    const char *issuer;
    gboolean covers;
  } rows[] = {
    /* entra: any tenant of the same scheme, host and port */
    { "https://login.a.example/t/v2.0", "https://login.a.example/t/v2.0", TRUE },
    { "https://login.a.example/t/v2.0", "https://login.a.example/other/v2.0", TRUE },
    { "https://login.a.example/t/v2.0", "https://login.a.example", TRUE },
    { "https://login.a.example/t/v2.0", "https://LOGIN.a.example/t", TRUE },
    { "https://login.a.example/t/v2.0", "https://login.a.example:443/t", TRUE },
    { "https://login.a.example/t/v2.0", "https://login.a.example/{tenantid}/v2.0", TRUE },
    { "https://login.a.example/t/v2.0", "https://login.a.example:8443/t", FALSE },
    { "https://login.a.example/t/v2.0", "https://a.example/t/v2.0", FALSE },
    { "https://login.a.example/t/v2.0", "https://login.a.example.evil.example/t/v2.0", FALSE },
    { "https://login.a.example/t/v2.0", "https://x.login.a.example/t/v2.0", FALSE },
    { "https://login.a.example/t/v2.0", "http://login.a.example/t/v2.0", FALSE },
    { "https://login.a.example/t/v2.0", "https://login.a.example@evil.example/t", FALSE },
    { "https://login.a.example/t/v2.0", "https://login.a.example/t?x", FALSE },
    { "https://login.a.example/t/v2.0", "https://login.a.example/t#x", FALSE },
    { "https://login.a.example/t/v2.0", "", FALSE },
    { "https://login.a.example/t/v2.0", "login.a.example", FALSE },
    { "http://localhost:8080/t/v2.0", "http://localhost:8080/o/v2.0", TRUE },
    { "http://localhost:8080/t/v2.0", "http://localhost:8081/t/v2.0", FALSE },
    { "http://localhost:8080/t/v2.0", "http://127.0.0.1:8080/t/v2.0", FALSE },
    { "http://localhost:8080/t/v2.0", "https://localhost:8080/t/v2.0", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(OauthTrust) trust = NULL;

      text = g_strdup_printf ("{'issuer': <'%s'>, 'kind': <'entra'>,"
                              " 'allow-http-loopback': <true>}", rows[i].entry);
      trust = parse (text, &error);
      g_assert_no_error (error);

      if (oauth_trust_covers (trust, rows[i].issuer) != rows[i].covers)
        g_error ("%s covers %s: should be %d", rows[i].entry, rows[i].issuer, rows[i].covers);
    }
}

static void
test_covers_exactly (void)
{
  static const char *others[] = {
    "https://id.example.com/a/", "https://id.example.com/b", "https://id.example.com",
    "https://ID.example.com/a", "https://id.example.com:443/a", "http://id.example.com/a", "",
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(OauthTrust) trust = NULL;

  trust = parse ("{'issuer': <'https://id.example.com/a'>, 'kind': <'generic'>}", &error);
  g_assert_no_error (error);

  g_assert_true (oauth_trust_covers (trust, "https://id.example.com/a"));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (oauth_trust_covers (trust, others[i]));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/oauth/trust/whole", test_whole);
  g_test_add_func ("/oauth/trust/least", test_least);
  g_test_add_func ("/oauth/trust/refused", test_refused);
  g_test_add_func ("/oauth/trust/covers", test_covers);
  g_test_add_func ("/oauth/trust/covers-exactly", test_covers_exactly);

  return g_test_run ();
}
