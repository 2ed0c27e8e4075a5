/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-door.h"
#include "vault-fixture.h"
#include "vault-keyring.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>

/* The way inside a Flatpak: a stand-in for the Secret portal hands out the password of the file.
 * It lives in a thread of its own, since libsecret asks it while it blocks the main one. */

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define REQUEST_PATH "/org/freedesktop/portal/desktop/request/1/1"
/* 64 bytes, as from the real portal: libsecret waits for so many. */
#define PASSWORD "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char xml[] =
  "<node><interface name='org.freedesktop.portal.Secret'>"
  "<method name='RetrieveSecret'><arg type='h' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<property name='version' type='u' access='read'/>"
  "</interface></node>";

typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  guint32 response;      /* 0: gives, 1: the person refused, 2: anything else */
  GMutex mutex;
  GCond ready;
  gboolean is_ready;     /* under the mutex */
  int n_asked;           /* atomic */
  gboolean is_hasty;     /* answers for the first time before anybody listens */
} Portal;

/* After the call has returned, since the caller listens only from then on, and to the
 * caller alone, as the real portal does: libsecret asks the bus for no other signals. */
static gboolean
respond (gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  Portal *portal = g_object_get_data (G_OBJECT (invocation), "portal");

  g_dbus_connection_emit_signal (g_dbus_method_invocation_get_connection (invocation),
                                 g_dbus_method_invocation_get_sender (invocation), REQUEST_PATH,
                                 "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(u@a{sv})", portal->response,
                                                g_variant_new ("a{sv}", NULL)), NULL);

  return G_SOURCE_REMOVE;
}

static void
method_call (GDBusConnection       *bus,
             const char            *sender,
             const char            *path,
             const char            *interface,
             const char            *method,
             GVariant              *arguments,
             GDBusMethodInvocation *invocation,
             gpointer               user_data)
{
  Portal *portal = user_data;
  g_autoptr(GSource) source = g_timeout_source_new (100);
  GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);
  g_autoptr(GOutputStream) stream = NULL;
  int fd;

  g_atomic_int_inc (&portal->n_asked);
  fd = g_unix_fd_list_get (g_dbus_message_get_unix_fd_list (message), 0, NULL);
  stream = g_unix_output_stream_new (fd, TRUE);

  if (portal->response == 0)
    g_output_stream_write_all (stream, PASSWORD, strlen (PASSWORD), NULL, NULL, NULL);

  g_object_set_data (G_OBJECT (invocation), "portal", portal);

  if (portal->is_hasty)
    {
      portal->is_hasty = FALSE;
      respond (invocation);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", REQUEST_PATH));
      return;
    }

  g_source_set_callback (source, respond, g_object_ref (invocation), g_object_unref);
  g_source_attach (source, portal->context);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", REQUEST_PATH));
}

static GVariant *
get_property (GDBusConnection  *bus,
              const char       *sender,
              const char       *path,
              const char       *interface,
              const char       *property,
              GError          **error,
              gpointer          user_data)
{
  return g_variant_new_uint32 (1);
}

static const GDBusInterfaceVTable vtable = { method_call, get_property, NULL, { NULL } };

static void
own_name (GDBusConnection *bus)
{
  g_autoptr(GVariant) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus", "RequestName",
                                        g_variant_new ("(su)", PORTAL_NAME, 0), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
portal_thread (gpointer data)
{
  Portal *portal = data;
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GDBusNodeInfo) info = NULL;
  g_autoptr(GError) error = NULL;

  g_main_context_push_thread_default (portal->context);
  bus = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);
  info = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (bus, PORTAL_PATH, info->interfaces[0], &vtable, portal, NULL,
                                     &error);
  g_assert_no_error (error);
  own_name (bus);

  g_mutex_lock (&portal->mutex);
  portal->is_ready = TRUE;
  g_cond_signal (&portal->ready);
  g_mutex_unlock (&portal->mutex);
  g_main_loop_run (portal->loop);
  g_dbus_connection_close_sync (bus, NULL, NULL);
  g_main_context_pop_thread_default (portal->context);

  return NULL;
}

static void
portal_start (Portal   *portal,
              guint32   response)
{
  portal->response = response;
  portal->is_ready = FALSE;
  portal->n_asked = 0;
  portal->is_hasty = FALSE;
  g_mutex_init (&portal->mutex);
  g_cond_init (&portal->ready);
  portal->context = g_main_context_new ();
  portal->loop = g_main_loop_new (portal->context, FALSE);
  portal->thread = g_thread_new ("portal", portal_thread, portal);

  g_mutex_lock (&portal->mutex);
  while (!portal->is_ready)
    g_cond_wait (&portal->ready, &portal->mutex);
  g_mutex_unlock (&portal->mutex);
}

