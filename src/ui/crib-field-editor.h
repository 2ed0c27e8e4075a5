/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "form-field.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FIELD_EDITOR (crib_field_editor_get_type ())

/* What stands to the right of a field's label: an entry, a switch, a menu … Each kind is a
 * subclass that makes its input in constructed() and shows the field in sync(). */
G_DECLARE_DERIVABLE_TYPE (CribFieldEditor, crib_field_editor, CRIB, FIELD_EDITOR, AdwBin)

struct _CribFieldEditorClass
{
  AdwBinClass parent_class;

  /* Shows what the field holds; called again at each change. What it does to the input is not
   * taken for an edit: see crib_field_editor_is_syncing(). */
  void     (*sync)       (CribFieldEditor *self,
                          FormField       *field);
  /* (transfer full) (nullable): what it shows besides typed text, for those who do not see it. */
  char    *(*dup_words)  (CribFieldEditor *self,
                          FormField       *field);
  /* Names its further buttons by what they are for; called again when the title changes. */
  void     (*take_title) (CribFieldEditor *self,
                          const char      *title);
  /* Takes the whole width, below the label. */
  gboolean   wide;
};

/* Of most inputs; those with a menu beside them are smaller by what that takes, and begin where the
 * others do. */
#define CRIB_FIELD_WIDTH 220
#define CRIB_FIELD_MENU_WIDTH 40

FormField  *crib_field_editor_get_field       (CribFieldEditor *self);
GtkWidget  *crib_field_editor_get_input       (CribFieldEditor *self);
void        crib_field_editor_set_input       (CribFieldEditor *self,
                                               GtkWidget       *input);
gboolean    crib_field_editor_is_wide         (CribFieldEditor *self);
void        crib_field_editor_set_wide        (CribFieldEditor *self,
                                               gboolean         wide);
gboolean    crib_field_editor_is_syncing      (CribFieldEditor *self);
void        crib_field_editor_sync            (CribFieldEditor *self);
void        crib_field_editor_take_text       (CribFieldEditor *self,
                                               const char      *text);
const char *crib_field_editor_get_text        (CribFieldEditor *self);
const char *crib_field_editor_get_placeholder (CribFieldEditor *self);
/* The same for what is no entry: "Not sent", "Null", "Empty". */
const char *crib_field_editor_get_state_words (CribFieldEditor *self);

/* (transfer full): what a screen reader says of the value; "" for typed text. */
char       *crib_field_editor_dup_words       (CribFieldEditor *self);
void        crib_field_editor_take_title      (CribFieldEditor *self,
                                               const char      *title);

G_END_DECLS
