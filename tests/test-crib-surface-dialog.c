/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-other-account-dialog.h"
#include "crib-surface-dialog.h"

#include "hyphens.h"
#include "ui-fixture.h"

/* The questions that a sign-in can raise: where, and as whom. */

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_check (GtkWidget  *widget,
          const char *label)
{
  return GTK_IS_CHECK_BUTTON (widget) &&
         g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), label) == 0;
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             char            **answer)
{
  g_assert_null (*answer);
  *answer = g_strdup (response);
}

static void
answer (GtkWidget  *dialog,
        const char *label,
        const char *wanted)
{
  g_autofree char *found = NULL;

  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), &found);
  gtk_window_present (GTK_WINDOW (dialog));

  if (label != NULL)
    g_signal_emit_by_name (ui_find (dialog, is_button, label), "clicked");
  else
    gtk_window_close (GTK_WINDOW (dialog));

  ui_wait (found != NULL);
  g_assert_cmpstr (found, ==, wanted);
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
}

static void
test_surface_answers (void)
{
  answer (crib_surface_dialog_new (NULL, "Contoso", NULL, FALSE), "In This _Window",
          CRIB_SURFACE_WINDOW);
  answer (crib_surface_dialog_new (NULL, "Contoso", NULL, FALSE), "In the _Browser",
          CRIB_SURFACE_ELSEWHERE);
  answer (crib_surface_dialog_new (NULL, "Contoso", NULL, FALSE), NULL, "cancel");
}

/* Nothing is remembered unless told, and where an administrator decides nobody is asked. */
static void
test_surface_remembers (void)
{
  GtkWidget *dialog = crib_surface_dialog_new (NULL, "Contoso", NULL, TRUE);
  GtkWidget *check;

  gtk_window_present (GTK_WINDOW (dialog));
  check = ui_find (dialog, is_check, "_Always do this");
  g_assert_false (crib_surface_dialog_remembers (ADW_MESSAGE_DIALOG (dialog)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (crib_surface_dialog_remembers (ADW_MESSAGE_DIALOG (dialog)));
  answer (dialog, NULL, "cancel");

  dialog = crib_surface_dialog_new (NULL, "Contoso", NULL, FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_null (ui_find (dialog, is_check, "_Always do this"));
  g_assert_false (crib_surface_dialog_remembers (ADW_MESSAGE_DIALOG (dialog)));
  answer (dialog, NULL, "cancel");
}

static void
test_surface_words (void)
{
  GtkWidget *dialog = crib_surface_dialog_new (NULL, "<b>Contoso", "More & more.", FALSE);

  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (ui_shows (dialog, "Sign In to <b>Contoso"));
  g_assert_true (g_str_has_prefix (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)),
                                   "More & more.\n\n"));
  answer (dialog, NULL, "cancel");
}

static OauthAccount *
create_account (const char *username,
                const char *name)
{
  return g_object_new (OAUTH_TYPE_ACCOUNT, "id", "1", "username", username, "name", name, NULL);
}

/* What Enter does shows, and names are as they are written. */
static void
test_other_account_looks (void)
{
  g_autoptr(OauthAccount) ada = create_account ("ada.countess.of.lovelace@contoso.example", NULL);
  AdwMessageDialog *dialog;
  GtkWidget *body;

  dialog = ADW_MESSAGE_DIALOG (crib_other_account_dialog_new (NULL, "Contoso", ada, ada));
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_cmpint (adw_message_dialog_get_response_appearance (dialog, CRIB_OTHER_ACCOUNT_AGAIN),
                   ==, ADW_RESPONSE_SUGGESTED);
  g_assert_cmpint (adw_message_dialog_get_response_appearance (dialog, CRIB_OTHER_ACCOUNT_KEEP),
                   ==, ADW_RESPONSE_DEFAULT);
  body = ui_find (GTK_WIDGET (dialog), ui_is_label, adw_message_dialog_get_body (dialog));
  g_assert_false (hyphens_appear (body, 90));
  answer (GTK_WIDGET (dialog), NULL, "cancel");

  dialog = ADW_MESSAGE_DIALOG (crib_surface_dialog_new (NULL, "Contoso", NULL, FALSE));
  g_assert_cmpint (adw_message_dialog_get_response_appearance (dialog, CRIB_SURFACE_WINDOW),
                   ==, ADW_RESPONSE_SUGGESTED);
  answer (GTK_WIDGET (dialog), NULL, "cancel");
}

static void
test_other_account (void)
{
  g_autoptr(OauthAccount) ada = create_account ("ada_l@contoso.example", "Ada");
  g_autoptr(OauthAccount) tom = create_account (NULL, "Tom <b>");
  g_autoptr(OauthAccount) nobody = create_account (NULL, NULL);
  g_autoptr(OauthAccount) countess = create_account ("augusta.countess.of.lovelace@contoso.example",
                                                     NULL);
  GtkWidget *dialog = crib_other_account_dialog_new (NULL, "Contoso", ada, tom);

  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (ui_shows (dialog, "“Contoso” was used as ada_l@contoso.example, and Tom <b> "
                                   "signed in now. What was open there for the one is not shown "
                                   "to the other."));
  answer (dialog, "_Keep Tom <b>", CRIB_OTHER_ACCOUNT_KEEP);
  answer (crib_other_account_dialog_new (NULL, "Contoso", ada, tom),
          "_Sign In as ada__l@contoso.example", CRIB_OTHER_ACCOUNT_AGAIN);
  answer (crib_other_account_dialog_new (NULL, "Contoso", ada, nobody), NULL, "cancel");
  answer (crib_other_account_dialog_new (NULL, "Contoso", ada, countess),
          "_Keep augusta.countess.of.love…", CRIB_OTHER_ACCOUNT_KEEP);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/surface-dialog/answers", test_surface_answers);
  g_test_add_func ("/surface-dialog/remembers", test_surface_remembers);
  g_test_add_func ("/surface-dialog/words", test_surface_words);
  g_test_add_func ("/other-account-dialog/answers", test_other_account);
  g_test_add_func ("/other-account-dialog/looks", test_other_account_looks);

  return g_test_run ();
}
