/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-avatar.h"

/*
 * CribServerAvatar:
 *
 * A server's initials with a dot that repeats, in colour, what words beside it say about the
 * connection. It says nothing to a screen reader for that reason.
 */
struct _CribServerAvatar
{
  AdwBin parent_instance;

  GSignalGroup *connection_signals;
  GBindingGroup *server_bindings;

  AdwAvatar *avatar;
  GtkWidget *dot;
};

enum
{
  PROP_0,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribServerAvatar, crib_server_avatar, ADW_TYPE_BIN)

static const char *
get_state_class (CribConnectionState state)
{
  switch (state)
    {
    case CRIB_CONNECTION_CONNECTED:
      return "connected";
    case CRIB_CONNECTION_SIGNED_OUT:
      return "signed-out";
    case CRIB_CONNECTION_ATTENTION:
      return "attention";
    case CRIB_CONNECTION_IDLE:
    case CRIB_CONNECTION_CONNECTING:
    case CRIB_CONNECTION_OFFLINE:
    default:
      return "offline";
    }
}

static void
update_dot (CribServerAvatar *self)
{
  g_autoptr(CribConnection) connection = g_signal_group_dup_target (self->connection_signals);
  const char *classes[] = { "state-dot", NULL, NULL };

  if (connection != NULL)
    classes[1] = get_state_class (crib_connection_get_state (connection));

  gtk_widget_set_css_classes (self->dot, classes);
  gtk_widget_set_visible (self->dot, connection != NULL);
}

static void
crib_server_avatar_dispose (GObject *object)
{
  CribServerAvatar *self = CRIB_SERVER_AVATAR (object);

  g_clear_object (&self->connection_signals);
  g_clear_object (&self->server_bindings);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_SERVER_AVATAR);

  G_OBJECT_CLASS (crib_server_avatar_parent_class)->dispose (object);
}

static void
crib_server_avatar_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  CribServerAvatar *self = CRIB_SERVER_AVATAR (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      adw_avatar_set_size (self->avatar, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_server_avatar_class_init (CribServerAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crib_server_avatar_dispose;
  object_class->set_property = crib_server_avatar_set_property;

  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL,
                      -1, G_MAXINT, -1,
                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-avatar.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerAvatar, avatar);
  gtk_widget_class_bind_template_child (widget_class, CribServerAvatar, dot);
}

static void
crib_server_avatar_init (CribServerAvatar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->server_bindings = g_binding_group_new ();
  g_binding_group_bind (self->server_bindings, "name", self->avatar, "text", G_BINDING_SYNC_CREATE);

  self->connection_signals = g_signal_group_new (CRIB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::state",
                                  G_CALLBACK (update_dot), self);
}

void
crib_server_avatar_set_connection (CribServerAvatar *self,
                                   CribConnection   *connection)
{
  g_return_if_fail (CRIB_IS_SERVER_AVATAR (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  g_signal_group_set_target (self->connection_signals, connection);
  g_binding_group_set_source (self->server_bindings,
                              connection ? crib_connection_get_server (connection) : NULL);
  update_dot (self);
}
