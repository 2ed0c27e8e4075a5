/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-prompt-view.h"

#include "crib-content-view.h"
#include "crib-words.h"

#include <glib/gi18n.h>

/* Messages are widgets, and there may be any number. */
#define MAX_MESSAGES 200
#define MAX_ROLE 60
#define MAX_DESCRIPTION 2000

static GtkWidget *
new_label (const char *words,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static char *
dup_speaker (McpPromptMessage *message)
{
  const char *role = mcp_prompt_message_get_role (message);

  if (g_strcmp0 (role, "user") == 0)
    return g_strdup (_("You say"));
  if (g_strcmp0 (role, "assistant") == 0)
    return g_strdup (_("The assistant says"));

  return crib_words_clip (role, MAX_ROLE);
}

static GtkWidget *
new_message (McpPromptMessage *message)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *speaker = dup_speaker (message);
  GtkWidget *label = new_label (speaker, "caption");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "textframe");
  gtk_widget_add_css_class (box, "block");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box),
                  crib_content_view_new (mcp_prompt_message_get_content (message)));

  return box;
}

static void
copy_cb (GtkWidget       *button,
         McpPromptResult *result)
{
  GListModel *messages = mcp_prompt_result_get_messages (result);
  g_autoptr(GString) texts = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (messages); i++)
    {
      g_autoptr(McpPromptMessage) message = g_list_model_get_item (messages, i);
      const char *text = mcp_content_get_text (mcp_prompt_message_get_content (message));

      if (text != NULL)
        g_string_append_printf (texts, "%s%s", texts->len > 0 ? "\n\n" : "", text);
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), texts->str);
}

static GtkWidget *
new_head (McpPromptResult *result)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = new_label (_("Messages"), "heading");
  GtkWidget *copy = crib_content_button_new ("edit-copy-symbolic", _("Copy"));

  gtk_widget_set_hexpand (title, TRUE);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), result, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), copy);

  return head;
}

static void
keep_alive (GtkWidget       *widget,
            McpPromptResult *result)
{
  g_object_set_data_full (G_OBJECT (widget), "result", g_object_ref (result), g_object_unref);
}

GtkWidget *
crib_prompt_view_new (McpPromptResult *result)
{
  GListModel *messages;
  GtkWidget *box;
  g_autofree char *description = NULL;
  guint n_messages;

  g_return_val_if_fail (MCP_IS_PROMPT_RESULT (result), NULL);

  messages = mcp_prompt_result_get_messages (result);
  n_messages = g_list_model_get_n_items (messages);
  description = crib_words_break (mcp_prompt_result_get_description (result), MAX_DESCRIPTION);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  keep_alive (box, result);
  gtk_box_append (GTK_BOX (box), new_head (result));
  if (*description != '\0')
    gtk_box_append (GTK_BOX (box), new_label (description, "dim-label"));

  for (guint i = 0; i < MIN (n_messages, MAX_MESSAGES); i++)
    {
      g_autoptr(McpPromptMessage) message = g_list_model_get_item (messages, i);

      gtk_box_append (GTK_BOX (box), new_message (message));
    }

  if (n_messages == 0)
    gtk_box_append (GTK_BOX (box), new_label (_("It has no messages."), "dim-label"));
  if (n_messages > MAX_MESSAGES)
    gtk_box_append (GTK_BOX (box), new_label (_("There are more than can be shown here."),
                                              "dim-label"));

  return box;
}
