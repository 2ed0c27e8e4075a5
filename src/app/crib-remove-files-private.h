/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Removes files and folders of ours, private to this room. Finishes with the paths that stay, each
 * with why. */
void   crib_remove_files_async  (const char * const  *paths,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
char **crib_remove_files_finish (GAsyncResult        *result);

G_END_DECLS
