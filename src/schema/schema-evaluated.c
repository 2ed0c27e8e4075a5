/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-evaluated.h"

/**
 * schema_evaluated_clear:
 *
 * Forgets everything.
 */
void
schema_evaluated_clear (SchemaEvaluated *self)
{
  g_clear_pointer (&self->tokens, g_hash_table_unref);
  *self = (SchemaEvaluated) { FALSE, };
}

/**
 * schema_evaluated_add:
 * @token: of a child
 *
 * Notes that a keyword had to do with a child.
 */
void
schema_evaluated_add (SchemaEvaluated *self,
                      guint32          token)
{
  if (self->all)
    return;

  if (self->tokens == NULL)
    self->tokens = g_hash_table_new (NULL, NULL);

  g_hash_table_add (self->tokens, GUINT_TO_POINTER (token));
}

/**
 * schema_evaluated_contains:
 * @token: of a child
 *
 * Returns: whether a keyword had to do with that child by itself
 */
gboolean
schema_evaluated_contains (const SchemaEvaluated *self,
                           guint32                token)
{
  return self->tokens != NULL && g_hash_table_contains (self->tokens, GUINT_TO_POINTER (token));
}

/**
 * schema_evaluated_merge:
 * @other: what a schema had to do with that the value agrees with
 *
 * Adds what another schema had to do with.
 */
void
schema_evaluated_merge (SchemaEvaluated       *self,
                        const SchemaEvaluated *other)
{
  GHashTableIter iter;
  gpointer token;

  self->all |= other->all;
  self->unsure |= other->unsure;
  self->n_first = MAX (self->n_first, other->n_first);

  if (other->tokens == NULL)
    return;

  g_hash_table_iter_init (&iter, other->tokens);

  while (g_hash_table_iter_next (&iter, &token, NULL))
    schema_evaluated_add (self, GPOINTER_TO_UINT (token));
}
