/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-decimal-private.h"
#include "form-shape-private.h"

#include "schema-pattern.h"

G_BEGIN_DECLS

/* Types as JSON Schema has them; a number that is no integer is a FRACTION, so that what several
 * layers allow together is what they have in common. */
typedef enum {
  FORM_TYPE_IS_NULL = 1 << 0,
  FORM_TYPE_IS_BOOLEAN = 1 << 1,
  FORM_TYPE_IS_INTEGER = 1 << 2,
  FORM_TYPE_IS_FRACTION = 1 << 3,
  FORM_TYPE_IS_STRING = 1 << 4,
  FORM_TYPE_IS_ARRAY = 1 << 5,
  FORM_TYPE_IS_OBJECT = 1 << 6,
} FormTypes;

#define FORM_TYPES_NUMBER (FORM_TYPE_IS_INTEGER | FORM_TYPE_IS_FRACTION)
#define FORM_TYPES_ALL 0x7fu

/* The keywords that make a union. */
typedef enum {
  FORM_UNION_ONE_OF = 1 << 0,
  FORM_UNION_ANY_OF = 1 << 1,
} FormUnions;

/* One node of the schema that holds at a place. */
typedef struct
{
  SjsonValue node;
  int via;                   /* the layer of this shape that led here, or -1 */
  int origin;                /* the layer of the shape around that led here, or -1 */
  guint or_null : 1;         /* reached through a union that null also fits */
  guint words_only : 1;      /* a reference hides the rest of it (draft-07) */
  guint consumed : 2;        /* FormUnions of it that a branch was chosen of */
} FormLayer;

/* All shapes of one form, and what they may still spend. */
typedef struct
{
  gatomicrefcount references;
  SchemaValidator *validator;   /* nullable */
  SjsonValue *schema;           /* nullable */
  GPtrArray *shapes;
  GHashTable *patterns;         /* of SchemaPattern by its text in the schema */
  gsize choices;
  gsize bytes;
} FormShapes;

/* What is said of a group's members. */
typedef struct
{
  GPtrArray *names;             /* declared, in order */
  GHashTable *by_name;          /* places in names + 1 */
  GHashTable *required;
  GPtrArray *shapes;            /* of each name, NULL until asked for */
  GHashTable *others;           /* by which patterns a name fits: the shape */
  gboolean takes_others;
} FormMembers;

typedef struct
{
  GPtrArray *prefix;            /* of shapes, NULL until asked for; NULL once made: nothing fits */
  FormShape *rest;              /* nullable */
  gboolean is_closed;           /* nothing may follow the prefix */
  gboolean is_made;
} FormItems;

typedef struct
{
  SjsonValue node;
  guint types;                  /* of a branch by type */
  FormShape *shape;             /* nullable until asked for */
  char *label;                  /* nullable likewise */
} FormBranch;

typedef struct
{
  int layer;                    /* that it stands in; -1: by type */
  FormUnions keyword;
  GArray *branches;             /* of FormBranch */
} FormUnion;

typedef struct
{
  char *text;
  gboolean exclusive;
} FormEnd;

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
  SjsonValue default_value;
  guint has_default : 1;
  guint multiline : 1;
} FormWords;

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
  FormShape *around;            /* nullable: whose member or item it is */
  FormLayer *layers;
  guint n_layers;
  guint depth;
  guint only;                   /* FormTypes that a branch by type leaves */
  guint types;                  /* FormTypes that fit */
  FormKind kind;
  FormChoices choices;
  FormMembers *members;         /* nullable until asked for, as are the next */
  FormItems *items;
  FormUnion *branches;
  FormWords *words;
  FormRange *range;

  guint is_opaque : 1;          /* out of bounds */
  guint is_impossible : 1;      /* a layer is false */
  guint is_recursive : 1;
  guint knows_kind : 1;
  guint knows_choices : 1;
  guint is_typed : 1;           /* something names its type */
  guint names_null : 1;         /* a union does so */
};

FormShape *form_shape_make            (FormShapes       *all,
                                       FormShape        *around);
void       form_shape_add             (FormShape        *self,
                                       const SjsonValue *node,
                                       int               via,
                                       int               origin,
                                       gboolean          or_null);
gboolean   form_shape_find            (FormShape        *self,
                                       const char       *name,
                                       SjsonValue       *member);
gboolean   form_shape_find_of_kind    (FormShape        *self,
                                       const char       *name,
                                       SjsonKind         kind,
                                       SjsonValue       *member);
gboolean   form_shape_is_true         (FormShape        *self,
                                       const char       *name);
void       form_shape_ensure_kind     (FormShape        *self);
gboolean   form_shape_has_choices     (FormShape        *self);

gboolean   form_shapes_resolve        (FormShapes       *self,
                                       const SjsonValue *node,
                                       const char       *keyword,
                                       SjsonValue       *target);
gboolean   form_shapes_hides_siblings (FormShapes       *self,
                                       const SjsonValue *node);
gboolean   form_shapes_matches        (FormShapes       *self,
                                       const SjsonValue *pattern,
                                       const char       *name);
gboolean   form_shapes_afford         (FormShapes       *self,
                                       const SjsonValue *value);

guint      form_node_read_type        (const SjsonValue *node);
guint      form_node_read_constants   (const SjsonValue *node);
guint      form_node_get_type_of_value
                                      (const SjsonValue *value);
guint      form_node_get_types        (FormShapes       *all,
                                       const SjsonValue *node);
guint      form_node_infer_types      (const SjsonValue *node);
gboolean   form_node_is_null          (FormShapes       *all,
                                       const SjsonValue *node);
gboolean   form_node_is_false         (const SjsonValue *node);

void       form_members_free          (FormMembers      *self);
void       form_items_free            (FormItems        *self);
void       form_union_free            (FormUnion        *self);
void       form_words_free            (FormWords        *self);
void       form_range_free            (FormRange        *self);

FormRange *form_shape_ensure_range    (FormShape        *self);
char      *form_shape_dup_limits      (FormShape        *self);
void       form_shape_read_choices    (FormShape        *self);
FormUnion *form_shape_find_union      (FormShape        *self);
char      *form_shape_dup_name        (const SjsonValue *name);

G_END_DECLS
