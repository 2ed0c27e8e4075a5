/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <stdlib.h>

/*
 * bench-first-frame MODULE PROGRAM [RUNS]
 *
 * The time from the start of a process to the end of its first frame (GdkFrameClock::after-paint):
 * an empty libadwaita window against PROGRAM, once without servers and once with, by turns, as
 * medians and ratios. Fails where the program takes more than 1.4 times as long. Needs a display:
 *
 *   tests/with-display.sh _build/tests/bench/bench-first-frame \
 *     _build/tests/bench/libfirst-frame.so _build/src/toolcrib
 */
#define RUNS 21
#define LIMIT 1.4
#define PROFILE "{\"format\":1,\"name\":\"Away\",\"url\":\"http://127.0.0.1:1/mcp\"}\n"

typedef enum
{
  EMPTY_WINDOW,
  WITHOUT_SERVERS,
  WITH_SERVERS,
  N_CASES
} Case;

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Toolcrib");
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  gtk_window_present (GTK_WINDOW (window));
}

static int
show_empty_window (void)
{
  g_autoptr(AdwApplication) application = NULL;

  application = adw_application_new (APPLICATION_ID ".Empty", G_APPLICATION_DEFAULT_FLAGS);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static char *
create_config (Case kind)
{
  g_autofree char *top = g_dir_make_tmp ("toolcrib-bench-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (top, "toolcrib", "servers", NULL);

  g_mkdir_with_parents (folder, 0700);

  for (guint i = 0; i < 5 && kind == WITH_SERVERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.json", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_file_set_contents (path, PROFILE, -1, NULL);
    }

  return g_steal_pointer (&top);
}

/* Milliseconds. */
static double
measure (const char *module,
         const char *program,
         const char *option,
         const char *config)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 start;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", module, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", config, TRUE);

  start = g_get_monotonic_time ();
  process = g_subprocess_launcher_spawn (launcher, &error, program, option, NULL);

  if (process == NULL ||
      !g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error) ||
      !g_subprocess_get_successful (process))
    g_error ("%s: %s", program, error != NULL ? error->message : "failed");

  return (g_ascii_strtoll (text, NULL, 10) - start) / 1000.0;
}

static int
compare_cb (const void *one,
            const void *other)
{
  double a = *(const double *) one, b = *(const double *) other;

  return (a > b) - (a < b);
}

static double
get_median (double *times,
            guint   n_times)
{
  qsort (times, n_times, sizeof (double), compare_cb);

  return times[n_times / 2];
}

int
main (int   argc,
      char *argv[])
{
  static const char *const names[N_CASES] = { "empty window", "no servers", "five servers" };
  g_autofree char *configs[N_CASES] = { NULL };
  guint n_runs = argc > 3 ? atoi (argv[3]) : RUNS;
  g_autofree double *times = g_new0 (double, N_CASES * MAX (n_runs, 1));
  double medians[N_CASES];

  if (argc == 2 && g_str_equal (argv[1], "--empty"))
    return show_empty_window ();

  if (argc < 3 || n_runs == 0)
    {
      g_printerr ("usage: bench-first-frame MODULE PROGRAM [RUNS]\n");
      return 2;
    }

  for (Case kind = 0; kind < N_CASES; kind++)
    configs[kind] = create_config (kind);

  for (guint run = 0; run < n_runs; run++)
    for (Case kind = 0; kind < N_CASES; kind++)
      times[kind * n_runs + run] = measure (argv[1],
                                            kind == EMPTY_WINDOW ? "/proc/self/exe" : argv[2],
                                            kind == EMPTY_WINDOW ? "--empty" : NULL,
                                            configs[kind]);

  for (Case kind = 0; kind < N_CASES; kind++)
    {
      medians[kind] = get_median (times + kind * n_runs, n_runs);
      g_print ("%-14s %6.1f ms  %.2f\n", names[kind], medians[kind], medians[kind] / medians[0]);
    }

  return medians[WITHOUT_SERVERS] <= LIMIT * medians[0] &&
         medians[WITH_SERVERS] <= LIMIT * medians[0] ? 0 : 1;
}
