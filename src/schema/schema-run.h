/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-evaluated.h"
#include "schema-node.h"
#include "schema-result.h"

G_BEGIN_DECLS

/* A value that a schema is being held against, and how that came about. On the stack. */
struct _SchemaFrame
{
  const SchemaFrame *parent;    /* nullable */
  SchemaNode *node;
  SjsonValue instance;
  guint kind;                   /* its SCHEMA_KIND() */
  guint depth;
  SchemaEvaluated *evaluated;   /* nullable: nobody asks for it */
};

/* One value against one schema. */
struct _SchemaRun
{
  SchemaSet *set;
  const SjsonValue *root;       /* of the value */
  gint64 steps;                 /* that are left */
  GPtrArray *issues;            /* nullable: the first thing that is wrong ends it */
  const char *member;           /* nullable: the one that it is about, for the next issue */
  gboolean is_name;             /* and it is about its name */
  guint most_issues;
  gboolean has_more;
};

/* Deeper than anybody nests, and what the stack of a thread has room for. */
#define SCHEMA_MOST_DEPTH 1000

SchemaVerdict schema_run_check       (SchemaRun         *self,
                                      const SchemaFrame *parent,
                                      SchemaNode        *node,
                                      const SjsonValue  *instance,
                                      SchemaEvaluated   *evaluated);
SchemaVerdict schema_run_probe       (SchemaRun         *self,
                                      const SchemaFrame *parent,
                                      SchemaNode        *node,
                                      const SjsonValue  *instance,
                                      SchemaEvaluated   *evaluated);
void          schema_run_note        (SchemaRun         *self,
                                      const SchemaFrame *parent,
                                      SchemaNode        *node,
                                      const SjsonValue  *instance);

/* What is wrong, where somebody wants to know; gives the verdict back. */
SchemaVerdict schema_run_report      (SchemaRun         *self,
                                      const SjsonValue  *instance,
                                      const SchemaFrame *frame,
                                      SchemaKeyword      keyword,
                                      SchemaVerdict      verdict,
                                      const char        *format,
                                      ...) G_GNUC_PRINTF (6, 7);

/* FALSE if all has been spent; then nothing can be decided any more. */
static inline gboolean
schema_run_spend (SchemaRun *self,
                  gsize      steps)
{
  self->steps = steps < (guint64) self->steps ? self->steps - (gint64) steps : 0;

  return self->steps > 0;
}

/* Whether a schema has nothing to say about values of that kind but that they may be. */
static inline gboolean
schema_node_is_plain (const SchemaNode *node,
                      SjsonKind         kind)
{
  return node->rules != NULL && node->by_kind[kind]->len == 0 && !node->is_boolean;
}

static inline gboolean
schema_run_goes_on (const SchemaRun *self,
                    SchemaVerdict    verdict)
{
  return self->steps > 0 && (verdict != SCHEMA_INVALID || self->issues != NULL);
}

G_END_DECLS
