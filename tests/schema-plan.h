/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema-generator.h"

#include "schema-dialect.h"

G_BEGIN_DECLS

typedef enum {
  PLAN_ANY,
  PLAN_SCALAR,      /* one type, keywords and values that agree with them */
  PLAN_CHOICE,      /* "const", "enum", or branches that are constants */
  PLAN_LIST,
  PLAN_OBJECT,
  PLAN_UNION,
  PLAN_REFERENCE,
} PlanKind;

typedef struct _Plan Plan;
typedef struct _PlanDefinition PlanDefinition;

/* How members are there because of others. */
typedef enum {
  PLAN_IF,
  PLAN_DEPENDENT_SCHEMAS,
  PLAN_DEPENDENT_REQUIRED,
  PLAN_DEPENDENCIES,           /* with a schema */
  PLAN_DEPENDENCIES_REQUIRED,  /* with names */
  PLAN_ANY_NEEDED,             /* one of two, or both */
  PLAN_ONE_NEEDED,             /* just one of two */
} PlanRuleKind;

typedef struct
{
  char *name;
  Plan *plan;
  gboolean required;
  gboolean apart;         /* declared in a layer of its own */
} PlanMember;

typedef struct
{
  PlanRuleKind kind;
  PlanMember *trigger;    /* of the plan; the first of two that are needed */
  PlanMember *other;      /* likewise, where it is no member of @then */
  GPtrArray *then_members;
  GPtrArray *else_members;
} PlanRule;

struct _Plan
{
  PlanKind kind;
  gboolean nullable;
  gboolean typed;         /* says its type */
  gboolean closed;        /* nothing but what is declared */
  gboolean unevaluated;   /* says so by "unevaluated…" */
  gboolean unique;
  gboolean one;           /* "oneOf", else "anyOf" */
  guint style;
  const char *type;       /* of a scalar */
  char *rules;            /* of a scalar: keywords, as JSON has them; nullable */
  GPtrArray *values;      /* of a scalar or choice, as JSON has them */
  GPtrArray *plans;       /* places of a tuple, branches of a union */
  Plan *item;             /* of a list, of all further members; nullable */
  char *wanted;           /* that a list contains; nullable */
  guint least;
  guint most;
  GPtrArray *members;     /* of PlanMember */
  GPtrArray *plan_rules;  /* of PlanRule */
  Plan *matching;         /* of members that begin with "x-"; nullable */
  PlanDefinition *target;
};

typedef enum {
  PLAN_BY_POINTER,
  PLAN_BY_ANCHOR,
  PLAN_BY_DYNAMIC,        /* 2020-12 */
  PLAN_BY_ADDRESS,        /* it is a resource of its own */
  PLAN_BY_ROOT,           /* the schema itself */
} PlanWay;

struct _PlanDefinition
{
  char *name;
  Plan *plan;             /* NULL while it is being made */
  PlanWay way;
};

struct _SchemaGenerator
{
  GRand *random;
  SchemaDraft draft;
  GPtrArray *plans;        /* owned */
  GPtrArray *definitions;  /* of PlanDefinition */
  PlanDefinition root;
  const PlanDefinition *inside;   /* nullable: the resource that is being written */
  gboolean has_address;    /* the root has */
  gboolean has_vocabulary;
  guint n_plans;
};

#define PLAN_ADDRESS "https://g.example/"
#define PLAN_MOST 40

static inline gboolean
plan_chance (SchemaGenerator *self,
             guint            percent)
{
  return (guint) g_rand_int_range (self->random, 0, 100) < percent;
}

static inline guint
plan_pick (SchemaGenerator *self,
           guint            n)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) n);
}

static inline gboolean
plan_is_since_2019 (SchemaGenerator *self)
{
  return self->draft >= SCHEMA_DRAFT_2019_09;
}

/* schema-plan.c */
Plan *plan_new           (SchemaGenerator *self,
                          PlanKind         kind);
Plan *plan_make          (SchemaGenerator *self,
                          guint            depth,
                          gboolean         optional);
void  plan_make_root     (SchemaGenerator *self);
void  plan_clear         (SchemaGenerator *self);
/* schema-plan-scalar.c */
Plan *plan_make_scalar   (SchemaGenerator *self);
Plan *plan_make_choice   (SchemaGenerator *self);
char *plan_dup_text      (SchemaGenerator *self);
/* schema-plan-object.c */
Plan *plan_make_object   (SchemaGenerator *self,
                          guint            depth);
/* schema-plan-writer.c */
void  plan_write         (SchemaGenerator *self,
                          Plan            *plan,
                          GString         *out);
char *plan_write_root    (SchemaGenerator *self);
/* schema-plan-value.c */
void  plan_write_value   (SchemaGenerator *self,
                          Plan            *plan,
                          guint            depth,
                          GString         *out);
void  plan_write_junk    (SchemaGenerator *self,
                          guint            depth,
                          GString         *out);
void  plan_append_string (SchemaGenerator *self,
                          GString         *out,
                          const char      *text);

G_END_DECLS
