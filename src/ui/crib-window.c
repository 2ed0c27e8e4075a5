/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-window.h"
#include "crib-window-private.h"

/*
 * CribWindow:
 *
 * The main window: the counter on the left, the bench on the right, or the empty page while there
 * is no server. It decides which server and which tool are shown; its actions are in
 * crib-window-actions.c, what it shows without servers in crib-window-pages.c.
 *
 * Servers are connected to once the first frame is out, the one on show first, because a search
 * goes through the tools of all of them.
 */
G_DEFINE_FINAL_TYPE (CribWindow, crib_window, ADW_TYPE_APPLICATION_WINDOW)

/* A wide window has both sides on show, but the leaflet would move the keyboard to the one that it
 * is told of. */
void
crib_window_show_side (CribWindow *self,
                       GtkWidget  *side)
{
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, side);
}

static void
show_item (CribWindow   *self,
           CribToolItem *item)
{
  CribServer *server = crib_connection_get_server (crib_tool_item_get_connection (item));

  g_hash_table_insert (self->shown_tools,
                       g_strdup (crib_server_get_id (server)),
                       g_strdup (mcp_tool_get_name (crib_tool_item_get_tool (item))));

  crib_bench_set_item (self->bench, item);
  crib_tool_list_select (crib_counter_get_tool_list (self->counter), item);
  crib_window_set_connection (self, crib_tool_item_get_connection (item));
}

/* A narrow window keeps to the list until one really goes to a tool. */
static void
tool_selected_cb (CribWindow   *self,
                  CribToolItem *item)
{
  show_item (self, item);
}

static void
tool_clicked_cb (CribWindow   *self,
                 CribToolItem *item)
{
  show_item (self, item);
  crib_window_show_side (self, GTK_WIDGET (self->bench));
}

static void
tool_activated_cb (CribWindow   *self,
                   CribToolItem *item)
{
  tool_clicked_cb (self, item);
  crib_bench_focus_page (self->bench);
}

static void
prompt_chosen_cb (CribWindow *self,
                  McpPrompt  *prompt)
{
  crib_bench_set_prompt (self->bench, prompt);
  if (prompt == NULL)
    return;

  crib_window_show_side (self, GTK_WIDGET (self->bench));
  crib_bench_focus_page (self->bench);
}

static void
connection_chosen_cb (CribWindow     *self,
                      CribConnection *connection)
{
  crib_window_set_connection (self, connection);
}

static void
search_started_cb (CribWindow *self)
{
  crib_window_show_side (self, GTK_WIDGET (self->counter));
}

/* Typing anywhere searches, unless the search entry is on the side that cannot be seen. A window
 * that becomes narrow keeps the tool that one is at. */
static void
folded_cb (CribWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  if (crib_bench_get_item (self->bench) != NULL)
    crib_window_show_side (self, GTK_WIDGET (self->bench));

  crib_counter_set_key_source (self->counter,
                               folded ? GTK_WIDGET (self->counter) : GTK_WIDGET (self));
}

/* By its id alone: another server may bear the name now that was its id once. */
static CribConnection *
find_connection (CribWindow *self,
                 const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pool)); i++)
    {
      g_autoptr(CribConnection) connection = NULL;

      connection = g_list_model_get_item (G_LIST_MODEL (self->pool), i);
      if (g_strcmp0 (crib_server_get_id (crib_connection_get_server (connection)), id) == 0)
        return connection;
    }

  return NULL;
}

static CribConnection *
find_first_connection (CribWindow *self)
{
  g_autofree char *id = g_settings_get_string (self->settings, "current-server");
  CribConnection *connection = find_connection (self, id);
  g_autoptr(CribConnection) first = NULL;

  if (connection == NULL)
    connection = first = g_list_model_get_item (G_LIST_MODEL (self->pool), 0);

  return connection;
}

/* The tool of that server that was shown last, if it is still there. */
static void
show_last_tool (CribWindow *self)
{
  CribToolList *list = crib_counter_get_tool_list (self->counter);
  g_autoptr(CribToolItem) item = NULL;
  const char *name = NULL;

  if (self->connection != NULL)
    name = g_hash_table_lookup (self->shown_tools,
                                crib_server_get_id (crib_connection_get_server (self->connection)));

  if (name != NULL)
    item = crib_tool_search_dup_item (crib_tool_list_get_search (list), self->connection, name);

  crib_bench_set_item (self->bench, item);
  crib_tool_list_select (list, item);
}

