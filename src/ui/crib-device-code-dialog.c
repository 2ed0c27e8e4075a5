/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-device-code-dialog.h"

#include "crib-sign-in-reason.h"

#include <glib/gi18n.h>

/*
 * CribDeviceCodeDialog:
 *
 * A code to type on a page that is open elsewhere (RFC 8628), for where an administrator allows
 * that. It says whose page it is and how long the code is good, and waits; whoever shows it puts it
 * away.
 *
 * Signal cancelled: the person gave up; once.
 */
struct _CribDeviceCodeDialog
{
  AdwWindow parent_instance;

  char *uri;
  char *code;
  gint64 expires_at;            /* 0: not known */
  guint tick_id;
  gboolean is_done;

  GtkLabel *reason_label;
  GtkLabel *address_label;
  GtkLabel *code_label;
  GtkLabel *time_label;
  GtkLabel *note_label;
  GtkWidget *copy_button;
};

enum
{
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribDeviceCodeDialog, crib_device_code_dialog, ADW_TYPE_WINDOW)

static void
say (CribDeviceCodeDialog *self,
     const char           *words)
{
  gtk_label_set_label (self->note_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), TRUE);
}

static void
copy_cb (CribDeviceCodeDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->code);
  say (self, _("Code copied."));
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CribDeviceCodeDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && !self->is_done)
    say (self, _("Your browser did not start. Type the address into any browser."));
}

static void
browser_cb (CribDeviceCodeDialog *self)
{
  gtk_show_uri_full (GTK_WINDOW (self), self->uri, GDK_CURRENT_TIME, NULL, shown_cb,
                     g_object_ref (self));
}

/* In minutes: seconds that run make people hurry. */
static gboolean
tick_cb (gpointer user_data)
{
  CribDeviceCodeDialog *self = user_data;
  gint64 left = self->expires_at - g_get_real_time () / G_USEC_PER_SEC;
  int minutes = CLAMP ((left + 59) / 60, 0, 10000);
  g_autofree char *words = NULL;

  if (left <= 0)
    words = g_strdup (_("The code has run out. Cancel, and sign in again."));
  else
    words = g_strdup_printf (ngettext ("The code is good for %d more minute.",
                                       "The code is good for %d more minutes.", minutes), minutes);

  if (g_strcmp0 (gtk_label_get_label (self->time_label), words) != 0)
    gtk_label_set_label (self->time_label, words);

  if (left > 0)
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  gtk_widget_set_sensitive (self->copy_button, FALSE);

  return G_SOURCE_REMOVE;
}

static void
set_expiry (CribDeviceCodeDialog *self,
            gint64                expires_at)
{
  self->expires_at = expires_at;
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), expires_at > 0);

  if (expires_at > 0 && tick_cb (self))
    self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static gboolean
crib_device_code_dialog_close_request (GtkWindow *window)
{
  CribDeviceCodeDialog *self = CRIB_DEVICE_CODE_DIALOG (window);

  if (!self->is_done)
    {
      self->is_done = TRUE;
      g_signal_emit (self, signals[CANCELLED], 0);
    }

  return GTK_WINDOW_CLASS (crib_device_code_dialog_parent_class)->close_request (window);
}

static void
crib_device_code_dialog_dispose (GObject *object)
{
  CribDeviceCodeDialog *self = CRIB_DEVICE_CODE_DIALOG (object);

  self->is_done = TRUE;
  g_clear_handle_id (&self->tick_id, g_source_remove);

  G_OBJECT_CLASS (crib_device_code_dialog_parent_class)->dispose (object);
}

static void
crib_device_code_dialog_finalize (GObject *object)
{
  CribDeviceCodeDialog *self = CRIB_DEVICE_CODE_DIALOG (object);

  g_free (self->uri);
  g_free (self->code);

  G_OBJECT_CLASS (crib_device_code_dialog_parent_class)->finalize (object);
}

static void
crib_device_code_dialog_class_init (CribDeviceCodeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_device_code_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = crib_device_code_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = crib_device_code_dialog_close_request;

  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-device-code-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CribDeviceCodeDialog, reason_label);
  gtk_widget_class_bind_template_child (widget_class, CribDeviceCodeDialog, address_label);
  gtk_widget_class_bind_template_child (widget_class, CribDeviceCodeDialog, code_label);
  gtk_widget_class_bind_template_child (widget_class, CribDeviceCodeDialog, time_label);
  gtk_widget_class_bind_template_child (widget_class, CribDeviceCodeDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, CribDeviceCodeDialog, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
crib_device_code_dialog_init (CribDeviceCodeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crib_device_code_dialog_new:
 * @parent: (nullable): the window to stand above
 * @uri: the page where the code is typed
 * @code: the code
 * @expires_at: when it runs out, in seconds since 1970; 0 where nobody said
 * @reason: (nullable): a sentence that says why; by default that the server asks
 * @server_name: who asks
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
CribDeviceCodeDialog *
crib_device_code_dialog_new (GtkWindow   *parent,
                             const char  *uri,
                             const char  *code,
                             gint64       expires_at,
                             const char  *reason,
                             const char  *server_name)
{
  CribDeviceCodeDialog *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (code != NULL, NULL);

  self = g_object_new (CRIB_TYPE_DEVICE_CODE_DIALOG, "transient-for", parent, NULL);
  self->uri = g_strdup (uri);
  self->code = g_strdup (code);
  crib_sign_in_reason_show (self->reason_label, reason, server_name);
  gtk_label_set_label (self->address_label, uri);
  gtk_label_set_label (self->code_label, code);
  set_expiry (self, expires_at);

  return self;
}
