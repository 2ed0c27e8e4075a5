/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-server.h"

#include <errno.h>
#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#define TWO_HOURS (2 * 60 * 60)

/* Whoever started us has gone: nobody is left to be served. The kernel tells us so from now on; a
 * parent that went before shows in the changed parent id, or in a pipe that nobody reads. */
static gboolean
follow_parent (pid_t parent)
{
  return prctl (PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid () == parent;
}

static gboolean
say_where (DemoServer *server)
{
  g_autofree char *line = demo_server_describe (server);

  return printf ("%s\n", line) > 0 && fflush (stdout) == 0;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static int
serve (guint port,
       guint control_port,
       guint idle_seconds)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(DemoServer) server = demo_server_new (idle_seconds);
  g_autoptr(GError) error = NULL;

  if (!demo_server_listen (server, port, control_port, &error))
    {
      g_printerr ("toolcrib-demo: %s\n", error->message);
      return EXIT_FAILURE;
    }

  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);

  if (!say_where (server))
    return EXIT_FAILURE;

  g_main_loop_run (loop);
  demo_server_stop (server);

  return EXIT_SUCCESS;
}

int
main (int    argc,
      char **argv)
{
  pid_t parent = getppid ();
  int port = 0;
  int control_port = 0;
  int idle_seconds = TWO_HOURS;
  gboolean show_version = FALSE;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port,
      "Where the servers listen (default: a free port)", "N" },
    { "control-port", 0, 0, G_OPTION_ARG_INT, &control_port,
      "Where tests steer them (default: a free port)", "N" },
    { "session-timeout", 0, 0, G_OPTION_ARG_INT, &idle_seconds,
      "How long an idle session lives (default: 7200)", "SECONDS" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, "Print the version and exit", NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("– MCP servers to try Toolcrib with");
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  g_option_context_add_main_entries (context, entries, NULL);

  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 ||
      port < 0 || port > G_MAXUINT16 || control_port < 0 || control_port > G_MAXUINT16 ||
      idle_seconds < 1)
    {
      g_printerr ("toolcrib-demo: %s\n",
                  error != NULL ? error->message : "See toolcrib-demo --help");
      return 2;
    }

  if (show_version)
    {
      printf ("toolcrib-demo %s\n", PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }

  return follow_parent (parent) ? serve (port, control_port, idle_seconds) : EXIT_FAILURE;
}
