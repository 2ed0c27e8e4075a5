/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-document-private.h"

#include "sjson-index-private.h"
#include "sjson-parser-private.h"
#include "sjson-string-private.h"

/* A JSON text that was read: the text itself and one array of tokens, with no
 * allocation per value. It never changes once it is made, so any number of
 * threads may hold references and read it at once. What it is made of is in
 * sjson-document-private.h.
 */
G_DEFINE_BOXED_TYPE (SjsonDocument, sjson_document, sjson_document_ref, sjson_document_unref)

/*
 * sjson_document_alloc:
 * @text: the text
 *
 * Returns: (transfer full): a document without tokens
 */
SjsonDocument *
sjson_document_alloc (GBytes *text)
{
  SjsonDocument *self = g_new0 (SjsonDocument, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->text = g_bytes_ref (text);
  self->data = g_bytes_get_data (text, NULL);

  /* The data of no bytes is NULL. */
  if (self->data == NULL)
    self->data = "";

  return self;
}

static gsize
count_replaced (const SjsonDocument *document,
                guint32              token)
{
  const SjsonToken *string = document->tokens + token;
  const guchar *p = (const guchar *) document->data + string->start + 1;
  const guchar *end = p + sjson_token_get_payload (string);
  gsize n_replaced = 0;

  for (p = memchr (p, '\\', end - p); p != NULL; p = memchr (p, '\\', end - p))
    {
      gunichar code;
      gboolean lone;

      p += sjson_escape_read (p, end, &code, &lone);
      n_replaced += lone;
    }

  return n_replaced;
}

/* Copies tokens, whose places in text and tokens become those of the slice. */
static void
slice_tokens (const SjsonDocument *self,
              guint32              token,
              SjsonDocument       *slice)
{
  guint32 shift = self->tokens[token].start;

  slice->tokens = g_memdup2 (self->tokens + token, slice->n_tokens * sizeof (SjsonToken));

  for (guint32 i = 0; i < slice->n_tokens; i++)
    {
      SjsonToken *copy = slice->tokens + i;
      guint kind = sjson_token_get_kind (copy);

      copy->start -= shift;

      if (kind == SJSON_KIND_ARRAY || kind == SJSON_KIND_OBJECT)
        copy->info -= token << SJSON_PAYLOAD_SHIFT;
      else if (kind == SJSON_KIND_STRING && (copy->info & SJSON_TOKEN_SHADOWED))
        slice->n_duplicates++;

      if (kind == SJSON_KIND_STRING && (copy->info & SJSON_TOKEN_ESCAPED) && self->n_replaced > 0)
        slice->n_replaced += count_replaced (slice, i);
    }
}

/*
 * sjson_document_slice:
 * @self: a document
 * @token: a value of it
 *
 * Returns: (transfer full): a document of that value alone, with a text of its own
 */
SjsonDocument *
sjson_document_slice (const SjsonDocument *self,
                      guint32              token)
{
  SjsonValue value = { (SjsonDocument *) self, token };
  gsize length;
  const char *data = sjson_value_get_text (&value, &length);
  g_autoptr(GBytes) text = g_bytes_new (data, length);
  SjsonDocument *slice = sjson_document_alloc (text);

  slice->n_tokens = sjson_token_get_next (self->tokens, token) - token;
  slice_tokens (self, token, slice);
  sjson_index_slice (self, token, slice);

  return slice;
}

/**
 * sjson_document_new:
 * @text: a JSON text; kept, not copied
 * @limits: (nullable): the caller's bounds; %NULL or 0 for the defaults
 * @error: return location for a #GError
 *
 * Reads a JSON text, strictly as RFC 8259 defines it: no comments, no single
 * quotes, no trailing commas, nothing behind the value, all of it UTF-8. What
 * the RFC leaves open: a byte order mark is ignored, of members with the same
 * name the last one counts, half a surrogate pair becomes U+FFFD.
 *
 * The time is linear in the length of the text whatever stands there.
 *
 * Errors are of %SJSON_ERROR and say at which line and column.
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with @error set
 */
SjsonDocument *
sjson_document_new (GBytes             *text,
                    const SjsonLimits  *limits,
                    GError            **error)
{
  g_autoptr(SjsonDocument) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = sjson_document_alloc (text);

  if (!sjson_parse (self, limits, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * sjson_document_new_from_string:
 * @text: a JSON text; copied
 * @length: bytes of @text, -1 if it ends with a NUL
 * @limits: (nullable): the caller's bounds; %NULL or 0 for the defaults
 * @error: return location for a #GError
 *
 * As [ctor@Sjson.Document.new].
 *
 * Returns: (transfer full) (nullable): the document, or %NULL with @error set
 */
SjsonDocument *
sjson_document_new_from_string (const char         *text,
                                gssize              length,
                                const SjsonLimits  *limits,
                                GError            **error)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return sjson_document_new (bytes, limits, error);
}

/**
 * sjson_document_ref:
 *
 * Returns: (transfer full): @self, with one reference more
 */
SjsonDocument *
sjson_document_ref (SjsonDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * sjson_document_unref:
 *
 * Drops one reference; the last one frees the document.
 */
void
sjson_document_unref (SjsonDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->text);
  g_free (self->tokens);
  g_free (self->tables);
  g_free (self->slots);
  g_free (self);
}

/**
 * sjson_document_get_text:
 *
 * Returns: (transfer none): the text as it was read
 */
GBytes *
sjson_document_get_text (SjsonDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * sjson_document_get_n_duplicates:
 *
 * Returns: members that are not seen, because their name comes again in the same object
 */
gsize
sjson_document_get_n_duplicates (SjsonDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_duplicates;
}

/**
 * sjson_document_get_n_replaced:
 *
 * Returns: escapes that stand for half a surrogate pair and are read as U+FFFD
 */
gsize
sjson_document_get_n_replaced (SjsonDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_replaced;
}

/**
 * sjson_document_get_memory:
 *
 * Returns: bytes the document holds, its text among them
 */
gsize
sjson_document_get_memory (SjsonDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sizeof (SjsonDocument) +
         g_bytes_get_size (self->text) +
         self->n_tokens * sizeof (SjsonToken) +
         self->n_tables * sizeof (SjsonTable) +
         self->n_slots * sizeof (guint32);
}
