/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-draft-file.h"
#include "crib-draft-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
  CribDraftFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("crib-drafts-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "drafts", "server.json", NULL);
  fixture->file = crib_draft_file_new (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *drafts = g_path_get_dirname (fixture->path);

  crib_draft_file_free (fixture->file);
  g_unlink (fixture->path);
  g_rmdir (drafts);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* As the next start of the program finds it. */
static void
open_again (Fixture *fixture)
{
  crib_draft_file_free (fixture->file);
  fixture->file = crib_draft_file_new (fixture->path);
}

static void
put_raw (Fixture    *fixture,
         const char *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
assert_kept (Fixture    *fixture,
             const char *name,
             const char *text)
{
  g_assert_cmpstr (crib_draft_file_lookup (fixture->file, name), ==, text);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  const char *odd = "{\"n\":\"12a\",\"t\":\"Gr\u00fc\u00dfe \\u0000 \\\\ \\\"x\\\"\"}";
  struct stat info;

  assert_kept (fixture, "ship", NULL);
  crib_draft_file_put (fixture->file, "ship", odd);
  crib_draft_file_put (fixture->file, "", "a name that is none");
  crib_draft_file_put (fixture->file, "gone", "x");
  crib_draft_file_put (fixture->file, "gone", NULL);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  crib_draft_file_flush (fixture->file);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  open_again (fixture);
  assert_kept (fixture, "ship", odd);
  assert_kept (fixture, "", "a name that is none");
  assert_kept (fixture, "gone", NULL);

  /* Without anything to keep there is no file. */
  crib_draft_file_put (fixture->file, "ship", NULL);
  crib_draft_file_put (fixture->file, "", NULL);
  crib_draft_file_flush (fixture->file);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* In a thread, and in order: what is flushed is on disk, whatever was under way. */
static void
test_in_order (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      crib_draft_file_put (fixture->file, "ship", text);
      crib_draft_file_save (fixture->file);
    }

  crib_draft_file_flush (fixture->file);
  open_again (fixture);
  assert_kept (fixture, "ship", "49");

  crib_draft_file_put (fixture->file, "ship", "50");
  crib_draft_file_save (fixture->file);
  crib_draft_file_clear (fixture->file);
  crib_draft_file_flush (fixture->file);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  assert_kept (fixture, "ship", NULL);
}

/* An older text that comes late does not replace a newer one. */
static void
test_writer (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(CribDraftWriter) writer = crib_draft_writer_new (fixture->path);
  g_autoptr(GBytes) text = g_bytes_new_static ("new", 3);
  g_autofree char *found = NULL;

  g_assert_true (crib_draft_writer_is_done (writer));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *old = g_strdup_printf ("old %u", i);
      g_autoptr(GBytes) bytes = g_bytes_new (old, strlen (old));

      crib_draft_writer_write_later (writer, bytes);
    }
  crib_draft_writer_write (writer, text);
  g_assert_true (crib_draft_writer_is_done (writer));
  g_assert_true (g_file_get_contents (fixture->path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, "new");
}

static void
test_bounds (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *huge = g_strnfill (300 * 1024, 'x');
  g_autofree char *big = g_strnfill (100 * 1024, '\n');
  g_autofree char *large = g_strnfill (200 * 1024, 'y');
  struct stat info;

  crib_draft_file_put (fixture->file, "huge", huge);
  assert_kept (fixture, "huge", NULL);
  crib_draft_file_put (fixture->file, "escapes", big);
  assert_kept (fixture, "escapes", NULL);

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      crib_draft_file_put (fixture->file, name, large);
    }
  assert_kept (fixture, "0", NULL);
  assert_kept (fixture, "5", large);

  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);

      crib_draft_file_put (fixture->file, name, i == 599 ? large : "1");
    }
  assert_kept (fixture, "n0", NULL);
  assert_kept (fixture, "n599", large);

  crib_draft_file_flush (fixture->file);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 1024 * 1024);
  open_again (fixture);
  assert_kept (fixture, "n599", large);
  assert_kept (fixture, "n100", "1");
}

/* What cannot be read is as if nothing had been typed, and gives its place. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const files[] = {
    "", "[", "[]", "null", "{}", "{\"format\":1}", "{\"format\":\"1\",\"drafts\":[]}",
    "{\"format\":1,\"drafts\":{}}", "{\"format\":1,\"drafts\":[1,null,[],{},{\"tool\":\"ship\"},"
    "{\"tool\":1,\"draft\":\"x\"},{\"tool\":\"ship\",\"draft\":{}}]}", "\xff\xfe",
    "[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      put_raw (fixture, files[i]);
      open_again (fixture);
      assert_kept (fixture, "ship", NULL);
      crib_draft_file_put (fixture->file, "ship", "x");
      crib_draft_file_flush (fixture->file);
      open_again (fixture);
      assert_kept (fixture, "ship", "x");
    }

  /* Of a newer version: neither read nor replaced nor removed. */
  put_raw (fixture, "{\"format\":2,\"drafts\":[{\"tool\":\"ship\",\"draft\":\"x\"}]}");
  open_again (fixture);
  assert_kept (fixture, "ship", NULL);
  crib_draft_file_put (fixture->file, "ship", "y");
  crib_draft_file_flush (fixture->file);
  crib_draft_file_move (fixture->file, NULL);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* A server is removed, and comes back: the file goes, what was typed does not. */
static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  crib_draft_file_put (fixture->file, "ship", "x");
  crib_draft_file_flush (fixture->file);
  open_again (fixture);

  crib_draft_file_move (fixture->file, NULL);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_null (crib_draft_file_get_path (fixture->file));
  assert_kept (fixture, "ship", "x");
  crib_draft_file_put (fixture->file, "other", "y");
  crib_draft_file_flush (fixture->file);

  put_raw (fixture, "{\"format\":1,\"drafts\":[{\"tool\":\"ship\",\"draft\":\"old\"},"
                    "{\"tool\":\"third\",\"draft\":\"z\"}]}");
  crib_draft_file_move (fixture->file, fixture->path);
  crib_draft_file_save (fixture->file);
  crib_draft_file_flush (fixture->file);
  open_again (fixture);
  assert_kept (fixture, "ship", "x");
  assert_kept (fixture, "other", "y");
  assert_kept (fixture, "third", "z");
}

/* A file that was not looked into is read after the path is known. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  put_raw (fixture, "{\"format\":1,\"drafts\":[{\"tool\":\"ship\",\"draft\":\"x\"}]}");
  crib_draft_file_free (fixture->file);
  fixture->file = crib_draft_file_new (NULL);
  crib_draft_file_move (fixture->file, fixture->path);
  crib_draft_file_save (fixture->file);
  crib_draft_file_flush (fixture->file);
  assert_kept (fixture, "ship", "x");
}

#define ADD(name, func) \
  g_test_add ("/draft-file/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("kept", test_kept);
  ADD ("in-order", test_in_order);
  ADD ("writer", test_writer);
  ADD ("bounds", test_bounds);
  ADD ("hostile", test_hostile);
  ADD ("move", test_move);
  ADD ("late", test_late);

  return g_test_run ();
}
