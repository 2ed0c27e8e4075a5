/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field.h"

G_BEGIN_DECLS

#define CRIB_TYPE_FORM_LINE (crib_form_line_get_type ())

typedef enum {
  CRIB_FORM_LINE_FIELD,   /* the field itself */
  CRIB_FORM_LINE_MORE,    /* shows more of the items of the field */
  CRIB_FORM_LINE_ADD,     /* adds an item to the field */
} CribFormLineRole;

/* One line of a form as it is laid out, made by a CribFormOutline. No widget.
 *
 * Property, read-write, explicit notify: expanded (of a group: its fields have lines).
 * Read-only, notify: label (of the button), note (why there can be no more, or NULL). */
G_DECLARE_FINAL_TYPE (CribFormLine, crib_form_line, CRIB, FORM_LINE, GObject)

FormField        *crib_form_line_get_field    (CribFormLine *self);
CribFormLineRole  crib_form_line_get_role     (CribFormLine *self);
guint             crib_form_line_get_depth    (CribFormLine *self);
const char       *crib_form_line_get_label    (CribFormLine *self);  /* "" for a field */
char             *crib_form_line_dup_full_label
                                              (CribFormLine *self);  /* says of what */
const char       *crib_form_line_get_note     (CribFormLine *self);  /* nullable */
gboolean          crib_form_line_is_group     (CribFormLine *self);
gboolean          crib_form_line_get_expanded (CribFormLine *self);
void              crib_form_line_set_expanded (CribFormLine *self,
                                               gboolean      expanded);

G_END_DECLS
