/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-node.h"
#include "schema-uri.h"

#include <string.h>

/* What is scanned: nothing is a schema only because it looks like one (in "enum", say, or below a
 * name that is no keyword). */

static void
add_anchor (GHashTable       *anchors,
            SchemaNode       *node,
            const SjsonValue *name)
{
  char *text = sjson_value_dup_string (name, NULL);

  if (text != NULL && !g_hash_table_contains (anchors, text))
    g_hash_table_insert (anchors, text, node);
  else
    g_free (text);
}

/* What draft-07 writes as an "$id" of a fragment alone. */
static void
add_old_anchor (SchemaNode *node,
                const char *fragment)
{
  if (*fragment != '\0' && !g_hash_table_contains (node->resource->anchors, fragment))
    g_hash_table_insert (node->resource->anchors, g_strdup (fragment), node);
}

static void
add_anchors (SchemaNode *node)
{
  SchemaResource *resource = node->resource;
  gboolean is_recursive;
  SjsonValue name;

  if (resource->dialect.draft == SCHEMA_DRAFT_07)
    return;

  if (sjson_value_get_member (&node->value, "$anchor", &name))
    add_anchor (resource->anchors, node, &name);

  if (resource->dialect.draft == SCHEMA_DRAFT_2020_12 &&
      sjson_value_get_member (&node->value, "$dynamicAnchor", &name))
    {
      add_anchor (resource->anchors, node, &name);
      add_anchor (resource->dynamic, node, &name);
    }

  if (resource->dialect.draft == SCHEMA_DRAFT_2019_09 &&
      node->value.token == resource->root.token &&
      sjson_value_get_member_boolean (&node->value, "$recursiveAnchor", &is_recursive))
    resource->is_recursive = is_recursive;
}

/* The "$id" of a schema that has one that counts: in draft-07 nothing counts beside "$ref". */
static char *
dup_id (const SjsonValue    *value,
        const SchemaDialect *dialect)
{
  SjsonValue reference;

  if (dialect->draft == SCHEMA_DRAFT_07 && sjson_value_get_member (value, "$ref", &reference))
    return NULL;

  return sjson_value_dup_member_string (value, "$id");
}

/* The resource that @value begins, or the one around it. */
static SchemaResource *
enter_resource (SchemaSet        *self,
                SchemaResource   *resource,
                const SjsonValue *value,
                gboolean          known,
                char            **fragment)
{
  SchemaDialect dialect = schema_set_find_dialect (self, value, resource->dialect);
  g_autofree char *id = dup_id (value, &dialect);
  g_autofree char *resolved = NULL;
  g_autofree char *uri = NULL;
  SchemaResource *inner;

  if (id == NULL || *id == '#')
    {
      *fragment = id != NULL ? g_uri_unescape_string (id + 1, NULL) : NULL;
      return resource;
    }

  resolved = schema_uri_resolve (resource->uri, id);
  uri = schema_uri_split (resolved, fragment);

  inner = schema_set_add_resource (self, resource->source, value, uri, dialect, known);
  inner->outer = resource;

  return inner;
}

static void
scan_list (SchemaSet        *self,
           SchemaResource   *resource,
           const SjsonValue *list,
           gboolean          known)
{
  SjsonIter iter;
  SjsonValue value;

  sjson_iter_init (&iter, list);

  while (sjson_iter_next (&iter, NULL, &value))
    schema_set_scan (self, resource, &value, known);
}

static void
scan_keyword (SchemaSet        *self,
              SchemaResource   *resource,
              SchemaShape       shape,
              const SjsonValue *value,
              gboolean          known)
{
  SjsonKind kind = sjson_value_get_kind (value);

  if (shape == SCHEMA_SHAPE_ONE || (shape == SCHEMA_SHAPE_EITHER && kind != SJSON_KIND_ARRAY))
    schema_set_scan (self, resource, value, known);
  else if (kind == (shape == SCHEMA_SHAPE_MAP ? SJSON_KIND_OBJECT : SJSON_KIND_ARRAY))
    scan_list (self, resource, value, known);
}

static void
scan_children (SchemaSet        *self,
               SchemaResource   *resource,
               const SjsonValue *value,
               gboolean          known)
{
  SchemaDialect all = schema_dialect_of_draft (resource->dialect.draft);
  SjsonIter iter;
  SjsonValue name, member;

  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, &name, &member))
    {
      SchemaKeyword keyword = schema_keyword_find (&name, &all);
      SchemaShape shape = SCHEMA_SHAPE_NONE;

      if (keyword != SCHEMA_N_KEYWORDS)
        shape = schema_keyword_get_shape (keyword);

      if (shape != SCHEMA_SHAPE_NONE)
        scan_keyword (self, resource, shape, &member, known);
    }
}

/**
 * schema_set_scan:
 * @resource: what is around @value
 * @value: a schema
 * @known: whether others may refer to it by its address: not where only a reference has it that
 *   it is a schema
 *
 * Finds the schemas in a schema and the addresses that they give themselves.
 *
 * Returns: (transfer none): the node of @value
 */
SchemaNode *
schema_set_scan (SchemaSet        *self,
                 SchemaResource   *resource,
                 const SjsonValue *value,
                 gboolean          known)
{
  gpointer key = GUINT_TO_POINTER (value->token);
  SchemaNode *node = g_hash_table_lookup (resource->source->nodes, key);
  g_autofree char *fragment = NULL;

  if (node != NULL || self->nodes->len >= SCHEMA_MOST_NODES)
    return node;

  node = g_new0 (SchemaNode, 1);
  node->value = *value;
  node->resource = resource;
  node->is_boolean = sjson_value_get_kind (value) == SJSON_KIND_BOOLEAN;
  g_ptr_array_add (self->nodes, node);
  g_hash_table_insert (resource->source->nodes, key, node);

  if (sjson_value_get_kind (value) != SJSON_KIND_OBJECT)
    return node;

  node->resource = enter_resource (self, resource, value, known, &fragment);

  if (fragment != NULL && node->resource->dialect.draft == SCHEMA_DRAFT_07)
    add_old_anchor (node, fragment);

  add_anchors (node);
  scan_children (self, node->resource, value, known);

  return node;
}
