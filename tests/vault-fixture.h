/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-error.h"
#include "vault-store.h"

/* Each call begins, iterates the main context until it is answered, and ends. */

VaultSecret *vault_fixture_lookup    (gpointer       store,
                                      VaultKey      *key,
                                      VaultAsk       ask,
                                      GError       **error);
gboolean     vault_fixture_store     (gpointer       store,
                                      VaultKey      *key,
                                      const char    *text,
                                      VaultAsk       ask,
                                      GError       **error);
gboolean     vault_fixture_clear     (gpointer       store,
                                      VaultKey      *key,
                                      GError       **error);
gboolean     vault_fixture_clear_all (gpointer       store,
                                      GError       **error);
gboolean     vault_fixture_set_aside (gpointer       store,
                                      VaultKey      *key,
                                      GError       **error);
VaultState   vault_fixture_get_state (gpointer       store);

/* Fails the test unless @text, or nothing, is what a lookup finds. */
void         vault_fixture_assert_holds (gpointer    store,
                                         VaultKey   *key,
                                         const char *text);

/* A GAsyncReadyCallback that keeps the result in the GAsyncResult * it is given. */
void         vault_fixture_keep_cb (GObject       *source,
                                    GAsyncResult  *result,
                                    gpointer       user_data);
void         vault_fixture_await   (GAsyncResult **result);
