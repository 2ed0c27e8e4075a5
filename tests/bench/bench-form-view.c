/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "crib-form-sheet.h"
#include "sjson-document.h"

/*
 * bench-form-view [FIELDS] [RUNS]
 *
 * A form of 500 fields of all kinds in a window that is already there, from the schema on: when
 * the first frame with its first screenful is painted, when all of it is, the longest of the slices
 * in which the rest is made, and the longest that the main loop was busy at a time, frames
 * included. All of it is time of the processor, so that others may be at work, without the
 * display's. By turns with the same form made at once, as medians (the longest times: the worst of
 * all runs). Fails where the first screenful takes more than 100 ms or a slice more than 8 ms.
 * Needs a display:
 *
 *   tests/with-display.sh _build/tests/bench/bench-form-view
 */
#define FIELDS 500
#define RUNS 5
#define LIMIT_FIRST 100.0
#define LIMIT_SLICE 8.0

typedef struct
{
  double first;
  double all;
  double slice;
  double busy;
} Times;

typedef struct
{
  GtkWidget *window;
  GtkWidget *scroller;
  SjsonDocument *schema;
  guint n_painted;
} Bench;

/* As many as a person may meet in one tool, each kind in turn. */
static char *
dup_schema (guint n_fields)
{
  static const char *const kinds[] = {
    "\"type\":\"string\",\"description\":\"What it is for, in a few words\"",
    "\"type\":\"integer\",\"minimum\":1,\"maximum\":50",
    "\"type\":\"boolean\"",
    "\"enum\":[\"one\",\"two\",\"three\"]",
    "\"type\":\"number\"",
    "\"type\":\"string\",\"format\":\"date-time\"",
    "\"type\":\"string\",\"title\":\"Several lines\",\"maxLength\":4000,\"format\":\"textarea\"",
    "\"type\":\"array\",\"items\":{\"enum\":[\"red\",\"green\",\"blue\"]}",
    "\"type\":\"array\",\"items\":{\"type\":\"string\"}",
    "\"anyOf\":[{\"type\":\"string\"},{\"type\":\"number\"}]",
  };
  GString *text = g_string_new ("{\"type\":\"object\",\"properties\":{");

  for (guint i = 0; i < n_fields; i++)
    g_string_append_printf (text, "%s\"field%u\":{%s}", i > 0 ? "," : "", i,
                            kinds[i % G_N_ELEMENTS (kinds)]);
  g_string_append (text, "}}");

  return g_string_free (text, FALSE);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  bench->n_painted++;
}

/* Of the processor, in microseconds. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
get_ms (gint64 from)
{
  return (double) (get_time () - from) / 1000.0;
}

/* Runs what is due once, and notes how long that was. */
static void
iterate (double *busy)
{
  gint64 start = get_time ();

  g_main_context_iteration (NULL, TRUE);
  *busy = MAX (*busy, get_ms (start));
}

static void
settle (Bench *bench)
{
  guint n_painted = bench->n_painted;

  gtk_widget_queue_draw (bench->window);
  while (bench->n_painted == n_painted)
    g_main_context_iteration (NULL, TRUE);
}

static Times
measure (Bench    *bench,
         gboolean  at_once)
{
  SjsonValue schema = sjson_document_get_root (bench->schema);
  g_autoptr(FormModel) model = NULL;
  g_autoptr(CribFormOutline) outline = NULL;
  CribFormSheet *sheet = CRIB_FORM_SHEET (crib_form_sheet_new ());
  Times times = { 0 };
  gint64 start = get_time ();
  guint n_painted;

  model = form_model_new (&schema, NULL);
  outline = crib_form_outline_new (model);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scroller), GTK_WIDGET (sheet));
  crib_form_sheet_set_outline (sheet, outline);
  if (at_once)
    crib_form_sheet_build_all (sheet);
  times.busy = get_ms (start);

  n_painted = bench->n_painted;
  while (bench->n_painted == n_painted)
    iterate (&times.busy);
  times.first = get_ms (start);

  while (!crib_form_sheet_is_complete (sheet))
    iterate (&times.busy);
  n_painted = bench->n_painted;
  while (bench->n_painted == n_painted && !at_once)
    iterate (&times.busy);
  times.all = get_ms (start);
  times.slice = (double) crib_form_sheet_get_longest_slice (sheet) / 1000.0;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (bench->scroller), NULL);
  settle (bench);

  return times;
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

/* Prints a line and returns the medians, of the longest times the worst. */
static Times
sum_up (const char *name,
        Times      *runs,
        guint       n_runs)
{
  g_autofree double *first = g_new (double, n_runs);
  g_autofree double *all = g_new (double, n_runs);
  Times times = { 0 };

  for (guint i = 0; i < n_runs; i++)
    {
      first[i] = runs[i].first;
      all[i] = runs[i].all;
      times.slice = MAX (times.slice, runs[i].slice);
      times.busy = MAX (times.busy, runs[i].busy);
    }

  times.first = get_median (first, n_runs);
  times.all = get_median (all, n_runs);
  g_print ("%-10s first screenful %6.1f ms, all %7.1f ms, longest slice %5.1f ms, "
           "longest busy %6.1f ms\n", name, times.first, times.all, times.slice, times.busy);

  return times;
}

static void
set_up (Bench *bench,
        guint  n_fields)
{
  g_autofree char *text = dup_schema (n_fields);

  bench->schema = sjson_document_new_from_string (text, -1, NULL, NULL);
  bench->scroller = gtk_scrolled_window_new ();
  bench->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 760, 720);
  gtk_window_set_child (GTK_WINDOW (bench->window), bench->scroller);
  gtk_window_present (GTK_WINDOW (bench->window));
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint",
                    G_CALLBACK (after_paint_cb), bench);
  settle (bench);
}

int
main (int   argc,
      char *argv[])
{
  guint n_fields = argc > 1 ? (guint) atoi (argv[1]) : FIELDS;
  guint n_runs = argc > 2 ? (guint) atoi (argv[2]) : RUNS;
  g_autofree Times *slices = g_new0 (Times, MAX (n_runs, 1));
  g_autofree Times *at_once = g_new0 (Times, MAX (n_runs, 1));
  Bench bench = { NULL };
  Times times;

  if (n_fields == 0 || n_runs == 0)
    {
      g_printerr ("usage: bench-form-view [FIELDS] [RUNS]\n");
      return 2;
    }

  adw_init ();
  set_up (&bench, n_fields);
  /* The very first form of a process also loads icons, fonts and languages. */
  times = measure (&bench, FALSE);
  sum_up ("the first", &times, 1);

  for (guint i = 0; i < n_runs; i++)
    {
      slices[i] = measure (&bench, FALSE);
      at_once[i] = measure (&bench, TRUE);
    }

  times = sum_up ("in slices", slices, n_runs);
  sum_up ("at once", at_once, n_runs);
  sjson_document_unref (bench.schema);

  return times.first <= LIMIT_FIRST && times.slice <= LIMIT_SLICE ? 0 : 1;
}
