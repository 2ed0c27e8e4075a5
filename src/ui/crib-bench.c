/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-bench.h"

#include <glib/gi18n.h>

#include "crib-problem-page.h"
#include "crib-prompt-page.h"
#include "crib-start-over.h"
#include "crib-tool-page.h"
#include "crib-wait-page.h"

/*
 * CribBench:
 *
 * The right side of the window: a header bar, and below it the tool, or what there is to say while
 * there is none. Each page is built when it is first wanted.
 *
 * A tool stays on show when its server goes away: what was typed and what came back are still good
 * to read. Only a server that has no tools to show gives its place to the problem.
 */
struct _CribBench
{
  AdwBin parent_instance;

  CribConnection *connection;
  CribToolItem *item;
  McpPrompt *prompt;
  GSignalGroup *connection_signals;
  GSignalGroup *item_signals;

  AdwWindowTitle *window_title;
  GtkWidget *back_button;
  GtkMenuButton *menu_button;
  GMenuModel *tool_menu;
  GtkToggleButton *favourite_button;
  GtkStack *stack;

  CribToolPage *tool_page;
  CribPromptPage *prompt_page;
  CribProblemPage *problem_page;
  CribWaitPage *wait_page;
  GtkWidget *pick_page;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribBench, crib_bench, ADW_TYPE_BIN)

static GtkWidget *
add_page (CribBench *self,
          GtkWidget *page)
{
  gtk_stack_add_child (self->stack, page);

  return page;
}

static void
show_tool (CribBench *self)
{
  if (self->tool_page == NULL)
    {
      self->tool_page = CRIB_TOOL_PAGE (add_page (self, crib_tool_page_new ()));
      g_object_bind_property (self->back_button, "visible",
                              self->tool_page, "narrow",
                              G_BINDING_SYNC_CREATE);
      g_object_bind_property (self->tool_page, "heading",
                              self->window_title, "title",
                              G_BINDING_SYNC_CREATE);
    }

  crib_tool_page_set_item (self->tool_page, self->item);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->tool_page));
}

static void
show_prompt (CribBench *self)
{
  if (self->prompt_page == NULL)
    {
      self->prompt_page = CRIB_PROMPT_PAGE (add_page (self, crib_prompt_page_new ()));
      g_object_bind_property (self->back_button, "visible",
                              self->prompt_page, "narrow",
                              G_BINDING_SYNC_CREATE);
    }

  crib_prompt_page_set_prompt (self->prompt_page, self->connection, self->prompt);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->prompt_page));
}

static void
show_problem (CribBench   *self,
              CribProblem *problem)
{
  if (self->problem_page == NULL)
    {
      self->problem_page = CRIB_PROBLEM_PAGE (add_page (self, crib_problem_page_new ()));
      g_object_bind_property (self->back_button, "visible",
                              self->problem_page, "narrow",
                              G_BINDING_SYNC_CREATE);
    }

  crib_problem_page_set_problem (self->problem_page, problem, self->connection);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->problem_page));
}

static void
show_wait (CribBench *self)
{
  CribServer *server = crib_connection_get_server (self->connection);
  gboolean signing_in = crib_connection_is_signing_in (self->connection);
  g_autofree char *title = NULL;

  if (self->wait_page == NULL)
    self->wait_page = CRIB_WAIT_PAGE (add_page (self, crib_wait_page_new ()));

  /* Translators: %s is the name of a server. */
  title = g_strdup_printf (_("Connecting to %s…"), crib_server_get_name (server));
  crib_wait_page_set_title (self->wait_page,
                            signing_in ? _("Waiting for you to sign in…") : title);
  crib_wait_page_set_cancel (self->wait_page, signing_in ? "win.cancel-sign-in" : NULL);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->wait_page));
}

static void
show_pick (CribBench *self)
{
  if (self->pick_page == NULL)
    {
      self->pick_page = add_page (self, adw_status_page_new ());
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->pick_page),
                                     "preferences-system-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (self->pick_page), _("Choose a Tool"));
      adw_status_page_set_description (ADW_STATUS_PAGE (self->pick_page),
                                       _("It opens here as a form with a Run button."));
    }

  gtk_stack_set_visible_child (self->stack, self->pick_page);
}

static gboolean
is_waiting (CribConnection *connection)
{
  CribConnectionState state = crib_connection_get_state (connection);

  return state == CRIB_CONNECTION_IDLE ||
         state == CRIB_CONNECTION_CONNECTING ||
         crib_connection_is_signing_in (connection) ||
         (crib_connection_is_loading (connection) &&
          g_list_model_get_n_items (crib_connection_get_tools (connection)) == 0);
}

static void
update_page (CribBench *self)
{
  CribProblem *problem = NULL;

  if (self->connection != NULL)
    problem = crib_connection_get_problem (self->connection);

  if (self->prompt != NULL)
    show_prompt (self);
  else if (self->item != NULL)
    show_tool (self);
  else if (self->connection == NULL)
    return;
  else if (is_waiting (self->connection))
    show_wait (self);
  else if (problem != NULL)
    show_problem (self, problem);
  else
    show_pick (self);
}

