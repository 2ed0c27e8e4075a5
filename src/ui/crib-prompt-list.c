/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-prompt-list.h"

#include "crib-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TITLE 200
#define MAX_SUMMARY 400

/*
 * CribPromptList:
 *
 * The counter's other list. A click or Enter shows a prompt; what is searched is held against
 * title, name and description.
 */
struct _CribPromptList
{
  AdwBin parent_instance;

  char **words;                 /* nullable: case-folded, what is searched */
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  GtkStack *stack;
  GtkListView *list_view;
};

enum
{
  SIGNAL_PROMPT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribPromptList, crib_prompt_list, ADW_TYPE_BIN)

static gboolean
matches_cb (gpointer object,
            gpointer user_data)
{
  CribPromptList *self = user_data;
  McpItem *item = object;
  const char *description = mcp_item_get_description (item);
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->words == NULL)
    return TRUE;

  text = g_strconcat (mcp_item_get_title (item), "\n", mcp_item_get_key (item), "\n",
                      description != NULL ? description : "", NULL);
  folded = g_utf8_casefold (text, -1);

  for (char **word = self->words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;

  return TRUE;
}

static GtkWidget *
new_inscription (const char *css_class)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), 1);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (inscription), 1);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (inscription, css_class);
      gtk_widget_add_css_class (inscription, "dim-label");
    }

  return inscription;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (row, "prompt-row");
  gtk_box_append (GTK_BOX (row), new_inscription (NULL));
  gtk_box_append (GTK_BOX (row), new_inscription ("caption"));
  gtk_list_item_set_child (list_item, row);
}

static void
set_words (GtkWidget  *inscription,
           const char *text,
           gsize       max_chars)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  g_autofree char *words = crib_words_clip (line, max_chars);

  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), words);
  gtk_widget_set_visible (inscription, *words != '\0');
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  McpItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  const char *description = mcp_item_get_description (item);
  g_autofree char *title = crib_words_clip (mcp_item_get_title (item), MAX_TITLE);

  set_words (gtk_widget_get_first_child (row), title, MAX_TITLE + 1);
  set_words (gtk_widget_get_last_child (row), description != NULL ? description : "",
             MAX_SUMMARY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
activate_cb (CribPromptList *self,
             guint           position)
{
  g_autoptr(McpPrompt) prompt = g_list_model_get_item (G_LIST_MODEL (self->shown), position);

  if (prompt != NULL)
    g_signal_emit (self, signals[SIGNAL_PROMPT_CHOSEN], 0, prompt);
}

static void
update_page (CribPromptList *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "nothing" : "list");
}

static void
crib_prompt_list_dispose (GObject *object)
{
  CribPromptList *self = CRIB_PROMPT_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (crib_prompt_list_parent_class)->dispose (object);
}

static void
crib_prompt_list_finalize (GObject *object)
{
  g_strfreev (CRIB_PROMPT_LIST (object)->words);

  G_OBJECT_CLASS (crib_prompt_list_parent_class)->finalize (object);
}

static void
crib_prompt_list_class_init (CribPromptListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_prompt_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = crib_prompt_list_finalize;

  signals[SIGNAL_PROMPT_CHOSEN] =
    g_signal_new ("prompt-chosen", CRIB_TYPE_PROMPT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, MCP_TYPE_PROMPT);
}

static GtkWidget *
new_list_view (CribPromptList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (
    gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  GtkWidget *view;

  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  view = gtk_list_view_new (selection, factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Prompts"), -1);
  g_signal_connect_swapped (view, "activate", G_CALLBACK (activate_cb), self);

  return view;
}

static GtkWidget *
new_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "system-search-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nothing Found"));

  return page;
}

static void
crib_prompt_list_init (CribPromptList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  self->shown = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect_swapped (self->shown, "items-changed", G_CALLBACK (update_page), self);

  self->list_view = GTK_LIST_VIEW (new_list_view (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list_view));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scroller, "list");
  gtk_stack_add_named (self->stack, new_nothing (), "nothing");
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
crib_prompt_list_set_connection (CribPromptList *self,
                                 CribConnection *connection)
{
  g_return_if_fail (CRIB_IS_PROMPT_LIST (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  gtk_filter_list_model_set_model (self->shown, connection != NULL
                                   ? crib_connection_get_prompts (connection) : NULL);
  update_page (self);
}

void
crib_prompt_list_set_search_text (CribPromptList *self,
                                  const char     *text)
{
  g_autofree char *folded = NULL;
  g_autofree char *clean = NULL;

  g_return_if_fail (CRIB_IS_PROMPT_LIST (self));
  g_return_if_fail (text != NULL);

  folded = g_utf8_casefold (text, -1);
  clean = g_strdup (g_strstrip (folded));
  g_strfreev (self->words);
  self->words = *clean != '\0' ? g_strsplit (clean, " ", -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

void
crib_prompt_list_activate_first (CribPromptList *self)
{
  g_return_if_fail (CRIB_IS_PROMPT_LIST (self));

  activate_cb (self, 0);
}

void
crib_prompt_list_focus (CribPromptList *self)
{
  g_return_if_fail (CRIB_IS_PROMPT_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}
