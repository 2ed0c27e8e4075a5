/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-result.h"

#include "cli-output.h"

#include <glib/gi18n.h>

static char *
describe_size (McpContent *content)
{
  g_autoptr(GBytes) data = mcp_content_dup_data (content);

  return data != NULL ? g_format_size (g_bytes_get_size (data)) : g_strdup (_("no data"));
}

static void
append_part (GString    *line,
             const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, ", %s", part);
}

/* "[image, image/png, 12.3 kB]": what a terminal cannot show. */
static void
print_description (McpContent *content,
                   const char *word,
                   gboolean    has_data)
{
  g_autoptr(GString) line = g_string_new (word);
  g_autofree char *size = has_data ? describe_size (content) : NULL;

  append_part (line, mcp_content_get_name (content));
  append_part (line, mcp_content_get_uri (content));
  append_part (line, mcp_content_get_mime_type (content));
  append_part (line, size);
  g_string_prepend_c (line, '[');
  g_string_append_c (line, ']');

  cli_output_text (line->str);
}

/**
 * cli_result_print_content:
 * @content: a block of a result, or of a message
 *
 * Prints text as it is, and describes what a terminal cannot show.
 */
void
cli_result_print_content (McpContent *content)
{
  const char *text = mcp_content_get_text (content);

  switch (mcp_content_get_kind (content))
    {
    case MCP_CONTENT_TEXT:
      cli_output_text (text != NULL ? text : "");
      break;
    case MCP_CONTENT_IMAGE:
      print_description (content, _("image"), TRUE);
      break;
    case MCP_CONTENT_AUDIO:
      print_description (content, _("sound"), TRUE);
      break;
    case MCP_CONTENT_RESOURCE_LINK:
      print_description (content, _("link"), FALSE);
      break;
    case MCP_CONTENT_RESOURCE:
      print_description (content, _("file"), text == NULL);

      if (text != NULL)
        cli_output_text (text);
      break;
    case MCP_CONTENT_UNKNOWN:
    default:
      cli_output_json (mcp_content_get_json (content), TRUE);
    }
}

/* Servers send structured content as text as well, for clients that know no better
 * (MCP 2025-11-25, tools, structured content). */
static gboolean
repeats_structured (McpContent       *content,
                    const SjsonValue *structured)
{
  g_autoptr(SjsonDocument) document = NULL;
  const char *text = mcp_content_get_text (content);
  SjsonValue root;

  if (structured == NULL || text == NULL ||
      mcp_content_get_kind (content) != MCP_CONTENT_TEXT)
    return FALSE;

  document = sjson_document_new_from_string (text, -1, NULL, NULL);

  if (document == NULL)
    return FALSE;

  root = sjson_document_get_root (document);

  return sjson_value_equal (&root, structured);
}

/**
 * cli_result_print:
 * @result: what a tool answered
 *
 * Prints text as it is, describes what a terminal cannot show, and indents structured content.
 */
void
cli_result_print (McpToolResult *result)
{
  GListModel *contents = mcp_tool_result_get_contents (result);
  const SjsonValue *structured = mcp_tool_result_get_structured (result);

  for (guint i = 0; i < g_list_model_get_n_items (contents); i++)
    {
      g_autoptr(McpContent) content = g_list_model_get_item (contents, i);

      if (!repeats_structured (content, structured))
        cli_result_print_content (content);
    }

  if (structured != NULL)
    cli_output_json (structured, TRUE);
}
