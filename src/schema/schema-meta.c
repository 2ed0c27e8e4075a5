/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-set.h"

#include "schema-uri.h"

/* A meta-schema of somebody's own may say by one of somebody else's what it is written in. */
#define MOST_STEPS 4

static gboolean
find_meta_schema (SchemaSet  *self,
                  const char *uri,
                  SjsonValue *meta)
{
  g_autofree char *fragment = NULL;
  g_autofree char *address = schema_uri_split (uri, &fragment);
  const SchemaResource *resource = g_hash_table_lookup (self->resources, address);

  if (resource != NULL)
    {
      *meta = resource->root;
      return TRUE;
    }

  return self->store != NULL && schema_store_find (self->store, address, meta);
}

static SchemaDialect
find_dialect (SchemaSet  *self,
              const char *uri,
              guint       n_steps)
{
  SchemaDialect dialect = schema_dialect_of_draft (schema_dialect_find_draft (uri));
  g_autofree char *next = NULL;
  SjsonValue meta, vocabulary;

  if (dialect.draft != SCHEMA_DRAFT_UNKNOWN || n_steps == 0 ||
      !find_meta_schema (self, uri, &meta))
    return dialect;

  next = sjson_value_dup_member_string (&meta, "$schema");

  if (next != NULL)
    dialect = find_dialect (self, next, n_steps - 1);

  if (dialect.draft > SCHEMA_DRAFT_07 &&
      sjson_value_get_member_of_kind (&meta, "$vocabulary", SJSON_KIND_OBJECT, &vocabulary) &&
      !schema_dialect_restrict (&dialect, &vocabulary))
    return schema_dialect_of_draft (SCHEMA_DRAFT_UNKNOWN);

  return dialect;
}

/**
 * schema_set_find_dialect:
 * @schema: a schema
 * @otherwise: what counts if it does not say
 *
 * Returns: what `$schema` says (JSON Schema 2020-12 Core, 8.1); without draft if that cannot be
 *   checked
 */
SchemaDialect
schema_set_find_dialect (SchemaSet        *self,
                         const SjsonValue *schema,
                         SchemaDialect     otherwise)
{
  g_autofree char *uri = sjson_value_dup_member_string (schema, "$schema");

  return uri != NULL ? find_dialect (self, uri, MOST_STEPS) : otherwise;
}
