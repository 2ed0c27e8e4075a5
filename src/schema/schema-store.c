/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-store.h"

#include <string.h>

/**
 * SchemaStore:
 *
 * Schemas that others may refer to, by their addresses. Whatever is not in it is not there: nothing
 * is ever fetched.
 */
struct _SchemaStore
{
  GObject parent_instance;

  GHashTable *schemas;   /* of SjsonValue by URI without fragment */
};

G_DEFINE_FINAL_TYPE (SchemaStore, schema_store, G_TYPE_OBJECT)

static void
schema_store_finalize (GObject *object)
{
  SchemaStore *self = SCHEMA_STORE (object);

  g_hash_table_unref (self->schemas);

  G_OBJECT_CLASS (schema_store_parent_class)->finalize (object);
}

static void
schema_store_class_init (SchemaStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = schema_store_finalize;
}

static void
schema_store_init (SchemaStore *self)
{
  self->schemas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) sjson_value_free);
}

/**
 * schema_store_new:
 *
 * Returns: (transfer full): an empty store
 */
SchemaStore *
schema_store_new (void)
{
  return g_object_new (SCHEMA_TYPE_STORE, NULL);
}

/**
 * schema_store_add:
 * @uri: an absolute URI; an empty fragment may follow
 * @schema: what is there; its document is kept
 *
 * Makes a schema known. Of two with the same address the later one counts.
 */
void
schema_store_add (SchemaStore      *self,
                  const char       *uri,
                  const SjsonValue *schema)
{
  g_return_if_fail (SCHEMA_IS_STORE (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (schema != NULL);

  g_hash_table_replace (self->schemas, g_strndup (uri, strcspn (uri, "#")),
                        sjson_value_copy (schema));
}

/**
 * schema_store_find:
 * @uri: a URI without fragment
 * @schema: (out caller-allocates): what is there, good for as long as the store
 *
 * Returns: whether there is anything
 */
gboolean
schema_store_find (SchemaStore *self,
                   const char  *uri,
                   SjsonValue  *schema)
{
  const SjsonValue *found;

  g_return_val_if_fail (SCHEMA_IS_STORE (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);
  g_return_val_if_fail (schema != NULL, FALSE);

  found = g_hash_table_lookup (self->schemas, uri);

  if (found == NULL)
    return FALSE;

  *schema = *found;
  return TRUE;
}
