/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-verdict.h"

G_BEGIN_DECLS

typedef struct _SchemaPattern SchemaPattern;

SchemaPattern *schema_pattern_new         (const char          *pattern,
                                           gsize                length);
void           schema_pattern_free        (SchemaPattern       *self);
SchemaVerdict  schema_pattern_match       (SchemaPattern       *self,
                                           const char          *text,
                                           gsize                length,
                                           gsize               *cost);
const char    *schema_pattern_get_problem (const SchemaPattern *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchemaPattern, schema_pattern_free)

G_END_DECLS
