/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-field-editor.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FIELD_ROW (crib_field_row_get_type ())

/* A field in a list: label, description, editor, limits, error, and the menu of what it may be
 * instead of a value. Properties: field (construct only), narrow. */
G_DECLARE_FINAL_TYPE (CribFieldRow, crib_field_row, CRIB, FIELD_ROW, AdwPreferencesRow)

GtkWidget       *crib_field_row_new        (FormField    *field,
                                            guint         depth);
FormField       *crib_field_row_get_field  (CribFieldRow *self);
CribFieldEditor *crib_field_row_get_editor (CribFieldRow *self);
guint            crib_field_row_get_depth  (CribFieldRow *self);
gboolean         crib_field_row_has_error  (CribFieldRow *self);
void             crib_field_row_refresh    (CribFieldRow *self);

G_END_DECLS
