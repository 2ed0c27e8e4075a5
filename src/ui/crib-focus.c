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
