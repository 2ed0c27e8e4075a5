/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-certificates.h"

#include "crib-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Bytes: more than all authorities of a system. */
#define MAX_SIZE (1024 * 1024)

static gboolean
refuse (GError     **error,
        const char  *path,
        const char  *reason)
{
  g_autofree char *name = g_filename_display_name (path);

  /* Translators: the name of a file, and what is wrong with it */
  g_set_error (error, CRIB_ERROR, CRIB_ERROR_SETTINGS, _("“%s” cannot be used: %s"), name, reason);

  return FALSE;
}

/* A pipe or a device could keep whoever opens it waiting. */
static gboolean
check_file (const char  *path,
            GError     **error)
{
  GStatBuf info;

  if (!g_path_is_absolute (path))
    return refuse (error, path, _("its place is not said in full."));

  if (g_stat (path, &info) != 0)
    return refuse (error, path, _("there is no such file."));

  if (!S_ISREG (info.st_mode) || info.st_size > MAX_SIZE)
    return refuse (error, path, _("it is no file of certificates."));

  return TRUE;
}

/* 0 where the dates cannot be told. */
static int
compare_with_now (GDateTime *date)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return date != NULL ? g_date_time_compare (date, now) : 0;
}

static gboolean
is_over (GTlsCertificate *certificate)
{
  g_autoptr(GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);

  return compare_with_now (end) < 0;
}

static gboolean
is_to_come (GTlsCertificate *certificate)
{
  g_autoptr(GDateTime) start = g_tls_certificate_get_not_valid_before (certificate);

  return compare_with_now (start) > 0;
}

static gboolean
check_authorities (const char  *path,
                   GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  GList *list;
  guint n_good = 0;
  gboolean is_empty;

  if (!check_file (path, error))
    return FALSE;

  list = g_tls_certificate_list_new_from_file (path, &local_error);
  is_empty = list == NULL;

  for (GList *l = list; l != NULL; l = l->next)
    n_good += !is_over (l->data) && !is_to_come (l->data);

  g_list_free_full (list, g_object_unref);

  if (local_error != NULL && local_error->domain == G_FILE_ERROR)
    return refuse (error, path, _("it cannot be read."));

  if (is_empty)
    return refuse (error, path, _("it holds no certificate (PEM)."));

  return n_good > 0 || refuse (error, path, _("its certificates have expired or are not valid "
                                              "yet."));
}

/**
 * crib_certificates_load_authorities:
 * @path: a file of certificates (PEM)
 * @error: return location: %CRIB_ERROR_SETTINGS
 *
 * Returns: (transfer full): who may vouch for a server, instead of the system's authorities
 */
GTlsDatabase *
crib_certificates_load_authorities (const char  *path,
                                    GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  GTlsDatabase *database;

  g_return_val_if_fail (path != NULL, NULL);

  if (!check_authorities (path, error))
    return NULL;

  database = g_tls_file_database_new (path, &local_error);

  if (database == NULL)
    refuse (error, path, _("it cannot be read."));

  return database;
}

static char *
read_text (const char  *path,
           GError     **error)
{
  char *text = NULL;

  if (!check_file (path, error))
    return NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    refuse (error, path, _("it cannot be read."));

  return text;
}

static void
free_secret (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));

  g_free (text);
}

static gboolean
check_key (const char  *path,
           const char  *key,
           GError     **error)
{
  if (strstr (key, "PRIVATE KEY-----") == NULL)
    return refuse (error, path, _("it holds no private key (PEM)."));

  if (strstr (key, "ENCRYPTED") != NULL)
    return refuse (error, path, _("its private key is locked with a password. Use one without, in "
                                  "a file that nobody else can read."));

  return TRUE;
}

static GTlsCertificate *
build_own (const char  *path,
           const char  *both,
           GError     **error)
{
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_pem (both, -1, NULL);

  if (certificate == NULL)
    refuse (error, path, _("its certificate or its private key cannot be read."));
  else if (is_over (certificate))
    refuse (error, path, _("the certificate has expired."));
  else if (is_to_come (certificate))
    refuse (error, path, _("the certificate is not valid yet."));
  else
    return g_steal_pointer (&certificate);

  return NULL;
}

/**
 * crib_certificates_load_own:
 * @path: a file with a certificate, and with those of who issued it (PEM)
 * @key_path: (nullable): a file with its private key, if that is not in the same
 * @error: return location: %CRIB_ERROR_SETTINGS
 *
 * Returns: (transfer full): who we are
 */
GTlsCertificate *
crib_certificates_load_own (const char  *path,
                            const char  *key_path,
                            GError     **error)
{
  GTlsCertificate *certificate = NULL;
  char *text = NULL;
  char *key = NULL;
  char *both = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  text = read_text (path, error);

  if (text != NULL && key_path != NULL)
    key = read_text (key_path, error);

  if (text != NULL && (key_path == NULL || key != NULL) &&
      check_key (key_path != NULL ? key_path : path, key != NULL ? key : text, error))
    {
      both = g_strconcat (text, "\n", key, NULL);
      certificate = build_own (path, both, error);
    }

  free_secret (text);
  free_secret (key);
  free_secret (both);

  return certificate;
}
