/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_ROW_NOTE (crib_row_note_get_type ())

/* What is wrong with the row above, which has no place to say it itself. */
G_DECLARE_FINAL_TYPE (CribRowNote, crib_row_note, CRIB, ROW_NOTE, AdwPreferencesRow)

/* @text: (nullable): nothing is wrong */
void crib_row_note_set_text (CribRowNote *self,
                             AdwEntryRow *row,
                             const char  *text);

G_END_DECLS
