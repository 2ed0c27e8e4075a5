/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-set.h"

#include "schema-node.h"
#include "schema-place.h"
#include "schema-uri.h"
#include "sjson-pointer.h"

static void
source_free (gpointer data)
{
  SchemaSource *source = data;

  g_hash_table_unref (source->nodes);
  sjson_value_free (source->root);
  g_free (source);
}

static void
resource_free (gpointer data)
{
  SchemaResource *resource = data;

  g_hash_table_unref (resource->anchors);
  g_hash_table_unref (resource->dynamic);
  g_free (resource->uri);
  g_free (resource);
}

/**
 * schema_set_new:
 * @store: (nullable): what schemas may refer to outside themselves
 * @default_draft: what a schema is written in that does not say so
 * @assert_format: whether "format" refuses
 *
 * Returns: (transfer full): an empty set
 */
SchemaSet *
schema_set_new (SchemaStore *store,
                SchemaDraft  default_draft,
                gboolean     assert_format)
{
  SchemaSet *self = g_new0 (SchemaSet, 1);

  g_set_object (&self->store, store);
  self->default_draft = default_draft;
  self->assert_format = assert_format;
  self->resources = g_hash_table_new (g_str_hash, g_str_equal);
  self->all_resources = g_ptr_array_new_with_free_func (resource_free);
  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) schema_node_free);

  return self;
}

/**
 * schema_set_free:
 * @self: (transfer full): a set
 *
 * Frees the set and all nodes in it.
 */
void
schema_set_free (SchemaSet *self)
{
  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->resources);
  g_ptr_array_unref (self->all_resources);
  g_ptr_array_unref (self->sources);
  g_clear_object (&self->store);
  g_free (self);
}

/**
 * schema_set_add_resource:
 * @uri: its address, without fragment
 * @known: whether it can be found by that; the first of an address is
 *
 * Returns: (transfer none): a new resource
 */
SchemaResource *
schema_set_add_resource (SchemaSet        *self,
                         SchemaSource     *source,
                         const SjsonValue *root,
                         const char       *uri,
                         SchemaDialect     dialect,
                         gboolean          known)
{
  SchemaResource *resource = g_new0 (SchemaResource, 1);

  resource->uri = g_strdup (uri);
  resource->source = source;
  resource->root = *root;
  resource->dialect = dialect;
  resource->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  resource->dynamic = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->all_resources, resource);

  if (known && !g_hash_table_contains (self->resources, uri))
    g_hash_table_insert (self->resources, resource->uri, resource);

  return resource;
}

/**
 * schema_set_add_source:
 * @root: a schema; its document is kept
 * @uri: (nullable): where it is, in the store
 *
 * Returns: (transfer none) (nullable): its node, or %NULL if there are too many
 */
SchemaNode *
schema_set_add_source (SchemaSet        *self,
                       const SjsonValue *root,
                       const char       *uri)
{
  SchemaSource *source = g_new0 (SchemaSource, 1);
  SchemaDialect dialect = schema_dialect_of_draft (self->default_draft);
  SchemaResource *resource;

  source->root = sjson_value_copy (root);
  source->nodes = g_hash_table_new (NULL, NULL);
  g_ptr_array_add (self->sources, source);

  dialect = schema_set_find_dialect (self, root, dialect);
  resource = schema_set_add_resource (self, source, source->root, uri != NULL ? uri : "", dialect,
                                      TRUE);
  source->uri = uri != NULL ? resource->uri : NULL;

  return schema_set_scan (self, resource, source->root, TRUE);
}

/**
 * schema_set_get_node:
 * @resource: a resource of the source that @value is in
 * @value: something that is used as a schema
 *
 * Returns: (transfer none) (nullable): its node, or %NULL if there are too many
 */
SchemaNode *
schema_set_get_node (SchemaSet        *self,
                     SchemaResource   *resource,
                     const SjsonValue *value)
{
  return schema_set_scan (self, resource, value, FALSE);
}

/**
 * schema_set_get_root:
 *
 * Returns: (transfer none) (nullable): the node of the resource itself
 */
SchemaNode *
schema_set_get_root (SchemaSet      *self,
                     SchemaResource *resource)
{
  return schema_set_get_node (self, resource, &resource->root);
}

