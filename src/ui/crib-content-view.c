/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-content-view.h"

#include "crib-text-pane.h"
#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * crib_content_view_new:
 *
 * Makes a widget for @content. A block whose kind is unknown, or that lacks what its kind needs,
 * is shown as the JSON that came: nothing that a server sent is hidden.
 */
GtkWidget *
crib_content_view_new (McpContent *content)
{
  const char *mime_type;

  g_return_val_if_fail (MCP_IS_CONTENT (content), NULL);

  switch (mcp_content_get_kind (content))
    {
    case MCP_CONTENT_TEXT:
      if (mcp_content_get_text (content) != NULL)
        return crib_content_text_new (mcp_content_get_text (content), FALSE);
      break;

    case MCP_CONTENT_IMAGE:
      return crib_content_image_new (content);

    case MCP_CONTENT_RESOURCE:
      mime_type = mcp_content_get_mime_type (content);
      if (mime_type != NULL && g_str_has_prefix (mime_type, "image/") &&
          mcp_content_get_text (content) == NULL)
        return crib_content_image_new (content);
      return crib_content_file_new (content);

    case MCP_CONTENT_AUDIO:
    case MCP_CONTENT_RESOURCE_LINK:
      return crib_content_file_new (content);

    case MCP_CONTENT_UNKNOWN:
    default:
      break;
    }

  return crib_text_pane_new_for_json (mcp_content_get_json (content));
}

GtkWidget *
crib_content_button_new (const char *icon_name,
                         const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static const char *
suffix_for (const char *mime_type)
{
  static const struct { const char *mime_type; const char *suffix; } suffixes[] = {
    { "image/png", ".png" }, { "image/jpeg", ".jpg" }, { "image/gif", ".gif" },
    { "image/webp", ".webp" }, { "image/svg+xml", ".svg" }, { "audio/wav", ".wav" },
    { "audio/mpeg", ".mp3" }, { "audio/ogg", ".ogg" }, { "text/plain", ".txt" },
    { "text/markdown", ".md" }, { "text/csv", ".csv" }, { "text/html", ".html" },
    { "application/json", ".json" }, { "application/pdf", ".pdf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_strcmp0 (mime_type, suffixes[i].mime_type) == 0)
      return suffixes[i].suffix;
  return "";
}

char *
crib_content_dup_file_name (McpContent *content)
{
  const char *suffix;
  const char *name;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (MCP_IS_CONTENT (content), NULL);

  suffix = suffix_for (mcp_content_get_mime_type (content));
  name = mcp_content_get_name (content);
  if (name == NULL)
    name = mcp_content_get_uri (content);
  clean = crib_words_to_file_name (name, _("result"));

  return strchr (clean, '.') != NULL ? g_steal_pointer (&clean) : g_strconcat (clean, suffix, NULL);
}
