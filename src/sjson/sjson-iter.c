/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-value.h"

#include "sjson-document-private.h"

/**
 * sjson_iter_init:
 * @iter: uninitialised
 * @container: an array or object; anything else is walked as an empty one
 *
 * Begins a walk. The iterator borrows the document and is never freed.
 */
void
sjson_iter_init (SjsonIter        *iter,
                 const SjsonValue *container)
{
  SjsonKind kind;

  g_return_if_fail (iter != NULL);

  *iter = (SjsonIter) { NULL, };

  g_return_if_fail (container != NULL && container->document != NULL);

  kind = sjson_value_get_kind (container);
  iter->document = container->document;

  if (kind != SJSON_KIND_ARRAY && kind != SJSON_KIND_OBJECT)
    return;

  iter->is_object = kind == SJSON_KIND_OBJECT;
  iter->next = container->token + 1;
  iter->end = sjson_token_get_next (iter->document->tokens, container->token) - 1;
}

static void
skip_shadowed (SjsonIter *iter)
{
  const SjsonToken *tokens = iter->document->tokens;

  while (iter->next < iter->end && (tokens[iter->next].info & SJSON_TOKEN_SHADOWED))
    iter->next = sjson_token_get_next (tokens, iter->next + 1);
}

/**
 * sjson_iter_next:
 * @iter: an iterator
 * @name: (out caller-allocates) (optional): a member's name, a value of kind
 *   string; untouched in an array
 * @value: (out caller-allocates) (optional): the member or element
 *
 * Goes on by one. Of members with the same name only the last is met.
 *
 * Returns: %FALSE at the end
 */
gboolean
sjson_iter_next (SjsonIter  *iter,
                 SjsonValue *name,
                 SjsonValue *value)
{
  g_return_val_if_fail (iter != NULL, FALSE);

  if (iter->is_object)
    skip_shadowed (iter);

  if (iter->next >= iter->end)
    return FALSE;

  if (iter->is_object)
    {
      if (name != NULL)
        *name = (SjsonValue) { iter->document, iter->next };

      iter->next++;
    }

  if (value != NULL)
    *value = (SjsonValue) { iter->document, iter->next };

  iter->next = sjson_token_get_next (iter->document->tokens, iter->next);
  return TRUE;
}
