/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which children of one value some keyword has had to do with (JSON Schema 2020-12 Core, 11). */
typedef struct
{
  gboolean all;
  gboolean unsure;       /* something could not be checked, and may have had to do with more */
  gsize n_first;         /* that many elements at the front */
  GHashTable *tokens;    /* nullable: and these, by their tokens */
} SchemaEvaluated;

void     schema_evaluated_clear    (SchemaEvaluated       *self);
void     schema_evaluated_add      (SchemaEvaluated       *self,
                                    guint32                token);
gboolean schema_evaluated_contains (const SchemaEvaluated *self,
                                    guint32                token);
void     schema_evaluated_merge    (SchemaEvaluated       *self,
                                    const SchemaEvaluated *other);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchemaEvaluated, schema_evaluated_clear)

G_END_DECLS
