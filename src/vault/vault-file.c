/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-file.h"

#include "vault-door.h"
#include "vault-error-private.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Secret"
#define PORTAL_TIMEOUT 10000   /* ms */

/* Also the NUL belongs to it. */
#define MAGIC "GnomeKeyring\n\r\0\n"
#define MAGIC_LENGTH 16
#define VERSION_LENGTH 2

/* libsecret writes 100,000, which take about 50 ms. */
#define MAX_ROUNDS 2000000

/**
 * VaultFile:
 *
 * The file in which libsecret keeps secrets inside a Flatpak, encrypted with a
 * password from the Secret portal. Belongs to a [class@Vault.Keyring].
 *
 * Two things about it libsecret 0.20 leaves to us. It aborts the program if the
 * file was cut short within its head, so the file is looked at first. And it
 * reads the file once only: what another process wrote is not seen, and after
 * that nothing can be written any more. So libsecret is told to begin anew
 * whenever the file is another one than last time.
 */
struct _VaultFile
{
  GObject parent_instance;

  gboolean is_known;
  char *etag;         /* of the file as libsecret may have read it; NULL if there was none */
};

G_DEFINE_FINAL_TYPE (VaultFile, vault_file, G_TYPE_OBJECT)

/*< private >
 * vault_file_find:
 *
 * Returns: (transfer full): where libsecret keeps the file
 */
GFile *
vault_file_find (void)
{
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");

  if (path != NULL && *path != '\0')
    return g_file_new_for_path (path);

  return g_file_new_build_filename (g_get_user_data_dir (), "keyrings", "default.keyring", NULL);
}

static gboolean
is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL;
}

static void
door_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);

  vault_door_open_finish (result);
  g_task_return_boolean (task, TRUE);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  VaultFile *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *etag = NULL;
  gsize length;

  if (!g_file_load_contents_finish (G_FILE (source), result, &contents, &length, &etag, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, vault_error_from_secret (error));
      return;
    }

  if (contents != NULL && !vault_file_is_sound (contents, length))
    {
      g_task_return_new_error (task, VAULT_ERROR, VAULT_ERROR_FILE,
                               /* Translators: %s is the path of a file. */
                               _("The file of the keyring is damaged. "
                                 "Move “%s” somewhere else, then sign in again."),
                               g_file_peek_path (G_FILE (source)));
      return;
    }

  if (!self->is_known || g_strcmp0 (etag, self->etag) != 0)
    {
      secret_service_disconnect ();
      self->is_known = TRUE;
      g_free (self->etag);
      self->etag = g_steal_pointer (&etag);
    }

  if (is_sandboxed ())
    vault_door_open_async (door_cb, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
load_file (GTask *task)
{
  g_autoptr(GFile) file = vault_file_find ();

  g_file_load_contents_async (file, NULL, load_cb, task);
}

/* As libsecret chooses where there is no portal. */
static void
follow_environment (GTask *task)
{
  if (g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0)
    {
      load_file (task);
      return;
    }

  g_task_return_boolean (task, FALSE);
  g_object_unref (task);
}

static void
portal_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = G_TASK (user_data);
  g_autoptr(GVariant) answer = NULL;

  answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer != NULL)
    load_file (task);
  else
    follow_environment (task);
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GError) error = NULL;

  bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      g_task_return_error (task, vault_error_from_secret (error));
      return;
    }

  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", PORTAL_INTERFACE, "version"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, PORTAL_TIMEOUT,
                          NULL, portal_cb, g_steal_pointer (&task));
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  g_autoptr(GError) error = NULL;

  if (!g_file_delete_finish (G_FILE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_debug ("The old file of the keyring stays: %s", error->message);

  g_task_return_boolean (task, TRUE);
}

static void
vault_file_finalize (GObject *object)
{
  VaultFile *self = VAULT_FILE (object);

  g_free (self->etag);

  G_OBJECT_CLASS (vault_file_parent_class)->finalize (object);
}

static void
vault_file_class_init (VaultFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vault_file_finalize;
}

static void
vault_file_init (VaultFile *self)
{
}

/*< private >
 * vault_file_new:
 *
 * Returns: (transfer full): a look at the file
 */
VaultFile *
vault_file_new (void)
{
  return g_object_new (VAULT_TYPE_FILE, NULL);
}

/*< private >
 * vault_file_prepare_async:
 * @self: a file
 * @callback: called when done
 * @user_data: for @callback
 *
 * To be called before each use of libsecret. Finds out whether libsecret uses
 * the file or the desktop's keyring, by its own rules: the file in a sandbox
 * whose Secret portal answers, and where SECRET_BACKEND says so.
 */
void
vault_file_prepare_async (VaultFile           *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VAULT_IS_FILE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, vault_file_prepare_async);

  if (is_sandboxed ())
    g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, task);
  else
    follow_environment (task);
}

