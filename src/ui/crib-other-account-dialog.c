/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-other-account-dialog.h"

#include "crib-whole-words.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_NAME 80

/* Buttons do not wrap; the whole name stands above them. */
#define MAX_LABEL 24

static char *
dup_name (OauthAccount *account)
{
  const char *name = oauth_account_get_username (account);

  if (name == NULL || *name == '\0')
    name = oauth_account_get_name (account);

  return crib_words_clip (name != NULL && *name != '\0' ? name : _("Somebody without a name"),
                          MAX_NAME);
}

/* Underscores of names are their own. */
static void
add_response (AdwMessageDialog *dialog,
              const char       *id,
              const char       *words,
              const char       *name)
{
  g_autofree char *clipped = crib_words_clip (name, MAX_LABEL);
  g_auto(GStrv) parts = g_strsplit (clipped, "_", -1);
  g_autofree char *plain = g_strjoinv ("__", parts);
  g_auto(GStrv) halves = g_strsplit (words, "%s", 2);
  g_autofree char *label = g_strjoinv (plain, halves);

  adw_message_dialog_add_response (dialog, id, label);
}

/*
 * crib_other_account_dialog_new:
 * @parent: (nullable): the window to stand above
 * @server_name: whose account it is about
 * @expected: who was to sign in
 * @found: who did
 *
 * Says that somebody else signed in, and asks whom the server is used as from now on. Closing it,
 * and Escape, leave all as it was. Connect to ::response and compare with %CRIB_OTHER_ACCOUNT_KEEP
 * and %CRIB_OTHER_ACCOUNT_AGAIN.
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
GtkWidget *
crib_other_account_dialog_new (GtkWindow    *parent,
                               const char   *server_name,
                               OauthAccount *expected,
                               OauthAccount *found)
{
  AdwMessageDialog *dialog;
  g_autofree char *name = NULL;
  g_autofree char *old_name = NULL;
  g_autofree char *new_name = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (expected), NULL);
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (found), NULL);

  name = crib_words_clip (server_name, MAX_NAME);
  old_name = dup_name (expected);
  new_name = dup_name (found);
  /* Translators: the name of a server, whom it was used as, who signed in. */
  body = g_strdup_printf (_("“%s” was used as %s, and %s signed in now. What was open there for "
                            "the one is not shown to the other."), name, old_name, new_name);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _("You Signed In as Someone Else"),
                                                       NULL));
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  /* Translators: %s is an account: from now on the server is used as it. */
  add_response (dialog, CRIB_OTHER_ACCOUNT_KEEP, _("_Keep %s"), new_name);
  /* Translators: %s is an account. */
  add_response (dialog, CRIB_OTHER_ACCOUNT_AGAIN, _("_Sign In as %s"), old_name);
  adw_message_dialog_set_response_appearance (dialog, CRIB_OTHER_ACCOUNT_AGAIN,
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, CRIB_OTHER_ACCOUNT_AGAIN);
  adw_message_dialog_set_close_response (dialog, "cancel");
  crib_whole_words_below (GTK_WIDGET (dialog));

  return GTK_WIDGET (dialog);
}