static void
update_favourite (CribBench *self)
{
  gboolean favourite = self->item != NULL && crib_tool_item_is_favourite (self->item);

  gtk_toggle_button_set_active (self->favourite_button, favourite);
  gtk_button_set_icon_name (GTK_BUTTON (self->favourite_button),
                            favourite ? "starred-symbolic" : "non-starred-symbolic");
}

/* They are the tool's. */
static void
update_buttons (CribBench *self)
{
  gboolean has_tool = self->item != NULL && self->prompt == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), has_tool);
  gtk_widget_set_visible (GTK_WIDGET (self->favourite_button), has_tool);
  update_favourite (self);

  /* Keys that work everywhere in a page work in none that is not on show. */
  if (self->tool_page != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->tool_page), has_tool);
}

static void
favourite_toggled_cb (CribBench *self)
{
  if (self->item != NULL)
    crib_tool_item_set_favourite (self->item,
                                  gtk_toggle_button_get_active (self->favourite_button));
}

static void
start_over_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  CribBench *self = CRIB_BENCH (widget);

  if (self->item != NULL)
    crib_start_over (widget, self->item);
}

static void
copy_name_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  CribBench *self = CRIB_BENCH (widget);

  if (self->item != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                            mcp_tool_get_name (crib_tool_item_get_tool (self->item)));
}

static void
crib_bench_dispose (GObject *object)
{
  CribBench *self = CRIB_BENCH (object);

  g_clear_object (&self->connection_signals);
  g_clear_object (&self->item_signals);
  g_clear_object (&self->connection);
  g_clear_object (&self->prompt);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_BENCH);

  G_OBJECT_CLASS (crib_bench_parent_class)->dispose (object);
}

static void
crib_bench_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  CribBench *self = CRIB_BENCH (object);

  switch (prop_id)
    {
    case PROP_FOLDED:
      gtk_widget_set_visible (self->back_button, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_bench_class_init (CribBenchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_bench_dispose;
  object_class->set_property = crib_bench_set_property;

  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL,
                          FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-bench.ui");
  gtk_widget_class_bind_template_child (widget_class, CribBench, window_title);
  gtk_widget_class_bind_template_child (widget_class, CribBench, back_button);
  gtk_widget_class_bind_template_child (widget_class, CribBench, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CribBench, tool_menu);
  gtk_widget_class_bind_template_child (widget_class, CribBench, favourite_button);
  gtk_widget_class_bind_template_child (widget_class, CribBench, stack);
  gtk_widget_class_bind_template_callback (widget_class, favourite_toggled_cb);
  gtk_widget_class_install_action (widget_class, "bench.start-over", NULL, start_over_cb);
  gtk_widget_class_install_action (widget_class, "bench.copy-name", NULL, copy_name_cb);
}

static void
crib_bench_init (CribBench *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->connection_signals = g_signal_group_new (CRIB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify",
                                  G_CALLBACK (update_page), self);
  self->item_signals = g_signal_group_new (CRIB_TYPE_TOOL_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "notify::favourite",
                                  G_CALLBACK (update_favourite), self);
}

void
crib_bench_set_connection (CribBench      *self,
                           CribConnection *connection)
{
  g_return_if_fail (CRIB_IS_BENCH (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  if (self->connection != connection)
    crib_bench_set_prompt (self, NULL);
  g_set_object (&self->connection, connection);
  g_signal_group_set_target (self->connection_signals, connection);
  update_page (self);
}

void
crib_bench_set_item (CribBench    *self,
                     CribToolItem *item)
{
  g_return_if_fail (CRIB_IS_BENCH (self));
  g_return_if_fail (item == NULL || CRIB_IS_TOOL_ITEM (item));

  g_set_object (&self->item, item);
  g_signal_group_set_target (self->item_signals, item);

  /* The page lets go of the tool of a server that was removed. */
  if (item == NULL && self->tool_page != NULL)
    crib_tool_page_set_item (self->tool_page, NULL);

  crib_bench_set_prompt (self, NULL);

  if (item != NULL && gtk_menu_button_get_menu_model (self->menu_button) == NULL)
    gtk_menu_button_set_menu_model (self->menu_button, self->tool_menu);

  update_buttons (self);
  update_page (self);
}

CribToolItem *
crib_bench_get_item (CribBench *self)
{
  g_return_val_if_fail (CRIB_IS_BENCH (self), NULL);

  return self->item;
}

void
crib_bench_set_prompt (CribBench *self,
                       McpPrompt *prompt)
{
  g_return_if_fail (CRIB_IS_BENCH (self));
  g_return_if_fail (prompt == NULL || MCP_IS_PROMPT (prompt));

  if (!g_set_object (&self->prompt, prompt))
    return;

  if (prompt == NULL)
    crib_prompt_page_set_prompt (self->prompt_page, NULL, NULL);
  update_buttons (self);
  update_page (self);
  if (self->prompt_page != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->prompt_page), prompt != NULL);
}

McpPrompt *
crib_bench_get_prompt (CribBench *self)
{
  g_return_val_if_fail (CRIB_IS_BENCH (self), NULL);

  return self->prompt;
}

/* The keyboard goes to what the bench is for, past the header bar. */
void
crib_bench_focus_page (CribBench *self)
{
  GtkWidget *page;

  g_return_if_fail (CRIB_IS_BENCH (self));

  page = gtk_stack_get_visible_child (self->stack);

  if (page != NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}
