/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-progress.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Whole numbers as such: progress counts things more often than not. */
static char *
format_number (double number)
{
  if (fabs (number) < 1e15 && fabs (number - round (number)) < 1e-9)
    return g_strdup_printf ("%.0f", number);

  return g_strdup_printf ("%.2f", number);
}

/*
 * crib_progress_dup_text:
 * @progress: how far it is, of @total; either may be no number
 *
 * Returns: (nullable): "5 of 12", "40 %" or "5", as much as is known
 */
char *
crib_progress_dup_text (double progress,
                        double total)
{
  g_autofree char *done = format_number (progress);
  g_autofree char *all = NULL;

  if (!isfinite (progress))
    return NULL;

  if (!isfinite (total) || total <= 0)
    return g_steal_pointer (&done);

  /* A total of one, or of a hundred, is a share and no count. */
  if (total <= 1)
    return g_strdup_printf (_("%.0f %%"), 100 * CLAMP (progress / total, 0, 1));

  all = format_number (total);

  /* Translators: progress, "5 of 12" */
  return g_strdup_printf (_("%s of %s"), done, all);
}
