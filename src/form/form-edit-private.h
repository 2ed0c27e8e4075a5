/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-children-private.h"

G_BEGIN_DECLS

/* One step from one sound state of the tree to the next. Nobody is told before it is done,
 * and then each is told once. */
typedef struct
{
  GPtrArray *fields;
  GPtrArray *defaulted;   /* took their default in this edit */
  FormField *except;      /* nullable: what a group comes into being for */
  gboolean is_silent;     /* makes what nobody has seen yet */
  gboolean is_gentle;     /* what holds just the value that is loaded stays as it is */
} FormEdit;

void     form_edit_init          (FormEdit         *self);
void     form_edit_add           (FormEdit         *self,
                                  FormField        *field);
void     form_edit_mark          (FormEdit         *self,
                                  FormField        *field);
void     form_edit_put           (FormEdit         *self,
                                  FormField        *field,
                                  FormContent      *content);
void     form_edit_put_state     (FormEdit         *self,
                                  FormField        *field,
                                  FormState         state);
void     form_edit_notify        (FormEdit         *self,
                                  FormField        *field,
                                  FormFieldProp     prop);
void     form_edit_require       (FormEdit         *self,
                                  FormField        *field,
                                  gboolean          required);
void     form_edit_touch         (FormEdit         *self,
                                  FormField        *field);
void     form_edit_touch_all     (FormEdit         *self,
                                  FormField        *field,
                                  gboolean          touched);
void     form_edit_update_errors (FormEdit         *self,
                                  FormField        *field,
                                  gboolean          present);
void     form_edit_finish        (FormEdit         *self,
                                  FormField        *field);

void     form_edit_load          (FormEdit         *self,
                                  FormField        *field,
                                  const SjsonValue *value);
void     form_edit_fill          (FormEdit         *self,
                                  FormField        *field,
                                  const SjsonValue *value,
                                  gboolean          fill);
void     form_edit_initial       (FormEdit         *self,
                                  FormField        *field);
gboolean form_edit_drop_defaults (FormEdit         *self);
void     form_edit_make          (FormEdit         *self,
                                  FormField        *field,
                                  FormField        *except);
void     form_edit_settle        (FormEdit         *self,
                                  FormField        *field);

void     form_edit_look          (FormField        *field);
void     form_edit_look_at       (FormField        *field,
                                  guint             position);
void     form_edit_sync          (FormEdit         *self,
                                  FormField        *field,
                                  gboolean          fill);
void     form_edit_sync_members  (FormEdit         *self,
                                  FormField        *field,
                                  gboolean          fill);
void     form_edit_sync_items    (FormEdit         *self,
                                  FormField        *field,
                                  gboolean          fill);
void     form_edit_sync_branch   (FormEdit         *self,
                                  FormField        *field,
                                  gboolean          fill);
void     form_edit_choose        (FormEdit         *self,
                                  FormField        *field,
                                  guint             branch);
void     form_edit_settle_union  (FormEdit         *self,
                                  FormField        *field);

FormShape *form_edit_get_item    (FormField        *field,
                                  guint             position);
gboolean   form_edit_reshape     (FormEdit         *self,
                                  FormField        *field,
                                  FormShape        *shape);
FormField *form_edit_carry       (FormEdit         *self,
                                  FormField        *field,
                                  FormShape        *shape,
                                  const char       *name);
gboolean   form_edit_narrow      (FormEdit         *self,
                                  FormField        *field);

void     form_field_apply        (FormField        *self,
                                  FormContent      *content);
FormField *form_field_take_name  (FormEdit         *self,
                                  FormField        *field,
                                  const char       *name);
void     form_edit_check         (FormEdit         *self,
                                  FormField        *root,
                                  gboolean          at_once);

G_END_DECLS
