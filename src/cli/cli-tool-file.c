/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-tool-file.h"

#include "cli-nearest.h"
#include "crib-error.h"

#include <glib/gi18n.h>

/* {"jsonrpc": …, "result": {"tools": […]}}, what is inside of that, or one tool alone. */
static gboolean
find_list (const SjsonValue *root,
           SjsonValue       *list)
{
  SjsonValue result = *root;

  if (sjson_value_get_kind (root) == SJSON_KIND_ARRAY)
    {
      *list = *root;
      return TRUE;
    }

  sjson_value_get_member_of_kind (root, "result", SJSON_KIND_OBJECT, &result);

  return sjson_value_get_member_of_kind (&result, "tools", SJSON_KIND_ARRAY, list);
}

static gboolean
add_tool (GPtrArray        *tools,
          const SjsonValue *json,
          const char       *path,
          GError          **error)
{
  g_autoptr(GError) local_error = NULL;
  McpTool *tool = mcp_tool_new (json, &local_error);

  if (tool == NULL)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                   _("%s: Number %u of the list is no tool: %s"), path, tools->len + 1,
                   local_error->message);
      return FALSE;
    }

  g_ptr_array_add (tools, tool);

  return TRUE;
}

/**
 * cli_tool_file_parse:
 * @text: what is in the file
 * @path: how it is called
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type McpTool): its tools, at least one; or
 *   %CRIB_ERROR_ARGUMENTS with a sentence that names the file
 */
GPtrArray *
cli_tool_file_parse (GBytes      *text,
                     const char  *path,
                     GError     **error)
{
  g_autoptr(GPtrArray) tools = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(SjsonDocument) document = sjson_document_new (text, NULL, &local_error);
  SjsonValue root, list, json;
  SjsonIter iter;

  if (document == NULL)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS, "%s: %s", name, local_error->message);
      return NULL;
    }

  root = sjson_document_get_root (document);

  if (!find_list (&root, &list) || sjson_value_get_length (&list) == 0)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_ARGUMENTS,
                   _("%s: There are no tools in it. What tools/list answers is wanted, "
                     "{\"tools\": […]}, or the list alone."), name);
      return NULL;
    }

  sjson_iter_init (&iter, &list);

  while (sjson_iter_next (&iter, NULL, &json))
    {
      if (!add_tool (tools, &json, name, error))
        return NULL;
    }

  return g_steal_pointer (&tools);
}

/**
 * cli_tool_file_find:
 * @list: (element-type McpTool): tools
 * @name: a name
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the tool of that name, or %CRIB_ERROR_NOT_FOUND with those
 *   that come near
 */
McpTool *
cli_tool_file_find (GPtrArray   *list,
                    const char  *name,
                    GError     **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autofree char *nearest = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      McpTool *tool = g_ptr_array_index (list, i);

      if (g_str_equal (mcp_tool_get_name (tool), name))
        return tool;

      g_ptr_array_add (names, (char *) mcp_tool_get_name (tool));
    }

  g_ptr_array_add (names, NULL);
  nearest = cli_nearest_dup_list (name, (const char * const *) names->pdata);

  if (nearest != NULL)
    g_set_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND,
                 _("There is no tool “%s”. Is it one of these: %s?"), name, nearest);
  else
    g_set_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND, _("There is no tool “%s”."), name);

  return NULL;
}
