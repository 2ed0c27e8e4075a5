/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field.h"

G_BEGIN_DECLS

/* What stands before the choices of a menu: the states that are no choice. */
typedef struct
{
  FormState states[2];
  guint n_states;
  gboolean required;
} CribFieldStates;

void        crib_field_states_init       (CribFieldStates *self,
                                          FormField       *field);
const char *crib_field_states_get_label  (CribFieldStates *self,
                                          guint            position);
gboolean    crib_field_states_has_branch (FormField       *field);
guint       crib_field_states_find       (CribFieldStates *self,
                                          FormField       *field);
void        crib_field_states_leave_out  (FormField       *field);
void        crib_field_states_pick       (CribFieldStates *self,
                                          FormField       *field,
                                          guint            position);
char       *crib_field_states_dup_label  (CribFieldStates *self,
                                          FormField       *field,
                                          guint            position);

G_END_DECLS
