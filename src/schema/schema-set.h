/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-dialect.h"
#include "schema-store.h"

G_BEGIN_DECLS

typedef struct _SchemaNode SchemaNode;
typedef struct _SchemaResource SchemaResource;
typedef struct _SchemaSource SchemaSource;

/* One text with schemas in it. */
struct _SchemaSource
{
  SjsonValue *root;
  const char *uri;       /* nullable: it is the one that was asked for */
  GHashTable *nodes;     /* of SchemaNode by token, for each place where a schema was seen */
};

/* A schema with an address of its own, and all in it that has none (JSON Schema 2020-12 Core,
 * 4.3.5). */
struct _SchemaResource
{
  char *uri;             /* without fragment; empty if it has none */
  SchemaSource *source;
  SjsonValue root;
  SchemaResource *outer; /* nullable: what one comes from to it */
  gboolean is_entered;   /* by a reference, else it is what is around it */
  SchemaDialect dialect;
  GHashTable *anchors;   /* of SchemaNode by name, nodes with $dynamicAnchor included */
  GHashTable *dynamic;   /* of SchemaNode by name, those alone */
  gboolean is_recursive; /* $recursiveAnchor: true */
};

/* All schemas that one schema comes to, as far as they were needed. */
typedef struct
{
  SchemaStore *store;        /* nullable */
  SchemaDraft default_draft;
  gboolean assert_format;
  GHashTable *resources;     /* of SchemaResource by URI */
  GPtrArray *all_resources;
  GPtrArray *sources;
  GPtrArray *nodes;
} SchemaSet;

/* A guard: each costs more memory than its text. */
#define SCHEMA_MOST_NODES 200000

SchemaSet  *schema_set_new            (SchemaStore          *store,
                                       SchemaDraft           default_draft,
                                       gboolean              assert_format);
void        schema_set_free           (SchemaSet            *self);
SchemaNode *schema_set_add_source     (SchemaSet            *self,
                                       const SjsonValue     *root,
                                       const char           *uri);
SchemaNode *schema_set_get_node       (SchemaSet            *self,
                                       SchemaResource       *resource,
                                       const SjsonValue     *value);
SchemaNode *schema_set_get_root       (SchemaSet            *self,
                                       SchemaResource       *resource);
SchemaNode *schema_set_find           (SchemaSet            *self,
                                       const SjsonValue     *value,
                                       SchemaResource      **resource);
SchemaNode *schema_set_resolve        (SchemaSet            *self,
                                       SchemaResource       *base,
                                       const char           *reference,
                                       char                **anchor);

/* In schema-scan.c: finds the schemas in a schema, and their addresses. */
SchemaNode *schema_set_scan           (SchemaSet            *self,
                                       SchemaResource       *resource,
                                       const SjsonValue     *value,
                                       gboolean              known);
SchemaResource *
            schema_set_add_resource   (SchemaSet            *self,
                                       SchemaSource         *source,
                                       const SjsonValue     *root,
                                       const char           *uri,
                                       SchemaDialect         dialect,
                                       gboolean              known);
/* In schema-meta.c. */
SchemaDialect
            schema_set_find_dialect   (SchemaSet            *self,
                                       const SjsonValue     *schema,
                                       SchemaDialect         otherwise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchemaSet, schema_set_free)

G_END_DECLS
