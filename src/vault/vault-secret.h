/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VAULT_TYPE_SECRET (vault_secret_get_type ())

/* Bytes that are wiped when the last reference goes. Immutable, atomically reference counted. */
typedef struct _VaultSecret VaultSecret;

GType        vault_secret_get_type (void);
/* Takes a copy of @length bytes (-1: a string). */
VaultSecret *vault_secret_new      (const char   *text,
                                    gssize        length);
/* Takes @text itself, from g_malloc(). */
VaultSecret *vault_secret_new_take (char         *text,
                                    gssize        length);
VaultSecret *vault_secret_ref      (VaultSecret  *self);
void         vault_secret_unref    (VaultSecret  *self);
const char  *vault_secret_get_text (VaultSecret  *self,
                                    gsize        *length);   /* ends in NUL */
/* Wipes and frees a string that held a secret. */
void         vault_wipe_string     (char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VaultSecret, vault_secret_unref)

G_END_DECLS
