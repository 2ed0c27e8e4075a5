/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-popover.h"

#include "crib-policy.h"
#include "crib-server-row.h"

/*
 * CribServerPopover:
 *
 * The list of servers, and what can be done with the one that is shown. The actions are those of
 * the window that it opens in.
 *
 * Signal connection-chosen (connection): the person wants that server.
 */
struct _CribServerPopover
{
  GtkPopover parent_instance;

  CribConnection *connection;
  GSignalGroup *connection_signals;

  GtkListBox *list;
  GtkWidget *sign_in_button;
  GtkWidget *code_button;
  GtkWidget *other_button;
  GtkWidget *accounts_button;
  GtkWidget *sign_out_button;
};

enum
{
  SIGNAL_CONNECTION_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribServerPopover, crib_server_popover, GTK_TYPE_POPOVER)

static void
row_activated_cb (CribServerPopover *self,
                  GtkListBoxRow     *row)
{
  g_autoptr(CribConnection) connection = NULL;

  connection = g_object_ref (crib_server_row_get_connection (CRIB_SERVER_ROW (row)));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CONNECTION_CHOSEN], 0, connection);
}

static void
popdown_cb (CribServerPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
update_row (CribServerPopover *self,
            CribServerRow     *row)
{
  gboolean current = crib_server_row_get_connection (row) == self->connection;

  crib_server_row_set_current (row, current);

  if (current)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  CribServerPopover *self = user_data;
  GtkWidget *row = crib_server_row_new (item);

  crib_server_row_set_current (CRIB_SERVER_ROW (row), item == (gpointer) self->connection);

  return row;
}

/* Nothing of signing in for servers that let everybody in. */
static void
update_sign_in (CribServerPopover *self)
{
  CribConnection *connection = self->connection;
  gboolean is_protected = connection != NULL && crib_connection_is_protected (connection);
  gboolean is_known = is_protected && crib_connection_get_account (connection) != NULL;
  gboolean is_in = is_known &&
                   crib_connection_get_state (connection) == CRIB_CONNECTION_CONNECTED;

  gtk_widget_set_visible (self->sign_in_button, is_protected && !is_in);
  gtk_widget_set_visible (self->code_button, is_protected && !is_in &&
                                             crib_policy_allows_device_code ());
  gtk_widget_set_visible (self->other_button, is_known);
  gtk_widget_set_visible (self->accounts_button, is_protected);
  gtk_widget_set_visible (self->sign_out_button, is_known);
}

static void
crib_server_popover_dispose (GObject *object)
{
  CribServerPopover *self = CRIB_SERVER_POPOVER (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);

  g_clear_object (&self->connection_signals);
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_SERVER_POPOVER);

  G_OBJECT_CLASS (crib_server_popover_parent_class)->dispose (object);
}

/* The keyboard starts where one is. */
static void
crib_server_popover_map (GtkWidget *widget)
{
  CribServerPopover *self = CRIB_SERVER_POPOVER (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  GTK_WIDGET_CLASS (crib_server_popover_parent_class)->map (widget);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
crib_server_popover_class_init (CribServerPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_server_popover_dispose;
  widget_class->map = crib_server_popover_map;

  signals[SIGNAL_CONNECTION_CHOSEN] =
    g_signal_new ("connection-chosen", CRIB_TYPE_SERVER_POPOVER, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CRIB_TYPE_CONNECTION);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerPopover, list);
  gtk_widget_class_bind_template_child (widget_class, CribServerPopover, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, CribServerPopover, code_button);
  gtk_widget_class_bind_template_child (widget_class, CribServerPopover, other_button);
  gtk_widget_class_bind_template_child (widget_class, CribServerPopover, accounts_button);
  gtk_widget_class_bind_template_child (widget_class, CribServerPopover, sign_out_button);
  gtk_widget_class_bind_template_callback (widget_class, popdown_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
crib_server_popover_init (CribServerPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->connection_signals = g_signal_group_new (CRIB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify",
                                  G_CALLBACK (update_sign_in), self);
}

GtkWidget *
crib_server_popover_new (void)
{
  return g_object_new (CRIB_TYPE_SERVER_POPOVER, NULL);
}

void
crib_server_popover_set_pool (CribServerPopover  *self,
                              CribConnectionPool *pool)
{
  g_return_if_fail (CRIB_IS_SERVER_POPOVER (self));
  g_return_if_fail (pool == NULL || CRIB_IS_CONNECTION_POOL (pool));

  gtk_list_box_bind_model (self->list, (GListModel *) pool, create_row_cb, self, NULL);
}

void
crib_server_popover_set_connection (CribServerPopover *self,
                                    CribConnection    *connection)
{
  GtkListBoxRow *row;

  g_return_if_fail (CRIB_IS_SERVER_POPOVER (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  g_set_object (&self->connection, connection);
  g_signal_group_set_target (self->connection_signals, connection);
  update_sign_in (self);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    update_row (self, CRIB_SERVER_ROW (row));
}