/* What was on show is nobody else's to see than the person's who was signed in; it comes back with
 * them, once the session is a new one. */
static void
follow_account (CribWindow *self)
{
  OauthAccount *account = crib_connection_get_account (self->connection);
  gboolean is_out = crib_connection_get_state (self->connection) == CRIB_CONNECTION_SIGNED_OUT;
  g_autoptr(OauthAccount) before = NULL;

  /* On the way from the one to the other. */
  if (account == NULL && !is_out)
    return;

  before = g_steal_pointer (&self->account);
  g_set_object (&self->account, account);

  if (before == NULL || (account != NULL && crib_account_is_same (before, account)))
    return;

  self->is_between = TRUE;
  crib_bench_set_item (self->bench, NULL);
  crib_tool_list_select (crib_counter_get_tool_list (self->counter), NULL);
}

static void
connection_changed_cb (CribWindow *self)
{
  CribConnection *connection = self->connection;

  if (connection == NULL)
    return;

  crib_window_update_actions (self);
  follow_account (self);

  if (crib_connection_get_state (connection) != CRIB_CONNECTION_CONNECTED)
    self->is_between = FALSE;
  else if (crib_bench_get_item (self->bench) == NULL &&
           crib_bench_get_prompt (self->bench) == NULL && !self->is_between &&
           !crib_connection_is_loading (connection))
    show_last_tool (self);
}

static gboolean
open_connections_cb (gpointer user_data)
{
  CribWindow *self = user_data;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->pool));

  self->open_id = 0;

  /* The picture for lists of windows is drawn in several sizes: not before the first frame. */
  gtk_window_set_icon_name (GTK_WINDOW (self), APPLICATION_ID);

  if (self->connection != NULL &&
      crib_connection_get_state (self->connection) == CRIB_CONNECTION_IDLE)
    crib_connection_open (self->connection);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(CribConnection) connection = g_list_model_get_item (G_LIST_MODEL (self->pool), i);

      if (crib_connection_get_state (connection) == CRIB_CONNECTION_IDLE)
        crib_connection_open (connection);
    }

  return G_SOURCE_REMOVE;
}

static void
schedule_open (CribWindow *self)
{
  if (self->painted && self->pool != NULL && self->open_id == 0)
    self->open_id = g_idle_add_full (G_PRIORITY_LOW, open_connections_cb, self, NULL);
}

static void
after_paint_cb (GdkFrameClock *clock,
                CribWindow    *self)
{
  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, self);
  self->painted = TRUE;
  schedule_open (self);
}

static guint
find_position (CribWindow     *self,
               CribConnection *wanted)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->pool));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(CribConnection) connection = g_list_model_get_item (G_LIST_MODEL (self->pool), i);

      if (connection == wanted)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Where the server on show is gone, the one that took its place is next. */
static void
choose_connection (CribWindow *self,
                   guint       n_items)
{
  g_autoptr(CribConnection) neighbour = NULL;

  if (self->connection == NULL)
    {
      crib_window_set_connection (self, find_first_connection (self));
      return;
    }

  neighbour = g_list_model_get_item (G_LIST_MODEL (self->pool), MIN (self->position, n_items - 1));
  crib_window_set_connection (self, neighbour);
}

static void
pool_changed_cb (CribWindow *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->pool));
  guint position = find_position (self, self->connection);

  if (n_items == 0)
    {
      crib_window_show_empty (self);
      return;
    }

  if (position == GTK_INVALID_LIST_POSITION)
    choose_connection (self, n_items);

  self->position = find_position (self, self->connection);
  gtk_stack_set_visible_child_name (self->stack, "servers");
  crib_window_update_actions (self);
  schedule_open (self);
}

static void
save_size (CribWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
restore_size (CribWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));

  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
crib_window_close_request (GtkWindow *window)
{
  save_size (CRIB_WINDOW (window));

  return GTK_WINDOW_CLASS (crib_window_parent_class)->close_request (window);
}

