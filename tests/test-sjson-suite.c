/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-error.h"
#include "sjson-fixture.h"

/* Files a parser must take, must refuse, and may do either with. */
typedef struct
{
  guint taken[3];
  guint refused[3];
} Counts;

enum { MUST_TAKE, MUST_REFUSE, MAY_TAKE };

static void
use_document (SjsonDocument *document)
{
  SjsonValue root = sjson_document_get_root (document);
  gsize length;
  g_autofree char *json = sjson_value_to_json (&root, &length);
  g_autoptr(SjsonDocument) again = parse_len (json, length);
  SjsonValue other = sjson_document_get_root (again);

  g_assert_true (sjson_value_equal (&root, &other));
}

static void
read_file (const char *folder,
           const char *name,
           Counts     *counts)
{
  guint group = name[0] == 'y' ? MUST_TAKE : name[0] == 'n' ? MUST_REFUSE : MAY_TAKE;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  text = g_bytes_new (contents, length);
  document = sjson_document_new (text, NULL, &error);
  g_assert_true ((document == NULL) == (error != NULL));

  if (document != NULL)
    {
      use_document (document);
      counts->taken[group]++;
    }
  else
    {
      g_assert_true (error->domain == SJSON_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "line "));
      counts->refused[group]++;
    }

  if ((group == MUST_TAKE && document == NULL) || (group == MUST_REFUSE && document != NULL))
    g_test_message ("%s is judged wrongly", name);
}

static void
test_official (void)
{
  const char *data = g_getenv ("SUITE_DATA");
  g_autofree char *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  Counts counts = { { 0, }, { 0, } };
  const char *name;

  if (data == NULL || *data == '\0')
    {
      g_test_skip ("the official suite is not at hand (meson option suite-data)");
      return;
    }

  folder = g_build_filename (data, "json-test-suite", "test_parsing", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    read_file (folder, name, &counts);

  g_assert_cmpuint (counts.taken[MUST_TAKE], ==, 95);
  g_assert_cmpuint (counts.refused[MUST_TAKE], ==, 0);
  g_assert_cmpuint (counts.taken[MUST_REFUSE], ==, 0);
  g_assert_cmpuint (counts.refused[MUST_REFUSE], ==, 188);
  g_assert_cmpuint (counts.taken[MAY_TAKE] + counts.refused[MAY_TAKE], ==, 35);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/suite/official", test_official);

  return g_test_run ();
}
