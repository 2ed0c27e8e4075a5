/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-choice.h"

#include "crib-words.h"

#include <glib/gi18n.h>

#include <string.h>

#define MAX_NAME 80

/*
 * CribAccountChoice:
 *
 * Which of the accounts that are signed in already a server is used as. It is there only where
 * there is something to choose.
 */
struct _CribAccountChoice
{
  AdwComboRow parent_instance;

  GPtrArray *accounts;          /* of OauthAccount */
  guint first;                  /* whom it is used as so far */
};

G_DEFINE_FINAL_TYPE (CribAccountChoice, crib_account_choice, ADW_TYPE_COMBO_ROW)

static char *
dup_name (OauthAccount *account)
{
  const char *name = oauth_account_get_username (account);

  if (name == NULL || *name == '\0')
    name = oauth_account_get_name (account);

  return crib_words_clip (name != NULL && *name != '\0' ? name : _("Unnamed Account"), MAX_NAME);
}

static void
crib_account_choice_dispose (GObject *object)
{
  g_clear_pointer (&CRIB_ACCOUNT_CHOICE (object)->accounts, g_ptr_array_unref);

  G_OBJECT_CLASS (crib_account_choice_parent_class)->dispose (object);
}

static void
crib_account_choice_class_init (CribAccountChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_account_choice_dispose;
}

static void
crib_account_choice_init (CribAccountChoice *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  self->first = GTK_INVALID_LIST_POSITION;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Account"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Those that signed in by the client ID of @server: others its authority would not know. */
void
crib_account_choice_set_accounts (CribAccountChoice *self,
                                  CribAccountStore  *accounts,
                                  CribServer        *server)
{
  const char *client_id;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (CRIB_IS_ACCOUNT_CHOICE (self));
  g_return_if_fail (CRIB_IS_ACCOUNT_STORE (accounts));
  g_return_if_fail (CRIB_IS_SERVER (server));

  client_id = crib_server_get_used_client_id (server);
  g_ptr_array_set_size (self->accounts, 0);
  self->first = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr(OauthAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);
      g_autofree char *name = dup_name (account);

      if (g_strcmp0 (oauth_account_get_client_id (account), client_id) != 0)
        continue;

      if (g_strcmp0 (oauth_account_get_id (account), crib_server_get_account (server)) == 0)
        self->first = self->accounts->len;

      gtk_string_list_append (names, name);
      g_ptr_array_add (self->accounts, g_steal_pointer (&account));
    }

  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), self->first);
  gtk_widget_set_visible (GTK_WIDGET (self), self->accounts->len > 1);
}

/* (nullable): the id of the account that was chosen, where that is another one than before */
const char *
crib_account_choice_get_chosen (CribAccountChoice *self)
{
  guint selected;

  g_return_val_if_fail (CRIB_IS_ACCOUNT_CHOICE (self), NULL);

  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected != self->first && selected < self->accounts->len
         ? oauth_account_get_id (g_ptr_array_index (self->accounts, selected)) : NULL;
}
