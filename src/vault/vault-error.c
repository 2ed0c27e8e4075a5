/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-error-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

/**
 * VaultError:
 *
 * What can be wrong with a keyring, one code for each thing a person can do
 * about it. The messages are theirs to read and hold nothing secret.
 */
G_DEFINE_QUARK (vault-error-quark, vault_error)

static const char *
describe (VaultError code)
{
  switch (code)
    {
    case VAULT_ERROR_NO_SERVICE:
      return _("No keyring answers here, so nothing secret can be kept. "
               "You can stay signed in only until you close Toolcrib.");
    case VAULT_ERROR_LOCKED:
      return _("Your keyring is locked. Unlock it to go on.");
    case VAULT_ERROR_DISMISSED:
      return _("Your keyring is still locked, because it was not unlocked. "
               "Try again when you want to unlock it.");
    case VAULT_ERROR_CORRUPT:
      return _("What your keyring holds for this cannot be read. Sign in again.");
    case VAULT_ERROR_FILE:
      return _("The file that keeps your sign-ins here cannot be opened any more, because the "
               "password of this computer’s keyring is another one now, or it is damaged.");
    case VAULT_ERROR_FAILED:
    default:
      return _("The keyring could not do this. Try again.");
    }
}

/* Codes of D-Bus that mean: nobody there keeps secrets, or no longer. */
static gboolean
bus_has_no_service (int code)
{
  switch (code)
    {
    case G_DBUS_ERROR_SERVICE_UNKNOWN:
    case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
    case G_DBUS_ERROR_NO_REPLY:
    case G_DBUS_ERROR_BAD_ADDRESS:
    case G_DBUS_ERROR_ACCESS_DENIED:
    case G_DBUS_ERROR_AUTH_FAILED:
    case G_DBUS_ERROR_NO_SERVER:
    case G_DBUS_ERROR_TIMEOUT:
    case G_DBUS_ERROR_TIMED_OUT:
    case G_DBUS_ERROR_DISCONNECTED:
    case G_DBUS_ERROR_FILE_NOT_FOUND:
    case G_DBUS_ERROR_UNKNOWN_INTERFACE:
    case G_DBUS_ERROR_UNKNOWN_METHOD:
    case G_DBUS_ERROR_UNKNOWN_OBJECT:
      return TRUE;
    default:
      return code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED && code <= G_DBUS_ERROR_SPAWN_NO_MEMORY;
    }
}

/* Codes of GIO that mean: no bus to ask on (a dead address, no address and no
 * display to start one), or that the portal gives no password for the file. */
static gboolean
io_has_no_service (int code)
{
  switch (code)
    {
    case G_IO_ERROR_FAILED:
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_INVALID_ARGUMENT:
    case G_IO_ERROR_INVALID_DATA:
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_CONNECTION_CLOSED:
    case G_IO_ERROR_CLOSED:
    case G_IO_ERROR_NOT_CONNECTED:
    case G_IO_ERROR_TIMED_OUT:
      return TRUE;
    default:
      return FALSE;
    }
}

static VaultError
classify (const GError *error)
{
  if (error->domain == G_DBUS_ERROR && bus_has_no_service (error->code))
    return VAULT_ERROR_NO_SERVICE;

  if (error->domain == G_IO_ERROR && io_has_no_service (error->code))
    return VAULT_ERROR_NO_SERVICE;

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return VAULT_ERROR_LOCKED;

  /* We cancel nothing: it was the person, when the Secret portal asked them. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return VAULT_ERROR_DISMISSED;

  /* The file backend says PROTOCOL where an item does not fit its checksum. */
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_INVALID_FILE_FORMAT) ||
      g_error_matches (error, SECRET_ERROR, SECRET_ERROR_PROTOCOL))
    return VAULT_ERROR_CORRUPT;

  return VAULT_ERROR_FAILED;
}

/*< private >
 * vault_error_new:
 * @code: what is wrong
 *
 * Returns: (transfer full): an error that says it to a person
 */
GError *
vault_error_new (VaultError code)
{
  return g_error_new_literal (VAULT_ERROR, code, describe (code));
}

/*< private >
 * vault_error_from_secret:
 * @error: what libsecret, D-Bus or GIO said
 *
 * Returns: (transfer full): what that means for a person (entra.md 7.5)
 */
GError *
vault_error_from_secret (const GError *error)
{
  VaultError code = classify (error);
  g_autoptr(GError) bare = NULL;

  if (code != VAULT_ERROR_FAILED)
    return vault_error_new (code);

  bare = g_error_copy (error);
  g_dbus_error_strip_remote_error (bare);

  /* Translators: %s is what the keyring said, hardly ever in the person's language. */
  return g_error_new (VAULT_ERROR, code, _("The keyring could not do this: %s"), bare->message);
}

/*< private >
 * vault_error_from_file:
 * @error: what libsecret said to a search for anything in its file
 *
 * Returns: (transfer full): what that means for a person: what a search for
 *   anything cannot read is the file, not an item
 */
GError *
vault_error_from_file (const GError *error)
{
  VaultError code = classify (error);

  return code == VAULT_ERROR_CORRUPT ? vault_error_new (VAULT_ERROR_FILE)
                                     : vault_error_from_secret (error);
}
