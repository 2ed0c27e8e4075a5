/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-secret.h"

#include <string.h>

/**
 * VaultSecret:
 *
 * Bytes that are wiped when the last reference goes.
 *
 * Immutable, atomically reference counted.
 */
struct _VaultSecret
{
  gatomicrefcount ref_count;

  char *text;
  gsize length;
};

G_DEFINE_BOXED_TYPE (VaultSecret, vault_secret, vault_secret_ref, vault_secret_unref)

static VaultSecret *
new_from_owned (char  *text,
                gsize  length)
{
  VaultSecret *self = g_new0 (VaultSecret, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = text;
  self->length = length;

  return self;
}

static void
wipe_and_free (char  *text,
               gsize  length)
{
  explicit_bzero (text, length);
  g_free (text);
}

/**
 * vault_secret_new:
 * @text: the secret
 * @length: its bytes, or -1 if @text ends in NUL
 *
 * Copies @text; wiping that is up to the caller.
 *
 * Returns: (transfer full): a secret
 */
VaultSecret *
vault_secret_new (const char *text,
                  gssize      length)
{
  char *copy;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);

  copy = g_malloc ((gsize) length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';

  return new_from_owned (copy, length);
}

/**
 * vault_secret_new_take:
 * @text: (transfer full): the secret, from g_malloc()
 * @length: its bytes, or -1 if @text ends in NUL
 *
 * Returns: (transfer full): a secret
 */
VaultSecret *
vault_secret_new_take (char   *text,
                       gssize  length)
{
  VaultSecret *self;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    return new_from_owned (text, strlen (text));

  /* Where the length is given there may be no room for a NUL, and g_realloc()
   * would leave a copy behind. */
  self = vault_secret_new (text, length);
  wipe_and_free (text, length);

  return self;
}

/**
 * vault_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self
 */
VaultSecret *
vault_secret_ref (VaultSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * vault_secret_unref:
 * @self: (transfer full): a secret
 *
 * With the last reference the bytes are overwritten.
 */
void
vault_secret_unref (VaultSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  wipe_and_free (self->text, self->length);
  g_free (self);
}

/**
 * vault_secret_get_text:
 * @self: a secret
 * @length: (out) (optional): how many bytes it has
 *
 * Returns: the bytes, which end in NUL and may hold others
 */
const char *
vault_secret_get_text (VaultSecret *self,
                       gsize       *length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = self->length;

  return self->text;
}

/**
 * vault_secret_equal:
 * @self: a secret
 * @other: another
 *
 * Compares in a time that depends on the lengths alone.
 *
 * Returns: whether both hold the same bytes
 */
gboolean
vault_secret_equal (VaultSecret *self,
                    VaultSecret *other)
{
  volatile guchar difference = 0;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self->length != other->length)
    return FALSE;

  for (gsize i = 0; i < self->length; i++)
    difference |= (guchar) self->text[i] ^ (guchar) other->text[i];

  return difference == 0;
}

/**
 * vault_wipe_string:
 * @text: (transfer full) (nullable): a string that held a secret, from g_malloc()
 *
 * Overwrites @text up to its NUL and frees it.
 */
void
vault_wipe_string (char *text)
{
  if (text != NULL)
    wipe_and_free (text, strlen (text));
}
