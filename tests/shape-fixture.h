/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-shape-private.h"

G_BEGIN_DECLS

/* The shapes of one schema. In its text quotes are single. */
typedef struct
{
  SjsonDocument *document;
  SchemaValidator *validator;
  FormShape *root;
} ShapeFixture;

void           shape_fixture_init        (ShapeFixture *self,
                                          const char   *schema);
FormShape     *shape_fixture_init_member (ShapeFixture *self,
                                          const char   *node);
void           shape_fixture_clear       (ShapeFixture *self);
SjsonDocument *shape_fixture_parse       (const char   *json);
const char    *shape_fixture_get_nick    (FormShape    *shape);
char          *shape_fixture_dup_names   (FormShape    *shape);
char          *shape_fixture_dup_labels  (FormShape    *shape);

G_END_DECLS
