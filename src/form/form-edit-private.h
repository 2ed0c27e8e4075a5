/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field-private.h"

G_BEGIN_DECLS

/* One step from one sound state of the tree to the next. Nobody is told before it is done,
 * and then each is told once. */
typedef struct
{
  GPtrArray *fields;
} FormEdit;

void form_edit_init      (FormEdit         *self);
void form_edit_put       (FormEdit         *self,
                          FormField        *field,
                          FormContent      *content);
void form_edit_load      (FormEdit         *self,
                          FormField        *field,
                          const SjsonValue *value);
void form_edit_initial   (FormEdit         *self,
                          FormField        *field);
void form_edit_make      (FormEdit         *self,
                          FormField        *field,
                          FormField        *except);
void form_edit_settle    (FormEdit         *self,
                          FormField        *field);
void form_edit_touch     (FormEdit         *self,
                          FormField        *field);
void form_edit_touch_all (FormEdit         *self,
                          FormField        *field,
                          gboolean          touched);
void form_edit_finish    (FormEdit         *self,
                          FormField        *field);

G_END_DECLS
