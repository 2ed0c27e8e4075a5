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
#include <sys/resource.h>
#include <unistd.h>

#define TWO_HOURS (2 * 60 * 60)

/* What the command line wishes. */
typedef struct
{
  DemoPorts ports;
  int idle_seconds;
  char *era;
  char **redirects;
  gboolean tls;
  gboolean show_version;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_free (wishes->era);
  g_strfreev (wishes->redirects);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

/* Whoever started us has gone: nobody is left to be served. The kernel tells us so from now on; a
 * parent that went before shows in the changed parent id, or in a pipe that nobody reads. */
static gboolean
follow_parent (pid_t parent)
{
  return prctl (PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid () == parent;
}

/* People type passwords here, if only the stand-in's. */
static void
forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_debug ("Core dumps stay possible");
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
serve (const Wishes *wishes,
       DemoEra       eras)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(DemoServer) server = demo_server_new (wishes->idle_seconds);
  g_autoptr(GError) error = NULL;

  demo_server_set_eras (server, eras);

  for (guint i = 0; wishes->redirects != NULL && wishes->redirects[i] != NULL; i++)
    demo_tenant_add_redirect (demo_server_get_tenant (server), wishes->redirects[i]);

  if ((wishes->tls && !demo_server_use_tls (server, &error)) ||
      !demo_server_listen (server, &wishes->ports, &error))
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

static gboolean
are_in_order (const Wishes *wishes,
              DemoEra      *eras)
{
  return are_ports (&wishes->ports) && are_uris (wishes->redirects) && wishes->idle_seconds >= 1 &&
         (wishes->era == NULL || demo_era_parse (wishes->era, eras));
}

static void
add_entries (GOptionContext *context,
             Wishes         *wishes)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &wishes->ports.open,
      "Where the open servers listen (default: a free port)", "N" },
    { "control-port", 0, 0, G_OPTION_ARG_INT, &wishes->ports.control,
      "Where tests steer them (default: a free port)", "N" },
    { "tenant-port", 0, 0, G_OPTION_ARG_INT, &wishes->ports.tenant,
      "Where people sign in (default: a free port)", "N" },
    { "protected-port", 0, 0, G_OPTION_ARG_INT, &wishes->ports.guarded,
      "Where the protected server listens (default: a free port)", "N" },
    { "redirect", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes->redirects,
      "Another redirect address of the client's registration", "URI" },
    { "tls", 0, 0, G_OPTION_ARG_NONE, &wishes->tls,
      "Sign in and protect with TLS, by an authority made for this run", NULL },
    { "era", 0, 0, G_OPTION_ARG_STRING, &wishes->era,
      "What they speak: stateless (2026-07-28), session (before) or all (default)", "ERA" },
    { "session-timeout", 0, 0, G_OPTION_ARG_INT, &wishes->idle_seconds,
      "How long an idle session lives (default: 7200)", "SECONDS" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &wishes->show_version,
      "Print the version and exit", NULL },
    { NULL }
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

/* The passwords are no secret: the people do not exist. */
static GOptionContext *
make_context (Wishes *wishes)
{
  GOptionContext *context = g_option_context_new ("– MCP servers to try Toolcrib with");
  g_autoptr(GString) people = g_string_new ("People who can sign in, with their passwords:");

  for (const DemoUser *user = demo_users; user->username != NULL; user++)
    g_string_append_printf (people, "\n  %s  %s", user->username, user->password);

  g_option_context_set_description (context, people->str);
  add_entries (context, wishes);

  return context;
}

int
main (int    argc,
      char **argv)
{
  pid_t parent = getppid ();
  g_auto(Wishes) wishes = { .idle_seconds = TWO_HOURS };
  DemoEra eras = DEMO_ERA_ALL;
  g_autoptr(GOptionContext) context = make_context (&wishes);
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  signal (SIGPIPE, SIG_IGN);
  forbid_core_dumps ();

  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 ||
      !are_in_order (&wishes, &eras))
    {
      g_printerr ("toolcrib-demo: %s\n",
                  error != NULL ? error->message : "See toolcrib-demo --help");
      return 2;
    }

  if (wishes.show_version)
    return printf ("toolcrib-demo %s\n", PACKAGE_VERSION) > 0 ? EXIT_SUCCESS : EXIT_FAILURE;

  return follow_parent (parent) ? serve (&wishes, eras) : EXIT_FAILURE;
}
