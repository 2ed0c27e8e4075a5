/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "form-model.h"

G_BEGIN_DECLS

#define CRIB_TYPE_JSON_EDITOR (crib_json_editor_get_type ())

/* The other side of a form: its value as JSON to type, in step with the fields.
 * Property: wrong (read-only, notifies): the text is no JSON, so the fields do not have it. */
G_DECLARE_FINAL_TYPE (CribJsonEditor, crib_json_editor, CRIB, JSON_EDITOR, AdwBin)

GtkWidget *crib_json_editor_new       (void);
/* @model: (nullable) */
void       crib_json_editor_set_model (CribJsonEditor *self,
                                       FormModel      *model);
gboolean   crib_json_editor_is_wrong  (CribJsonEditor *self);
void       crib_json_editor_refresh   (CribJsonEditor *self);
void       crib_json_editor_focus_problem
                                      (CribJsonEditor *self);

G_END_DECLS