/*< private >
 * vault_file_prepare_finish:
 * @self: a file
 * @result: what the callback was given
 * @is_used: (out): whether secrets lie in the file
 * @error: a place for an error of %VAULT_ERROR
 *
 * Returns: whether libsecret may be called
 */
gboolean
vault_file_prepare_finish (VaultFile     *self,
                           GAsyncResult  *result,
                           gboolean      *is_used,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *is_used = g_task_propagate_boolean (G_TASK (result), error);

  return !g_task_had_error (G_TASK (result));
}

/*< private >
 * vault_file_delete_backup_async:
 * @self: a file
 * @callback: called when done
 * @user_data: for @callback
 *
 * libsecret leaves the file as it was before each change beside it. After a
 * secret was removed that one is to go too, though it is encrypted.
 */
void
vault_file_delete_backup_async (VaultFile           *self,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GFile) file = vault_file_find ();
  g_autoptr(GFile) backup = NULL;
  g_autofree char *path = NULL;
  GTask *task;

  g_return_if_fail (VAULT_IS_FILE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, vault_file_delete_backup_async);

  path = g_strconcat (g_file_peek_path (file), "~", NULL);
  backup = g_file_new_for_path (path);
  g_file_delete_async (backup, G_PRIORITY_DEFAULT, NULL, deleted_cb, task);
}

/*< private >
 * vault_file_delete_backup_finish:
 * @self: a file
 * @result: what the callback was given
 */
void
vault_file_delete_backup_finish (VaultFile    *self,
                                 GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/*< private >
 * vault_file_is_of_program:
 * @self: a file
 *
 * Returns: whether nobody else keeps anything in it: it is a sandbox's
 */
gboolean
vault_file_is_of_program (VaultFile *self)
{
  return is_sandboxed ();
}

/*< private >
 * vault_file_is_sound:
 * @contents: a file
 * @length: its bytes
 *
 * Looks for what libsecret takes for granted (secret-file-collection.c): magic
 * and version, then length of the salt, salt, rounds, time, uses and items.
 *
 * Returns: whether libsecret can load it without harm
 */
gboolean
vault_file_is_sound (const char *contents,
                     gsize       length)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GVariant) body = NULL;
  g_autoptr(GVariant) salt = NULL;
  guint32 salt_length;
  guint32 rounds;

  if (length < MAGIC_LENGTH + VERSION_LENGTH || memcmp (contents, MAGIC, MAGIC_LENGTH) != 0 ||
      contents[MAGIC_LENGTH] != 1 || contents[MAGIC_LENGTH + 1] != 0)
    return FALSE;

  bytes = g_bytes_new (contents + MAGIC_LENGTH + VERSION_LENGTH,
                       length - MAGIC_LENGTH - VERSION_LENGTH);
  body = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE ("(uayutua(a{say}ay))"),
                                                       bytes, FALSE));
  if (!g_variant_is_normal_form (body))
    return FALSE;

  g_variant_get (body, "(u@ayutua(a{say}ay))", &salt_length, &salt, &rounds, NULL, NULL, NULL);
  salt_length = GUINT32_FROM_LE (salt_length);
  rounds = GUINT32_FROM_LE (rounds);

  return salt_length > 0 && salt_length == g_variant_n_children (salt) &&
         rounds > 0 && rounds <= MAX_ROUNDS;
}
