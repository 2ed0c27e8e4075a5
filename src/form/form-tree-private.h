/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-shape-private.h"

G_BEGIN_DECLS

/* A form has no more fields, and a group no more members: what goes beyond is JSON. */
#define FORM_MAX_FIELDS 20000
/* Deeper groups nobody could fill in. */
#define FORM_MAX_DEPTH 64
/* What the defaults that one edit applies may come to: a reference repeats them at will. */
#define FORM_MAX_DEFAULTS (16 * 1024 * 1024)

/* What the fields of one form share. It lives as long as the last of them. */
typedef struct
{
  gatomicrefcount references;
  FormField *root;             /* not owned; cleared when it goes */
  SchemaValidator *validator;  /* nullable: there is no schema */
  guint64 last_id;
  gsize defaults;              /* bytes of defaults that the edit under way may still apply */
  gsize length;                /* of the value in bytes, when it was built last */
  guint n_fields;
  gboolean is_stale;           /* the validator did not see what the person typed last */
  gboolean is_drafting;        /* names that stand twice are written apart */
  gboolean all_touched;        /* the person tried to run */
} FormTree;

FormTree  *form_tree_ref      (FormTree         *self);
void       form_tree_unref    (FormTree         *self);
guint64    form_tree_take_id  (FormTree         *self);
FormField *form_tree_new_root (const SjsonValue *schema,
                               const SjsonValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FormTree, form_tree_unref)

G_END_DECLS
