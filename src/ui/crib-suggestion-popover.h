/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-suggester.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SUGGESTION_POPOVER (crib_suggestion_popover_get_type ())

/* What an entry could hold, below it while somebody types. The keyboard stays with the entry. */
G_DECLARE_FINAL_TYPE (CribSuggestionPopover, crib_suggestion_popover, CRIB, SUGGESTION_POPOVER,
                      GtkPopover)

/* @entry: a GtkEditable, whose text is that of @field. Borrowed: it goes when @entry is disposed
 * of. Without a suggester it never shows. */
CribSuggestionPopover *crib_suggestion_popover_attach        (GtkWidget             *entry,
                                                              FormField             *field);
/* @suggester: (nullable) */
void                   crib_suggestion_popover_set_suggester (CribSuggestionPopover *self,
                                                              CribSuggester         *suggester);
/* Closes the one at the entry that has the keyboard, wherever in the window of @widget. */
void                   crib_suggestion_popover_dismiss       (GtkWidget             *widget);

G_END_DECLS
