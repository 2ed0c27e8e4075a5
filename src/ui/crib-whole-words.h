/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For names, addresses and codes: a hyphen at the end of a line would be read as one of theirs. */
void crib_whole_words_below (GtkWidget *widget);

G_END_DECLS
