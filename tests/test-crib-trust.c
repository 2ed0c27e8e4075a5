/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "config.h"

#include "crib-error.h"
#include "crib-trust.h"
#include "entra-profile.h"
#include "oauth-error.h"
#include "oauth-generic.h"

#include <gio/gsettingsbackend.h>

#define SCHEMA "io.github.toolcrib.Toolcrib"
#define KEY "trusted-authorities"
#define TENANT "http://127.0.0.1:4711/0a1b2c3d-0000-4000-8000-000000000001/v2.0"

typedef struct
{
  GSettings *settings;
  CribTrust *trust;
  guint n_changes;
} Fixture;

static void
changed_cb (CribTrust *trust,
            guint     *count)
{
  (*count)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GSettingsBackend) backend = g_memory_settings_backend_new ();

  fixture->settings = g_settings_new_with_backend (SCHEMA, backend);

  if (data != NULL)
    g_settings_set_value (fixture->settings, KEY, g_variant_new_parsed (data));

  fixture->trust = crib_trust_new (fixture->settings);
  g_signal_connect (fixture->trust, "changed", G_CALLBACK (changed_cb), &fixture->n_changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->trust);
  g_object_unref (fixture->settings);
}

static GVariant *
entry (const char *issuer,
       const char *kind)
{
  return g_variant_new_parsed ("{'issuer': <%s>, 'kind': <%s>, 'allow-http-loopback': <true>}",
                               issuer, kind);
}

static char *
print (Fixture *fixture)
{
  g_autoptr(GVariant) list = g_settings_get_value (fixture->settings, KEY);

  return g_variant_print (list, FALSE);
}

/* The issuers of what holds, one a line. */
static char *
list (CribTrust *trust)
{
  g_autoptr(GPtrArray) entries = crib_trust_dup_entries (trust);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (text, "%s\n",
                            oauth_trust_get_issuer (g_ptr_array_index (entries, i)));

  return g_string_free (text, FALSE);
}

