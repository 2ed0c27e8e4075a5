/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-button.h"

#include <glib/gi18n.h>

#include "crib-mark.h"
#include "crib-server-avatar.h"
#include "crib-server-popover.h"

/*
 * CribServerButton:
 *
 * The head of the counter: which server's tools these are and how it is with it. Opens the list of
 * servers, which is made when it is first wanted.
 *
 * Signal connection-chosen (connection): the person wants that server.
 */
struct _CribServerButton
{
  AdwBin parent_instance;

  CribConnectionPool *pool;
  CribConnection *connection;
  GSignalGroup *connection_signals;
  GSignalGroup *server_signals;

  GtkMenuButton *button;
  GtkWidget *content;
  CribServerPopover *popover;
  CribServerAvatar *avatar;
  GtkLabel *name_label;
  GtkWidget *demo_mark;
  GtkLabel *state_label;
  GtkWidget *protection_mark;
};

enum
{
  SIGNAL_CONNECTION_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribServerButton, crib_server_button, ADW_TYPE_BIN)

static void
update_accessible_name (CribServerButton *self)
{
  g_autofree char *words = NULL;

  /* Translators: the server that is shown: its name, its state. */
  words = g_strdup_printf (_("Server: %s, %s"),
                           gtk_label_get_text (self->name_label),
                           gtk_label_get_text (self->state_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

/* The account says more than that it is connected; a problem in short more than that it is not. */
static const char *
get_words (CribConnection *connection)
{
  OauthAccount *account = crib_connection_get_account (connection);
  CribProblem *problem = crib_connection_get_problem (connection);
  const char *words = NULL;

  if (crib_connection_is_signing_in (connection))
    words = _("Signing in…");
  else if (crib_connection_get_state (connection) == CRIB_CONNECTION_CONNECTED)
    words = account != NULL ? oauth_account_get_username (account) : NULL;
  else if (problem != NULL)
    words = crib_problem_get_short (problem);

  return words != NULL && *words != '\0' ? words : crib_connection_get_state_text (connection);
}

static void
update_button (CribServerButton *self)
{
  CribServer *server;
  gboolean connected;

  if (self->connection == NULL)
    return;

  server = crib_connection_get_server (self->connection);
  connected = crib_connection_get_state (self->connection) == CRIB_CONNECTION_CONNECTED;

  gtk_label_set_text (self->name_label, crib_server_get_name (server));
  gtk_label_set_text (self->state_label, get_words (self->connection));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), crib_server_get_uri (server));
  gtk_widget_set_visible (self->demo_mark, crib_server_is_demo (server));
  gtk_widget_set_visible (self->protection_mark,
                          connected && !crib_connection_is_protected (self->connection));
  update_accessible_name (self);
}

static void
chosen_cb (CribServerButton *self,
           CribConnection   *connection)
{
  g_signal_emit (self, signals[SIGNAL_CONNECTION_CHOSEN], 0, connection);
}

static void
create_popover_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  CribServerButton *self = user_data;

  if (self->popover == NULL)
    {
      self->popover = CRIB_SERVER_POPOVER (crib_server_popover_new ());
      crib_server_popover_set_pool (self->popover, self->pool);
      g_signal_connect_swapped (self->popover, "connection-chosen",
                                G_CALLBACK (chosen_cb), self);
      gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
    }

  crib_server_popover_set_connection (self->popover, self->connection);
}

static void
crib_server_button_dispose (GObject *object)
{
  CribServerButton *self = CRIB_SERVER_BUTTON (object);

  g_clear_object (&self->connection_signals);
  g_clear_object (&self->server_signals);
  g_clear_object (&self->connection);
  g_clear_object (&self->pool);
  /* A bound child of its own would be taken from the bin behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_SERVER_BUTTON);
  self->popover = NULL;

  G_OBJECT_CLASS (crib_server_button_parent_class)->dispose (object);
}

static void
crib_server_button_class_init (CribServerButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_server_button_dispose;

  signals[SIGNAL_CONNECTION_CHOSEN] =
    g_signal_new ("connection-chosen", CRIB_TYPE_SERVER_BUTTON, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, CRIB_TYPE_CONNECTION);

  g_type_ensure (CRIB_TYPE_MARK);
  g_type_ensure (CRIB_TYPE_SERVER_AVATAR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-server-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CribServerButton, button);
  gtk_widget_class_bind_template_child (widget_class, CribServerButton, content);
  gtk_widget_class_bind_template_child (widget_class, CribServerButton, avatar);
  gtk_widget_class_bind_template_child (widget_class, CribServerButton, name_label);
  gtk_widget_class_bind_template_child (widget_class, CribServerButton, demo_mark);
  gtk_widget_class_bind_template_child (widget_class, CribServerButton, state_label);
  gtk_widget_class_bind_template_child (widget_class, CribServerButton, protection_mark);
}

static void
crib_server_button_init (CribServerButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->connection_signals = g_signal_group_new (CRIB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify",
                                  G_CALLBACK (update_button), self);
  self->server_signals = g_signal_group_new (CRIB_TYPE_SERVER);
  g_signal_group_connect_swapped (self->server_signals, "changed",
                                  G_CALLBACK (update_button), self);

  /* GtkMenuButton puts its child into the middle. */
  gtk_widget_set_halign (gtk_widget_get_parent (self->content), GTK_ALIGN_FILL);
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
}

void
crib_server_button_set_pool (CribServerButton   *self,
                             CribConnectionPool *pool)
{
  g_return_if_fail (CRIB_IS_SERVER_BUTTON (self));
  g_return_if_fail (pool == NULL || CRIB_IS_CONNECTION_POOL (pool));

  g_set_object (&self->pool, pool);

  if (self->popover != NULL)
    crib_server_popover_set_pool (self->popover, pool);
}

void
crib_server_button_set_connection (CribServerButton *self,
                                   CribConnection   *connection)
{
  g_return_if_fail (CRIB_IS_SERVER_BUTTON (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  g_set_object (&self->connection, connection);
  g_signal_group_set_target (self->connection_signals, connection);
  g_signal_group_set_target (self->server_signals,
                             connection ? crib_connection_get_server (connection) : NULL);
  crib_server_avatar_set_connection (self->avatar, connection);

  if (self->popover != NULL)
    crib_server_popover_set_connection (self->popover, connection);

  update_button (self);
}
