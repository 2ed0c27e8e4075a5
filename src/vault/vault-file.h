/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VAULT_TYPE_FILE (vault_file_get_type ())

G_DECLARE_FINAL_TYPE (VaultFile, vault_file, VAULT, FILE, GObject)

VaultFile *vault_file_new                  (void);
GFile     *vault_file_find                 (void);
void       vault_file_prepare_async        (VaultFile            *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean   vault_file_prepare_finish       (VaultFile            *self,
                                            GAsyncResult         *result,
                                            gboolean             *is_used,
                                            GError              **error);
void       vault_file_delete_backup_async  (VaultFile            *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
void       vault_file_delete_backup_finish (VaultFile            *self,
                                            GAsyncResult         *result);
void       vault_file_move_aside_async     (VaultFile            *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
char      *vault_file_move_aside_finish    (VaultFile            *self,
                                            GAsyncResult         *result,
                                            GError              **error);
gboolean   vault_file_is_of_program        (VaultFile            *self);
void       vault_file_remove_async         (VaultFile            *self,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean   vault_file_remove_finish        (VaultFile            *self,
                                            GAsyncResult         *result,
                                            GError              **error);
gboolean   vault_file_is_sound             (const char           *contents,
                                            gsize                 length);

G_END_DECLS