static void
assert_list (CribTrust  *trust,
             const char *expected)
{
  g_autofree char *text = list (trust);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_trust_add (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (crib_trust_add (fixture->trust, entry ("https://a.example/", "generic"), &error));
  g_assert_no_error (error);
  g_assert_true (crib_trust_add (fixture->trust, entry ("https://b.example/", "entra"), NULL));
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  assert_list (fixture->trust, "https://a.example/\nhttps://b.example/\n");

  g_assert_true (crib_trust_add (fixture->trust, entry ("https://a.example/", "entra"), NULL));
  assert_list (fixture->trust, "https://a.example/\nhttps://b.example/\n");
  g_assert_cmpint (oauth_trust_get_kind (crib_trust_find (fixture->trust, "https://a.example/")),
                   ==, OAUTH_KIND_ENTRA);

  g_assert_true (crib_trust_remove (fixture->trust, "https://a.example/", &error));
  g_assert_no_error (error);
  assert_list (fixture->trust, "https://b.example/\n");
  g_assert_false (crib_trust_remove (fixture->trust, "https://a.example/", &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Covered, but of another name. */
  g_assert_nonnull (crib_trust_find (fixture->trust, "https://b.example/tenant/v2.0"));
  g_assert_false (crib_trust_remove (fixture->trust, "https://b.example/tenant/v2.0", &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->n_changes, ==, 4);
}

static void
test_trust_refuse (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const cases[] = {
    "@a{sv} {}",
    "{'issuer': <'http://a.example/'>}",
    "{'issuer': <'http://127.0.0.1/'>}",
    "{'issuer': <'https://a.example/'>, 'kind': <'saml'>}",
    "{'issuer': <'https://a.example/'>, 'assume-pkce': <'yes'>}",
    "{'issuer': <'https://a.example/'>, 'ca-file': <'ca.pem'>}",
    "{'issuer': <'https://a.example/?x'>}",
    "{'issuer': <'https://login.microsoftonline.com/contoso.example/v2.0'>, 'kind': <'generic'>}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) run_error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_false (crib_trust_add (fixture->trust, g_variant_new_parsed (cases[i]), &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
      g_assert_false (crib_trust_add_for_run (fixture->trust, g_variant_new_parsed (cases[i]),
                                              &run_error));
      g_assert_error (run_error, OAUTH_ERROR, OAUTH_ERROR_SETUP);
      text = print (fixture);
      g_assert_cmpstr (text, ==, "[]");
    }

  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

#define STRANGE \
  "[{'issuer': <'https://a.example/'>, 'kind': <'saml'>}, {'later': <7>}," \
  " {'issuer': <'https://b.example/'>, 'later': <('x', 1)>}, {'issuer': <7>}]"

/* What we do not understand is no trust, and stays for who does; so do unknown members. */
static void
test_trust_keeps (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *before = print (fixture);
  g_autofree char *with = NULL;
  g_autofree char *after = NULL;

  assert_list (fixture->trust, "https://b.example/\n");
  g_assert_null (crib_trust_find (fixture->trust, "https://a.example/"));

  g_assert_true (crib_trust_add (fixture->trust, entry ("https://c.example/", "generic"), NULL));
  with = print (fixture);
  g_assert_true (g_str_has_prefix (with, "[{'issuer': <'https://a.example/'>, 'kind': <'saml'>}, "
                                   "{'later': <7>}, "));
  assert_list (fixture->trust, "https://b.example/\nhttps://c.example/\n");

  g_assert_false (crib_trust_remove (fixture->trust, "https://a.example/", NULL));
  g_assert_true (crib_trust_remove (fixture->trust, "https://c.example/", NULL));
  after = print (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_trust_run (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  crib_trust_add (fixture->trust, entry ("https://a.example/", "generic"), &error);
  crib_trust_add (fixture->trust, entry ("https://b.example/", "generic"), &error);
  crib_trust_add_for_run (fixture->trust, entry ("https://c.example/", "entra"), &error);
  crib_trust_add_for_run (fixture->trust, entry ("https://a.example/", "entra"), &error);
  crib_trust_add_for_run (fixture->trust, entry ("https://c.example/", "generic"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_changes, ==, 5);

  assert_list (fixture->trust, "https://b.example/\nhttps://a.example/\nhttps://c.example/\n");
  g_assert_cmpint (oauth_trust_get_kind (crib_trust_find (fixture->trust, "https://a.example/")),
                   ==, OAUTH_KIND_ENTRA);
  g_assert_cmpint (oauth_trust_get_kind (crib_trust_find (fixture->trust, "https://c.example/")),
                   ==, OAUTH_KIND_GENERIC);

  text = print (fixture);
  g_assert_null (strstr (text, "c.example"));
  g_assert_false (crib_trust_remove (fixture->trust, "https://c.example/", &error));
  g_assert_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND);

  /* What is saved under it comes back into force only with the end of the run. */
  g_assert_true (crib_trust_remove (fixture->trust, "https://a.example/", NULL));
  g_assert_nonnull (crib_trust_find (fixture->trust, "https://a.example/"));
}

/* A program that edits the list beside one that uses it. */
static void
test_trust_followed (Fixture       *fixture,
                     gconstpointer  data)
{
  CribTrust *other = crib_trust_new (fixture->settings);

  g_assert_true (crib_trust_add (other, entry ("https://a.example/", "generic"), NULL));
  g_assert_nonnull (crib_trust_find (fixture->trust, "https://a.example/"));
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  g_settings_set_int (fixture->settings, "window-width", 700);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  g_settings_reset (fixture->settings, KEY);
  g_assert_null (crib_trust_find (fixture->trust, "https://a.example/"));
  g_assert_cmpuint (fixture->n_changes, ==, 2);

  g_assert_finalize_object (other);
}

static void
test_trust_fixed (void)
{
  g_autoptr(GSettingsBackend) backend = g_null_settings_backend_new ();
  g_autoptr(GSettings) settings = g_settings_new_with_backend (SCHEMA, backend);
  CribTrust *trust = crib_trust_new (settings);
  g_autoptr(GError) error = NULL;

  g_assert_false (crib_trust_add (trust, entry ("https://a.example/", "generic"), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  assert_list (trust, "");
  g_assert_true (crib_trust_add_for_run (trust, entry ("https://a.example/", "generic"), NULL));

  g_assert_finalize_object (trust);
}

static void
test_trust_unsaved (void)
{
  CribTrust *trust = crib_trust_new (NULL);

  g_assert_true (crib_trust_add (trust, entry ("https://a.example/", "generic"), NULL));
  assert_list (trust, "https://a.example/\n");
  g_assert_true (crib_trust_remove (trust, "https://a.example/", NULL));
  assert_list (trust, "");

  g_assert_finalize_object (trust);
}

static void
test_trust_pick (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { const char *issuer; gboolean is_entra, has_trust; } cases[] = {
    { "https://login.microsoftonline.com/contoso.example/v2.0", TRUE, FALSE },
    { "https://login.microsoftonline.us/common/v2.0", TRUE, FALSE },
    { "https://Login.Chinacloudapi.CN/common/v2.0", TRUE, FALSE },
    { TENANT, TRUE, TRUE },
    { "http://127.0.0.1:4711/another/v2.0", TRUE, TRUE },
    { "https://id.example/realms/one", FALSE, TRUE },
    { "http://127.0.0.1:4711/realms/exact", FALSE, TRUE },
    { "http://127.0.0.1:4713/realms/saved", FALSE, TRUE },
  };

  crib_trust_add (fixture->trust, entry (TENANT, "entra"), NULL);
  crib_trust_add (fixture->trust, entry ("https://id.example/realms/one", "generic"), NULL);
  crib_trust_add_for_run (fixture->trust, entry ("http://127.0.0.1:4711/realms/exact", "generic"),
                          NULL);
  crib_trust_add (fixture->trust, entry ("http://127.0.0.1:4713/realms/saved", "generic"), NULL);
  crib_trust_add_for_run (fixture->trust, entry ("http://127.0.0.1:4713/t/v2.0", "entra"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(OauthTrust) trust = NULL;
      g_autoptr(OauthProfile) profile = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].issuer);
      profile = crib_trust_pick (cases[i].issuer, &trust, fixture->trust, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ENTRA_IS_PROFILE (profile), ==, cases[i].is_entra);
      g_assert_cmpint (OAUTH_IS_GENERIC (profile), ==, !cases[i].is_entra);
      g_assert_cmpint (trust != NULL, ==, cases[i].has_trust);
    }
}

/* The sentence names the host alone, in letters that cannot pretend to be others. */
static void
test_trust_untrusted (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct { const char *issuer; const char *place; } cases[] = {
    { "https://evil.example/realms/one", "“evil.example”" },
    { "https://id.example/realms/one/", "“id.example”" },
    { "https://id.example/realms/ONE", "“id.example”" },
    { "https://id.example:8443/realms/one", "“id.example:8443”" },
    { "https://[2001:db8::1]:8443/", "“[2001:db8::1]:8443”" },
    { "https://login.microsoftonline.com.evil.example/x/v2.0", "com.evil.example”" },
    { "https://login.microsoftonline.com@evil.example/", "“evil.example”" },
    { "http://login.microsoftonline.com/common/v2.0", "“login.microsoftonline.com”" },
    { "https://login.micr\320\276softonline.com/", "“login.xn--" },
    { "https://127.0.0.1:4711/contoso/v2.0", "“127.0.0.1:4711”" },
    { "http://127.0.0.1:4712/contoso/v2.0", "“127.0.0.1:4712”" },
    { "nonsense \n\n and\xe2\x80\xae more", "“nonsense and more”" },
    { "", "“?”" },
  };
  g_autofree char *filler = g_strnfill (5000, 'a');
  g_autoptr(OauthTrust) trust = NULL;
  g_autoptr(GError) lengthy = NULL;

  crib_trust_add (fixture->trust, entry ("https://id.example/realms/one", "generic"), NULL);
  crib_trust_add (fixture->trust, entry (TENANT, "entra"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].place);
      g_assert_null (crib_trust_pick (cases[i].issuer, &trust, fixture->trust, &error));
      g_assert_error (error, OAUTH_ERROR, OAUTH_ERROR_UNTRUSTED);
      g_assert_null (trust);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].place));
      g_assert_true (g_str_has_suffix (error->message, "that you trust."));
    }

  g_assert_null (crib_trust_pick (filler, &trust, fixture->trust, &lengthy));
  g_assert_cmpuint (strlen (lengthy->message), <, 400);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, saved, func) \
  g_test_add ("/crib/trust/" path, Fixture, saved, set_up, func, tear_down)
  ADD ("add", NULL, test_trust_add);
  ADD ("refuse", NULL, test_trust_refuse);
  ADD ("keeps", STRANGE, test_trust_keeps);
  ADD ("run", NULL, test_trust_run);
  ADD ("followed", NULL, test_trust_followed);
  ADD ("pick", NULL, test_trust_pick);
  ADD ("untrusted", NULL, test_trust_untrusted);
#undef ADD
  g_test_add_func ("/crib/trust/fixed", test_trust_fixed);
  g_test_add_func ("/crib/trust/unsaved", test_trust_unsaved);

  return g_test_run ();
}
