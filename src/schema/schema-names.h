/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

#define SCHEMA_NAMES_NONE G_MAXUINT

typedef struct _SchemaNames SchemaNames;

SchemaNames *schema_names_new      (void);
void         schema_names_free     (SchemaNames       *self);
guint        schema_names_add      (SchemaNames       *self,
                                    const char        *name,
                                    gsize              length);
guint        schema_names_find     (SchemaNames       *self,
                                    const char        *name,
                                    gsize              length);
guint        schema_names_guess    (SchemaNames       *self,
                                    const SjsonValue  *name);
guint        schema_names_get_size (const SchemaNames *self);
const char  *schema_names_get      (const SchemaNames *self,
                                    guint              index,
                                    gsize             *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchemaNames, schema_names_free)

G_END_DECLS
