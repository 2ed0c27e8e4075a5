/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-run.h"
#include "schema-validator.h"

G_BEGIN_DECLS

struct _SchemaValidator
{
  GObject parent_instance;

  SjsonValue *schema;
  SchemaStore *store;      /* nullable */
  SchemaFlags flags;
  SchemaDraft draft;
  guint most_issues;
  guint64 most_steps;      /* 0: by the size of the value */
  guint64 n_spent;         /* steps of the last check */
  SchemaSet *set;          /* nullable until the first value */
  SchemaNode *root;        /* nullable likewise */
};

void           schema_validator_ensure_set   (SchemaValidator   *self);
SchemaVerdict  schema_validator_check_node   (SchemaValidator   *self,
                                              const SchemaFrame *scope,
                                              SchemaNode        *node,
                                              const SjsonValue  *value);
SchemaResult  *schema_validator_explain_node (SchemaValidator   *self,
                                              const SchemaFrame *scope,
                                              SchemaNode        *node,
                                              const SjsonValue  *value);

G_END_DECLS
