/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "random-editor.h"
#include "schema-validator.h"

G_BEGIN_DECLS

/* One random schema with a value, and what is told when something is wrong with its form. */
typedef struct
{
  guint seed;
  SchemaGenerator *generator;
  char *schema_text;
  SjsonValue *schema;
  SchemaValidator *validator;
  char *value_text;
  RandomEditor *editor;      /* nullable: who has been at it */
} FormRound;

void     form_round_init         (FormRound  *self,
                                  guint       seed);
void     form_round_set_schema   (FormRound  *self,
                                  const char *text);
void     form_round_next_value   (FormRound  *self);
void     form_round_clear        (FormRound  *self);
void     form_round_demand       (FormRound  *self,
                                  gboolean    is_so,
                                  const char *format,
                                  ...) G_GNUC_PRINTF (3, 4);
/* What has to be true of each form at each time. */
void     form_round_check        (FormRound  *self,
                                  FormModel  *model);
void     form_round_check_draft  (FormRound  *self,
                                  FormModel  *model);
void     form_round_edit         (FormRound  *self,
                                  FormModel  *model,
                                  guint       n_edits);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FormRound, form_round_clear)

G_END_DECLS
