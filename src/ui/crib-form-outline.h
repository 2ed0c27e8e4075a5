/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-form-line.h"
#include "form-model.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FORM_OUTLINE (crib_form_outline_get_type ())

/* A form laid flat: a GListModel of CribFormLine in the order shown. What is folded, not asked for
 * or of another branch has no line and is not looked at; each change of the form is one
 * items-changed. The head of the whole form has no line where it is a group. */
G_DECLARE_FINAL_TYPE (CribFormOutline, crib_form_outline, CRIB, FORM_OUTLINE, GObject)

CribFormOutline *crib_form_outline_new       (FormModel       *model);
/* The line of a field or of a button; borrowed. */
CribFormLine    *crib_form_outline_get_line  (CribFormOutline *self,
                                              guint            position);
/* Where @field has its line; FALSE: it has none. */
gboolean         crib_form_outline_find      (CribFormOutline *self,
                                              FormField       *field,
                                              guint           *position);
gboolean         crib_form_outline_find_line (CribFormOutline *self,
                                              CribFormLine    *line,
                                              guint           *position);
/* The same, opening and showing what hides it. */
gboolean         crib_form_outline_reveal    (CribFormOutline *self,
                                              FormField       *field,
                                              guint           *position);
/* Presses a button: shows more. */
void             crib_form_outline_show_more (CribFormOutline *self,
                                              CribFormLine    *line);
/* Presses a button: adds an item, which is on show then. Nullable. */
FormField       *crib_form_outline_add       (CribFormOutline *self,
                                              CribFormLine    *line);
guint            crib_form_outline_get_n_fields (CribFormOutline *self);

G_END_DECLS
