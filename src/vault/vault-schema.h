/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-key.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

const SecretSchema *vault_schema_get            (void);
const char         *vault_schema_get_label      (GHashTable *attributes);
GHashTable         *vault_schema_new_aside      (void);
GHashTable         *vault_schema_new_attributes (VaultKey *key);

G_END_DECLS
