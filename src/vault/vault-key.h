/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VAULT_TYPE_KEY (vault_key_get_type ())

typedef enum {
  VAULT_KIND_ACCOUNT,   /* a refresh token and what belongs to it */
  VAULT_KIND_CLIENT,    /* a secret that registration or an administrator gave */
  VAULT_KIND_API_KEY,
  VAULT_KIND_TASKS,     /* what runs at a server, by ids that it lets in whoever knows them */
  VAULT_KIND_UNREADABLE, /* what could not be understood any more, put aside for a while */
} VaultKind;

typedef struct _VaultKey VaultKey;

GType       vault_key_get_type      (void);
VaultKey   *vault_key_new           (VaultKind      kind,
                                     const char    *client_id,
                                     const char    *authority,
                                     const char    *subject);
VaultKey   *vault_key_new_aside     (VaultKey      *self);
VaultKey   *vault_key_ref           (VaultKey      *self);
void        vault_key_unref         (VaultKey      *self);
gboolean    vault_key_equal         (gconstpointer  a,
                                     gconstpointer  b);
guint       vault_key_hash          (gconstpointer  key);
VaultKind   vault_key_get_kind      (VaultKey      *self);
const char *vault_key_get_client_id (VaultKey      *self);
const char *vault_key_get_authority (VaultKey      *self);
const char *vault_key_get_account   (VaultKey      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VaultKey, vault_key_unref)

G_END_DECLS
