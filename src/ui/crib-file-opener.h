/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks which file; %G_IO_ERROR_CANCELLED when none was chosen. */
void    crib_file_opener_open_async  (GtkWidget            *widget,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GFile  *crib_file_opener_open_finish (GAsyncResult         *result,
                                      GError              **error);
/* Reads a whole file of at most @max_size bytes; %G_IO_ERROR_NO_SPACE when it has more. */
void    crib_file_opener_read_async  (GFile                *file,
                                      gsize                 max_size,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GBytes *crib_file_opener_read_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