/* What is found at one address may say that its own is another: that one has its anchors. */
static SchemaResource *
find_resource (SchemaSet  *self,
               const char *uri)
{
  SchemaResource *resource = g_hash_table_lookup (self->resources, uri);
  SchemaNode *node = NULL;
  SjsonValue root;

  if (resource != NULL)
    node = schema_set_get_root (self, resource);
  else if (self->store != NULL && schema_store_find (self->store, uri, &root))
    node = schema_set_add_source (self, &root, uri);

  return node != NULL ? node->resource : NULL;
}

/* The resource that is closest around @token. */
static SchemaResource *
find_innermost (SchemaResource *resource,
                guint32         token)
{
  SjsonValue at = resource->root;
  SchemaNode *node;
  SjsonValue name;
  gsize index;

  do
    {
      node = g_hash_table_lookup (resource->source->nodes, GUINT_TO_POINTER (at.token));
      resource = node != NULL ? node->resource : resource;
    }
  while (schema_place_step (&at, token, &name, &index));

  return resource;
}

/* The resource that is closest around @value, if that is in the source at all. */
static SchemaResource *
find_around (const SchemaSource *source,
             const SjsonValue   *value)
{
  const SchemaNode *root = g_hash_table_lookup (source->nodes,
                                                GUINT_TO_POINTER (source->root->token));
  SjsonValue at = *source->root;
  SjsonValue name;
  gsize index;

  if (root == NULL || at.document != value->document || value->token < at.token)
    return NULL;

  while (schema_place_step (&at, value->token, &name, &index))
    ;

  return at.token == value->token ? find_innermost (root->resource, value->token) : NULL;
}

/**
 * schema_set_find:
 * @value: a schema of the set
 * @resource: (out) (transfer none) (nullable): what it belongs to. In a dialect that is not known
 *   nobody can tell what a schema is: there it may be anything
 *
 * Finds again what was handed out, and makes nothing a schema that is none yet.
 *
 * Returns: (transfer none) (nullable): its node
 */
SchemaNode *
schema_set_find (SchemaSet         *self,
                 const SjsonValue  *value,
                 SchemaResource   **resource)
{
  *resource = NULL;

  for (guint i = 0; i < self->sources->len; i++)
    {
      SchemaSource *source = g_ptr_array_index (self->sources, i);
      SchemaResource *around;
      SchemaNode *node = NULL;

      if (source->root->document == value->document)
        node = g_hash_table_lookup (source->nodes, GUINT_TO_POINTER (value->token));

      if (node != NULL)
        {
          *resource = node->resource;
          return node;
        }

      around = find_around (source, value);

      if (around != NULL && around->dialect.draft == SCHEMA_DRAFT_UNKNOWN)
        *resource = around;
    }

  return NULL;
}

static SchemaNode *
find_by_pointer (SchemaSet      *self,
                 SchemaResource *resource,
                 const char     *pointer)
{
  SjsonValue value;

  if (!sjson_pointer_resolve (&resource->root, pointer, &value))
    return NULL;

  return schema_set_get_node (self, find_innermost (resource, value.token), &value);
}

/**
 * schema_set_resolve:
 * @base: the resource in which the reference stands
 * @reference: a URI reference
 * @anchor: (out) (transfer full) (nullable): the name that stands behind its "#", if it is one
 *
 * Finds what a reference means, in what is at hand (JSON Schema 2020-12 Core, 8.2.3.1): nothing is
 * fetched.
 *
 * Returns: (transfer none) (nullable): the schema there
 */
SchemaNode *
schema_set_resolve (SchemaSet       *self,
                    SchemaResource  *base,
                    const char      *reference,
                    char           **anchor)
{
  g_autofree char *resolved = schema_uri_resolve (base->uri, reference);
  g_autofree char *fragment = NULL;
  g_autofree char *uri = schema_uri_split (resolved, &fragment);
  SchemaResource *resource = base;

  *anchor = NULL;

  /* A reference into one's own resource works also where nobody else finds that. */
  if (!g_str_equal (uri, base->uri))
    resource = find_resource (self, uri);

  if (resource == NULL)
    return NULL;

  if (*fragment == '\0')
    return schema_set_get_root (self, resource);

  if (*fragment == '/')
    return find_by_pointer (self, resource, fragment);

  *anchor = g_strdup (fragment);
  return g_hash_table_lookup (resource->anchors, fragment);
}
