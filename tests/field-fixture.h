/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-field-row.h"
#include "form-model.h"

G_BEGIN_DECLS

/*
 * FieldFixture:
 *
 * A row for the one member "f" of a form, in a list in a window.
 */
typedef struct
{
  FormModel *model;
  FormField *field;
  GtkWidget *window;
  CribFieldRow *row;
  CribFieldEditor *editor;
  GtkWidget *input;
} FieldFixture;

/* @schema: of the member; @required: whether it has to be there; @value: (nullable): of the form */
void       field_fixture_set_up       (FieldFixture *self,
                                       const char   *schema,
                                       gboolean      required,
                                       const char   *value);
/* The same for a field within "f". */
void       field_fixture_set_up_at    (FieldFixture *self,
                                       const char   *schema,
                                       gboolean      required,
                                       const char   *value,
                                       const char   *pointer);
/* Fails if the row or the model stay behind. */
void       field_fixture_tear_down    (FieldFixture *self);
/* What the form sends, letter by letter. */
void       field_fixture_assert_value (FieldFixture *self,
                                       const char   *json);
void       field_fixture_type         (FieldFixture *self,
                                       const char   *text);
/* Chooses from the row's menu: "field.set-null" */
void       field_fixture_act          (FieldFixture *self,
                                       const char   *action);
gboolean   field_fixture_shows        (FieldFixture *self,
                                       const char   *text);
/* The first widget of that type that is on show. */
GtkWidget *field_fixture_find         (FieldFixture *self,
                                       const char   *type);
/* Runs what is due until the window has been drawn anew. */
void       field_fixture_settle       (FieldFixture *self);

G_END_DECLS
