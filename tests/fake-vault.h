/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-memory.h"

G_BEGIN_DECLS

#define FAKE_TYPE_VAULT (fake_vault_get_type ())

G_DECLARE_FINAL_TYPE (FakeVault, fake_vault, FAKE, VAULT, GObject)

/* A keyring in memory that can be taken away. Members are there to be set and read. */
struct _FakeVault
{
  GObject parent_instance;

  VaultMemory *memory;
  VaultState state;          /* locked and absent: nothing can be done */
  gboolean is_unlocked_by_asking;
  guint n_lookups;
  guint n_stores;
  guint n_clears;
  guint n_asked;             /* how often a person was asked to unlock it */
};

FakeVault *fake_vault_new      (void);

G_END_DECLS
