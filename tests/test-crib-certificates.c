/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-certificates.h"
#include "crib-error.h"
#include "tls-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define LOCKED "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII=\n-----END ENCRYPTED PRIVATE KEY-----\n"

typedef struct
{
  char *folder;
  TlsAuthority *authority;
  char *good, *good_key;
  char *old, *old_key;
  char *early, *early_key;
} Fixture;

static void
put (Fixture    *self,
     const char *name,
     const char *text,
     const char *more)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *both = g_strconcat (text, more, NULL);

  g_assert_true (g_file_set_contents (path, both, -1, NULL));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("toolcrib-certificates-XXXXXX", NULL);
  self->authority = tls_authority_new ("Authority");
  self->good = tls_authority_issue (self->authority, "good", -1, 1, &self->good_key);
  self->old = tls_authority_issue (self->authority, "old", -3, -1, &self->old_key);
  self->early = tls_authority_issue (self->authority, "early", 1, 3, &self->early_key);

  put (self, "both", self->good, self->good_key);
  put (self, "certificate", self->good, NULL);
  put (self, "key", self->good_key, NULL);
  put (self, "locked", self->good, LOCKED);
  put (self, "old", self->old, self->old_key);
  put (self, "early", self->early, self->early_key);
  put (self, "empty", "", NULL);
  put (self, "rubbish", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
       self->good_key);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }

  g_rmdir (self->folder);
  tls_authority_free (self->authority);
  g_free (self->folder);
  g_free (self->good);
  g_free (self->good_key);
  g_free (self->old);
  g_free (self->old_key);
  g_free (self->early);
  g_free (self->early_key);
}

/* A sentence that names the file and says what is wrong; never what is in it. */
static void
test_own (Fixture       *self,
          gconstpointer  data)
{
  const struct { const char *file, *key, *words; } cases[] = {
    { "both", NULL, NULL },
    { "certificate", "key", NULL },
    { "certificate", NULL, "certificate” cannot be used: it holds no private key" },
    { "certificate", "missing", "missing” cannot be used: there is no such file" },
    { "certificate", "certificate", "it holds no private key" },
    { "locked", NULL, "locked with a password" },
    { "old", NULL, "has expired" },
    { "early", NULL, "not valid yet" },
    { "empty", NULL, "it holds no private key" },
    { "rubbish", NULL, "cannot be read" },
    { "missing", NULL, "there is no such file" },
    { ".", NULL, "it is no file of certificates" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, cases[i].file, NULL);
      g_autofree char *key = cases[i].key ? g_build_filename (self->folder, cases[i].key, NULL)
                                          : NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GTlsCertificate) own = crib_certificates_load_own (path, key, &error);

      g_test_message ("%s: %s", cases[i].file, error != NULL ? error->message : "good");
      g_assert_cmpint (own != NULL, ==, cases[i].words == NULL);

      if (own != NULL)
        continue;

      g_assert_error (error, CRIB_ERROR, CRIB_ERROR_SETTINGS);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_null (strstr (error->message, "BEGIN"));
    }
}

static void
test_authorities (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *good = tls_authority_dup_pem (self->authority);
  g_autofree char *expired = tls_authority_dup_expired_pem (self->authority);
  const struct { const char *file, *text, *more, *words; } cases[] = {
    { "good", good, NULL, NULL },
    { "mixed", expired, good, NULL },
    { "expired", expired, NULL, "have expired" },
    { "empty", "", NULL, "holds no certificate" },
    { "text", "hello", NULL, "holds no certificate" },
    { "rubbish", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", NULL,
      "holds no certificate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, cases[i].file, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GTlsDatabase) database = NULL;

      put (self, cases[i].file, cases[i].text, cases[i].more);
      database = crib_certificates_load_authorities (path, &error);
      g_test_message ("%s: %s", cases[i].file, error != NULL ? error->message : "good");
      g_assert_cmpint (database != NULL, ==, cases[i].words == NULL);
      g_assert_true (database != NULL || strstr (error->message, cases[i].words) != NULL);
    }

  g_assert_null (crib_certificates_load_authorities ("good", NULL));
  g_assert_null (crib_certificates_load_authorities ("/dev/zero", NULL));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* All that is named, or nothing; the main loop goes on meanwhile. */
static void
test_both (Fixture       *self,
           gconstpointer  data)
{
  const struct { const char *ca_file, *file, *key, *words; } cases[] = {
    { NULL, NULL, NULL, NULL },
    { "good", NULL, NULL, NULL },
    { NULL, "certificate", "key", NULL },
    { "good", "both", NULL, NULL },
    { "missing", "both", NULL, "there is no such file" },
    { "good", "certificate", NULL, "holds no private key" },
  };
  g_autofree char *good = tls_authority_dup_pem (self->authority);

  put (self, "good", good, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *names[] = { cases[i].ca_file, cases[i].file, cases[i].key };
      char *paths[3] = { NULL };
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GTlsDatabase) authorities = NULL;
      g_autoptr(GTlsCertificate) own = NULL;
      g_autoptr(GError) error = NULL;

      for (guint j = 0; j < 3; j++)
        paths[j] = names[j] != NULL ? g_build_filename (self->folder, names[j], NULL) : NULL;

      crib_certificates_load_async (paths[0], paths[1], paths[2], NULL, loaded_cb, &result);
      g_assert_null (result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);

      g_assert_cmpint (crib_certificates_load_finish (result, &authorities, &own, &error), ==,
                       cases[i].words == NULL);
      g_assert_cmpint (authorities != NULL, ==, names[0] != NULL && cases[i].words == NULL);
      g_assert_cmpint (own != NULL, ==, names[1] != NULL && cases[i].words == NULL);
      g_assert_true (error == NULL || strstr (error->message, cases[i].words) != NULL);

      for (guint j = 0; j < 3; j++)
        g_free (paths[j]);
    }
}

static void
test_given_up (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "both", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GTlsCertificate) own = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  crib_certificates_load_async (NULL, path, NULL, cancellable, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (crib_certificates_load_finish (result, NULL, &own, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (own);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/crib/certificates/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/crib/certificates/authorities", Fixture, NULL, set_up, test_authorities,
              tear_down);
  g_test_add ("/crib/certificates/both", Fixture, NULL, set_up, test_both, tear_down);
  g_test_add ("/crib/certificates/given-up", Fixture, NULL, set_up, test_given_up, tear_down);

  return g_test_run ();
}
