/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-row.h"

#include <glib/gi18n.h>

#include "crib-mark.h"
#include "crib-server-avatar.h"

/*
 * CribServerRow:
 *
 * One server in the list of servers: its name, its state in words, what is remarkable about it, and
 * a tick on the current one.
 */
struct _CribServerRow
{
  GtkListBoxRow parent_instance;

  CribConnection *connection;
  gboolean current;

  CribServerAvatar *avatar;
  GtkLabel *name_label;
  GtkWidget *demo_mark;
  GtkLabel *state_label;
  GtkWidget *protection_mark;
  GtkWidget *tick;
};

G_DEFINE_FINAL_TYPE (CribServerRow, crib_server_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_accessible_name (CribServerRow *self)
{
  g_autoptr(GString) words = g_string_new (gtk_label_get_text (self->name_label));

  g_string_append_printf (words, ", %s", gtk_label_get_text (self->state_label));

  if (gtk_widget_get_visible (self->protection_mark))
    g_string_append_printf (words, ", %s", _("Not protected"));

  if (gtk_widget_get_visible (self->demo_mark))
    g_string_append_printf (words, ", %s", _("Demo"));

  if (self->current)
    g_string_append_printf (words, ", %s", _("shown now"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);
}

static void
update_row (CribServerRow *self)
{
  CribServer *server = crib_connection_get_server (self->connection);
  const char *name = crib_server_get_name (server);
  gboolean connected = crib_connection_get_state (self->connection) == CRIB_CONNECTION_CONNECTED;

  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->state_label, crib_connection_get_state_text (self->connection));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), crib_server_get_uri (server));
  gtk_widget_set_visible (self->demo_mark, crib_server_is_demo (server));
  gtk_widget_set_visible (self->protection_mark,
                          connected && !crib_connection_is_protected (self->connection));
  gtk_widget_set_opacity (self->tick, self->current ? 1.0 : 0.0);

  update_accessible_name (self);
}

static void
crib_server_row_dispose (GObject *object)
{
  CribServerRow *self = CRIB_SERVER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_SERVER_ROW);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (crib_server_row_parent_class)->dispose (object);
}

static void
crib_server_row_class_init (CribServerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_server_row_dispose;

  g_type_ensure (CRIB_TYPE_MARK);
  g_type_ensure (CRIB_TYPE_SERVER_AVATAR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, CribServerRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, CribServerRow, demo_mark);
  gtk_widget_class_bind_template_child (widget_class, CribServerRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, CribServerRow, protection_mark);
  gtk_widget_class_bind_template_child (widget_class, CribServerRow, tick);
}

static void
crib_server_row_init (CribServerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crib_server_row_new (CribConnection *connection)
{
  CribServerRow *self;

  g_return_val_if_fail (CRIB_IS_CONNECTION (connection), NULL);

  self = g_object_new (CRIB_TYPE_SERVER_ROW, NULL);
  self->connection = g_object_ref (connection);
  crib_server_avatar_set_connection (self->avatar, connection);

  g_signal_connect_object (connection, "notify", G_CALLBACK (update_row), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (crib_connection_get_server (connection), "changed",
                           G_CALLBACK (update_row), self, G_CONNECT_SWAPPED);
  update_row (self);

  return GTK_WIDGET (self);
}

CribConnection *
crib_server_row_get_connection (CribServerRow *self)
{
  g_return_val_if_fail (CRIB_IS_SERVER_ROW (self), NULL);

  return self->connection;
}

void
crib_server_row_set_current (CribServerRow *self,
                             gboolean       current)
{
  g_return_if_fail (CRIB_IS_SERVER_ROW (self));

  self->current = !!current;
  update_row (self);
}
