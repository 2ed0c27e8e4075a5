/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-shape-private.h"

#include "schema-pattern.h"

G_BEGIN_DECLS

/* Types as JSON Schema has them; a number that is no integer is a FRACTION, so that what several
 * layers allow together is what they have in common. */
typedef enum {
  FORM_TYPE_NULL = 1 << 0,
  FORM_TYPE_BOOLEAN = 1 << 1,
  FORM_TYPE_INTEGER = 1 << 2,
  FORM_TYPE_FRACTION = 1 << 3,
  FORM_TYPE_STRING = 1 << 4,
  FORM_TYPE_ARRAY = 1 << 5,
  FORM_TYPE_GROUP = 1 << 6,
} FormTypes;

#define FORM_TYPES_NUMBER (FORM_TYPE_INTEGER | FORM_TYPE_FRACTION)
#define FORM_TYPES_ALL 0x7fu

typedef struct _FormWay FormWay;

/* How a schema was come by, so that one that is around itself is known. */
struct _FormWay
{
  SjsonValue node;
  const FormWay *from;       /* nullable */
  gboolean crosses;          /* that one is of the place around */
};

/* A schema that a shape begins with. */
typedef struct
{
  SjsonValue node;
  const FormWay *from;       /* nullable */
  gboolean crosses;
} FormStart;

/* One schema that holds at a place: what it begins with, or what that leads to. */
typedef struct
{
  SjsonValue node;
  const FormWay *way;
  SchemaDraft draft;
  int via;                   /* the layer that led here, or -1 */
  guint or_null : 1;         /* through a union that null also fits */
  guint words_only : 1;      /* a reference hides the rest of it (draft-07) */
} FormLayer;

/* A union that a layer has, as oneOf or anyOf. */
typedef struct
{
  int layer;
  gboolean is_any;
  GArray *branches;          /* of SjsonValue; neither null nor what nothing fits */
  guint types;               /* that any of them allows, null included */
  gboolean is_constant;      /* all of them are constants */
  gboolean is_shaped;        /* it is no mere rule */
} FormGroup;

/* A group that a branch was chosen of. */
typedef struct
{
  SjsonValue node;
  gboolean is_any;
} FormKey;

/* What a branch is like without what is around it. */
typedef struct
{
  guint types;
  guint nothing : 1;         /* fits */
  guint null : 1;            /* is all that fits */
  guint says : 1;            /* something of a shape */
  guint constant : 1;
} FormVerdict;

/* All shapes of one form, and what they may still spend. */
typedef struct
{
  gatomicrefcount references;
  SchemaValidator *validator;   /* nullable */
  SjsonValue *schema;           /* nullable */
  GPtrArray *shapes;
  GHashTable *verdicts;         /* of FormVerdict by the text of the node */
  GHashTable *patterns;         /* of SchemaPattern by its text in the schema */
  guint judging;                /* verdicts inside verdicts */
  gsize matching;               /* steps of patterns */
  guint layers;                 /* beyond FORM_SHAPE_FREE_LAYERS */
  gsize choices;
  gsize bytes;
  gint64 patience;              /* steps, see form_shapes_ask() */
} FormShapes;

typedef struct
{
  char *name;
  FormShape *shape;             /* nullable until asked for */
} FormMember;

/* What is said of a group's members. */
typedef struct
{
  GArray *declared;             /* of FormMember, in order */
  GHashTable *by_name;          /* places in that + 1 */
  GHashTable *required;
  GHashTable *others;           /* of shapes by the nodes that they are made of */
  FormShape *other;             /* nullable: there may be none */
  gboolean knows_other;
  gboolean takes_others;
} FormMembers;

typedef struct
{
  GPtrArray *prefix;            /* of shapes, NULL until asked for */
  FormShape *rest;              /* nullable until asked for */
} FormItems;

typedef struct
{
  SjsonValue node;              /* of a branch of a group */
  guint types;                  /* of a branch by type */
  FormShape *shape;             /* nullable until asked for */
  FormShape *own;               /* without what is around; nullable likewise */
  char *label;                  /* nullable likewise */
} FormBranch;

typedef struct
{
  const FormGroup *group;       /* nullable: by type */
  GArray *branches;             /* of FormBranch */
  gboolean is_labelled;
} FormUnion;

/* What people read of it. */
typedef struct
{
  char *title;
  char *description;
  char *format;
  char *pattern;
  char *placeholder;
  char *limits;
  char *content_type;
  gboolean multiline;
} FormWords;

typedef struct
{
  char *text;
  gboolean exclusive;
} FormEnd;

typedef struct
{
  FormEnd minimum;
  FormEnd maximum;
  char *step;
  gint64 least;
  gint64 most;
} FormRange;

