/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-store.h"

G_BEGIN_DECLS

#define VAULT_TYPE_KEYRING (vault_keyring_get_type ())

/* The desktop's keyring by libsecret; the file backend of the Secret portal inside a Flatpak. */
G_DECLARE_FINAL_TYPE (VaultKeyring, vault_keyring, VAULT, KEYRING, GObject)

VaultKeyring *vault_keyring_new (void);

G_END_DECLS
