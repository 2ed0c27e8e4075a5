/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-device-code-dialog.h"

#include "hyphens.h"
#include "ui-fixture.h"

#define ADDRESS "https://microsoft.com/devicelogin"

static void
count_cb (GtkWidget *dialog,
          guint     *count)
{
  (*count)++;
}

static gboolean
is_button (GtkWidget  *widget,
           const char *label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static CribDeviceCodeDialog *
show (gint64 expires_in)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  CribDeviceCodeDialog *dialog;

  dialog = crib_device_code_dialog_new (NULL, ADDRESS, "<b>ABCD-1234", expires_in != 0
                                                                       ? now + expires_in : 0,
                                        NULL, "<i>Contoso");
  gtk_window_present (GTK_WINDOW (dialog));
  g_object_ref (dialog);

  return dialog;
}

static void
end (CribDeviceCodeDialog *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  ui_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 0);
  g_assert_finalize_object (dialog);
}

static void
test_device_code_words (void)
{
  CribDeviceCodeDialog *dialog = show (0);
  guint n_cancelled = 0;
  GtkWidget *code;

  g_signal_connect (dialog, "cancelled", G_CALLBACK (count_cb), &n_cancelled);
  code = ui_find (GTK_WIDGET (dialog), ui_is_label, "<b>ABCD-1234");
  g_assert_nonnull (code);
  g_assert_true (gtk_label_get_selectable (GTK_LABEL (code)));
  g_assert_true (ui_shows (GTK_WIDGET (dialog), ADDRESS));
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "<i>Contoso asks you to sign in."));

  end (dialog);
  g_assert_cmpuint (n_cancelled, ==, 1);
}

/* Where lines of large text break nothing is there that nobody must type. */
static void
test_device_code_breaks (void)
{
  CribDeviceCodeDialog *dialog = show (0);

  g_assert_false (hyphens_appear (ui_find (GTK_WIDGET (dialog), ui_is_label, "<b>ABCD-1234"), 50));
  g_assert_false (hyphens_appear (ui_find (GTK_WIDGET (dialog), ui_is_label, ADDRESS), 50));
  end (dialog);
}

/* On a low screen all of it can be reached. */
static void
test_device_code_scrolls (void)
{
  CribDeviceCodeDialog *dialog = show (0);
  int height;

  gtk_widget_measure (gtk_window_get_child (GTK_WINDOW (dialog)), GTK_ORIENTATION_VERTICAL, 360,
                      &height, NULL, NULL, NULL);
  g_assert_cmpint (height, <=, 294);
  end (dialog);
}

static const struct
{
  gint64 left;
  const char *words;
} times[] = {
  { 890, "The code is good for 15 more minutes." },
  { 30, "The code is good for 1 more minute." },
  { -5, "The code has run out. Cancel, and sign in again." },
};

static void
test_device_code_time (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      CribDeviceCodeDialog *dialog = show (times[i].left);
      GtkWidget *copy = ui_find (GTK_WIDGET (dialog), is_button, "_Copy Code");

      g_assert_true (ui_shows (GTK_WIDGET (dialog), times[i].words));
      g_assert_cmpint (gtk_widget_get_sensitive (copy), ==, times[i].left > 0);
      end (dialog);
    }
}

/* While somebody looks at it. */
static void
test_device_code_runs_out (void)
{
  CribDeviceCodeDialog *dialog = show (1);

  g_assert_true (ui_shows (GTK_WIDGET (dialog), "The code is good for 1 more minute."));
  ui_wait (ui_shows (GTK_WIDGET (dialog), "The code has run out. Cancel, and sign in again."));
  end (dialog);
}

static void
test_device_code_copy (void)
{
  CribDeviceCodeDialog *dialog = show (900);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (dialog));
  g_auto(GValue) value = G_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  g_signal_emit_by_name (ui_find (GTK_WIDGET (dialog), is_button, "_Copy Code"), "clicked");
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, "<b>ABCD-1234");
  g_assert_true (ui_shows (GTK_WIDGET (dialog), "Code copied."));
  end (dialog);
}

int
main (int   argc,
      char *argv[])
{
  if (!ui_init (&argc, &argv))
    return 0;

  g_test_add_func ("/device-code-dialog/words", test_device_code_words);
  g_test_add_func ("/device-code-dialog/breaks", test_device_code_breaks);
  g_test_add_func ("/device-code-dialog/scrolls", test_device_code_scrolls);
  g_test_add_func ("/device-code-dialog/time", test_device_code_time);
  g_test_add_func ("/device-code-dialog/runs-out", test_device_code_runs_out);
  g_test_add_func ("/device-code-dialog/copy", test_device_code_copy);

  return g_test_run ();
}
