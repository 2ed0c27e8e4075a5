/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-form-line.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FORM_BUTTON_ROW (crib_form_button_row_get_type ())

/* The row of a line that is no field: a button that adds an entry or shows more of them.
 *
 * Signal pressed. */
G_DECLARE_FINAL_TYPE (CribFormButtonRow, crib_form_button_row, CRIB, FORM_BUTTON_ROW,
                      AdwPreferencesRow)

GtkWidget    *crib_form_button_row_new      (CribFormLine      *line);
CribFormLine *crib_form_button_row_get_line (CribFormButtonRow *self);

G_END_DECLS
