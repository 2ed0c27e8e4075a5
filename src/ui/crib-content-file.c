/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-content-view.h"
#include "crib-file-saver.h"
#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_NAME 200
#define MAX_DESCRIPTION 4000
/* Nothing may stand between its letters, and longer ones take long to break. */
#define MAX_URI 500

/* Sound, links to resources and resources: a card with what is known of them, the text below. */

static void
save_cb (GtkWidget *button,
         gpointer   user_data)
{
  McpContent *content = user_data;
  g_autofree char *name = crib_content_dup_file_name (content);
  g_autoptr(GBytes) bytes = mcp_content_dup_data (content);
  const char *text = mcp_content_get_text (content);

  if (bytes == NULL && text != NULL)
    bytes = g_bytes_new (text, strlen (text));
  if (bytes != NULL)
    crib_file_saver_save (button, name, bytes);
}

static void
copy_cb (GtkWidget *button,
         gpointer   user_data)
{
  McpContent *content = user_data;
  const char *text = mcp_content_get_text (content);

  if (text == NULL)
    text = mcp_content_get_uri (content);
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
}

static void
append_words (GtkWidget  *box,
              const char *text,
              gsize       max_chars,
              const char *css_class)
{
  gboolean exact = g_str_equal (css_class, "monospace");
  g_autofree char *words = exact ? crib_words_clip (text, max_chars)
                                 : crib_words_break (text, max_chars);
  GtkWidget *label;

  if (*words == '\0')
    return;

  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), exact ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, css_class);
  if (g_str_equal (css_class, "caption"))
    gtk_widget_add_css_class (label, "dim-label");
  if (exact)
    gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
}

static const char *
icon_for (McpContent *content)
{
  switch (mcp_content_get_kind (content))
    {
    case MCP_CONTENT_AUDIO:
      return "audio-x-generic-symbolic";

    case MCP_CONTENT_RESOURCE_LINK:
      return "insert-link-symbolic";

    case MCP_CONTENT_TEXT:
    case MCP_CONTENT_IMAGE:
    case MCP_CONTENT_RESOURCE:
    case MCP_CONTENT_UNKNOWN:
    default:
      return "text-x-generic-symbolic";
    }
}

static const char *
fallback_name (McpContent *content)
{
  switch (mcp_content_get_kind (content))
    {
    case MCP_CONTENT_AUDIO:
      return _("Sound");

    case MCP_CONTENT_RESOURCE_LINK:
      return _("Link to a resource");

    case MCP_CONTENT_TEXT:
    case MCP_CONTENT_IMAGE:
    case MCP_CONTENT_RESOURCE:
    case MCP_CONTENT_UNKNOWN:
    default:
      return _("Resource");
    }
}

static char *
dup_facts (McpContent *content,
           GBytes     *data)
{
  const char *text = mcp_content_get_text (content);
  const char *mime_type = mcp_content_get_mime_type (content);
  g_autofree char *mime_words = crib_words_clip (mime_type, 80);
  g_autofree char *size = NULL;

  if (data != NULL)
    size = g_format_size (g_bytes_get_size (data));
  else if (text != NULL)
    size = g_format_size (strlen (text));
  else if (mcp_content_get_kind (content) != MCP_CONTENT_RESOURCE_LINK)
    size = g_strdup (_("the data cannot be read"));

  if (size == NULL || mime_type == NULL)
    return g_strdup (size != NULL ? size : mime_words);
  return g_strdup_printf ("%s · %s", mime_words, size);
}

static GtkWidget *
make_words (McpContent *content,
            GBytes     *data)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *name = mcp_content_get_name (content);
  g_autofree char *facts = dup_facts (content, data);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  append_words (words, name != NULL ? name : fallback_name (content), MAX_NAME, "heading");
  append_words (words, mcp_content_get_description (content), MAX_DESCRIPTION, "body");
  append_words (words, mcp_content_get_uri (content), MAX_URI, "monospace");
  append_words (words, facts, MAX_NAME, "caption");
  return words;
}

static GtkWidget *
make_button (McpContent *content,
             const char *icon_name,
             const char *name,
             GCallback   callback)
{
  GtkWidget *button = crib_content_button_new (icon_name, name);

  g_signal_connect_data (button, "clicked", callback, g_object_ref (content),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  return button;
}

static GtkWidget *
make_card (McpContent *content)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_for (content));
  g_autoptr(GBytes) data = mcp_content_dup_data (content);
  const char *text = mcp_content_get_text (content);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "block");
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), make_words (content, data));

  if (text != NULL || mcp_content_get_uri (content) != NULL)
    gtk_box_append (GTK_BOX (card),
                    make_button (content, "edit-copy-symbolic",
                                 text != NULL ? _("Copy Text") : _("Copy Address"),
                                 G_CALLBACK (copy_cb)));
  if (text != NULL || data != NULL)
    gtk_box_append (GTK_BOX (card), make_button (content, "document-save-symbolic", _("Save…"),
                                                 G_CALLBACK (save_cb)));
  return card;
}

/* A link is shown in full and opens nothing by itself. */
GtkWidget *
crib_content_file_new (McpContent *content)
{
  const char *text;
  const char *mime_type;
  GtkWidget *box;

  g_return_val_if_fail (MCP_IS_CONTENT (content), NULL);

  text = mcp_content_get_text (content);
  mime_type = mcp_content_get_mime_type (content);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), make_card (content));
  if (text != NULL)
    gtk_box_append (GTK_BOX (box),
                    crib_content_text_new (text, mime_type != NULL &&
                                                 !g_str_equal (mime_type, "text/plain") &&
                                                 !g_str_equal (mime_type, "text/markdown")));
  return box;
}
