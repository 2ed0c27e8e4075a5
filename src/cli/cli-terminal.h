/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whoever sits at the terminal that this program was started in. */
gboolean  cli_terminal_is_there   (void);
/* Prints @prompt on standard error and reads one line. */
void      cli_terminal_ask_async  (const char           *prompt,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
/* The same for what nobody is to see: it is not shown while it is typed. */
void      cli_terminal_ask_hidden_async (const char          *prompt,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
/* NULL without an error: nobody types any more (Ctrl+D). */
char     *cli_terminal_ask_finish (GAsyncResult         *result,
                                   GError              **error);
/* Whether @answer is a yes. */
gboolean  cli_terminal_is_yes     (const char           *answer);
gboolean  cli_terminal_is_no      (const char           *answer);

G_END_DECLS
