/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "keyring-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAME "org.freedesktop.secrets"
#define SERVICE "org.freedesktop.Secret.Service"
#define COLLECTION "org.freedesktop.Secret.Collection"
#define ITEM "org.freedesktop.Secret.Item"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define DEFAULT_PATH "/org/freedesktop/secrets/aliases/default"

static GVariant *
call (KeyringFixture *self,
      const char     *path,
      const char     *interface,
      const char     *method,
      GVariant       *arguments)
{
  g_autoptr(GError) error = NULL;
  GVariant *answer;

  answer = g_dbus_connection_call_sync (self->bus, NAME, path, interface, method, arguments, NULL,
                                        G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);
  g_assert_no_error (error);

  return answer;
}

static GVariant *
get_property (KeyringFixture *self,
              const char     *path,
              const char     *interface,
              const char     *name)
{
  g_autoptr(GVariant) answer = NULL;
  GVariant *value;

  answer = call (self, path, PROPERTIES, "Get", g_variant_new ("(ss)", interface, name));
  g_variant_get (answer, "(v)", &value);

  return value;
}

static gboolean
name_is_owned (KeyringFixture *self)
{
  g_autoptr(GVariant) answer = NULL;
  gboolean is_owned;

  answer = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "NameHasOwner",
                                        g_variant_new ("(s)", NAME), NULL, G_DBUS_CALL_FLAGS_NONE,
                                        -1, NULL, NULL);
  g_assert_nonnull (answer);
  g_variant_get (answer, "(b)", &is_owned);

  return is_owned;
}

static void
owner_changed_cb (GDBusConnection *bus,
                  const char      *sender,
                  const char      *path,
                  const char      *interface,
                  const char      *signal,
                  GVariant        *parameters,
                  gpointer         user_data)
{
  g_main_context_wakeup (user_data);
}

/* Until the bus tells of it: in a context of its own, so that nothing of the test goes on. */
static void
wait_for_name (KeyringFixture *self,
               gboolean        is_owned)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  guint id;

  g_main_context_push_thread_default (context);
  id = g_dbus_connection_signal_subscribe (self->bus, "org.freedesktop.DBus",
                                           "org.freedesktop.DBus", "NameOwnerChanged", NULL,
                                           "org.freedesktop.secrets", G_DBUS_SIGNAL_FLAGS_NONE,
                                           owner_changed_cb, context, NULL);

  while (name_is_owned (self) != is_owned)
    g_main_context_iteration (context, TRUE);

  g_dbus_connection_signal_unsubscribe (self->bus, id);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_main_context_pop_thread_default (context);
}

/* Sees each call on the bus by which a question is put to the person. */
static GDBusMessage *
count_question (GDBusConnection *bus,
                GDBusMessage    *message,
                gboolean         is_incoming,
                gpointer         user_data)
{
  KeyringFixture *self = user_data;

  if (!is_incoming || g_strcmp0 (g_dbus_message_get_member (message), "Prompt") != 0)
    return message;

  g_atomic_int_inc (&self->n_questions);
  g_object_unref (message);

  return NULL;
}

static void
listen_for_questions (KeyringFixture *self)
{
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;

  g_dbus_connection_add_filter (self->bus, count_question, self, NULL);
  answer = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "AddMatch",
                                        g_variant_new ("(s)", "eavesdrop=true,type='method_call',"
                                                       "interface='org.freedesktop.Secret.Prompt'"),
                                        NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

KeyringFixture *
keyring_fixture_new (void)
{
  KeyringFixture *self = g_new0 (KeyringFixture, 1);
  const GDBusConnectionFlags flags = G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION;
  g_autoptr(GError) error = NULL;

  self->bus = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                      flags, NULL, NULL, &error);
  g_assert_no_error (error);
  listen_for_questions (self);

  return self;
}

void
keyring_fixture_free (KeyringFixture *self)
{
  keyring_fixture_stop (self);
  keyring_fixture_remove (self);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_free (self);
}

