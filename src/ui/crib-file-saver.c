/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-file-saver.h"

#include "crib-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Saving a file, shaped like GtkFileDialog of later versions; the only place that names the
 * native chooser of this one. */

typedef struct
{
  GtkFileChooserNative *chooser;    /* lives until it answered: nothing else keeps it */
  GBytes *bytes;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->chooser);
  g_bytes_unref (saving->bytes);
  g_free (saving);
}

static void
replace_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GFile) file = NULL;
  GCancellable *cancellable;
  Saving *saving = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (dialog, task);
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (file == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Not saved"));
      return;
    }

  cancellable = g_task_get_cancellable (task);
  g_file_replace_contents_bytes_async (file, saving->bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
                                       replace_cb, g_steal_pointer (&task));
}

void
crib_file_saver_save_async (GtkWidget           *widget,
                            const char          *name,
                            GBytes              *bytes,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *clean = NULL;
  GtkRoot *root;
  Saving *saving;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (bytes != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_file_saver_save_async);

  root = gtk_widget_get_root (widget);
  saving = g_new0 (Saving, 1);
  saving->bytes = g_bytes_ref (bytes);
  saving->chooser = gtk_file_chooser_native_new (_("Save"),
                                                 GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                 GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);

  clean = crib_words_to_file_name (name, _("result"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser), clean);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (saving->chooser), TRUE);
  g_signal_connect (saving->chooser, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
  g_steal_pointer (&task);
}

gboolean
crib_file_saver_save_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
say (GtkWidget  *widget,
     const char *words)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (escaped));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (crib_file_saver_save_finish (result, &error))
    say (widget, _("Saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (widget, error->message);
}

void
crib_file_saver_save (GtkWidget  *widget,
                      const char *name,
                      GBytes     *bytes)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (bytes != NULL);

  crib_file_saver_save_async (widget, name, bytes, NULL, saved_cb, g_object_ref (widget));
}
