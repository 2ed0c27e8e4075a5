/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-store.h"

G_BEGIN_DECLS

#define VAULT_TYPE_MEMORY (vault_memory_get_type ())

G_DECLARE_FINAL_TYPE (VaultMemory, vault_memory, VAULT, MEMORY, GObject)

VaultMemory *vault_memory_new (void);

G_END_DECLS
