/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* Random schemas of all three drafts, each with values that it has to allow: a plan is made first,
 * and both are written from it. The same seed gives the same run. */
typedef struct _SchemaGenerator SchemaGenerator;

SchemaGenerator *schema_generator_new        (guint32           seed);
void             schema_generator_free       (SchemaGenerator  *self);
GRand           *schema_generator_get_random (SchemaGenerator  *self);
char            *schema_generator_next       (SchemaGenerator  *self);
char            *schema_generator_dup_value  (SchemaGenerator  *self);
char            *schema_generator_dup_junk   (SchemaGenerator  *self);
char            *schema_generator_mutate     (SchemaGenerator  *self,
                                              const SjsonValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchemaGenerator, schema_generator_free)

G_END_DECLS
