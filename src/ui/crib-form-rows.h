/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-field-row.h"
#include "form-model.h"

G_BEGIN_DECLS

/* The rows of a form, an array of CribFieldRow in the order shown. Nested fields follow the head
 * of their group, which hides them while it is folded. */
GPtrArray    *crib_form_rows_new            (FormModel *model);
void          crib_form_rows_update_visible (GPtrArray *rows,
                                             gboolean   hidden);
guint         crib_form_rows_count_problems (GPtrArray *rows);
/* The first row that is wrong, unfolded; NULL where none is. */
CribFieldRow *crib_form_rows_find_problem   (GPtrArray *rows);
/* Whether there are more fields than rows. */
gboolean      crib_form_rows_are_cut        (GPtrArray *rows);

G_END_DECLS
