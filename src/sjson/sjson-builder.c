/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-builder.h"

#include <string.h>

#include "sjson-number-private.h"
#include "sjson-string-private.h"
#include "sjson-writer-private.h"

/* Writes one JSON text, call by call. What may come next follows from @places,
 * one byte per open container. It trusts its caller with the order of calls and
 * with distinct names, and nobody with the bytes.
 */
struct _SjsonBuilder
{
  GString *text;
  GString *places;
};

enum
{
  PLACE_ROOT = 'r',
  PLACE_DONE = 'd',
  PLACE_ARRAY_BEGUN = '[',
  PLACE_ARRAY = ',',
  PLACE_OBJECT_BEGUN = '{',
  PLACE_OBJECT = ';',
  PLACE_MEMBER = ':',
};

static char
get_place (const SjsonBuilder *self)
{
  return self->places->str[self->places->len - 1];
}

static void
set_place (SjsonBuilder *self,
           char          place)
{
  self->places->str[self->places->len - 1] = place;
}

static gboolean
takes_value (const SjsonBuilder *self)
{
  char place = get_place (self);

  return place == PLACE_ROOT || place == PLACE_MEMBER ||
         place == PLACE_ARRAY || place == PLACE_ARRAY_BEGUN;
}

static gboolean
takes_name (const SjsonBuilder *self)
{
  return get_place (self) == PLACE_OBJECT || get_place (self) == PLACE_OBJECT_BEGUN;
}

/* A comma where one is due; the value is written by the caller. */
static void
begin_value (SjsonBuilder *self)
{
  switch (get_place (self))
    {
    case PLACE_ROOT:
      set_place (self, PLACE_DONE);
      break;

    case PLACE_MEMBER:
      set_place (self, PLACE_OBJECT);
      break;

    case PLACE_ARRAY:
      g_string_append_c (self->text, ',');
      break;

    default:
      set_place (self, PLACE_ARRAY);
      break;
    }
}

static void
begin_name (SjsonBuilder *self)
{
  if (get_place (self) == PLACE_OBJECT)
    g_string_append_c (self->text, ',');

  set_place (self, PLACE_MEMBER);
}

static SjsonBuilder *
begin_container (SjsonBuilder *self,
                 char          opener)
{
  begin_value (self);
  g_string_append_c (self->text, opener);
  g_string_append_c (self->places, opener);

  return self;
}

static SjsonBuilder *
end_container (SjsonBuilder *self,
               char          closer)
{
  g_string_append_c (self->text, closer);
  g_string_truncate (self->places, self->places->len - 1);

  return self;
}

static SjsonBuilder *
add_literal (SjsonBuilder *self,
             const char   *literal)
{
  begin_value (self);
  g_string_append (self->text, literal);

  return self;
}

/**
 * sjson_builder_new:
 *
 * Returns: (transfer full): an empty builder
 */
SjsonBuilder *
sjson_builder_new (void)
{
  SjsonBuilder *self = g_new0 (SjsonBuilder, 1);

  self->text = g_string_new (NULL);
  self->places = g_string_new ("r");

  return self;
}

/**
 * sjson_builder_free:
 * @self: (transfer full): a builder
 *
 * Frees the builder and what it has not yet given away.
 */
void
sjson_builder_free (SjsonBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_string_free (self->text, TRUE);
  g_string_free (self->places, TRUE);
  g_free (self);
}

