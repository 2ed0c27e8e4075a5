/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-place.h"

#include "sjson-pointer.h"

/**
 * schema_place_step:
 * @at: (inout): a value around @token; becomes the child of it that is around @token, or is it
 * @token: a value, or the name of a member
 * @name: (out): the name of that child; without a document if it is an element
 * @index: (out): the index of that child, if it is an element
 *
 * Values do not know where they stand, so that reading and checking need not keep track; but all
 * that is in a value comes between it and its next neighbour.
 *
 * Returns: %FALSE once @at is there, or is the value of the member that @token names
 */
gboolean
schema_place_step (SjsonValue *at,
                   guint32     token,
                   SjsonValue *name,
                   gsize      *index)
{
  gboolean is_object = sjson_value_get_kind (at) == SJSON_KIND_OBJECT;
  SjsonValue child_name, child;
  SjsonValue found = { NULL, 0 };
  SjsonIter iter;

  sjson_iter_init (&iter, at);

  for (gsize i = 0; at->token < token && sjson_iter_next (&iter, &child_name, &child); i++)
    {
      if ((is_object ? child_name.token : child.token) > token)
        break;

      found = child;
      *name = is_object ? child_name : (SjsonValue) { NULL, 0 };
      *index = i;
    }

  if (found.document == NULL)
    return FALSE;

  *at = found;
  return TRUE;
}

/**
 * schema_place_dup_pointer:
 * @root: a value
 * @token: something in it
 *
 * Returns: (transfer full): the JSON Pointer from @root to the value of @token, or to the member
 *   that it names
 */
char *
schema_place_dup_pointer (const SjsonValue *root,
                          guint32           token)
{
  char *pointer = g_strdup ("");
  SjsonValue at = *root;
  SjsonValue name;
  gsize index = 0;

  while (schema_place_step (&at, token, &name, &index))
    {
      g_autofree char *old = pointer;
      g_autofree char *text = NULL;

      if (name.document != NULL)
        text = sjson_value_dup_string (&name, NULL);
      else
        text = g_strdup_printf ("%" G_GSIZE_FORMAT, index);

      pointer = sjson_pointer_append (old, text);
    }

  return pointer;
}
