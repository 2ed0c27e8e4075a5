/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-shape-private.h"
#include "sjson-builder.h"

G_BEGIN_DECLS

/* The tree while it is written. */
typedef struct
{
  SjsonBuilder *builder;
  guint n_fields;
} FormDescriber;

/* Where in the tree one field stands, and what those around it say of it. */
typedef struct
{
  const char *path;
  const char *name;
  gboolean required;
  guint nesting;
} FormPlace;

void form_describe_add_text  (FormDescriber   *self,
                              const char      *name,
                              const char      *text);
/* What is usually not so is said only where it is. */
void form_describe_add_mark  (FormDescriber   *self,
                              const char      *name,
                              gboolean         is_so);
/* All that is said of the field itself. */
void form_describe_add_facts (FormDescriber   *self,
                              FormShape       *shape,
                              const FormPlace *place);

G_END_DECLS
