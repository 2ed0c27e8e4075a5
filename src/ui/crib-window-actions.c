/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-window.h"
#include "crib-window-private.h"

#include <glib/gi18n.h>

#include "crib-server-dialog.h"

/*
 * The actions of CribWindow.
 */

static CribServer *
get_server (CribWindow *self)
{
  return self->connection != NULL ? crib_connection_get_server (self->connection) : NULL;
}

static void
saved_cb (CribWindow *self,
          CribServer *server,
          gboolean    sign_in)
{
  crib_window_show_server (self, server);

  if (sign_in)
    crib_window_sign_in (self);
}

static void
present_dialog (CribWindow *self,
                CribServer *server)
{
  GtkWidget *dialog = crib_server_dialog_new (self->store, self->pool, self->identity, server);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_server_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  present_dialog (CRIB_WINDOW (widget), NULL);
}

static void
edit_server_cb (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  present_dialog (CRIB_WINDOW (widget), get_server (CRIB_WINDOW (widget)));
}

static void
remove_server_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);
  g_autoptr(CribServer) server = g_object_ref (get_server (self));
  g_autoptr(GError) error = NULL;

  if (crib_server_store_remove (self->store, server, &error))
    crib_window_show_undo (self, server);
  else
    crib_window_show_toast (self, error->message);
}

static void
move_server (CribWindow *self,
             int         by)
{
  crib_server_store_move (self->store, get_server (self), self->position + by);
}

static void
move_server_up_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  move_server (CRIB_WINDOW (widget), -1);
}

static void
move_server_down_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  move_server (CRIB_WINDOW (widget), 1);
}

static void
reconnect_cb (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  crib_connection_open (CRIB_WINDOW (widget)->connection);
}

static void
start_search_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);

  crib_window_show_side (self, GTK_WIDGET (self->counter));
  crib_counter_start_search (self->counter);
}

static void
go_back_cb (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);

  crib_window_show_side (self, GTK_WIDGET (self->counter));
  crib_tool_list_focus (crib_counter_get_tool_list (self->counter));
}

static void
toggle_favourite_cb (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  CribWindow *self = CRIB_WINDOW (widget);
  CribToolItem *item = crib_bench_get_item (self->bench);
  CribToolList *list = crib_counter_get_tool_list (self->counter);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean in_list = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (list));

  if (item != NULL && crib_bench_get_prompt (self->bench) == NULL)
    crib_tool_item_set_favourite (item, !crib_tool_item_is_favourite (item));

  /* The row moves, and would leave the keyboard behind. */
  if (in_list)
    crib_tool_list_focus (list);
}

static void
show_help_overlay_cb (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  g_autoptr(GtkBuilder) builder = NULL;
  GtkWindow *overlay;

  builder = gtk_builder_new_from_resource (RESOURCE_BASE "/ui/crib-help-overlay.ui");
  overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_present (overlay);
}

void
crib_window_install_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.add-server", add_server_cb },
    { "win.edit-server", edit_server_cb },
    { "win.remove-server", remove_server_cb },
    { "win.move-server-up", move_server_up_cb },
    { "win.move-server-down", move_server_down_cb },
    { "win.reconnect", reconnect_cb },
    { "win.start-search", start_search_cb },
    { "win.go-back", go_back_cb },
    { "win.toggle-favourite", toggle_favourite_cb },
    { "win.show-help-overlay", show_help_overlay_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);

  crib_window_install_sign_in_actions (widget_class);
}

static gboolean
can_reconnect (CribWindow *self)
{
  CribConnectionState state;

  if (self->connection == NULL)
    return FALSE;

  state = crib_connection_get_state (self->connection);

  return state != CRIB_CONNECTION_CONNECTING && state != CRIB_CONNECTION_CONNECTED;
}

/* Offers what makes sense for the server on show. */
void
crib_window_update_actions (CribWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_server = self->connection != NULL;
  guint n_items = self->pool != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->pool)) : 0;

  gtk_widget_action_set_enabled (widget, "win.add-server", self->store != NULL);
  gtk_widget_action_set_enabled (widget, "win.edit-server", has_server);
  gtk_widget_action_set_enabled (widget, "win.remove-server", has_server);
  gtk_widget_action_set_enabled (widget, "win.reconnect", can_reconnect (self));
  gtk_widget_action_set_enabled (widget, "win.move-server-up", has_server && self->position > 0);
  gtk_widget_action_set_enabled (widget, "win.move-server-down",
                                 has_server && self->position + 1 < n_items);
  crib_window_update_sign_in_actions (self);
}
