/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens an address in the person's browser, which says nothing on our terminal. */
void     cli_browser_open_async  (const char          *uri,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean cli_browser_open_finish (GAsyncResult        *result,
                                  GError             **error);

G_END_DECLS
