/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-window.h"
#include "crib-window-private.h"

#include "crib-accounts-window.h"
#include "crib-remove-window.h"

/*
 * Who is signed in, above CribWindow.
 */

static void
sign_in_cb (CribWindow     *self,
            CribConnection *connection,
            int             kind)
{
  crib_window_sign_in_at (self, connection, kind);
}

void
crib_window_show_accounts (CribWindow *self)
{
  GtkWidget *window;

  if (self->accounts_window == NULL)
    {
      window = crib_accounts_window_new (self->identity, self->pool, self->settings);
      gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
      g_signal_connect_object (window, "sign-in", G_CALLBACK (sign_in_cb), self,
                               G_CONNECT_SWAPPED);
      g_set_weak_pointer (&self->accounts_window, window);
    }

  gtk_window_present (GTK_WINDOW (self->accounts_window));
}

/* Asks first. */
void
crib_window_remove_everything (CribWindow *self)
{
  GtkWidget *window = crib_remove_window_new (self->identity, self->store);

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

void
crib_window_say (CribWindow *self,
                 const char *words)
{
  if (self->accounts_window != NULL)
    crib_accounts_window_show_toast (CRIB_ACCOUNTS_WINDOW (self->accounts_window), words);
  else
    crib_window_show_toast (self, words);
}
