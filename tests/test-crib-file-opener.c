/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-file-opener.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GBytes *
read_path (const char  *path,
           gsize        max_size,
           GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;

  crib_file_opener_read_async (file, max_size, NULL, done_cb, &result);
  ui_wait (result != NULL);
  return crib_file_opener_read_finish (result, error);
}

static void
test_opener_read (void)
{
  static const gsize sizes[] = { 0, 1, 256 * 1024, 256 * 1024 + 1, 1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = g_build_filename (g_get_home_dir (), "file", NULL);
      g_autofree char *data = g_malloc (sizes[i] + 1);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;

      for (gsize j = 0; j < sizes[i]; j++)
        data[j] = (char) (j * 7);
      g_assert_true (g_file_set_contents (path, data, (gssize) sizes[i], &error));
      bytes = read_path (path, 1000000, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), data, sizes[i]);
      g_unlink (path);
    }
}

/* Bounded by what is read, not by what the file says of itself. */
static void
test_opener_bounds (void)
{
  g_autoptr(GError) endless = NULL;
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) folder = NULL;

  g_assert_null (read_path ("/dev/zero", 1000000, &endless));
  g_assert_error (endless, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_null (read_path ("/nowhere/at/all", 1000000, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (read_path ("/", 1000000, &folder));
  g_assert_error (folder, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

static void
test_opener_cancel (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  crib_file_opener_read_async (file, 1 << 30, cancellable, done_cb, &result);
  g_cancellable_cancel (cancellable);
  ui_wait (result != NULL);
  g_assert_null (crib_file_opener_read_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/file-opener/read", test_opener_read);
  g_test_add_func ("/file-opener/bounds", test_opener_bounds);
  g_test_add_func ("/file-opener/cancel", test_opener_cancel);

  return g_test_run ();
}
