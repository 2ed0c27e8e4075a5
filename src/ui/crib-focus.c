/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-focus.h"

gboolean
crib_focus_within (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}

static guint
find_focused (GtkWidget **stops,
              guint       n_stops)
{
  GtkRoot *root = gtk_widget_get_root (stops[0]);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint i = 0;

  while (i < n_stops && (focus == NULL || (focus != stops[i] &&
                                           !gtk_widget_is_ancestor (focus, stops[i]))))
    i++;

  return i;
}

gboolean
crib_focus_along (GtkWidget        **stops,
                  guint              n_stops,
                  GtkDirectionType   direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  guint at;

  g_return_val_if_fail (n_stops > 0, FALSE);

  at = find_focused (stops, n_stops);
  if (at == n_stops)
    at = forward ? 0 : n_stops - 1;
  /* One step too far back is beyond the end as well. */
  for (; at < n_stops; at += forward ? 1 : -1)
    if (gtk_widget_child_focus (stops[at], direction))
      return TRUE;

  return FALSE;
}
