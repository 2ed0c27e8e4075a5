/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Shows where a server wants to send the person, asks, and opens the browser there. */
void      cli_page_ask_async   (const char           *uri,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
/* FALSE without an error: the person declined. */
gboolean  cli_page_ask_finish  (GAsyncResult         *result,
                                GError              **error);
/* The host that @uri goes to, as it stands in the network; NULL for a page not to be opened. */
char     *cli_page_dup_host    (const char           *uri,
                                GError              **error);

G_END_DECLS
