/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"
#include "schema-generator.h"

G_BEGIN_DECLS

/* Somebody who does to a form whatever its interface allows, and writes down what. */
typedef struct
{
  FormModel *model;
  SchemaGenerator *generator;
  GString *log;
} RandomEditor;

void       random_editor_init   (RandomEditor    *self,
                                 FormModel       *model,
                                 SchemaGenerator *generator);
void       random_editor_clear  (RandomEditor    *self);
void       random_editor_step   (RandomEditor    *self);
void       random_editor_look   (RandomEditor    *self);
GPtrArray *random_editor_unfold (FormModel       *model,
                                 guint            most);
void       random_editor_repeat (FormModel       *model);
char      *random_editor_describe (FormField     *field);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RandomEditor, random_editor_clear)

G_END_DECLS
