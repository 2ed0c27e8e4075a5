/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-roots.h"

#include "crib-error.h"
#include "sjson-builder.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/**
 * cli_roots_check:
 * @folders: (nullable): what was given as `--root`
 * @error: return location for an error
 *
 * Returns: whether all are folders, or %CRIB_ERROR_ARGUMENTS
 */
gboolean
cli_roots_check (char   **folders,
                 GError **error)
{
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    {
      if (g_file_test (folders[i], G_FILE_TEST_IS_DIR))
        continue;

      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, _("“%s” is no folder."), folders[i]);
      return FALSE;
    }

  return TRUE;
}

static void
add_root (SjsonBuilder *builder,
          const char   *folder)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (folder);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_filename_display_basename (path);

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "uri"), uri);
  sjson_builder_string (sjson_builder_name (builder, "name"), name);
  sjson_builder_end_object (builder);
}

/**
 * cli_roots_answer:
 * @folders: (nullable): folders
 * @question: a server's question for them
 *
 * Says which they are (MCP 2025-11-25, "Roots"): their addresses alone, nothing of what is in them.
 */
void
cli_roots_answer (char        **folders,
                  McpQuestion  *question)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  sjson_builder_begin_array (sjson_builder_name (builder, "roots"));

  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    add_root (builder, folders[i]);

  sjson_builder_end_array (builder);
  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);
  mcp_question_answer (question, &root);
}
