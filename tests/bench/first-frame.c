/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <unistd.h>

/*
 * Preloaded into a program by bench-first-frame, so that the program needs no hook of its own:
 * prints the monotonic time at which the first window presented has painted its first frame, and
 * ends the process.
 */
static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       user_data)
{
  char text[32];
  int length = g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());

  _exit (write (STDOUT_FILENO, text, length) == length ? 0 : 1);
}

G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                    G_CALLBACK (after_paint_cb), NULL);
}
