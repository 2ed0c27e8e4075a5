/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

#define FORM_MAX_LAYERS 8

/* The schema nodes that together describe one field, outermost first: the node itself,
 * what its $ref names, the one branch of its anyOf that is not null. */
typedef struct
{
  SjsonValue nodes[FORM_MAX_LAYERS];
  guint n_nodes;
  gboolean nullable;    /* one branch was null */
  gboolean opaque;      /* leads to itself, elsewhere or nowhere */
} FormLayers;

/* The groups around a field, innermost first. */
typedef struct _FormScope FormScope;

struct _FormScope
{
  const FormScope *parent;
  const FormLayers *layers;
  guint depth;
};

void     form_layers_read           (FormLayers       *self,
                                     const SjsonValue *root,
                                     const SjsonValue *node,
                                     const FormScope  *scope);
gboolean form_layers_find           (const FormLayers *self,
                                     const char       *name,
                                     SjsonValue       *member);
gboolean form_layers_find_of_kind   (const FormLayers *self,
                                     const char       *name,
                                     SjsonKind         kind,
                                     SjsonValue       *member);
gboolean form_schema_node_is_null   (const SjsonValue *node);

G_END_DECLS
