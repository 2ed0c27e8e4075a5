/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-application.h"
#include "crib-process.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>

/* Ctrl+C and a session that ends: the window saves its place, and the demo's folder goes. */
static gboolean
quit_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));

  return G_SOURCE_CONTINUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(CribApplication) application = NULL;

  crib_process_prepare ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = crib_application_new ();
  g_unix_signal_add (SIGINT, quit_cb, application);
  g_unix_signal_add (SIGTERM, quit_cb, application);
  g_unix_signal_add (SIGHUP, quit_cb, application);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
