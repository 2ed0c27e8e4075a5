/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-field-editor.h"
#include "crib-suggester.h"

G_BEGIN_DECLS

/* The editors, one per kind of field. */
#define CRIB_TYPE_FIELD_ENTRY (crib_field_entry_get_type ())
#define CRIB_TYPE_FIELD_SECRET (crib_field_secret_get_type ())
#define CRIB_TYPE_FIELD_TEXT (crib_field_text_get_type ())
#define CRIB_TYPE_FIELD_NUMBER (crib_field_number_get_type ())
#define CRIB_TYPE_FIELD_SPIN (crib_field_spin_get_type ())
#define CRIB_TYPE_FIELD_JSON (crib_field_json_get_type ())
#define CRIB_TYPE_FIELD_CHOICE (crib_field_choice_get_type ())
#define CRIB_TYPE_FIELD_PICK (crib_field_pick_get_type ())
#define CRIB_TYPE_FIELD_UNION (crib_field_union_get_type ())
#define CRIB_TYPE_FIELD_CHECKS (crib_field_checks_get_type ())
#define CRIB_TYPE_FIELD_CHECK_MENU (crib_field_check_menu_get_type ())
#define CRIB_TYPE_FIELD_FILE (crib_field_file_get_type ())
#define CRIB_TYPE_FIELD_FIXED (crib_field_fixed_get_type ())
#define CRIB_TYPE_FIELD_SWITCH (crib_field_switch_get_type ())
#define CRIB_TYPE_FIELD_DATE_TIME (crib_field_date_time_get_type ())
#define CRIB_TYPE_FIELD_GROUP (crib_field_group_get_type ())

G_DECLARE_FINAL_TYPE (CribFieldEntry, crib_field_entry, CRIB, FIELD_ENTRY, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldSecret, crib_field_secret, CRIB, FIELD_SECRET, CribFieldEditor)
/* Several lines. */
G_DECLARE_FINAL_TYPE (CribFieldText, crib_field_text, CRIB, FIELD_TEXT, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldNumber, crib_field_number, CRIB, FIELD_NUMBER, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldSpin, crib_field_spin, CRIB, FIELD_SPIN, CribFieldEditor)
/* What the schema says nothing of, or a value that its kind cannot show. */
G_DECLARE_FINAL_TYPE (CribFieldJson, crib_field_json, CRIB, FIELD_JSON, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldChoice, crib_field_choice, CRIB, FIELD_CHOICE, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldPick, crib_field_pick, CRIB, FIELD_PICK, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldUnion, crib_field_union, CRIB, FIELD_UNION, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldChecks, crib_field_checks, CRIB, FIELD_CHECKS, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldCheckMenu, crib_field_check_menu, CRIB, FIELD_CHECK_MENU,
                      CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldFile, crib_field_file, CRIB, FIELD_FILE, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldFixed, crib_field_fixed, CRIB, FIELD_FIXED, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldSwitch, crib_field_switch, CRIB, FIELD_SWITCH, CribFieldEditor)
G_DECLARE_FINAL_TYPE (CribFieldDateTime, crib_field_date_time, CRIB, FIELD_DATE_TIME,
                      CribFieldEditor)
/* The head of a group of nested fields: an arrow that folds them. Property: expanded. */
G_DECLARE_FINAL_TYPE (CribFieldGroup, crib_field_group, CRIB, FIELD_GROUP, CribFieldEditor)

CribFieldEditor    *crib_field_editor_new_for          (FormField       *field);
/* Whether it is for the server alone to say. */
/* Whether it still is the editor for what its field holds. */
gboolean            crib_field_editor_fits             (CribFieldEditor *self);
/* @suggester: (nullable) */
void                crib_field_entry_set_suggester     (CribFieldEntry  *self,
                                                        CribSuggester   *suggester);
gboolean            crib_field_group_get_expanded      (CribFieldGroup  *self);
/* Whether something that it folds away has become right or wrong since it was last in sync. */
gboolean            crib_field_group_is_outdated       (CribFieldGroup  *self);
void                crib_field_group_set_expanded      (CribFieldGroup  *self,
                                                        gboolean         expanded);
/* Shows the words of the state at the end of @box; NULL: before the arrow. */
void                crib_field_group_place_state       (CribFieldGroup  *self,
                                                        GtkBox          *box);
void                crib_field_file_load               (CribFieldFile   *self,
                                                        GFile           *file);
GtkEventController *crib_field_file_create_drop_target (CribFieldFile   *self);

G_END_DECLS
