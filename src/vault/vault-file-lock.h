/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One program at a time changes the file of secrets. -1: nobody could be kept out. */
void vault_file_lock_async  (GFile               *file,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data);
int  vault_file_lock_finish (GAsyncResult        *result);
int  vault_file_lock_in_thread (GFile            *file);

G_END_DECLS
