/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-policy-private.h"
#include "crib-trust.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include <string.h>

typedef struct
{
  char *folder;
  char *path;
  GSettings *settings;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GSettingsBackend) backend = g_memory_settings_backend_new ();

  self->folder = g_dir_make_tmp ("policy-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "policy.json", NULL);
  self->settings = g_settings_new_with_backend ("io.github.toolcrib.Toolcrib", backend);
  crib_policy_set_path (self->path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  crib_policy_set_path (NULL);
  g_remove (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_assert_finalize_object (self->settings);
}

static CribTrust *
open_with (Fixture    *self,
           const char *policy)
{
  g_assert_true (g_file_set_contents (self->path, policy, -1, NULL));

  return crib_trust_new (self->settings);
}

static gboolean
add (CribTrust   *trust,
     const char  *issuer,
     const char  *kind,
     GError     **error)
{
  return crib_trust_add (trust, g_variant_new_parsed ("{'issuer': <%s>, 'kind': <%s>}", issuer,
                                                      kind), error);
}

/* Both lists hold; what an administrator says counts first. */
static void
test_wins (Fixture       *self,
           gconstpointer  data)
{
  static const char policy[] =
    "{\"trusted_authorities\":[{\"issuer\":\"https://cloud.example/t/v2.0\",\"kind\":\"entra\","
    "\"ca-file\":\"/etc/ssl/cloud.pem\"},{\"issuer\":\"https://id.example\","
    "\"assume-pkce\":true}]}";
  CribTrust *trust = open_with (self, "{}");
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  OauthTrust *entry;

  /* Before there was a policy. */
  g_assert_true (add (trust, "https://cloud.example/t/v2.0", "generic", &error));
  g_assert_true (add (trust, "https://mine.example", "generic", &error));
  g_assert_no_error (error);
  g_assert_finalize_object (trust);

  trust = open_with (self, policy);
  entry = crib_trust_find (trust, "https://cloud.example/t/v2.0");
  g_assert_cmpint (oauth_trust_get_kind (entry), ==, OAUTH_KIND_ENTRA);
  g_assert_cmpstr (oauth_trust_get_ca_file (entry), ==, "/etc/ssl/cloud.pem");
  g_assert_cmpint (oauth_trust_get_kind (crib_trust_find (trust, "https://cloud.example/u/v2.0")),
                   ==, OAUTH_KIND_ENTRA);
  g_assert_true (oauth_trust_get_assume_pkce (crib_trust_find (trust, "https://id.example")));
  g_assert_nonnull (crib_trust_find (trust, "https://mine.example"));
  g_assert_null (crib_trust_find (trust, "https://other.example"));

  entries = crib_trust_dup_entries (trust);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_cmpstr (oauth_trust_get_issuer (entries->pdata[2]), ==, "https://mine.example");
  g_assert_finalize_object (trust);
}

/* Nobody here takes it away, or says something else of it. */
static void
test_fixed (Fixture       *self,
            gconstpointer  data)
{
  CribTrust *trust = open_with (self, "{\"trusted_authorities\":[{\"issuer\":"
                                      "\"https://cloud.example/t/v2.0\",\"kind\":\"entra\"}]}");
  g_autoptr(GError) error = NULL;

  g_assert_false (add (trust, "https://cloud.example/t/v2.0", "generic", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, "Your administrator decides"));
  g_clear_error (&error);

  g_assert_false (add (trust, "https://cloud.example/u/v2.0", "generic", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);

  g_assert_false (crib_trust_remove (trust, "https://cloud.example/t/v2.0", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (crib_trust_find (trust, "https://cloud.example/t/v2.0"));
  g_assert_finalize_object (trust);
}

/* Nobody is trusted for what cannot be understood; the others are. */
static void
test_hostile (Fixture       *self,
              gconstpointer  data)
{
  static const struct
  {
    const char *list;
    guint n_entries;
  } cases[] = {
    { "[]", 0 },
    { "null", 0 },
    { "{\"issuer\":\"https://id.example\"}", 0 },
    { "\"https://id.example\"", 0 },
    { "[\"https://id.example\"]", 0 },
    { "[{}]", 0 },
    { "[{\"issuer\":7}]", 0 },
    { "[{\"issuer\":null}]", 0 },
    { "[{\"issuer\":\"http://id.example\"}]", 0 },
    { "[{\"issuer\":\"id.example\"}]", 0 },
    { "[{\"issuer\":\"https://id.example\",\"kind\":\"saml\"}]", 0 },
    { "[{\"issuer\":\"https://id.example\",\"kind\":true}]", 0 },
    { "[{\"issuer\":\"https://id.example\",\"ca-file\":\"relative.pem\"}]", 0 },
    { "[{\"issuer\":\"https://id.example\",\"assume-pkce\":\"yes\"}]", 0 },
    { "[{\"issuer\":\"https://id.example\",\"more\":[1]}]", 0 },
    { "[{\"issuer\":\"https://a.example\"},7,{\"issuer\":\"https://b.example\"}]", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *policy = g_strdup_printf ("{\"trusted_authorities\":%s}", cases[i].list);
      CribTrust *trust = open_with (self, policy);
      g_autoptr(GPtrArray) entries = crib_trust_dup_entries (trust);

      g_test_message ("%s", cases[i].list);
      g_assert_cmpuint (entries->len, ==, cases[i].n_entries);
      g_assert_finalize_object (trust);
    }

  g_assert_finalize_object (open_with (self, "{\"trusted_authorities\":["));
}

#define ADD(path, function) \
  g_test_add ("/crib/policy-trust/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("wins", test_wins);
  ADD ("fixed", test_fixed);
  ADD ("hostile", test_hostile);

  return g_test_run ();
}