static void
crib_window_dispose (GObject *object)
{
  CribWindow *self = CRIB_WINDOW (object);

  g_clear_handle_id (&self->open_id, g_source_remove);

  if (self->pool != NULL)
    g_signal_handlers_disconnect_by_data (self->pool, self);

  crib_window_drop_sign_ins (self);
  g_clear_weak_pointer (&self->accounts_window);
  g_clear_object (&self->connection_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_WINDOW);

  g_clear_object (&self->prompter);
  g_clear_object (&self->identity);
  g_clear_object (&self->account);
  g_clear_object (&self->connection);
  g_clear_object (&self->pool);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->shown_tools, g_hash_table_unref);

  G_OBJECT_CLASS (crib_window_parent_class)->dispose (object);
}

static void
crib_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crib_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                           G_CALLBACK (after_paint_cb), widget, 0);
}

static void
crib_window_class_init (CribWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = crib_window_close_request;
  widget_class->realize = crib_window_realize;

  g_type_ensure (CRIB_TYPE_BENCH);
  g_type_ensure (CRIB_TYPE_COUNTER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_BASE "/ui/crib-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CribWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, CribWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CribWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, CribWindow, counter);
  gtk_widget_class_bind_template_child (widget_class, CribWindow, bench);
  gtk_widget_class_bind_template_callback (widget_class, connection_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, prompt_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);

  crib_window_install_actions (widget_class);
}

static void
crib_window_init (CribWindow *self)
{
  CribToolList *list;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->shown_tools = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sign_ins = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  self->connection_signals = g_signal_group_new (CRIB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify",
                                  G_CALLBACK (connection_changed_cb), self);

  g_object_bind_property (self->leaflet, "folded", self->counter, "folded", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->leaflet, "folded", self->bench, "folded", G_BINDING_SYNC_CREATE);
  folded_cb (self);

  list = crib_counter_get_tool_list (self->counter);
  g_signal_connect_swapped (list, "tool-selected", G_CALLBACK (tool_selected_cb), self);
  g_signal_connect_swapped (list, "tool-clicked", G_CALLBACK (tool_clicked_cb), self);
  g_signal_connect_swapped (list, "tool-activated", G_CALLBACK (tool_activated_cb), self);

  crib_window_update_actions (self);
}

GtkWidget *
crib_window_new (GtkApplication *application,
                 GSettings      *settings)
{
  CribWindow *self;

  g_return_val_if_fail (application == NULL || GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CRIB_TYPE_WINDOW, "application", application, NULL);
  self->settings = g_object_ref (settings);
  restore_size (self);

  return GTK_WIDGET (self);
}

void
crib_window_set_servers (CribWindow         *self,
                         CribServerStore    *store,
                         CribConnectionPool *pool)
{
  g_return_if_fail (CRIB_IS_WINDOW (self));
  g_return_if_fail (CRIB_IS_SERVER_STORE (store));
  g_return_if_fail (CRIB_IS_CONNECTION_POOL (pool));
  g_return_if_fail (self->pool == NULL);

  self->store = g_object_ref (store);
  self->pool = g_object_ref (pool);
  crib_counter_set_pool (self->counter, pool);

  g_signal_connect_swapped (pool, "items-changed", G_CALLBACK (pool_changed_cb), self);
  pool_changed_cb (self);
}

CribConnection *
crib_window_get_connection (CribWindow *self)
{
  g_return_val_if_fail (CRIB_IS_WINDOW (self), NULL);

  return self->connection;
}

void
crib_window_set_connection (CribWindow     *self,
                            CribConnection *connection)
{
  CribToolItem *item;
  const char *id = "";

  g_return_if_fail (CRIB_IS_WINDOW (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  self->is_between = FALSE;
  g_clear_object (&self->account);
  if (connection != NULL)
    g_set_object (&self->account, crib_connection_get_account (connection));
  g_signal_group_set_target (self->connection_signals, connection);
  item = crib_bench_get_item (self->bench);

  if (item == NULL || crib_tool_item_get_connection (item) != connection)
    show_last_tool (self);

  crib_counter_set_connection (self->counter, connection);
  crib_bench_set_connection (self->bench, connection);

  if (connection != NULL)
    {
      id = crib_server_get_id (crib_connection_get_server (connection));
      self->position = find_position (self, connection);
      g_settings_set_string (self->settings, "current-server", id);
    }

  crib_window_update_actions (self);
}
