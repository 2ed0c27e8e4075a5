/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-dialect.h"
#include "schema-result.h"
#include "schema-store.h"

G_BEGIN_DECLS

#define SCHEMA_TYPE_VALIDATOR (schema_validator_get_type ())

G_DECLARE_FINAL_TYPE (SchemaValidator, schema_validator, SCHEMA, VALIDATOR, GObject)

typedef enum {
  SCHEMA_FLAGS_NONE = 0,
  SCHEMA_FLAGS_ASSERT_FORMAT = 1 << 0,   /* "format" refuses and does not only describe */
} SchemaFlags;

SchemaValidator *schema_validator_new             (const SjsonValue *schema,
                                                   SchemaStore      *store,
                                                   SchemaFlags       flags);
void             schema_validator_set_draft       (SchemaValidator  *self,
                                                   SchemaDraft       draft);
void             schema_validator_set_most_issues (SchemaValidator  *self,
                                                   guint             most_issues);
void             schema_validator_set_most_steps  (SchemaValidator  *self,
                                                   guint64           most_steps);
guint64          schema_validator_get_n_spent     (SchemaValidator  *self);
SchemaVerdict    schema_validator_check           (SchemaValidator  *self,
                                                   const SjsonValue *value);
SchemaResult    *schema_validator_explain         (SchemaValidator  *self,
                                                   const SjsonValue *value);

/* For one of the schemas in it, as it stands in the text. */
gboolean         schema_validator_resolve         (SchemaValidator  *self,
                                                   const SjsonValue *node,
                                                   const char       *keyword,
                                                   SjsonValue       *target);
SchemaVerdict    schema_validator_check_at        (SchemaValidator  *self,
                                                   const SjsonValue *node,
                                                   const SjsonValue *value);
SchemaResult    *schema_validator_explain_at      (SchemaValidator  *self,
                                                   const SjsonValue *node,
                                                   const SjsonValue *value);
SchemaDraft      schema_validator_get_draft       (SchemaValidator  *self,
                                                   const SjsonValue *node);

G_END_DECLS