/* With another password than the first time, the keyring is there and closed. */
void
keyring_fixture_start (KeyringFixture *self,
                       const char     *password)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (self->daemon);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  /* What makes tests strict must not reach other people's programs. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_unsetenv (launcher, "MALLOC_CHECK_");
  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon",
                                              "--foreground", "--unlock", "--components=secrets",
                                              NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (self->daemon), password,
                             strlen (password), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->daemon), NULL, &error);
  g_assert_no_error (error);

  wait_for_name (self, TRUE);

  answer = call (self, SERVICE_PATH, SERVICE, "OpenSession",
                 g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  g_variant_get (answer, "(vo)", NULL, &self->session);
}

void
keyring_fixture_stop (KeyringFixture *self)
{
  if (self->daemon == NULL)
    return;

  g_subprocess_send_signal (self->daemon, SIGTERM);
  g_subprocess_wait (self->daemon, NULL, NULL);
  g_clear_object (&self->daemon);
  g_clear_pointer (&self->session, g_free);

  wait_for_name (self, FALSE);

  /* libsecret is to hear of it too. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

gboolean
keyring_fixture_is_running (KeyringFixture *self)
{
  return self->daemon != NULL && g_subprocess_get_identifier (self->daemon) != NULL &&
         name_is_owned (self);
}

char *
keyring_fixture_get_path (KeyringFixture *self)
{
  return g_build_filename (g_get_user_data_dir (), "keyrings", "login.keyring", NULL);
}

/* Forgets the keyring on disk, and which one is the default. */
void
keyring_fixture_remove (KeyringFixture *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "keyrings", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_null (self->daemon);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

void
keyring_fixture_lock (KeyringFixture *self)
{
  const char *objects[] = { DEFAULT_PATH, NULL };

  g_variant_unref (call (self, SERVICE_PATH, SERVICE, "Lock", g_variant_new ("(^ao)", objects)));
  g_assert_true (keyring_fixture_is_locked (self));
}

gboolean
keyring_fixture_is_locked (KeyringFixture *self)
{
  g_autoptr(GVariant) value = get_property (self, DEFAULT_PATH, COLLECTION, "Locked");

  return g_variant_get_boolean (value);
}

/* The paths of all items. */
GPtrArray *
keyring_fixture_list_items (KeyringFixture *self)
{
  g_autoptr(GVariant) value = get_property (self, DEFAULT_PATH, COLLECTION, "Items");
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      char *path;

      g_variant_get_child (value, i, "o", &path);
      g_ptr_array_add (paths, path);
    }

  return paths;
}

GVariant *
keyring_fixture_read_item (KeyringFixture *self,
                           const char     *path,
                           const char     *property)
{
  return get_property (self, path, ITEM, property);
}

/* Adds an item, even where one with these attributes (floating, a{ss}) is. */
void
keyring_fixture_create_item (KeyringFixture *self,
                             GVariant       *attributes,
                             const char     *secret)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", ITEM ".Label", g_variant_new_string ("raw"));
  g_variant_builder_add (&builder, "{sv}", ITEM ".Attributes", attributes);

  g_variant_unref (call (self, DEFAULT_PATH, COLLECTION, "CreateItem",
                         g_variant_new ("(a{sv}(o@ay@ays)b)", &builder, self->session,
                                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, secret,
                                                                   strlen (secret), 1),
                                        "text/plain", FALSE)));
}

/* How often anybody was asked. */
int
keyring_fixture_n_questions (KeyringFixture *self)
{
  /* What was sent before this call has been seen after it. */
  name_is_owned (self);

  return g_atomic_int_get (&self->n_questions);
}

static gboolean
over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Lets the clock reach its next second: the daemon's times are no finer. */
void
keyring_fixture_new_second (void)
{
  gint64 now = g_get_real_time ();
  gboolean is_over = FALSE;

  g_timeout_add_full (G_PRIORITY_DEFAULT, (G_USEC_PER_SEC - now % G_USEC_PER_SEC) / 1000 + 1,
                      over_cb, &is_over, NULL);

  while (!is_over || g_get_real_time () / G_USEC_PER_SEC == now / G_USEC_PER_SEC)
    g_main_context_iteration (NULL, !is_over);
}
