/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-application.h"
#include "crib-window.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

#define PROFILE "{\"format\":1,\"name\":\"Mine\",\"url\":\"http://127.0.0.1:1/mcp\"}\n"

typedef struct
{
  GApplication *application;
  gboolean done;
} Run;

static CribWindow *
get_window (Run *run)
{
  return CRIB_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (run->application)));
}

static int
run_application (Run        *run,
                 const char *option)
{
  char *argv[] = { (char *) "toolcrib", (char *) option, NULL };
  int status;

  run->application = G_APPLICATION (crib_application_new ());
  status = g_application_run (run->application, option != NULL ? 2 : 1, argv);

  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);

  g_assert_finalize_object (run->application);

  return status;
}

static char *
write_profile (void)
{
  const char *config = g_get_user_config_dir ();
  g_autofree char *folder = g_build_filename (config, "toolcrib", "servers", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.json", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, PROFILE, -1, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static void
assert_only_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *text = NULL;

  g_assert_cmpstr (g_dir_read_name (dir), ==, name);
  g_assert_null (g_dir_read_name (dir));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, PROFILE);
}

static gboolean
quit_when_started_cb (gpointer user_data)
{
  Run *run = user_data;
  CribWindow *window = get_window (run);

  if (window == NULL || crib_window_get_connection (window) == NULL)
    return G_SOURCE_CONTINUE;

  g_assert_cmpstr (crib_server_get_name (crib_connection_get_server (
                     crib_window_get_connection (window))), ==, "Mine");

  /* Activated once more, as by a second start: the same window. */
  g_application_activate (run->application);
  g_assert_true (get_window (run) == window);
  g_assert_null (gtk_application_get_windows (GTK_APPLICATION (run->application))->next);

  run->done = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (run->application), "quit", NULL);

  return G_SOURCE_REMOVE;
}

static void
test_application_shows_servers (void)
{
  g_autofree char *path = write_profile ();
  Run run = { NULL };

  g_idle_add (quit_when_started_cb, &run);
  g_assert_cmpint (run_application (&run, NULL), ==, 0);
  g_assert_true (run.done);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static gboolean
quit_demo_cb (gpointer user_data)
{
  Run *run = user_data;
  CribWindow *window = get_window (run);
  CribConnection *connection;

  connection = window != NULL ? crib_window_get_connection (window) : NULL;

  if (connection == NULL ||
      crib_connection_get_state (connection) != CRIB_CONNECTION_CONNECTED ||
      crib_connection_is_loading (connection))
    return G_SOURCE_CONTINUE;

  g_assert_true (crib_server_is_demo (crib_connection_get_server (connection)));
  g_assert_true (window_fixture_shows (GTK_WIDGET (window), "Demo"));
  g_assert_cmpstr (g_application_get_application_id (run->application), ==,
                   APPLICATION_ID ".Demo");
  g_assert_false (g_action_group_has_action (G_ACTION_GROUP (run->application), "try-demo"));

  run->done = TRUE;
  g_action_group_activate_action (G_ACTION_GROUP (run->application), "quit", NULL);

  return G_SOURCE_REMOVE;
}

static void
test_application_demo_touches_nothing (void)
{
  g_autofree char *path = write_profile ();
  g_autoptr(GSettings) settings = g_settings_new (APPLICATION_ID);
  g_autofree char *current = NULL;
  Run run = { NULL };

  if (!g_file_test (DEMO_PATH, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_test_skip ("toolcrib-demo is not where it will be");
      return;
    }

  g_settings_set_string (settings, "current-server", "mine");
  g_timeout_add (20, quit_demo_cb, &run);
  g_assert_cmpint (run_application (&run, "--demo"), ==, 0);
  g_assert_true (run.done);
  assert_only_file (path);
  current = g_settings_get_string (settings, "current-server");
  g_assert_cmpstr (current, ==, "mine");
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_application_prints_version (void)
{
  Run run = { NULL };

  if (g_test_subprocess ())
    {
      g_assert_cmpint (run_application (&run, "--version"), ==, 0);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*toolcrib " PACKAGE_VERSION "*");
}

/* The second start of the real program ends at once; the first goes on. */
static void
test_application_is_unique (void)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "toolcrib", NULL);
  g_autoptr(GSubprocess) first = NULL;
  g_autoptr(GSubprocess) second = NULL;
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GDBusActionGroup) actions = NULL;
  g_autoptr(GError) error = NULL;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);

  first = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, NULL);
  g_assert_no_error (error);

  /* GDBusActionGroup tells of actions once somebody owns the name. */
  actions = g_dbus_action_group_get (bus, APPLICATION_ID, "/io/github/toolcrib/Toolcrib");
  while (!g_action_group_has_action (G_ACTION_GROUP (actions), "quit"))
    {
      g_clear_object (&actions);
      actions = g_dbus_action_group_get (bus, APPLICATION_ID, "/io/github/toolcrib/Toolcrib");
      g_strfreev (g_action_group_list_actions (G_ACTION_GROUP (actions)));
      g_main_context_iteration (NULL, TRUE);
    }

  second = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (second, NULL, &error));
  g_assert_no_error (error);
  g_assert_nonnull (g_subprocess_get_identifier (first));

  g_action_group_activate_action (G_ACTION_GROUP (actions), "quit", NULL);
  g_assert_true (g_subprocess_wait_check (first, NULL, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  if (!window_fixture_init (&argc, &argv))
    return 0;

  g_test_add_func ("/application/prints-version", test_application_prints_version);
  g_test_add_func ("/application/shows-servers", test_application_shows_servers);
  g_test_add_func ("/application/demo-touches-nothing", test_application_demo_touches_nothing);
  g_test_add_func ("/application/is-unique", test_application_is_unique);

  return g_test_run ();
}
