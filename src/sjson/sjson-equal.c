/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-value.h"

#include "sjson-number-private.h"
#include "sjson-string-private.h"

/* Two containers that are still to be compared. */
typedef struct
{
  SjsonValue left;
  SjsonValue right;
} Pair;

static gboolean
numbers_equal (const SjsonValue *left,
               const SjsonValue *right)
{
  SjsonNumber numbers[2];
  const char *text;
  gsize length;

  text = sjson_value_get_text (left, &length);
  sjson_number_init (&numbers[0], text, length);
  text = sjson_value_get_text (right, &length);
  sjson_number_init (&numbers[1], text, length);

  return sjson_number_equal (&numbers[0], &numbers[1]);
}

static gboolean
booleans_equal (const SjsonValue *left,
                const SjsonValue *right)
{
  gboolean booleans[2] = { FALSE, FALSE };

  sjson_value_get_boolean (left, &booleans[0]);
  sjson_value_get_boolean (right, &booleans[1]);

  return booleans[0] == booleans[1];
}

/* Containers of the same length go to @pairs, to be compared later. */
static gboolean
compare (GArray           *pairs,
         const SjsonValue *left,
         const SjsonValue *right)
{
  Pair pair = { *left, *right };

  if (sjson_value_get_kind (left) != sjson_value_get_kind (right))
    return FALSE;

  switch (sjson_value_get_kind (left))
    {
    case SJSON_KIND_NULL:
      return TRUE;

    case SJSON_KIND_BOOLEAN:
      return booleans_equal (left, right);

    case SJSON_KIND_NUMBER:
      return numbers_equal (left, right);

    case SJSON_KIND_STRING:
      return sjson_text_same (left->document, left->token, right->document, right->token);

    case SJSON_KIND_ARRAY:
    case SJSON_KIND_OBJECT:
    default:
      if (sjson_value_get_length (left) != sjson_value_get_length (right))
        return FALSE;

      g_array_append_val (pairs, pair);
      return TRUE;
    }
}

static gboolean
compare_arrays (GArray     *pairs,
                const Pair *pair)
{
  SjsonIter iters[2];
  SjsonValue left, right;

  sjson_iter_init (&iters[0], &pair->left);
  sjson_iter_init (&iters[1], &pair->right);

  while (sjson_iter_next (&iters[0], NULL, &left) && sjson_iter_next (&iters[1], NULL, &right))
    {
      if (!compare (pairs, &left, &right))
        return FALSE;
    }

  return TRUE;
}

static gboolean
compare_objects (GArray     *pairs,
                 const Pair *pair)
{
  SjsonIter iter;
  SjsonValue name, left, right;

  sjson_iter_init (&iter, &pair->left);

  while (sjson_iter_next (&iter, &name, &left))
    {
      g_auto(SjsonText) text = { NULL, };

      sjson_text_init (&text, name.document, name.token);

      if (!sjson_value_get_member_len (&pair->right, text.bytes, text.length, &right) ||
          !compare (pairs, &left, &right))
        return FALSE;
    }

  return TRUE;
}

/**
 * sjson_value_equal:
 * @self: a value
 * @other: a value, of any document
 *
 * Compares as JSON Schema does (2020-12, 4.2.2): numbers as numbers, exactly
 * and at any length, objects without regard to order. No recursion, so the
 * depth of the values does not matter.
 *
 * Returns: whether both are the same value
 */
gboolean
sjson_value_equal (const SjsonValue *self,
                   const SjsonValue *other)
{
  g_autoptr(GArray) pairs = NULL;
  gboolean equal;

  g_return_val_if_fail (self != NULL && self->document != NULL, FALSE);
  g_return_val_if_fail (other != NULL && other->document != NULL, FALSE);

  pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  equal = compare (pairs, self, other);

  while (equal && pairs->len > 0)
    {
      Pair pair = g_array_index (pairs, Pair, pairs->len - 1);

      g_array_set_size (pairs, pairs->len - 1);

      if (sjson_value_get_kind (&pair.left) == SJSON_KIND_ARRAY)
        equal = compare_arrays (pairs, &pair);
      else
        equal = compare_objects (pairs, &pair);
    }

  return equal;
}
