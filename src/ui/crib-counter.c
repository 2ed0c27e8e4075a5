/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-counter.h"

#include "crib-prompt-list.h"
#include "crib-server-button.h"

#include <glib/gi18n.h>

/*
 * CribCounter:
 *
 * The left side of the window: the server, the search entry, the list of its tools, or of its
 * prompts where it has some.
 *
 * Property folded: the counter has the window for itself, and so its buttons.
 * Signals: connection-chosen (connection): the person wants that server; search-started: typing
 * began to go to the search entry; prompt-chosen (prompt, nullable): the person wants to see that
 * prompt, or is back at the tools.
 */
struct _CribCounter
{
  AdwBin parent_instance;

  AdwHeaderBar *header_bar;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  CribServerButton *server_button;
  GtkSearchEntry *search_entry;
  GtkWidget *modes;
  GtkToggleButton *tools_button;
  GtkToggleButton *prompts_button;
  GtkStack *lists;
  CribToolList *tool_list;
  CribPromptList *prompt_list;
  GSignalGroup *prompt_signals;   /* of the list of prompts */
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  SIGNAL_CONNECTION_CHOSEN,
  SIGNAL_SEARCH_STARTED,
  SIGNAL_PROMPT_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribCounter, crib_counter, ADW_TYPE_BIN)

static void
connection_chosen_cb (CribCounter    *self,
                      CribConnection *connection)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  g_signal_emit (self, signals[SIGNAL_CONNECTION_CHOSEN], 0, connection);
}

static gboolean
shows_prompts (CribCounter *self)
{
  return gtk_toggle_button_get_active (self->prompts_button);
}

/* Tools are searched in all servers, prompts in the one on show. */
static void
search_changed_cb (CribCounter *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  crib_tool_list_set_search_text (self->tool_list, shows_prompts (self) ? "" : text);
  crib_prompt_list_set_search_text (self->prompt_list, shows_prompts (self) ? text : "");
}

static void
focus_list (CribCounter *self)
{
  if (shows_prompts (self))
    crib_prompt_list_focus (self->prompt_list);
  else
    crib_tool_list_focus (self->tool_list);
}

