/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-error.h"

G_BEGIN_DECLS

GError *vault_error_new         (VaultError    code);
GError *vault_error_from_secret (const GError *error);
GError *vault_error_from_file   (const GError *error);

G_END_DECLS
