/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* The drafts that are understood, oldest first. */
typedef enum {
  SCHEMA_DRAFT_UNKNOWN = 0,
  SCHEMA_DRAFT_07 = 1 << 0,
  SCHEMA_DRAFT_2019_09 = 1 << 1,
  SCHEMA_DRAFT_2020_12 = 1 << 2,
} SchemaDraft;

typedef enum {
  SCHEMA_VOCABULARY_CORE = 1 << 0,
  SCHEMA_VOCABULARY_APPLICATOR = 1 << 1,
  SCHEMA_VOCABULARY_UNEVALUATED = 1 << 2,
  SCHEMA_VOCABULARY_VALIDATION = 1 << 3,
  SCHEMA_VOCABULARY_FORMAT = 1 << 4,       /* "format" is there */
  SCHEMA_VOCABULARY_ASSERTION = 1 << 5,    /* and refuses */
  SCHEMA_VOCABULARY_NOTES = 1 << 6,        /* what only describes */
} SchemaVocabulary;

typedef struct
{
  SchemaDraft draft;
  guint vocabularies;
} SchemaDialect;

SchemaDialect schema_dialect_of_draft     (SchemaDraft       draft);
SchemaDraft   schema_dialect_find_draft   (const char       *uri);
gboolean      schema_dialect_restrict     (SchemaDialect    *self,
                                           const SjsonValue *vocabulary);

G_END_DECLS
