/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-verdict.h"

G_BEGIN_DECLS

/* One thing that is wrong with a value, or that could not be checked. */
typedef struct
{
  SchemaVerdict verdict;   /* SCHEMA_INVALID or SCHEMA_UNCHECKED */
  char *instance;          /* JSON Pointer to what is wrong */
  char *schema;            /* JSON Pointer to the keyword; behind an address and "#" elsewhere */
  const char *keyword;     /* empty: a schema that is false */
  char *member;            /* nullable: the name of what is missing, or should not be there */
  char *sentence;          /* for people, translated */
} SchemaIssue;

typedef struct _SchemaResult SchemaResult;

SchemaResult      *schema_result_new          (SchemaVerdict       verdict,
                                               GPtrArray          *issues,
                                               gboolean            has_more);
void               schema_result_free         (SchemaResult       *self);
SchemaVerdict      schema_result_get_verdict  (const SchemaResult *self);
guint              schema_result_get_n_issues (const SchemaResult *self);
const SchemaIssue *schema_result_get_issue    (const SchemaResult *self,
                                               guint               index);
gboolean           schema_result_get_has_more (const SchemaResult *self);
void               schema_issue_free          (SchemaIssue        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchemaResult, schema_result_free)

G_END_DECLS