struct _FormShape
{
  FormShapes *all;              /* owns this */
  FormShape *base;              /* nullable: what it was narrowed from */
  GArray *starts;               /* of FormStart */
  GArray *consumed;             /* of FormKey; nullable */
  GArray *required_too;         /* of SjsonValue, lists of names; nullable */
  GArray *layers;               /* of FormLayer, outermost first */
  GPtrArray *ways;              /* of each */
  GArray *groups;               /* of FormGroup; nullable */
  guint depth;
  guint nesting;                /* while it is read: layers that led to one another */
  guint only;                   /* FormTypes that a branch by type leaves */
  guint named;                  /* FormTypes that are named, 0: none */
  guint fits;                   /* FormTypes that may be there */
  FormKind kind;
  FormChoices choices;
  SjsonValue default_value;
  FormMembers *members;         /* nullable until asked for, as are the next */
  FormItems *items;
  FormUnion *branches;
  FormWords *words;
  FormRange *range;
  GHashTable *narrowed;         /* of shapes by the nodes that were added */
  GPtrArray *conditions;        /* of GArrays of FormStart */

  guint is_root : 1;
  guint is_opaque : 1;          /* out of bounds */
  guint is_impossible : 1;      /* nothing fits */
  guint is_recursive : 1;
  guint names_null : 1;         /* a union does so */
  guint knows_kind : 1;
  guint knows_types : 1;
  guint knows_choices : 1;
  guint knows_default : 1;
  guint has_default : 1;
};

/* In form-shape.c. */
FormShape   *form_shape_make             (FormShapes        *all,
                                          guint              depth);
FormShape   *form_shape_make_alike       (FormShape         *self);
FormShape   *form_shape_make_child       (FormShape         *self,
                                          GArray            *starts);
void         form_shape_free             (FormShape         *self);
gboolean     form_starts_equal           (const GArray      *starts,
                                          const GArray      *others);
gboolean     form_shapes_afford          (FormShapes        *self,
                                          const SjsonValue  *value);
SchemaVerdict
             form_shapes_ask             (FormShapes        *self,
                                          const SjsonValue  *node,
                                          const SjsonValue  *value);

/* In form-shape-layers.c. */
void         form_shape_start            (FormShape         *self,
                                          const SjsonValue  *node,
                                          const FormWay     *from,
                                          gboolean           crosses);
void         form_shape_read             (FormShape         *self);
void         form_shape_add              (FormShape         *self,
                                          const FormStart   *start,
                                          int                via,
                                          gboolean           or_null);
gboolean     form_node_equal             (const SjsonValue  *node,
                                          const SjsonValue  *other);

/* In form-shape-find.c. */
guint        form_shape_get_n_layers     (FormShape         *self);
const FormLayer *
             form_shape_get_layer        (FormShape         *self,
                                          guint              index);
gboolean     form_layer_find             (const FormLayer   *self,
                                          const char        *name,
                                          SjsonValue        *member);
gboolean     form_layer_find_of_kind     (const FormLayer   *self,
                                          const char        *name,
                                          SjsonKind          kind,
                                          SjsonValue        *member);
gboolean     form_layer_find_schema      (const FormLayer   *self,
                                          const char        *name,
                                          SjsonValue        *member);
gboolean     form_shape_find_of_kind     (FormShape         *self,
                                          const char        *name,
                                          SjsonKind          kind,
                                          SjsonValue        *member);
gboolean     form_shape_find_words       (FormShape         *self,
                                          const char        *name,
                                          SjsonKind          kind,
                                          SjsonValue        *member);
gboolean     form_shape_is_true          (FormShape         *self,
                                          const char        *name);

/* In form-shape-group.c. */
void         form_shape_add_groups       (FormShape         *self,
                                          int                layer);
const FormVerdict *
             form_shapes_judge           (FormShapes        *self,
                                          const SjsonValue  *node);
void         form_group_clear            (gpointer           group);

/* In form-shape-node.c. */
guint        form_node_read_type         (const SjsonValue  *node);
guint        form_node_read_type_name    (const SjsonValue  *name);
guint        form_node_read_constants    (const SjsonValue  *node);
guint        form_node_get_type_of       (const SjsonValue  *value);
gboolean     form_node_is_schema         (const SjsonValue  *node);
gboolean     form_node_is_false          (const SjsonValue  *node);
gboolean     form_layer_is_false         (const FormLayer   *self);
gboolean     form_node_is_constant       (const SjsonValue  *node);
guint        form_layer_infer_types      (const FormLayer   *self,
                                          gboolean           with_rules);

/* In form-shape-types.c. */
void         form_shape_ensure_types     (FormShape         *self);
guint        form_shape_infer_types      (FormShape         *self);

/* In form-shape-kind.c and form-shape-choices.c. */
void         form_shape_ensure_kind      (FormShape         *self);
gboolean     form_shape_has_choices      (FormShape         *self);

/* In form-shape-members.c and form-shape-others.c. */
FormMembers *form_shape_ensure_members   (FormShape         *self);
void         form_members_free           (FormMembers       *self);
gboolean     form_shape_may_take_others  (FormShape         *self);

void         form_items_free             (FormItems         *self);

/* In form-shape-union.c and form-shape-label.c. */
FormUnion   *form_shape_ensure_union     (FormShape         *self);
void         form_union_free             (FormUnion         *self);
FormShape   *form_shape_get_branch_alone (FormShape         *self,
                                          guint              index);
void         form_shape_label_branches   (FormShape         *self);

void         form_words_free             (FormWords         *self);
FormRange   *form_shape_ensure_range     (FormShape         *self);
void         form_range_free             (FormRange         *self);
char        *form_shape_dup_limits       (FormShape         *self);
char        *form_shape_dup_name         (const SjsonValue  *name);

G_END_DECLS
