/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-key.h"

/**
 * VaultKey:
 *
 * Where a secret lies. Everything in it may be read by whoever can open the
 * keyring's list, so nothing of it is secret or names a person (ruling 10).
 *
 * Immutable, atomically reference counted.
 */
struct _VaultKey
{
  gatomicrefcount ref_count;

  VaultKind kind;
  char *client_id;
  char *authority;
  char *account;
};

G_DEFINE_BOXED_TYPE (VaultKey, vault_key, vault_key_ref, vault_key_unref)

static char *
dup_nonempty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * vault_key_new:
 * @kind: what the secret is
 * @client_id: (nullable): the client it was given to
 * @authority: (nullable): the cloud of an Entra account, else the issuer
 * @subject: (nullable): the home account id or "sub"; only its SHA-256 is kept
 *
 * An empty string is the same as %NULL.
 *
 * Returns: (transfer full): a key
 */
VaultKey *
vault_key_new (VaultKind   kind,
               const char *client_id,
               const char *authority,
               const char *subject)
{
  VaultKey *self;

  g_return_val_if_fail (kind >= VAULT_KIND_ACCOUNT && kind <= VAULT_KIND_UNREADABLE, NULL);

  self = g_new0 (VaultKey, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->client_id = dup_nonempty (client_id);
  self->authority = dup_nonempty (authority);

  if (subject != NULL && *subject != '\0')
    self->account = g_compute_checksum_for_string (G_CHECKSUM_SHA256, subject, -1);

  return self;
}

/**
 * vault_key_new_aside:
 * @self: a key
 *
 * Returns: (transfer full): where what lies at @self is kept when it cannot be understood
 */
VaultKey *
vault_key_new_aside (VaultKey *self)
{
  VaultKey *aside;

  g_return_val_if_fail (self != NULL, NULL);

  aside = vault_key_new (VAULT_KIND_UNREADABLE, self->client_id, self->authority, NULL);
  aside->account = g_strdup (self->account);

  return aside;
}

/**
 * vault_key_ref:
 * @self: a key
 *
 * Returns: (transfer full): @self
 */
VaultKey *
vault_key_ref (VaultKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * vault_key_unref:
 * @self: (transfer full): a key
 */
void
vault_key_unref (VaultKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->client_id);
  g_free (self->authority);
  g_free (self->account);
  g_free (self);
}

/**
 * vault_key_equal:
 * @a: (type VaultKey): a key
 * @b: (type VaultKey): another
 *
 * Returns: whether both lead to the same secret
 */
gboolean
vault_key_equal (gconstpointer a,
                 gconstpointer b)
{
  const VaultKey *one = a;
  const VaultKey *other = b;

  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return one->kind == other->kind &&
         g_strcmp0 (one->client_id, other->client_id) == 0 &&
         g_strcmp0 (one->authority, other->authority) == 0 &&
         g_strcmp0 (one->account, other->account) == 0;
}

static guint
hash_nullable (const char *text)
{
  return text != NULL ? g_str_hash (text) : 0;
}

/**
 * vault_key_hash:
 * @key: (type VaultKey): a key
 *
 * Returns: a number for a hash table
 */
guint
vault_key_hash (gconstpointer key)
{
  const VaultKey *self = key;

  g_return_val_if_fail (self != NULL, 0);

  return (guint) self->kind +
         31 * (hash_nullable (self->client_id) +
               31 * (hash_nullable (self->authority) + 31 * hash_nullable (self->account)));
}

/**
 * vault_key_get_kind:
 * @self: a key
 *
 * Returns: what the secret is
 */
VaultKind
vault_key_get_kind (VaultKey *self)
{
  g_return_val_if_fail (self != NULL, VAULT_KIND_ACCOUNT);

  return self->kind;
}

/**
 * vault_key_get_client_id:
 * @self: a key
 *
 * Returns: (nullable): the client that the secret was given to
 */
const char *
vault_key_get_client_id (VaultKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_id;
}

/**
 * vault_key_get_authority:
 * @self: a key
 *
 * Returns: (nullable): the cloud of an Entra account, else the issuer
 */
const char *
vault_key_get_authority (VaultKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->authority;
}

/**
 * vault_key_get_account:
 * @self: a key
 *
 * Returns: (nullable): the SHA-256 of the subject, in hexadecimal
 */
const char *
vault_key_get_account (VaultKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->account;
}
