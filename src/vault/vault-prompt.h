/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     vault_prompt_unlock_async (const char * const   *paths,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
void     vault_prompt_create_async (const char           *label,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean vault_prompt_finish       (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
