/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

#define SCHEMA_TYPE_STORE (schema_store_get_type ())

G_DECLARE_FINAL_TYPE (SchemaStore, schema_store, SCHEMA, STORE, GObject)

SchemaStore *schema_store_new  (void);
void         schema_store_add  (SchemaStore      *self,
                                const char       *uri,
                                const SjsonValue *schema);
gboolean     schema_store_find (SchemaStore      *self,
                                const char       *uri,
                                SjsonValue       *schema);

G_END_DECLS
