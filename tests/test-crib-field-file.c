/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "crib-field-editors.h"
#include "field-fixture.h"
#include "ui-fixture.h"

#define BYTES "{\"type\":\"string\",\"contentEncoding\":\"base64\"}"

static GFile *
write_file (const char *folder,
            const char *name,
            gsize       size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = g_strnfill (size, 'x');
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, content, (gssize) size, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
remove_file (GFile *file)
{
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_object_unref (file);
}

static void
load (FieldFixture *fixture,
      GFile        *file)
{
  crib_field_file_load (CRIB_FIELD_FILE (fixture->editor), file);
  g_assert_nonnull (field_fixture_find (fixture, "GtkSpinner"));
  ui_wait (field_fixture_find (fixture, "GtkSpinner") == NULL);
}

/* The name is shown as long as it is that file's bytes that are sent. */
static void
test_file_load (void)
{
  FieldFixture fixture = { 0, };
  g_autofree char *folder = g_dir_make_tmp ("field-file-XXXXXX", NULL);
  GFile *file = write_file (folder, "a <b>.txt", 4);

  field_fixture_set_up (&fixture, BYTES, FALSE, NULL);
  g_assert_true (CRIB_IS_FIELD_FILE (fixture.editor));
  g_assert_true (field_fixture_shows (&fixture, "Not sent"));
  load (&fixture, file);
  g_assert_true (field_fixture_shows (&fixture, "a <b>.txt, 4 bytes"));
  field_fixture_assert_value (&fixture, "{\"f\":\"eHh4eA==\"}");
  form_field_set_text (fixture.field, "eA==");
  g_assert_true (field_fixture_shows (&fixture, "1 byte"));

  load (&fixture, file);
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_parent (fixture.input)),
                         "clicked");
  g_assert_true (field_fixture_shows (&fixture, "Not sent"));
  field_fixture_assert_value (&fixture, "{}");
  field_fixture_tear_down (&fixture);
  remove_file (file);
  g_rmdir (folder);
}

/* What cannot be sent is said, and what was there stays. */
static void
test_file_refused (void)
{
  FieldFixture fixture = { 0, };
  g_autofree char *folder = g_dir_make_tmp ("field-file-XXXXXX", NULL);
  g_autoptr(GFile) missing = g_file_new_for_path ("/nowhere/at-all");
  GFile *large = write_file (folder, "large", 10 * 1024 * 1024 + 1);

  field_fixture_set_up (&fixture, BYTES, FALSE, "{\"f\":\"eA==\"}");
  load (&fixture, large);
  g_assert_true (field_fixture_shows (&fixture,
                                      "The file is too large. At most 10 MB can be sent."));
  load (&fixture, missing);
  g_assert_false (field_fixture_shows (&fixture,
                                       "The file is too large. At most 10 MB can be sent."));
  g_assert_true (field_fixture_shows (&fixture, "1 byte"));
  field_fixture_assert_value (&fixture, "{\"f\":\"eA==\"}");
  field_fixture_tear_down (&fixture);
  remove_file (large);
  g_rmdir (folder);
}

/* Text that is no file is not an empty one. */
static void
test_file_broken (void)
{
  FieldFixture fixture = { 0, };

  field_fixture_set_up (&fixture, BYTES, FALSE, "{\"f\":\"this is no base64!\"}");
  g_assert_true (field_fixture_shows (&fixture, "Cannot be read"));
  field_fixture_assert_value (&fixture, "{\"f\":\"this is no base64!\"}");
  form_field_set_text (fixture.field, "eA==");
  g_assert_true (field_fixture_shows (&fixture, "1 byte"));
  field_fixture_tear_down (&fixture);

  field_fixture_set_up (&fixture, BYTES, FALSE, "{\"f\":\"\"}");
  g_assert_true (field_fixture_shows (&fixture, "0 bytes"));
  field_fixture_tear_down (&fixture);
}

/* The last of two files counts, and a row that goes away needs none. */
static void
test_file_twice (void)
{
  FieldFixture fixture = { 0, };
  g_autofree char *folder = g_dir_make_tmp ("field-file-XXXXXX", NULL);
  GFile *first = write_file (folder, "first", 100000);
  GFile *second = write_file (folder, "second", 1);

  field_fixture_set_up (&fixture, BYTES, FALSE, NULL);
  crib_field_file_load (CRIB_FIELD_FILE (fixture.editor), first);
  load (&fixture, second);
  g_assert_true (field_fixture_shows (&fixture, "second, 1 byte"));
  field_fixture_assert_value (&fixture, "{\"f\":\"eA==\"}");
  crib_field_file_load (CRIB_FIELD_FILE (fixture.editor), first);
  field_fixture_act (&fixture, "field.leave-out");
  gtk_widget_activate_action (GTK_WIDGET (fixture.row), "field.leave-out", NULL);
  ui_wait (field_fixture_find (&fixture, "GtkSpinner") == NULL);
  field_fixture_tear_down (&fixture);
  remove_file (first);
  remove_file (second);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/field-file/load", test_file_load);
  g_test_add_func ("/field-file/refused", test_file_refused);
  g_test_add_func ("/field-file/broken", test_file_broken);
  g_test_add_func ("/field-file/twice", test_file_twice);

  return g_test_run ();
}
