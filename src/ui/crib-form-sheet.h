/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-form-outline.h"
#include "crib-suggester.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FORM_SHEET (crib_form_sheet_get_type ())

/* The rows of an outline. The first screenful is made at once, the others in slices while nothing
 * else is to be done and it is on show, or when the focus gets there.
 *
 * Properties: narrow (rows are stacked); complete (read-only, notifies): each line has its row. */
G_DECLARE_FINAL_TYPE (CribFormSheet, crib_form_sheet, CRIB, FORM_SHEET, AdwBin)

GtkWidget *crib_form_sheet_new           (void);
/* @outline: (nullable) */
void       crib_form_sheet_set_outline   (CribFormSheet   *self,
                                          CribFormOutline *outline);
/* @suggester: (nullable) */
void       crib_form_sheet_set_suggester (CribFormSheet   *self,
                                          CribSuggester   *suggester);
guint      crib_form_sheet_get_n_rows    (CribFormSheet   *self);
gboolean   crib_form_sheet_is_complete   (CribFormSheet   *self);
/* Makes what is missing, now. */
void       crib_form_sheet_build_all     (CribFormSheet   *self);
/* To be called when something has become right or wrong. */
void       crib_form_sheet_update_folded (CribFormSheet   *self);
/* Unfolds, shows and focuses a field. */
gboolean   crib_form_sheet_focus_field   (CribFormSheet   *self,
                                          FormField       *field);
/* What the longest of the slices so far took of the processor, in microseconds. */
gint64     crib_form_sheet_get_longest_slice
                                         (CribFormSheet   *self);

G_END_DECLS
