/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-value.h"

#include "sjson-number-private.h"
#include "sjson-string-private.h"

G_DEFINE_BOXED_TYPE (SjsonValue, sjson_value, sjson_value_copy, sjson_value_free)

static inline const SjsonToken *
get_token (const SjsonValue *self)
{
  return self->document->tokens + self->token;
}

static inline gboolean
is_value (const SjsonValue *self)
{
  return self != NULL && self->document != NULL;
}

static gboolean
get_number (const SjsonValue *self,
            SjsonNumber      *number)
{
  const SjsonToken *token = get_token (self);

  if (sjson_token_get_kind (token) != SJSON_KIND_NUMBER)
    return FALSE;

  sjson_number_init (number, self->document->data + token->start,
                     sjson_token_get_payload (token));
  return TRUE;
}

/**
 * sjson_document_get_root:
 * @document: a document
 *
 * Returns: its outermost value, which borrows the document
 */
SjsonValue
sjson_document_get_root (SjsonDocument *document)
{
  SjsonValue root = { document, 0 };

  g_return_val_if_fail (document != NULL, root);

  return root;
}

/**
 * sjson_value_copy:
 * @self: a value
 *
 * Returns: (transfer full): the same place in the same document, with a
 *   reference to it
 */
SjsonValue *
sjson_value_copy (const SjsonValue *self)
{
  SjsonValue *copy;

  g_return_val_if_fail (is_value (self), NULL);

  copy = g_new (SjsonValue, 1);
  copy->document = sjson_document_ref (self->document);
  copy->token = self->token;

  return copy;
}

/**
 * sjson_value_isolate:
 * @self: a value
 *
 * Copies the value into a small document of its own, so that keeping it does
 * not keep all the text that came with it.
 *
 * Returns: (transfer full): the root of that document
 */
SjsonValue *
sjson_value_isolate (const SjsonValue *self)
{
  SjsonValue *copy;

  g_return_val_if_fail (is_value (self), NULL);

  copy = g_new (SjsonValue, 1);
  copy->document = sjson_document_slice (self->document, self->token);
  copy->token = 0;

  return copy;
}

/**
 * sjson_value_free:
 * @self: (transfer full): a value of sjson_value_copy() or sjson_value_isolate()
 *
 * Frees the value and drops its reference to the document.
 */
void
sjson_value_free (SjsonValue *self)
{
  g_return_if_fail (is_value (self));

  sjson_document_unref (self->document);
  g_free (self);
}

/**
 * sjson_value_get_kind:
 *
 * Returns: the kind of the value
 */
SjsonKind
sjson_value_get_kind (const SjsonValue *self)
{
  g_return_val_if_fail (is_value (self), SJSON_KIND_NULL);

  return (SjsonKind) sjson_token_get_kind (get_token (self));
}

/**
 * sjson_value_is_null:
 *
 * Returns: whether the value is null
 */
gboolean
sjson_value_is_null (const SjsonValue *self)
{
  return sjson_value_get_kind (self) == SJSON_KIND_NULL;
}

/**
 * sjson_value_get_boolean:
 * @value: (out): true or false
 *
 * Returns: whether the value is one of the two
 */
