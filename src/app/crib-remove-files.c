/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-remove-files-private.h"

#include <glib/gi18n-lib.h>

#define MOST_LEVELS 16

static void
note (GStrvBuilder *left,
      GFile        *file,
      const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return;

  /* Translators: a path, then why. */
  sentence = g_strdup_printf (_("%s: %s"), g_file_peek_path (file), error->message);
  g_strv_builder_add (left, sentence);
}

static gboolean
is_folder (GFile *file)
{
  return g_file_query_file_type (file, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) ==
         G_FILE_TYPE_DIRECTORY;
}

/* Links are removed, never followed. */
static void
remove_tree (GFile        *file,
             guint         level,
             GStrvBuilder *left)
{
  g_autoptr(GFileEnumerator) children = NULL;
  g_autoptr(GError) error = NULL;
  GFile *child;

  if (level < MOST_LEVELS && is_folder (file))
    children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                          G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  while (children != NULL &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    remove_tree (child, level + 1, left);

  if (!g_file_delete (file, NULL, &error))
    note (left, file, error);
}

static void
remove_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  g_autoptr(GStrvBuilder) left = g_strv_builder_new ();

  for (char **path = task_data; *path != NULL; path++)
    {
      g_autoptr(GFile) file = g_file_new_for_path (*path);

      remove_tree (file, 0, left);
    }

  g_task_return_pointer (task, g_strv_builder_end (left), (GDestroyNotify) g_strfreev);
}

/*
 * crib_remove_files_async:
 * @paths: files, and folders with all that is in them
 * @callback: called when done
 *
 * Removes them; what is not there is gone already.
 */
void
crib_remove_files_async (const char * const  *paths,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, crib_remove_files_async);
  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, remove_in_thread);
}

/*
 * crib_remove_files_finish:
 *
 * Returns: (transfer full): what stays, and why
 */
char **
crib_remove_files_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
