/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-identity.h"
#include "crib-server-store.h"

G_BEGIN_DECLS

typedef enum {
  CRIB_REMOVE_NOTHING_MORE = 0,
  CRIB_REMOVE_SERVERS = 1 << 0,   /* the saved servers as well */
} CribRemoveFlags;

/* Removes all that this program keeps of people: what is in the keyring, accounts, what runs at
 * servers, what was typed, caches, settings of sign-in. Needs no network.
 * Finishes with what could not be removed and why, sentences for people: none of them is best. */
void   crib_remove_everything_async  (CribIdentity         *identity,
                                      CribServerStore      *servers,
                                      CribRemoveFlags       flags,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char **crib_remove_everything_finish (CribIdentity         *identity,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
