/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-content-private.h"
#include "form-field.h"
#include "form-schema-private.h"

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

struct _FormField
{
  GObject parent_instance;

  FormField *parent;         /* not owned; cleared when the group goes first */
  GPtrArray *children;
  GHashTable *by_name;       /* of the children, by what they own */
  FormSchema *schema;
  GListModel *choices;       /* made when first asked for */
  char *name;
  char *title;
  char *error;
  FormContent content;

  guint required : 1;
  guint touched : 1;
  guint automatic : 1;       /* holds what the form put there, not a person */
  guint made : 1;            /* a group that is there by itself, not for what is in it */
  guint keeps_empty : 1;     /* an empty text was meant */
  guint frozen : 1;          /* by the edit under way */
  guint edited : 1;          /* by the edit under way */
};

FormField  *form_field_new          (FormSchema   *schema,
                                     const char   *name,
                                     gboolean      required);
void        form_field_add_child    (FormField    *self,
                                     FormField    *child);
FormField  *form_field_get_child    (FormField    *self,
                                     const char   *name);
FormField  *form_field_get_root     (FormField    *self);
guint       form_field_get_depth    (FormField    *self);
gboolean    form_field_is_open      (FormField    *self);
const char *form_field_find_problem (FormField    *self);
void        form_field_notify       (FormField    *self,
                                     FormFieldProp prop);
void        form_field_emit_changed (FormField    *self);

void        form_field_write        (FormField    *self,
                                     SjsonBuilder *builder);

FormField  *form_tree_new           (const SjsonValue *schema);

G_END_DECLS
