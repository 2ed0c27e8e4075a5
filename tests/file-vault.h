/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-store.h"

G_BEGIN_DECLS

#define FILE_TYPE_VAULT (file_vault_get_type ())

G_DECLARE_FINAL_TYPE (FileVault, file_vault, FILE, VAULT, GObject)

/* A vault of one item in a plain file: for tests only, where several processes share it. Members
 * are there to be set and read; an error is given out until it is cleared. */
struct _FileVault
{
  GObject parent_instance;

  char *path;
  char *aside;               /* nullable: what was put aside last; no item of the file */
  GError *lookup_error;
  GError *store_error;
  GError *clear_error;
  guint n_lookups;
  guint n_stores;
  guint n_clears;
  VaultAsk ask;              /* of the last call */
  gboolean is_holding;       /* stores wait for file_vault_release() */
  gboolean is_stuck;         /* stores neither write nor answer */
  GTask *held;
};

FileVault *file_vault_new      (const char *path);
char      *file_vault_dup_text (FileVault  *self);
void       file_vault_release  (FileVault  *self);
void       file_vault_put_text (FileVault  *self,
                                const char *text);

G_END_DECLS
