/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/resource.h>

#include "crib-application.h"
#include "http-session.h"

/* Access tokens live in memory: no copy of it goes to disk. */
static void
forbid_core_dumps (void)
{
  struct rlimit limit = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &limit) != 0)
    g_debug ("core dumps stay possible");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(CribApplication) application = NULL;

  forbid_core_dumps ();
  http_session_prepare_process ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = crib_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
