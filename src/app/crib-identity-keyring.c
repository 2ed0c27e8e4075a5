/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-identity-private.h"

#include "vault-error.h"
#include "vault-keyring.h"

#define KEY "keyring-tested"

/* Seconds: for so long at least what could not be understood is kept (entra.md 7.5). */
#define MONTH (30 * 24 * 60 * 60)

static void
tidied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;

  if (!vault_keyring_tidy_finish (VAULT_KEYRING (source), result, &error))
    g_debug ("What cannot be read stays in the keyring: %s", error->message);

  g_task_return_boolean (task, TRUE);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GError *error = NULL;

  if (vault_keyring_self_test_finish (VAULT_KEYRING (source), result, &error))
    vault_keyring_tidy_async (VAULT_KEYRING (source), now - MONTH, NULL, tidied_cb,
                              g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* What is in a file by another password does not keep new things out of it: whether it can be
 * read is a question of its own. */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  VaultAsk ask = GPOINTER_TO_INT (g_task_get_task_data (task));
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (vault_store_get_state_finish (VAULT_STORE (source), result, NULL, &error))
    vault_keyring_self_test_async (VAULT_KEYRING (source), ask, cancellable, tested_cb,
                                   g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * crib_identity_test_keyring_async:
 * @self: an identity
 * @ask: whether a person may be asked to unlock it
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Finds out whether the keyring can be read and keeps what it is given, by something that is no
 * secret (entra.md 7.5); then what was put aside more than 30 days ago goes. Memory always works.
 */
void
crib_identity_test_keyring_async (CribIdentity        *self,
                                  VaultAsk             ask,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CRIB_IS_IDENTITY (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_identity_test_keyring_async);
  g_task_set_task_data (task, GINT_TO_POINTER (ask), NULL);

  if (VAULT_IS_KEYRING (self->vault))
    vault_store_get_state_async (self->vault, cancellable, looked_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * crib_identity_test_keyring_finish:
 * @self: an identity
 * @result: what the callback got
 * @error: return location: what the vault said
 *
 * Returns: whether it keeps what it is given
 */
gboolean
crib_identity_test_keyring_finish (CribIdentity  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Whoever took a sign-in and does not give it back does not keep it. That it is locked or gone by
 * now says nothing of that. */
static gboolean
is_failure (const GError *error)
{
  return error->domain == VAULT_ERROR && error->code != VAULT_ERROR_LOCKED &&
         error->code != VAULT_ERROR_DISMISSED && error->code != VAULT_ERROR_NO_SERVICE;
}

static void
tested_once_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  CribIdentity *self = CRIB_IDENTITY (source);
  GSettings *settings = crib_trust_get_settings (self->trust);
  g_autoptr(GError) error = NULL;

  if (crib_identity_test_keyring_finish (self, result, &error))
    g_settings_set_string (settings, KEY, PACKAGE_VERSION);
  else if (is_failure (error))
    crib_identity_emit_save_failed (self, error);
}

/**
 * crib_identity_test_keyring_once:
 * @self: an identity
 *
 * Tests the keyring once per version of the program, after somebody signed in: it is open then.
 * Where it does not keep what it took, save-failed is emitted. Sign-ins for the session only need
 * no keyring.
 */
void
crib_identity_test_keyring_once (CribIdentity *self)
{
  GSettings *settings;
  g_autofree char *version = NULL;

  g_return_if_fail (CRIB_IS_IDENTITY (self));

  settings = crib_trust_get_settings (self->trust);
  if (settings == NULL || self->session_only || !VAULT_IS_KEYRING (self->vault))
    return;

  version = g_settings_get_string (settings, KEY);
  if (!g_str_equal (version, PACKAGE_VERSION))
    crib_identity_test_keyring_async (self, VAULT_ASK_NEVER, NULL, tested_once_cb, NULL);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  GError *error = NULL;
  char *path = vault_keyring_move_aside_finish (VAULT_KEYRING (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, path, g_free);
}

/**
 * crib_identity_move_keyring_aside_async:
 * @self: an identity
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Begins a new file of secrets where the old one cannot be opened (`VAULT_ERROR_FILE`), because a
 * person said so. The desktop's keyring is left alone.
 */
void
crib_identity_move_keyring_aside_async (CribIdentity        *self,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CRIB_IS_IDENTITY (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_identity_move_keyring_aside_async);

  if (VAULT_IS_KEYRING (self->vault))
    vault_keyring_move_aside_async (VAULT_KEYRING (self->vault), cancellable, moved_cb,
                                    g_steal_pointer (&task));
  else
    g_task_return_pointer (task, NULL, NULL);
}

/**
 * crib_identity_move_keyring_aside_finish:
 * @self: an identity
 * @result: what the callback got
 * @error: return location: what the vault said
 *
 * Returns: (transfer full) (nullable): where the old file is now; %NULL without an error where
 *   there is none
 */
char *
crib_identity_move_keyring_aside_finish (CribIdentity  *self,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
