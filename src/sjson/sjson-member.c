/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-value.h"

#include "sjson-index-private.h"
#include "sjson-string-private.h"

static gboolean
is_container (const SjsonValue *self)
{
  SjsonKind kind = sjson_value_get_kind (self);

  return kind == SJSON_KIND_ARRAY || kind == SJSON_KIND_OBJECT;
}

/**
 * sjson_value_get_length:
 *
 * Takes the same short time for any container.
 *
 * Returns: elements of an array, distinct members of an object, 0 for all else
 */
gsize
sjson_value_get_length (const SjsonValue *self)
{
  const SjsonToken *tokens;

  g_return_val_if_fail (self != NULL && self->document != NULL, 0);

  if (!is_container (self))
    return 0;

  tokens = self->document->tokens;

  return sjson_token_get_payload (tokens + sjson_token_get_next (tokens, self->token) - 1);
}

/**
 * sjson_value_get_element:
 * @index: from 0
 * @element: (out caller-allocates): the element
 *
 * Takes the same short time for any index.
 *
 * Returns: whether the value is an array with such an element
 */
gboolean
sjson_value_get_element (const SjsonValue *self,
                         gsize             index,
                         SjsonValue       *element)
{
  g_return_val_if_fail (self != NULL && self->document != NULL, FALSE);
  g_return_val_if_fail (element != NULL, FALSE);

  if (sjson_value_get_kind (self) != SJSON_KIND_ARRAY || index >= sjson_value_get_length (self))
    return FALSE;

  *element = (SjsonValue) {
    self->document,
    sjson_index_find_element (self->document, self->token, index),
  };

  return TRUE;
}

/**
 * sjson_value_get_member_len:
 * @name: UTF-8, may hold NULs
 * @length: bytes of @name
 * @member: (out caller-allocates): the member's value
 *
 * As [method@Sjson.Value.get_member], for a name of any kind.
 *
 * Returns: whether the value is an object with such a member
 */
gboolean
sjson_value_get_member_len (const SjsonValue *self,
                            const char       *name,
                            gsize             length,
                            SjsonValue       *member)
{
  guint32 token;

  g_return_val_if_fail (self != NULL && self->document != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  if (sjson_value_get_kind (self) != SJSON_KIND_OBJECT ||
      !sjson_index_find_member (self->document, self->token, name, length, &token))
    return FALSE;

  *member = (SjsonValue) { self->document, token };
  return TRUE;
}

/**
 * sjson_value_get_member:
 * @name: UTF-8
 * @member: (out caller-allocates): the member's value
 *
 * Finds a member by its name once its escapes are read: length and bytes
 * decide, nothing is normalised. Of members with the same name it is the last.
 * A large object has a table, so this is fast whoever wrote the names.
 *
 * Returns: whether the value is an object with such a member
 */
gboolean
sjson_value_get_member (const SjsonValue *self,
                        const char       *name,
                        SjsonValue       *member)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return sjson_value_get_member_len (self, name, strlen (name), member);
}

/**
 * sjson_value_get_member_of_kind:
 * @name: UTF-8
 * @kind: the kind it must be of
 * @member: (out caller-allocates): the member's value
 *
 * Returns: whether the value is an object with such a member
 */
gboolean
sjson_value_get_member_of_kind (const SjsonValue *self,
                                const char       *name,
                                SjsonKind         kind,
                                SjsonValue       *member)
{
  SjsonValue found;

  g_return_val_if_fail (member != NULL, FALSE);

  if (!sjson_value_get_member (self, name, &found) || sjson_value_get_kind (&found) != kind)
    return FALSE;

  *member = found;
  return TRUE;
}

/**
 * sjson_value_dup_member_string:
 * @name: UTF-8
 *
 * Returns: (transfer full) (nullable): the member as a C string, as
 *   [method@Sjson.Value.dup_string] gives it, or %NULL if there is no such string
 */
char *
sjson_value_dup_member_string (const SjsonValue *self,
                               const char       *name)
{
  SjsonValue member;

  if (!sjson_value_get_member (self, name, &member))
    return NULL;

  return sjson_value_dup_string (&member, NULL);
}

/**
 * sjson_value_get_member_boolean:
 * @name: UTF-8
 * @value: (out): the member, as [method@Sjson.Value.get_boolean] gives it
 *
 * Returns: whether there is such a member
 */
gboolean
sjson_value_get_member_boolean (const SjsonValue *self,
                                const char       *name,
                                gboolean         *value)
{
  SjsonValue member;

  return sjson_value_get_member (self, name, &member) &&
         sjson_value_get_boolean (&member, value);
}

/**
 * sjson_value_get_member_int64:
 * @name: UTF-8
 * @value: (out): the member, as [method@Sjson.Value.get_int64] gives it
 *
 * Returns: whether there is such a member
 */
gboolean
sjson_value_get_member_int64 (const SjsonValue *self,
                              const char       *name,
                              gint64           *value)
{
  SjsonValue member;

  return sjson_value_get_member (self, name, &member) &&
         sjson_value_get_int64 (&member, value);
}

/**
 * sjson_value_get_member_double:
 * @name: UTF-8
 * @value: (out): the member, as [method@Sjson.Value.get_double] gives it
 *
 * Returns: whether there is such a member
 */
gboolean
sjson_value_get_member_double (const SjsonValue *self,
                               const char       *name,
                               double           *value)
{
  SjsonValue member;

  return sjson_value_get_member (self, name, &member) &&
         sjson_value_get_double (&member, value);
}
