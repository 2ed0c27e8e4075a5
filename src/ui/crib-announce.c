/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-announce.h"

void
crib_announce (GtkWidget  *widget,
               const char *words)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (words != NULL);

#if GTK_CHECK_VERSION (4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}
