/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-loader.h"

#include <glib/gstdio.h>
#include <gmodule.h>

#include <string.h>

static void
test_web_loader_missing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("toolcrib-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "toolcrib-web." G_MODULE_SUFFIX, NULL);
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) broken = NULL;

  g_assert_null (crib_web_loader_create_view_in (folder, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_suffix (missing->message, "."));
  g_assert_null (strstr (missing->message, folder));

  g_assert_true (g_file_set_contents (path, "no module", -1, NULL));
  g_assert_null (crib_web_loader_create_view_in (folder, &broken));
  g_assert_error (broken, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_remove (path);
  g_rmdir (folder);
}

/* Twice: the module is opened anew, its types are not. */
static void
test_web_loader_view (void)
{
  const char *const texts[] = { "uri", "redirect-uri", "http-origin", "ca-file", "origin" };

  if (!g_file_test (WEB_MODULE_DIR "/toolcrib-web." G_MODULE_SUFFIX, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("built without WebKit");
      return;
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      GtkWidget *view = crib_web_loader_create_view (&error);

      g_assert_no_error (error);
      g_assert_cmpstr (G_OBJECT_TYPE_NAME (view), ==, "CribWebView");
      g_object_ref_sink (view);

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autofree char *text = NULL;

          g_object_get (view, texts[j], &text, NULL);
          g_assert_null (text);
        }

      g_assert_finalize_object (view);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  /* Where there is no GL, as on the display of the tests, the engine warns of that. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/web-loader/missing", test_web_loader_missing);
  g_test_add_func ("/web-loader/view", test_web_loader_view);

  return g_test_run ();
}
