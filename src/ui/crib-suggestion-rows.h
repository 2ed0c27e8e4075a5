/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows of CribSuggestionPopover: words of a server, plain and bounded. */
guint       crib_suggestion_rows_fill      (GtkListBox     *list,
                                            char          **values,
                                            gboolean       *has_more);
const char *crib_suggestion_rows_get_value (GtkListBoxRow  *row);
const char *crib_suggestion_rows_get_words (GtkListBoxRow  *row);

G_END_DECLS
