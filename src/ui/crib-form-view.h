/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-suggester.h"
#include "form-model.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FORM_VIEW (crib_form_view_get_type ())

/* The form of a FormModel: its fields as a list, or as JSON.
 *
 * Properties: narrow; folded (all of it under one row that sums up the values); n-problems
 * (read-only, notifies): how many values are shown to be wrong.
 */
G_DECLARE_FINAL_TYPE (CribFormView, crib_form_view, CRIB, FORM_VIEW, AdwBin)

GtkWidget *crib_form_view_new            (void);
/* @model: (nullable) */
void       crib_form_view_set_model      (CribFormView *self,
                                          FormModel    *model);
/* Who knows what entries could hold; before the model. @suggester: (nullable) */
void       crib_form_view_set_suggester  (CribFormView  *self,
                                          CribSuggester *suggester);
/* How many lines it has: fields, and buttons that make more of them. */
guint      crib_form_view_get_n_fields   (CribFormView *self);
guint      crib_form_view_get_n_problems (CribFormView *self);
gboolean   crib_form_view_get_folded     (CribFormView *self);
void       crib_form_view_set_folded     (CribFormView *self,
                                          gboolean      folded);
gboolean   crib_form_view_check          (CribFormView *self);
void       crib_form_view_focus_problem  (CribFormView *self);
gboolean   crib_form_view_focus_field    (CribFormView *self,
                                          FormField    *field);

G_END_DECLS
