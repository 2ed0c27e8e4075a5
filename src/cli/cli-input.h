/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a whole file, or standard input where @path is "-", up to what a document may be long. */
void    cli_input_read_async  (const char           *path,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
GBytes *cli_input_read_finish (GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
