/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-profile.h"

#include "crib-error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set_errno_error (GError     **error,
                 int          saved_errno)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       g_strerror (saved_errno));
}

/* A link, a pipe or a device is not what we wrote: opening one could wait for ever, and writing
 * would put a file in its place. */
static gboolean
check_kind (int      descriptor,
            GError **error)
{
  struct stat info;

  if (fstat (descriptor, &info) != 0)
    {
      set_errno_error (error, errno);
      return FALSE;
    }

  if (!S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                           _("This is no plain file."));
      return FALSE;
    }

  if (info.st_size > CRIB_PROFILE_MAX_SIZE)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                           _("The file is too large."));
      return FALSE;
    }

  return TRUE;
}

static GBytes *
read_descriptor (int      descriptor,
                 GError **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[4096];
  gssize length;

  while ((length = read (descriptor, buffer, sizeof buffer)) != 0)
    {
      if (length < 0 && errno == EINTR)
        continue;

      if (length < 0)
        {
          set_errno_error (error, errno);
          return NULL;
        }

      g_byte_array_append (bytes, buffer, length);

      if (bytes->len > CRIB_PROFILE_MAX_SIZE)
        {
          g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                               _("The file is too large."));
          return NULL;
        }
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * crib_profile_read_file:
 * @path: a file
 * @error: return location for an error
 *
 * Reads a plain file of at most %CRIB_PROFILE_MAX_SIZE bytes and follows no link.
 *
 * Returns: (transfer full) (nullable): its bytes, or %NULL with a `G_IO_ERROR` (not found, not
 *   permitted …) or %CRIB_ERROR_PROFILE
 */
GBytes *
crib_profile_read_file (const char  *path,
                        GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  int descriptor;

  descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);

  if (descriptor < 0 && errno == ELOOP)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                           _("This is a link, not a file."));
      return NULL;
    }

  if (descriptor < 0)
    {
      set_errno_error (error, errno);
      return NULL;
    }

  if (check_kind (descriptor, error))
    bytes = read_descriptor (descriptor, error);

  close (descriptor);

  return g_steal_pointer (&bytes);
}

/**
 * crib_profile_write_file:
 * @path: a file
 * @text: what it is to hold
 * @error: return location for an error
 *
 * Replaces the file at once (another one is renamed over it), for its owner's eyes only.
 *
 * Returns: whether that worked
 */
gboolean
crib_profile_write_file (const char  *path,
                         GBytes      *text,
                         GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  return g_file_set_contents_full (path, data != NULL ? data : "", length,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * crib_profile_create_file:
 * @path: a file
 * @text: what it is to hold
 * @error: return location for an error
 *
 * Like [func@crib_profile_write_file], but only where nothing of that name is: two processes that
 * add a server at once do not take the same file.
 *
 * Returns: whether that worked; `G_IO_ERROR_EXISTS` when there is something
 */
gboolean
crib_profile_create_file (const char  *path,
                          GBytes      *text,
                          GError     **error)
{
  int descriptor = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (descriptor < 0)
    {
      set_errno_error (error, errno);
      return FALSE;
    }

  close (descriptor);

  if (crib_profile_write_file (path, text, error))
    return TRUE;

  g_unlink (path);

  return FALSE;
}

/* "Contoso Orders" becomes "contoso-orders": people look into this folder. */
static char *
build_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < 40; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }

  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  if (slug->len == 0)
    g_string_append (slug, "server");

  return g_string_free (slug, FALSE);
}

/**
 * crib_profile_create_in_folder:
 * @folder: a folder
 * @name: a name for people
 * @text: what a new file is to hold
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the stem of the file, made from @name and not in use before
 */
char *
crib_profile_create_in_folder (const char  *folder,
                               const char  *name,
                               GBytes      *text,
                               GError     **error)
{
  g_autofree char *slug = build_slug (name);

  for (guint i = 1; ; i++)
    {
      g_autofree char *id = i == 1 ? g_strdup (slug) : g_strdup_printf ("%s-%u", slug, i);
      g_autofree char *file = g_strconcat (id, ".json", NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      g_autoptr(GError) local_error = NULL;

      if (crib_profile_create_file (path, text, &local_error))
        return g_steal_pointer (&id);

      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
}
