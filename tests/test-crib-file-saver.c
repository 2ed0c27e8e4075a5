/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-file-saver.h"
#include "ui-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  GtkWidget *window;
  char *folder;
  GError *error;
  gboolean saved;
  gboolean done;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("toolcrib-saver-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  fixture->window = gtk_window_new ();
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_clear_error (&fixture->error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->saved = crib_file_saver_save_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static GtkWidget *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window))
        return window;
    }

  return NULL;
}

static GtkWidget *
start (Fixture      *fixture,
       const char   *name,
       GCancellable *cancellable)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("bytes", 5);
  GtkWidget *chooser;

  crib_file_saver_save_async (fixture->window, name, bytes, cancellable, saved_cb, fixture);
  chooser = find_chooser ();
  g_assert_nonnull (chooser);
  return chooser;
}

static gboolean
is_settled (GtkFileChooser *chooser)
{
  g_autoptr(GFile) current = gtk_file_chooser_get_current_folder (chooser);

  return current != NULL && gtk_widget_get_mapped (GTK_WIDGET (chooser));
}

static gboolean
is_in (GtkFileChooser *chooser,
       GFile          *folder)
{
  g_autoptr(GFile) current = gtk_file_chooser_get_current_folder (chooser);

  return current != NULL && g_file_equal (current, folder);
}

static void
test_saver_saves (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->folder);
  g_autofree char *path = g_build_filename (fixture->folder, "passwd", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *name = NULL;
  GtkWidget *chooser = start (fixture, "../../etc/passwd", NULL);

  /* A server's name never says where. */
  name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (chooser));
  g_assert_cmpstr (name, ==, "passwd");

  /* It first goes where it was last, by itself. */
  ui_wait (is_settled (GTK_FILE_CHOOSER (chooser)));
  g_assert_true (gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL));
  ui_wait (is_in (GTK_FILE_CHOOSER (chooser), folder));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "passwd");
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  ui_wait (fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_true (fixture->saved);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "bytes");
  g_unlink (path);
}

static void
test_saver_thinks_better (Fixture       *fixture,
                          gconstpointer  data)
{
  GtkWidget *chooser = start (fixture, "result.json", NULL);

  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  ui_wait (fixture->done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_saver_cancelled (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GtkWidget *chooser = start (fixture, "result.json", cancellable);

  g_cancellable_cancel (cancellable);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  ui_wait (fixture->done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

#define add(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  add ("/file-saver/saves", test_saver_saves);
  add ("/file-saver/thinks-better", test_saver_thinks_better);
  add ("/file-saver/cancelled", test_saver_cancelled);

  return g_test_run ();
}
