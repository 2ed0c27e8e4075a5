/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault-key.h"

#include <gio/gio.h>

/* A gnome-keyring that tests start, end, lock and look into, on the private bus of with-keyring.sh.
 * It speaks to the daemon by itself, not through libsecret. */
typedef struct
{
  GSubprocess *daemon;
  GDBusConnection *bus;
  char *session;
  int n_questions;        /* atomic */
} KeyringFixture;

#define KEYRING_PASSWORD "open sesame"

KeyringFixture *keyring_fixture_new         (void);
void            keyring_fixture_free        (KeyringFixture *self);
void            keyring_fixture_start       (KeyringFixture *self,
                                             const char     *password);
void            keyring_fixture_stop        (KeyringFixture *self);
gboolean        keyring_fixture_is_running  (KeyringFixture *self);
void            keyring_fixture_remove      (KeyringFixture *self);
char           *keyring_fixture_get_path    (KeyringFixture *self);
void            keyring_fixture_lock        (KeyringFixture *self);
gboolean        keyring_fixture_is_locked   (KeyringFixture *self);
GPtrArray      *keyring_fixture_list_items  (KeyringFixture *self);
GVariant       *keyring_fixture_read_item   (KeyringFixture *self,
                                             const char     *path,
                                             const char     *property);
void            keyring_fixture_create_item (KeyringFixture *self,
                                             GVariant       *attributes,
                                             const char     *secret);
int             keyring_fixture_n_questions (KeyringFixture *self);
void            keyring_fixture_new_second  (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyringFixture, keyring_fixture_free)
