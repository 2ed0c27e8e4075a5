/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-server.h"

#include <errno.h>
#include <glib-unix.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
serve (const DemoPorts *ports,
       guint            idle_seconds,
       char           **redirects)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(DemoServer) server = demo_server_new (idle_seconds);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; redirects != NULL && redirects[i] != NULL; i++)
    demo_tenant_add_redirect (demo_server_get_tenant (server), redirects[i]);

  if (!demo_server_listen (server, ports, &error))
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

static gboolean
are_ports (const DemoPorts *ports)
{
  const int all[] = { ports->open, ports->control, ports->tenant, ports->guarded };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] < 0 || all[i] > G_MAXUINT16)
      return FALSE;

  return TRUE;
}

static gboolean
are_uris (char **texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (strstr (texts[i], "://") == NULL)
      return FALSE;

  return TRUE;
}

/* The passwords are no secret: the people do not exist. */
static GOptionContext *
make_context (const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new ("– MCP servers to try Toolcrib with");
  g_autoptr(GString) people = g_string_new ("People of the tenant contoso, with their passwords:");

  for (const DemoUser *user = demo_users; user->username != NULL; user++)
    g_string_append_printf (people, "\n  %s  %s", user->username, user->password);

  g_option_context_set_description (context, people->str);
  g_option_context_add_main_entries (context, entries, NULL);

  return context;
}

int
main (int    argc,
      char **argv)
{
  pid_t parent = getppid ();
  DemoPorts ports = { 0 };
  int idle_seconds = TWO_HOURS;
  gboolean show_version = FALSE;
  g_auto(GStrv) redirects = NULL;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &ports.open,
      "Where the open servers listen (default: a free port)", "N" },
    { "control-port", 0, 0, G_OPTION_ARG_INT, &ports.control,
      "Where tests steer them (default: a free port)", "N" },
    { "tenant-port", 0, 0, G_OPTION_ARG_INT, &ports.tenant,
      "Where people sign in (default: a free port)", "N" },
    { "protected-port", 0, 0, G_OPTION_ARG_INT, &ports.guarded,
      "Where the protected server listens (default: a free port)", "N" },
    { "redirect", 0, 0, G_OPTION_ARG_STRING_ARRAY, &redirects,
      "Another redirect address of the client's registration", "URI" },
    { "session-timeout", 0, 0, G_OPTION_ARG_INT, &idle_seconds,
      "How long an idle session lives (default: 7200)", "SECONDS" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &show_version, "Print the version and exit", NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = make_context (entries);
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);

  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 ||
      !are_ports (&ports) || !are_uris (redirects) || idle_seconds < 1)
    {
      g_printerr ("toolcrib-demo: %s\n",
                  error != NULL ? error->message : "See toolcrib-demo --help");
      return 2;
    }

  if (show_version)
    return printf ("toolcrib-demo %s\n", PACKAGE_VERSION) > 0 ? EXIT_SUCCESS : EXIT_FAILURE;

  return follow_parent (parent) ? serve (&ports, idle_seconds, redirects) : EXIT_FAILURE;
}