/**
 * sjson_builder_begin_object:
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_begin_object (SjsonBuilder *self)
{
  g_return_val_if_fail (self != NULL && takes_value (self), self);

  return begin_container (self, PLACE_OBJECT_BEGUN);
}

/**
 * sjson_builder_end_object:
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_end_object (SjsonBuilder *self)
{
  g_return_val_if_fail (self != NULL && takes_name (self), self);

  return end_container (self, '}');
}

/**
 * sjson_builder_begin_array:
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_begin_array (SjsonBuilder *self)
{
  g_return_val_if_fail (self != NULL && takes_value (self), self);

  return begin_container (self, PLACE_ARRAY_BEGUN);
}

/**
 * sjson_builder_end_array:
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_end_array (SjsonBuilder *self)
{
  g_return_val_if_fail (self != NULL, self);
  g_return_val_if_fail (get_place (self) == PLACE_ARRAY ||
                        get_place (self) == PLACE_ARRAY_BEGUN, self);

  return end_container (self, ']');
}

/**
 * sjson_builder_name:
 * @name: UTF-8; the members of one object must have different names
 *
 * Names the member whose value comes next.
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_name (SjsonBuilder *self,
                    const char   *name)
{
  g_return_val_if_fail (self != NULL && takes_name (self), self);
  g_return_val_if_fail (name != NULL, self);

  begin_name (self);
  sjson_write_string (self->text, name, strlen (name));
  g_string_append_c (self->text, ':');

  return self;
}

/**
 * sjson_builder_name_value:
 * @name: a string, as sjson_iter_next() gives a name
 *
 * Names the member whose value comes next, by any name a document can hold.
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_name_value (SjsonBuilder     *self,
                          const SjsonValue *name)
{
  g_return_val_if_fail (self != NULL && takes_name (self), self);
  g_return_val_if_fail (name != NULL, self);
  g_return_val_if_fail (sjson_value_get_kind (name) == SJSON_KIND_STRING, self);

  begin_name (self);
  sjson_write_value (self->text, name, FALSE);
  g_string_append_c (self->text, ':');

  return self;
}

/**
 * sjson_builder_string:
 * @string: UTF-8; a byte that is not becomes U+FFFD
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_string (SjsonBuilder *self,
                      const char   *string)
{
  g_return_val_if_fail (self != NULL, self);
  g_return_val_if_fail (string != NULL, self);

  return sjson_builder_string_len (self, string, strlen (string));
}

/**
 * sjson_builder_string_len:
 * @string: (nullable): UTF-8, may hold NULs; %NULL if @length is 0
 * @length: bytes of @string
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_string_len (SjsonBuilder *self,
                          const char   *string,
                          gsize         length)
{
  g_return_val_if_fail (self != NULL && takes_value (self), self);
  g_return_val_if_fail (string != NULL || length == 0, self);

  begin_value (self);
  sjson_write_string (self->text, string != NULL ? string : "", length);

  return self;
}

/**
 * sjson_builder_int64:
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_int64 (SjsonBuilder *self,
                     gint64        number)
{
  g_return_val_if_fail (self != NULL && takes_value (self), self);

  begin_value (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, number);

  return self;
}

/**
 * sjson_builder_number:
 * @text: a JSON number (RFC 8259, section 6) and nothing else
 *
 * Writes a number letter by letter (ruling 16).
 *
 * Returns: %FALSE, and nothing written, if @text is no such number
 */
gboolean
sjson_builder_number (SjsonBuilder *self,
                      const char   *text)
{
  const guchar *end;
  gboolean valid;

  g_return_val_if_fail (self != NULL && takes_value (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  end = (const guchar *) text + strlen (text);

  if (sjson_number_scan ((const guchar *) text, end, &valid) != end || !valid)
    return FALSE;

  add_literal (self, text);
  return TRUE;
}

/**
 * sjson_builder_boolean:
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_boolean (SjsonBuilder *self,
                       gboolean      boolean)
{
  g_return_val_if_fail (self != NULL && takes_value (self), self);

  return add_literal (self, boolean ? "true" : "false");
}

/**
 * sjson_builder_null:
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_null (SjsonBuilder *self)
{
  g_return_val_if_fail (self != NULL && takes_value (self), self);

  return add_literal (self, "null");
}

/**
 * sjson_builder_value:
 * @value: a value of any document
 *
 * Writes a value as sjson_value_to_json() does.
 *
 * Returns: (transfer none): @self
 */
SjsonBuilder *
sjson_builder_value (SjsonBuilder     *self,
                     const SjsonValue *value)
{
  g_return_val_if_fail (self != NULL && takes_value (self), self);
  g_return_val_if_fail (value != NULL && value->document != NULL, self);

  begin_value (self);
  sjson_write_value (self->text, value, FALSE);

  return self;
}

/* What a caller left open is a mistake of ours, but what leaves must be JSON. */
static void
complete (SjsonBuilder *self)
{
  while (get_place (self) != PLACE_DONE)
    {
      char place = get_place (self);

      if (place == PLACE_ROOT || place == PLACE_MEMBER)
        add_literal (self, "null");
      else
        end_container (self, takes_name (self) ? '}' : ']');
    }
}

/**
 * sjson_builder_end:
 *
 * Ends the text; the builder is empty again.
 *
 * Returns: (transfer full): the text
 */
GBytes *
sjson_builder_end (SjsonBuilder *self)
{
  GBytes *bytes;

  g_return_val_if_fail (self != NULL, NULL);

  if (get_place (self) != PLACE_DONE)
    {
      g_critical ("A builder was ended before its text was complete");
      complete (self);
    }

  bytes = g_string_free_to_bytes (g_steal_pointer (&self->text));
  self->text = g_string_new (NULL);
  g_string_assign (self->places, "r");

  return bytes;
}

/**
 * sjson_builder_end_document:
 *
 * As [method@Sjson.Builder.end], read again, to any depth. Only a text beyond
 * the largest size of a document (SjsonLimits) cannot be read; that is a
 * programming error and gives a document of null.
 *
 * Returns: (transfer full): the document
 */
SjsonDocument *
sjson_builder_end_document (SjsonBuilder *self)
{
  const SjsonLimits limits = { G_MAXUINT, SJSON_PAYLOAD_MAX, SJSON_PAYLOAD_MAX };
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) error = NULL;
  SjsonDocument *document;

  g_return_val_if_fail (self != NULL, NULL);

  text = sjson_builder_end (self);
  document = sjson_document_new (text, &limits, &error);

  if (document == NULL)
    {
      g_critical ("A builder wrote what cannot be read: %s", error->message);
      document = sjson_document_new_from_string ("null", -1, NULL, NULL);
    }

  return document;
}
