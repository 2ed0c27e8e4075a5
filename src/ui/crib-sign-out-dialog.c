/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-out-dialog.h"

#include "crib-whole-words.h"
#include "crib-words.h"

#include <glib/gi18n.h>

#define CHECK "crib-check"
#define MAX_NAME 80
#define MAX_SERVERS 5

static char *
dup_name (CribAccountSummary *summary)
{
  const char *name = crib_account_summary_get_username (summary);

  if (name == NULL || *name == '\0')
    name = crib_account_summary_get_name (summary);

  return crib_words_clip (name != NULL && *name != '\0' ? name : _("This Account"), MAX_NAME);
}

static char *
dup_servers (CribAccountSummary *summary)
{
  GListModel *servers = crib_account_summary_get_servers (summary);
  guint n_items = g_list_model_get_n_items (servers);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (n_items, MAX_SERVERS); i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);
      g_autofree char *name = crib_words_clip (crib_server_get_name (server), MAX_NAME);

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }

  if (n_items > MAX_SERVERS)
    g_string_append (names, ", …");

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
dup_body (CribAccountSummary *summary)
{
  g_autofree char *servers = dup_servers (summary);

  if (*servers == '\0')
    return g_strdup (_("The sign-in is removed from this computer."));

  /* Translators: %s is a list of servers. */
  return g_strdup_printf (_("The sign-in is removed from this computer. These servers use it, and "
                            "show nothing until you sign in again: %s"), servers);
}

/* A check button's own label does not wrap. */
static GtkWidget *
create_check (const char *words)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (words);
  GtkWidget *check = gtk_check_button_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), check);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (check),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL,
                                  -1);
  return check;
}

/* Wider ways out; the first is off, because it concerns more than this program. */
static GtkWidget *
create_ways (AdwMessageDialog *dialog,
             gboolean          can_leave_service,
             const char       *everywhere_uri)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *check, *link;

  if (can_leave_service)
    {
      check = create_check (_("Also sign out of _Microsoft in the browser"));
      gtk_box_append (GTK_BOX (box), check);
      g_object_set_data (G_OBJECT (dialog), CHECK, check);
    }

  if (everywhere_uri != NULL)
    {
      link = gtk_link_button_new_with_label (everywhere_uri, _("Sign Out Everywhere…"));
      gtk_widget_set_tooltip_text (link, everywhere_uri);
      gtk_box_append (GTK_BOX (box), link);
    }

  return box;
}

/*
 * crib_sign_out_dialog_new:
 * @parent: (nullable): the window to stand above
 * @summary: whose sign-in goes
 * @can_leave_service: whether the service has a page that ends its own session
 * @everywhere_uri: (nullable): where a person ends all sessions of theirs
 *
 * Asks how far a sign-out goes (entra.md 6: three acts, three labels). Closing it, and Escape, mean
 * not at all. Connect to ::response and compare with %CRIB_SIGN_OUT_YES.
 *
 * Returns: (transfer none): a dialog that is not shown yet
 */
GtkWidget *
crib_sign_out_dialog_new (GtkWindow          *parent,
                          CribAccountSummary *summary,
                          gboolean            can_leave_service,
                          const char         *everywhere_uri)
{
  AdwMessageDialog *dialog;
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (CRIB_IS_ACCOUNT_SUMMARY (summary), NULL);

  name = dup_name (summary);
  /* Translators: %s is an account. */
  heading = g_strdup_printf (_("Sign Out %s?"), name);
  body = dup_body (summary);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));
  adw_message_dialog_set_heading_use_markup (dialog, FALSE);
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body_use_markup (dialog, FALSE);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog,
                                    "cancel", _("_Cancel"),
                                    CRIB_SIGN_OUT_YES, _("_Sign Out Here"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, CRIB_SIGN_OUT_YES, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");

  if (can_leave_service || everywhere_uri != NULL)
    adw_message_dialog_set_extra_child (dialog, create_ways (dialog, can_leave_service,
                                                             everywhere_uri));
  crib_whole_words_below (GTK_WIDGET (dialog));

  return GTK_WIDGET (dialog);
}

/*
 * crib_sign_out_dialog_is_wide:
 * @dialog: a dialog of crib_sign_out_dialog_new()
 *
 * Returns: whether the service's own session is to end as well
 */
gboolean
crib_sign_out_dialog_is_wide (AdwMessageDialog *dialog)
{
  GtkWidget *check = g_object_get_data (G_OBJECT (dialog), CHECK);

  return check != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}
