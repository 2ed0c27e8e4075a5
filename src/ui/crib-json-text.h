/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_JSON_TEXT (crib_json_text_get_type ())

/* JSON to type: coloured, with the place of an error marked in it. Compact, it stands in the row
 * of a field: smaller, without line numbers, and Tab moves on. Text that is too long to lay out is
 * shown in part, to read.
 *
 * Signal edited: the person changed the text. */
G_DECLARE_FINAL_TYPE (CribJsonText, crib_json_text, CRIB, JSON_TEXT, AdwBin)

GtkWidget *crib_json_text_new             (gboolean      compact);
/* What takes the focus, the accessible words and the look of an error. */
GtkWidget *crib_json_text_get_input       (CribJsonText *self);
char      *crib_json_text_dup_text        (CribJsonText *self);
/* Not an edit; the same text again changes nothing, not even where the caret is. */
void       crib_json_text_set_text        (CribJsonText *self,
                                           const char   *text);
/* @placeholder: (nullable): what it says while it is empty */
void       crib_json_text_set_placeholder (CribJsonText *self,
                                           const char   *placeholder);
/* Marks bytes of the text as wrong, none for @length 0; what is no JSON is marked by itself. */
void       crib_json_text_mark            (CribJsonText *self,
                                           gsize         offset,
                                           gsize         length);
/* Puts the caret where the mark is. FALSE: there is none. */
gboolean   crib_json_text_go_to_mark      (CribJsonText *self);

G_END_DECLS
