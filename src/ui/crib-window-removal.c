/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-window.h"
#include "crib-window-private.h"

#include <glib/gi18n.h>

#include "crib-server-secrets.h"

/* Seconds in which a removal can be undone. */
#define REGRET 10

void
crib_window_show_server (CribWindow *self,
                         CribServer *server)
{
  CribConnection *connection = crib_connection_pool_find (self->pool, server);

  if (connection != NULL)
    crib_window_set_connection (self, connection);
}

static CribServer *
get_server (AdwToast *toast)
{
  return g_object_get_data (G_OBJECT (toast), "server");
}

static void
undo_cb (AdwToast   *toast,
         CribWindow *self)
{
  g_autoptr(GError) error = NULL;

  if (crib_server_store_restore (self->store, get_server (toast), &error))
    crib_window_show_server (self, get_server (toast));
  else
    crib_window_show_toast (self, error->message);
}

/* The program stays until the keyring has answered, and no longer. */
static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GApplication) application = user_data;
  g_autoptr(GError) error = NULL;

  if (!crib_server_secrets_clear_finish (VAULT_STORE (source), result, &error))
    g_message ("Secrets of a server that was removed stay in the keyring: %s", error->message);

  if (application != NULL)
    g_application_release (application);
}

static void
forget_secrets (CribWindow *self,
                CribServer *server)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr(GPtrArray) keys = crib_server_secrets_dup_keys (server);

  if (keys->len == 0 || self->identity == NULL)
    return;

  if (application != NULL)
    {
      g_application_hold (G_APPLICATION (application));
      g_object_ref (application);
    }

  crib_server_secrets_clear_async (crib_identity_get_vault (self->identity), keys,
                                   G_LIST_MODEL (self->store), NULL, cleared_cb, application);
}

/* Nothing but this toast could bring it back; what came back needs its secrets, and keeps them. */
static void
dismissed_cb (AdwToast   *toast,
              CribWindow *self)
{
  g_autoptr(CribServer) server = g_object_steal_data (G_OBJECT (toast), "server");

  if (server != NULL)
    forget_secrets (self, server);
}

static gboolean
close_request_cb (AdwToast *toast)
{
  adw_toast_dismiss (toast);

  return GDK_EVENT_PROPAGATE;
}

void
crib_window_show_undo (CribWindow *self,
                       CribServer *server)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  AdwToast *toast;

  /* Translators: %s is the name of a server. */
  text = g_strdup_printf (_("“%s” removed"), crib_server_get_name (server));
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_timeout (toast, REGRET);
  g_object_set_data_full (G_OBJECT (toast), "server", g_object_ref (server), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  g_signal_connect_object (self, "close-request", G_CALLBACK (close_request_cb), toast,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}
