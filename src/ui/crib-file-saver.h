/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to save @bytes, and saves them. @widget: tells the window to stand above.
 * Fails with G_IO_ERROR_CANCELLED when the person thinks better of it. */
void     crib_file_saver_save_async  (GtkWidget            *widget,
                                      const char           *name,
                                      GBytes               *bytes,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean crib_file_saver_save_finish (GAsyncResult         *result,
                                      GError              **error);
/* The same for those who have nothing to say about the outcome but a toast. */
void     crib_file_saver_save        (GtkWidget            *widget,
                                      const char           *name,
                                      GBytes               *bytes);

G_END_DECLS
