/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-trust-dialog.h"

#include <glib/gi18n.h>

#define ISSUER "crib-issuer"

/*
 * crib_trust_dialog_new:
 * @parent: (nullable): the window to stand above
 * @server: who named the authority
 * @protection: how it is protected, with an issuer
 *
 * Asks whether to trust an authority that a server named, and says what that means. Closing it, and
 * Escape, mean no. Connect to ::response and compare with %CRIB_TRUST_YES.
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
GtkWidget *
crib_trust_dialog_new (GtkWindow      *parent,
                       CribServer     *server,
                       CribProtection *protection)
{
  AdwMessageDialog *dialog;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  const char *issuer, *place, *shown;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (CRIB_IS_PROTECTION (protection), NULL);

  issuer = crib_protection_get_issuer (protection);
  place = crib_protection_get_place (protection);
  g_return_val_if_fail (issuer != NULL, NULL);

  /* Letters that look like others, or turn the direction, would be judged for what they are not. */
  if (place == NULL)
    place = "?";
  shown = g_str_is_ascii (issuer) ? issuer : place;

  /* Translators: %s is the name of a computer, like "login.example.net". */
  heading = g_strdup_printf (_("Trust %s?"), place);
  /* Translators: the name of a server, an address. */
  body = g_strdup_printf (_("“%s” sends you to %s. Whoever runs that place learns who you are, and "
                            "sees the password that you type there. Trust it only if your "
                            "administrator says so."),
                          crib_server_get_name (server), shown);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));
  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), CRIB_TRUST_YES, _("_Trust"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, CRIB_TRUST_YES, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), ISSUER, g_strdup (issuer), g_free);

  return GTK_WIDGET (dialog);
}

const char *
crib_trust_dialog_get_issuer (AdwMessageDialog *dialog)
{
  g_return_val_if_fail (ADW_IS_MESSAGE_DIALOG (dialog), NULL);

  return g_object_get_data (G_OBJECT (dialog), ISSUER);
}

gboolean
crib_trust_dialog_apply (AdwMessageDialog  *dialog,
                         CribTrust         *trust,
                         GError           **error)
{
  g_auto(GVariantDict) entry = G_VARIANT_DICT_INIT (NULL);

  g_return_val_if_fail (ADW_IS_MESSAGE_DIALOG (dialog), FALSE);
  g_return_val_if_fail (CRIB_IS_TRUST (trust), FALSE);

  g_variant_dict_insert (&entry, "issuer", "s", crib_trust_dialog_get_issuer (dialog));
  g_variant_dict_insert (&entry, "kind", "s", "generic");

  return crib_trust_add (trust, g_variant_dict_end (&entry), error);
}
