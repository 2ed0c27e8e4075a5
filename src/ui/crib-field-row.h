/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-field-editor.h"
#include "crib-suggester.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FIELD_ROW (crib_field_row_get_type ())

/* A field in a list: label, description, editor, limits, error, and the menu of what it may be
 * instead of a value, and of where it may go. Properties: field (construct only), narrow;
 * expanded (of a group, notifies): whether the fields below it are to be seen. Rows make no rows:
 * whoever shows them does. */
G_DECLARE_FINAL_TYPE (CribFieldRow, crib_field_row, CRIB, FIELD_ROW, AdwPreferencesRow)

GtkWidget       *crib_field_row_new           (FormField     *field,
                                               guint          depth);
FormField       *crib_field_row_get_field     (CribFieldRow  *self);
/* May be another after the value has changed. */
CribFieldEditor *crib_field_row_get_editor    (CribFieldRow  *self);
guint            crib_field_row_get_depth     (CribFieldRow  *self);
gboolean         crib_field_row_has_error     (CribFieldRow  *self);
void             crib_field_row_refresh       (CribFieldRow  *self);
gboolean         crib_field_row_get_expanded  (CribFieldRow  *self);
void             crib_field_row_set_expanded  (CribFieldRow  *self,
                                               gboolean       expanded);
/* Puts the focus where the value is typed. */
gboolean         crib_field_row_focus         (CribFieldRow  *self);
/* @suggester: (nullable): knows what could be typed */
void             crib_field_row_set_suggester (CribFieldRow  *self,
                                               CribSuggester *suggester);
/* @widget: where that was asked for */
void             crib_field_row_move_entry    (FormField     *entry,
                                               int            by,
                                               GtkWidget     *widget);

G_END_DECLS
