/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-surface-dialog.h"

#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_NAME 80
#define MAX_REASON 300

/*
 * crib_surface_dialog_new:
 * @parent: (nullable): the window to stand above
 * @server_name: who asks to sign in
 * @reason: (nullable): a sentence that says why
 * @can_remember: whether the answer may become the setting
 *
 * Asks where to sign in. Closing it, and Escape, mean not at all. Connect to ::response and compare
 * with %CRIB_SURFACE_WINDOW and %CRIB_SURFACE_ELSEWHERE.
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
GtkWidget *
crib_surface_dialog_new (GtkWindow  *parent,
                         const char *server_name,
                         const char *reason,
                         gboolean    can_remember)
{
  const char *hint = _("The browser may know you already, and can use security keys. This window "
                       "forgets all but the sign-in itself.");
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));
  g_autofree char *name = crib_words_clip (server_name, MAX_NAME);
  /* Translators: %s is the name of a server. */
  g_autofree char *heading = g_strdup_printf (_("Sign In to %s"), name);
  g_autofree char *why = reason != NULL ? crib_words_clip (reason, MAX_REASON) : NULL;
  g_autofree char *body = why != NULL ? g_strconcat (why, "\n\n", hint, NULL) : g_strdup (hint);

  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    CRIB_SURFACE_ELSEWHERE, _("In the _Browser"),
                                    CRIB_SURFACE_WINDOW, _("In This _Window"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, CRIB_SURFACE_WINDOW,
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, CRIB_SURFACE_WINDOW);
  adw_message_dialog_set_close_response (dialog, "cancel");

  if (can_remember)
    adw_message_dialog_set_extra_child (dialog, g_object_new (GTK_TYPE_CHECK_BUTTON,
                                                              "label", _("_Always do this"),
                                                              "use-underline", TRUE,
                                                              "halign", GTK_ALIGN_CENTER,
                                                              NULL));

  return GTK_WIDGET (dialog);
}

/*
 * crib_surface_dialog_remembers:
 * @dialog: a dialog of crib_surface_dialog_new()
 *
 * Returns: whether the person wants to be asked no more
 */
gboolean
crib_surface_dialog_remembers (AdwMessageDialog *dialog)
{
  GtkWidget *check = adw_message_dialog_get_extra_child (dialog);

  return check != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}
