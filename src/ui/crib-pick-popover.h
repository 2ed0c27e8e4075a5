/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRIB_TYPE_PICK_POPOVER (crib_pick_popover_get_type ())

/* Many choices with a search above them, one or several of which are picked.
 *
 * Signal picked (guint position): that one was chosen, or changed its check mark. */
G_DECLARE_FINAL_TYPE (CribPickPopover, crib_pick_popover, CRIB, PICK_POPOVER, GtkPopover)

/* (transfer full) (nullable): the label at @position; NULL after the last. Must be quick. */
typedef char     *(*CribPickLabel) (guint    position,
                                    gpointer user_data);
typedef gboolean  (*CribPickTest)  (guint    position,
                                    gpointer user_data);

GtkWidget *crib_pick_popover_new     (gboolean         several,
                                      CribPickLabel    get_label,
                                      CribPickTest     is_picked,
                                      gpointer         user_data);
void       crib_pick_popover_refresh (CribPickPopover *self);

/* A button that opens it and says in one line what is picked. */
GtkWidget *crib_pick_button_new       (GtkWidget  *popover,
                                       GtkWidget **label);
void       crib_pick_button_set_words (GtkWidget  *button,
                                       GtkWidget  *label,
                                       const char *words);

G_END_DECLS
