/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-node.h"

G_BEGIN_DECLS

/* A node whose keywords are being read. */
typedef struct
{
  SchemaNode *node;
  SchemaSet *set;
  SchemaMembers *members; /* nullable: of the rule that several keywords have in common */
} SchemaCompiler;

/* Whether the keyword's value is as it has to be; if not, the schema is wrong there. */
typedef gboolean (*SchemaCompile) (SchemaCompiler *self,
                                   SchemaRule     *rule);

gboolean  schema_compiler_get_keyword    (SchemaCompiler   *self,
                                          SchemaKeyword     keyword,
                                          SjsonValue       *value);
gboolean  schema_compiler_get_node       (SchemaCompiler   *self,
                                          const SjsonValue *value,
                                          SchemaNode      **node);
gboolean  schema_compiler_get_nodes      (SchemaCompiler   *self,
                                          const SjsonValue *list,
                                          GPtrArray       **nodes);
SchemaRule *
          schema_compiler_add_rule       (SchemaCompiler   *self,
                                          SchemaKeyword     keyword,
                                          const SjsonValue *value);

/* schema-compile-value.c */
gboolean  schema_compile_type            (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_enum            (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_number          (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_divisor         (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_size            (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_boolean         (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_pattern         (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_format          (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_contains        (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_reference       (SchemaCompiler   *self,
                                          SchemaRule       *rule);
/* schema-compile-object.c: the rule of several keywords, and the others'. */
gboolean  schema_compile_members         (SchemaCompiler   *self,
                                          SchemaRule       *rule);
gboolean  schema_compile_depends         (SchemaCompiler   *self,
                                          SchemaRule       *rule);
void      schema_members_free            (SchemaMembers    *self);
void      schema_depends_free            (SchemaDepends    *self);

G_END_DECLS
