/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tool-lists.h"

/* Tools as servers list them: a file of JSON with a list. */

/* Calls @func for each tool of one file. */
void
tool_lists_read (const char    *path,
                 ToolListsFunc  func,
                 gpointer       user_data)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  SjsonValue root;
  SjsonValue tool;
  SjsonIter iter;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  document = sjson_document_new_from_string (text, length, NULL, &error);
  g_assert_no_error (error);

  root = sjson_document_get_root (document);
  g_assert_cmpuint (sjson_value_get_length (&root), >, 0);

  sjson_iter_init (&iter, &root);
  while (sjson_iter_next (&iter, NULL, &tool))
    func (&tool, user_data);
}

/* Calls @func for each tool of real servers, as the data beside the project has them. Returns
 * FALSE if it is not there; then the test is skipped. */
gboolean
tool_lists_read_all (ToolListsFunc func,
                     gpointer      user_data)
{
  const char *data = g_getenv ("SUITE_DATA");
  g_autofree char *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (data == NULL || *data == '\0')
    {
      g_test_skip ("the data beside the project is not here (meson option suite-data)");
      return FALSE;
    }

  folder = g_build_filename (data, "tools", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json"))
        tool_lists_read (path, func, user_data);
    }

  return TRUE;
}
