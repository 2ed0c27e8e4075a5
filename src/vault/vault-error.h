/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VAULT_ERROR (vault_error_quark ())

typedef enum {
  VAULT_ERROR_NO_SERVICE,   /* no keyring answers on this desktop */
  VAULT_ERROR_LOCKED,       /* the keyring is locked and nobody may be asked now */
  VAULT_ERROR_DISMISSED,    /* the person was asked to unlock it and did not */
  VAULT_ERROR_CORRUPT,      /* an item cannot be read */
  VAULT_ERROR_FAILED,       /* anything else the keyring said */
  VAULT_ERROR_FILE,         /* the keyring's file cannot be read; moving it aside helps */
} VaultError;

GQuark vault_error_quark (void);

G_END_DECLS
