/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-field-editor.h"

G_BEGIN_DECLS

/* The editors, one per kind of field. */
#define CRIB_TYPE_FIELD_ENTRY (crib_field_entry_get_type ())
#define CRIB_TYPE_FIELD_SECRET (crib_field_secret_get_type ())
#define CRIB_TYPE_FIELD_TEXT (crib_field_text_get_type ())
#define CRIB_TYPE_FIELD_NUMBER (crib_field_number_get_type ())
#define CRIB_TYPE_FIELD_CHOICE (crib_field_choice_get_type ())
#define CRIB_TYPE_FIELD_PICK (crib_field_pick_get_type ())
#define CRIB_TYPE_FIELD_SWITCH (crib_field_switch_get_type ())
#define CRIB_TYPE_FIELD_DATE_TIME (crib_field_date_time_get_type ())
#define CRIB_TYPE_FIELD_GROUP (crib_field_group_get_type ())

G_DECLARE_FINAL_TYPE (CribFieldEntry, crib_field_entry, CRIB, FIELD_ENTRY, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldSecret, crib_field_secret, CRIB, FIELD_SECRET, CribFieldEditor)
/* Several lines: a long string, or the JSON of a field that has no better editor. */
G_DECLARE_FINAL_TYPE (CribFieldText, crib_field_text, CRIB, FIELD_TEXT, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldNumber, crib_field_number, CRIB, FIELD_NUMBER, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldChoice, crib_field_choice, CRIB, FIELD_CHOICE, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldPick, crib_field_pick, CRIB, FIELD_PICK, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldSwitch, crib_field_switch, CRIB, FIELD_SWITCH, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldDateTime, crib_field_date_time, CRIB, FIELD_DATE_TIME,
                      CribFieldEditor)
/* The head of a group of nested fields: an arrow that folds them. Property: expanded. */
G_DECLARE_FINAL_TYPE (CribFieldGroup, crib_field_group, CRIB, FIELD_GROUP, CribFieldEditor)

CribFieldEditor *crib_field_editor_new_for     (FormField      *field);
gboolean         crib_field_group_get_expanded (CribFieldGroup *self);
void             crib_field_group_set_expanded (CribFieldGroup *self,
                                                gboolean        expanded);

G_END_DECLS
