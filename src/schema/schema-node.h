/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-format.h"
#include "schema-keyword.h"
#include "schema-names.h"
#include "schema-number.h"
#include "schema-pattern.h"
#include "schema-set.h"
#include "schema-verdict.h"

G_BEGIN_DECLS

typedef struct _SchemaFrame SchemaFrame;
typedef struct _SchemaRule SchemaRule;
typedef struct _SchemaRun SchemaRun;

typedef SchemaVerdict (*SchemaCheck) (SchemaRun         *run,
                                      const SchemaFrame *frame,
                                      SchemaRule        *rule);

/* Bits of kinds of values. */
#define SCHEMA_KIND(kind) (1u << SJSON_KIND_##kind)
#define SCHEMA_N_KINDS 6
#define SCHEMA_ANY_KIND 0x3fu
#define SCHEMA_INTEGER (1u << 6)

/* "properties", "patternProperties", "additionalProperties" and "required" in one, so that an
 * object is walked once. */
typedef struct
{
  SchemaNames *names;
  GPtrArray *nodes;          /* by name; NULL where it is only required */
  GByteArray *required;      /* by name */
  guint n_required;
  GPtrArray *patterns;       /* of SchemaPattern */
  GPtrArray *pattern_nodes;  /* of each */
  SchemaNode *additional;    /* nullable */
} SchemaMembers;

/* What members of these names bring along. */
typedef struct
{
  SchemaNames *names;
  GPtrArray *nodes;          /* by name; NULL where there are names instead */
  GPtrArray *required;       /* of SjsonValue arrays, by name; NULL likewise */
} SchemaDepends;

/* One or several keywords that are checked together, which is why it has parts for all. */
struct _SchemaRule
{
  SchemaKeyword keyword;
  SchemaCheck check;
  guint kinds;               /* of values that it has anything to say about */
  SjsonValue value;
  SchemaNode *node;          /* nullable */
  SchemaNode *then_node;     /* nullable */
  SchemaNode *else_node;     /* nullable */
  GPtrArray *nodes;          /* nullable */
  SchemaMembers *members;    /* nullable */
  SchemaDepends *depends;    /* nullable */
  SchemaNames *names;        /* nullable: strings of an enum */
  SchemaPattern *pattern;    /* nullable */
  const SchemaFormat *format;
  SchemaNumber number;
  guint64 least;
  guint64 most;
  guint types;
  char *anchor;              /* nullable: of a dynamic reference */
  const char *problem;       /* nullable: why it cannot be checked, translated */
};

/* A schema at its place. What its keywords say is read when it is first needed. */
struct _SchemaNode
{
  SchemaResource *resource;
  SjsonValue value;
  GPtrArray *rules;          /* nullable: not yet read */
  GPtrArray *by_kind[SCHEMA_N_KINDS];   /* those that have a say about values of one kind */
  gboolean is_boolean;
  gboolean has_unevaluated;
};

/* Whether it is the schema that nothing agrees with. */
gboolean       schema_node_is_false (const SchemaNode *self);
void           schema_node_free    (SchemaNode    *self);
void           schema_node_compile (SchemaNode    *self,
                                    SchemaSet     *set);
void           schema_rule_free    (SchemaRule    *self);

G_END_DECLS
