/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-plan.h"

G_BEGIN_DECLS

/* One schema on its way: what can be moved about goes into units, each of which holds one keyword
 * or several that need each other. */
typedef struct
{
  SchemaGenerator *generator;
  GPtrArray *units;
  GPtrArray *layers;      /* of "allOf" */
} PlanWriter;

void  plan_writer_add          (PlanWriter      *self,
                                const char      *format,
                                ...) G_GNUC_PRINTF (2, 3);
void  plan_writer_add_movable  (PlanWriter      *self,
                                const char      *unit);
void  plan_writer_add_type     (PlanWriter      *self,
                                Plan            *plan,
                                const char      *type);
void  plan_writer_write_object (PlanWriter      *self,
                                Plan            *plan);
char *plan_dup_schema          (SchemaGenerator *self,
                                Plan            *plan);
char *plan_dup_string          (SchemaGenerator *self,
                                const char      *text);
char *plan_dup_joined          (GPtrArray       *texts,
                                const char      *before,
                                const char      *behind);
char *plan_dup_rest            (SchemaGenerator *self,
                                Plan            *plan);

G_END_DECLS