static void
mode_toggled_cb (CribCounter *self)
{
  gboolean prompts = shows_prompts (self);
  const char *words = prompts ? _("Search prompts") : _("Search tools");

  gtk_stack_set_visible_child (self->lists, prompts ? GTK_WIDGET (self->prompt_list)
                                                    : GTK_WIDGET (self->tool_list));
  g_object_set (self->search_entry, "placeholder-text", words, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  search_changed_cb (self);
  if (!prompts)
    g_signal_emit (self, signals[SIGNAL_PROMPT_CHOSEN], 0, NULL);
}

static void
prompt_chosen_cb (CribCounter *self,
                  McpPrompt   *prompt)
{
  g_signal_emit (self, signals[SIGNAL_PROMPT_CHOSEN], 0, prompt);
}

/* Without prompts there is nothing to choose from. */
static void
update_modes (CribCounter *self)
{
  g_autoptr(GListModel) prompts = g_signal_group_dup_target (self->prompt_signals);
  gboolean has_prompts = prompts != NULL && g_list_model_get_n_items (prompts) > 0;

  gtk_widget_set_visible (self->modes, has_prompts);
  if (!has_prompts)
    gtk_toggle_button_set_active (self->tools_button, TRUE);
}

/* What is typed elsewhere lands in the entry; the keyboard follows it there. */
static void
search_started_cb (CribCounter *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
  g_signal_emit (self, signals[SIGNAL_SEARCH_STARTED], 0);
}

static void
stop_search_cb (CribCounter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  focus_list (self);
}

/* Enter may come before the entry has told of its last letters. */
static void
search_activate_cb (CribCounter *self)
{
  search_changed_cb (self);
  if (shows_prompts (self))
    crib_prompt_list_activate_first (self->prompt_list);
  else
    crib_tool_list_activate_first (self->tool_list);
}

/* A menu model makes all its widgets at once; the first frame does without them. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  CribCounter *self = user_data;

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->main_menu);
}

static void
focus_list_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CribCounter *self = CRIB_COUNTER (widget);

  search_changed_cb (self);
  focus_list (self);
}

static void
crib_counter_dispose (GObject *object)
{
  g_clear_object (&CRIB_COUNTER (object)->prompt_signals);
  gtk_widget_dispose_template (GTK_WIDGET (object), CRIB_TYPE_COUNTER);

  G_OBJECT_CLASS (crib_counter_parent_class)->dispose (object);
}

static void
crib_counter_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CribCounter *self = CRIB_COUNTER (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      adw_header_bar_set_show_end_title_buttons (self->header_bar, g_value_get_boolean (value));
      crib_tool_list_set_folded (self->tool_list, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-counter.ui");
  gtk_widget_class_bind_template_child (widget_class, CribCounter, header_bar);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, main_menu);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, server_button);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, tool_list);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, modes);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, tools_button);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, prompts_button);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, lists);
  gtk_widget_class_bind_template_child (widget_class, CribCounter, prompt_list);
  gtk_widget_class_bind_template_callback (widget_class, connection_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, prompt_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_install_action (widget_class, "counter.focus-list", NULL, focus_list_cb);
}

static void
crib_counter_class_init (CribCounterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_counter_dispose;
  object_class->set_property = crib_counter_set_property;

  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL,
                          FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CONNECTION_CHOSEN] =
    g_signal_new ("connection-chosen", CRIB_TYPE_COUNTER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CRIB_TYPE_CONNECTION);
  signals[SIGNAL_SEARCH_STARTED] =
    g_signal_new ("search-started", CRIB_TYPE_COUNTER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_PROMPT_CHOSEN] =
    g_signal_new ("prompt-chosen", CRIB_TYPE_COUNTER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, MCP_TYPE_PROMPT);

  g_type_ensure (CRIB_TYPE_PROMPT_LIST);
  g_type_ensure (CRIB_TYPE_SERVER_BUTTON);
  g_type_ensure (CRIB_TYPE_TOOL_LIST);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
crib_counter_init (CribCounter *self)
{
  self->prompt_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->prompt_signals, "items-changed",
                                  G_CALLBACK (update_modes), self);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  g_object_bind_property (crib_tool_list_get_search (self->tool_list), "searchable",
                          self->search_entry, "visible",
                          G_BINDING_SYNC_CREATE);
}

void
crib_counter_set_pool (CribCounter        *self,
                       CribConnectionPool *pool)
{
  g_return_if_fail (CRIB_IS_COUNTER (self));

  crib_tool_search_set_pool (crib_tool_list_get_search (self->tool_list), pool);
  crib_server_button_set_pool (self->server_button, pool);
}

void
crib_counter_set_connection (CribCounter    *self,
                             CribConnection *connection)
{
  g_return_if_fail (CRIB_IS_COUNTER (self));

  crib_server_button_set_connection (self->server_button, connection);
  crib_tool_list_set_connection (self->tool_list, connection);
  gtk_toggle_button_set_active (self->tools_button, TRUE);
  crib_prompt_list_set_connection (self->prompt_list, connection);
  g_signal_group_set_target (self->prompt_signals, connection != NULL
                             ? crib_connection_get_prompts (connection) : NULL);
  update_modes (self);
}

CribToolList *
crib_counter_get_tool_list (CribCounter *self)
{
  g_return_val_if_fail (CRIB_IS_COUNTER (self), NULL);

  return self->tool_list;
}

void
crib_counter_start_search (CribCounter *self)
{
  g_return_if_fail (CRIB_IS_COUNTER (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->search_entry)))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
crib_counter_set_key_source (CribCounter *self,
                             GtkWidget   *widget)
{
  g_return_if_fail (CRIB_IS_COUNTER (self));
  g_return_if_fail (widget == NULL || GTK_IS_WIDGET (widget));

  gtk_search_entry_set_key_capture_widget (self->search_entry, widget);
}