gboolean
sjson_value_get_boolean (const SjsonValue *self,
                         gboolean         *value)
{
  g_return_val_if_fail (is_value (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (sjson_value_get_kind (self) != SJSON_KIND_BOOLEAN)
    return FALSE;

  *value = self->document->data[get_token (self)->start] == 't';
  return TRUE;
}

/**
 * sjson_value_get_int64:
 * @value: (out): the number
 *
 * Returns: whether the value is an integer of that range, be it written 100,
 *   100.0 or 1e2
 */
gboolean
sjson_value_get_int64 (const SjsonValue *self,
                       gint64           *value)
{
  SjsonNumber number;

  g_return_val_if_fail (is_value (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return get_number (self, &number) && sjson_number_get_int64 (&number, value);
}

/**
 * sjson_value_get_uint64:
 * @value: (out): the number
 *
 * Returns: whether the value is an integer of that range; -0 is 0
 */
gboolean
sjson_value_get_uint64 (const SjsonValue *self,
                        guint64          *value)
{
  SjsonNumber number;

  g_return_val_if_fail (is_value (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return get_number (self, &number) && sjson_number_get_uint64 (&number, value);
}

/**
 * sjson_value_get_double:
 * @value: (out): the double nearest to the number
 *
 * The one getter that rounds: to the nearest double, to the even one of two
 * (IEEE 754), and to zero what is too small. Where digits matter, read the text.
 *
 * Returns: whether the value is a number that is not too large for a double
 */
gboolean
sjson_value_get_double (const SjsonValue *self,
                        double           *value)
{
  SjsonNumber number;

  g_return_val_if_fail (is_value (self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return get_number (self, &number) && sjson_number_get_double (&number, value);
}

/**
 * sjson_value_is_integer:
 *
 * Returns: whether the value is a number without a fraction, of any size; 1.0
 *   is an integer (JSON Schema 2020-12, 6.1.1)
 */
gboolean
sjson_value_is_integer (const SjsonValue *self)
{
  SjsonNumber number;

  g_return_val_if_fail (is_value (self), FALSE);

  return get_number (self, &number) && sjson_number_is_integer (&number);
}

/* A copy with U+FFFD for each NUL. */
static char *
replace_nul (const char *bytes,
             gsize       length)
{
  GString *string = g_string_sized_new (length);
  const char *end = bytes + length;

  for (const char *p = bytes; p < end;)
    {
      const char *nul = memchr (p, '\0', end - p);

      g_string_append_len (string, p, (nul != NULL ? nul : end) - p);

      if (nul != NULL)
        g_string_append (string, "\xef\xbf\xbd");

      p = nul != NULL ? nul + 1 : end;
    }

  return g_string_free (string, FALSE);
}

/**
 * sjson_value_dup_string:
 * @length: (out) (optional): bytes of the string
 *
 * Reads a string. It may hold a NUL (\u0000): whoever does not ask for the
 * length gets U+FFFD in its place, so that nothing hides behind it.
 *
 * Returns: (transfer full) (nullable): UTF-8, ending with a NUL, or %NULL if
 *   the value is no string
 */
char *
sjson_value_dup_string (const SjsonValue *self,
                        gsize            *length)
{
  g_auto(SjsonText) text = { NULL, };

  g_return_val_if_fail (is_value (self), NULL);

  if (sjson_value_get_kind (self) != SJSON_KIND_STRING)
    return NULL;

  sjson_text_init (&text, self->document, self->token);

  if (length == NULL && text.length > 0 && memchr (text.bytes, '\0', text.length) != NULL)
    return replace_nul (text.bytes, text.length);

  if (length != NULL)
    *length = text.length;

  if (text.owned == NULL)
    return g_strndup (text.bytes, text.length);

  /* Room for the NUL was made when the string was read. */
  text.owned[text.length] = '\0';
  return g_steal_pointer (&text.owned);
}

/**
 * sjson_value_equals_string:
 * @string: UTF-8
 *
 * Returns: whether the value is this very string
 */
gboolean
sjson_value_equals_string (const SjsonValue *self,
                           const char       *string)
{
  g_return_val_if_fail (is_value (self), FALSE);
  g_return_val_if_fail (string != NULL, FALSE);

  return sjson_value_get_kind (self) == SJSON_KIND_STRING &&
         sjson_text_is (self->document, self->token, string, strlen (string));
}

/**
 * sjson_value_get_text:
 * @length: (out): bytes of the text
 *
 * Returns: (transfer none): the text of the value, good for as long as its
 *   document; not ended by a NUL
 */
const char *
sjson_value_get_text (const SjsonValue *self,
                      gsize            *length)
{
  const SjsonToken *token;

  g_return_val_if_fail (is_value (self), NULL);
  g_return_val_if_fail (length != NULL, NULL);

  token = get_token (self);
  *length = sjson_token_get_payload (token);

  switch (sjson_token_get_kind (token))
    {
    case SJSON_KIND_STRING:
      *length += 2;
      break;

    case SJSON_KIND_ARRAY:
    case SJSON_KIND_OBJECT:
      *length = self->document->tokens[*length - 1].start + 1 - token->start;
      break;

    default:
      break;
    }

  return self->document->data + token->start;
}
