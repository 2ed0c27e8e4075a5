/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "crib-moment.h"

G_BEGIN_DECLS

#define CRIB_TYPE_MOMENT_POPOVER (crib_moment_popover_get_type ())

/* A calendar, an hour and a minute, or both. Signal picked: see crib_moment_popover_dup_text(). */
G_DECLARE_FINAL_TYPE (CribMomentPopover, crib_moment_popover, CRIB, MOMENT_POPOVER, GtkPopover)

GtkWidget *crib_moment_popover_new      (CribMomentParts    parts);
void       crib_moment_popover_set_text (CribMomentPopover *self,
                                         const char        *text);
char      *crib_moment_popover_dup_text (CribMomentPopover *self);

G_END_DECLS