static void
portal_stop (Portal *portal)
{
  g_main_loop_quit (portal->loop);
  g_thread_join (portal->thread);
  g_main_loop_unref (portal->loop);
  g_main_context_unref (portal->context);
  g_mutex_clear (&portal->mutex);
  g_cond_clear (&portal->ready);
}

static void
test_portal_gives (void)
{
  VaultKeyring *keyring = vault_keyring_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", "s");
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "keyrings", "default.keyring",
                                            NULL);
  g_autoptr(GError) error = NULL;
  Portal portal;

  portal_start (&portal, 0);
  g_assert_cmpint (vault_fixture_get_state (keyring), ==, VAULT_STATE_READY);
  vault_fixture_assert_holds (keyring, key, NULL);
  g_assert_true (vault_fixture_store (keyring, key, "kept", VAULT_ASK_NEVER, &error));
  g_assert_no_error (error);
  vault_fixture_assert_holds (keyring, key, "kept");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (g_atomic_int_get (&portal.n_asked), >=, 1);
  portal_stop (&portal);

  g_assert_finalize_object (keyring);
}

/* The file of a sandbox is the program's own: it goes as a whole, with what was put aside of it,
 * and also where it cannot be read. */
static void
test_portal_clear_all (void)
{
  VaultKeyring *keyring = vault_keyring_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", "s");
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "keyrings", "default.keyring",
                                            NULL);
  g_autofree char *aside = g_strconcat (path, ".unreadable-20260101T000000Z-abcd", NULL);
  g_autofree char *other = g_strconcat (path, "2", NULL);
  g_autoptr(GError) error = NULL;
  Portal portal;

  portal_start (&portal, 0);
  g_assert_true (vault_fixture_store (keyring, key, "kept", VAULT_ASK_NEVER, &error));
  g_assert_true (g_file_set_contents (aside, "old", -1, NULL));
  g_assert_true (g_file_set_contents (other, "not ours", -1, NULL));
  g_assert_true (vault_fixture_clear_all (keyring, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  vault_fixture_assert_holds (keyring, key, NULL);

  g_assert_true (g_file_set_contents (path, "damaged", -1, NULL));
  g_assert_true (vault_fixture_clear_all (keyring, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  portal_stop (&portal);

  g_remove (other);
  g_assert_finalize_object (keyring);
}

static void
assert_refused (guint32    response,
                VaultState state,
                VaultError code)
{
  VaultKeyring *keyring = vault_keyring_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", "s");
  g_autoptr(GError) error = NULL;
  Portal portal;

  portal_start (&portal, response);
  g_assert_cmpint (vault_fixture_get_state (keyring), ==, state);
  g_assert_null (vault_fixture_lookup (keyring, key, VAULT_ASK_PERSON, &error));
  g_assert_error (error, VAULT_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (vault_fixture_store (keyring, key, "never", VAULT_ASK_PERSON, &error));
  g_assert_error (error, VAULT_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (vault_fixture_clear (keyring, key, &error));
  g_assert_error (error, VAULT_ERROR, (int) code);
  g_assert_cmpint (g_atomic_int_get (&portal.n_asked), >=, 1);
  portal_stop (&portal);

  g_assert_finalize_object (keyring);
}

static void
test_portal_person_refuses (void)
{
  assert_refused (1, VAULT_STATE_LOCKED, VAULT_ERROR_DISMISSED);
}

static void
test_portal_fails (void)
{
  assert_refused (2, VAULT_STATE_ABSENT, VAULT_ERROR_NO_SERVICE);
}

/* An answer that comes too early is lost on libsecret; the portal is asked once more. */
static void
test_portal_hasty (void)
{
  VaultKeyring *keyring = vault_keyring_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", "s");
  Portal portal;

  vault_door_set_patience (300);
  portal_start (&portal, 0);
  portal.is_hasty = TRUE;
  vault_fixture_assert_holds (keyring, key, NULL);
  g_assert_cmpint (g_atomic_int_get (&portal.n_asked), >=, 2);
  portal_stop (&portal);

  g_assert_finalize_object (keyring);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* libsecret takes it for a sandbox. */
  g_setenv ("SNAP_NAME", "toolcrib", TRUE);

  g_test_add_func ("/vault/portal/hasty", test_portal_hasty);
  g_test_add_func ("/vault/portal/gives", test_portal_gives);
  g_test_add_func ("/vault/portal/clear-all", test_portal_clear_all);
  g_test_add_func ("/vault/portal/person-refuses", test_portal_person_refuses);
  g_test_add_func ("/vault/portal/fails", test_portal_fails);

  return g_test_run ();
}
