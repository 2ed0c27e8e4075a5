/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-content-private.h"
#include "form-field.h"
#include "form-tree-private.h"

G_BEGIN_DECLS

typedef enum {
  FORM_FIELD_PROP_0,
  FORM_FIELD_PROP_NAME,
  FORM_FIELD_PROP_TITLE,
  FORM_FIELD_PROP_DESCRIPTION,
  FORM_FIELD_PROP_KIND,
  FORM_FIELD_PROP_REQUIRED,
  FORM_FIELD_PROP_NULLABLE,
  FORM_FIELD_PROP_ERROR,
  FORM_FIELD_PROP_TOUCHED,
  FORM_FIELD_PROP_AS_JSON,
  FORM_FIELD_PROP_POSITION,
  FORM_FIELD_PROP_STATE,
  FORM_FIELD_PROP_TEXT,
  FORM_FIELD_PROP_ACTIVE,
  FORM_FIELD_PROP_SELECTED,
  FORM_FIELD_N_PROPS
} FormFieldProp;

/* One place among the children. An item of a list is no field until somebody looks at it. */
typedef struct
{
  guint64 id;
  FormField *field;          /* owned; nullable */
  SjsonValue source;         /* without a field: in the source of the list */
} FormSlot;

struct _FormField
{
  GObject parent_instance;

  FormTree *tree;
  FormField *parent;         /* not owned; cleared when the group goes first */
  GArray *slots;             /* of FormSlot; NULL until somebody looked */
  GHashTable *by_name;       /* of the children, made when asked for */
  GHashTable *gone;          /* members that a condition took away, by name */
  GPtrArray *branches;       /* of a union, NULL where nobody chose one yet */
  GArray *announced;         /* the ids of the slots as everybody was told, while that is old */
  FormShape *declared;
  FormShape *shape;          /* with what the conditions that hold add */
  GListModel *choices;       /* made when first asked for */
  char *name;
  char *title;
  char *error;
  char *verdict;             /* what the validator says of it */
  FormContent content;
  FormKind kind;
  guint64 id;
  guint position;
  guint origin;              /* among the members of the group's source; G_MAXUINT: not there */

  guint required : 1;
  guint touched : 1;
  guint automatic : 1;       /* holds what the form put there, not a person */
  guint made : 1;            /* a group that is there by itself, not for what is in it */
  guint keeps_empty : 1;     /* an empty text or list was meant */
  guint no_default : 1;      /* its default is none: the schema refuses it */
  guint nameless : 1;        /* the person is to name it and did not */
  guint frozen : 1;          /* by the edit under way */
  guint edited : 1;          /* by the edit under way */
  guint rechecked : 1;       /* other choices are checked, and nobody knows yet */
  guint is_rearranged : 1;   /* its children are others than its source has */
  guint is_looking : 1;      /* its children are being made */
  guint moved : 1;           /* by the edit under way, to another position */
  guint is_kept : 1;         /* by the change of the children under way */
  guint explained : 2;       /* a union in the check under way: 1 by its branch, 2 not */
};

FormField  *form_field_new          (FormTree      *tree,
                                     FormField     *parent,
                                     FormShape     *shape,
                                     const char    *name,
                                     gboolean       required);
FormPlace   form_field_get_place    (FormField     *self);
FormField  *form_field_get_root     (FormField     *self);
guint       form_field_get_depth    (FormField     *self);
gboolean    form_field_is_extra     (FormField     *self);
gboolean    form_field_has_extras   (FormField     *self);
gboolean    form_field_has_own_name (FormField     *self);
gboolean    form_field_is_open      (FormField     *self);
gboolean    form_field_is_written   (FormField     *self);
gboolean    form_field_has_text     (FormField     *self);
const char *form_field_find_problem (FormField     *self);
char       *form_field_dup_member_name (const SjsonValue *name);
char       *form_field_dup_written_name (FormField *self);
void        form_field_notify       (FormField     *self,
                                     FormFieldProp  prop);
void        form_field_emit_changed (FormField     *self);
void        form_field_emit_checked (FormField     *self);

void           form_field_write     (FormField     *self,
                                     SjsonBuilder  *builder);
SjsonDocument *form_field_build     (FormField     *self);

G_END_DECLS
