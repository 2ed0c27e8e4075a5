/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-string-private.h"

#define REPLACEMENT 0xfffd

static inline gboolean
is_continuation (guchar byte)
{
  return (byte & 0xc0) == 0x80;
}

/*
 * sjson_utf8_length:
 * @p: a byte above ASCII
 * @end: the end of the text, behind @p
 *
 * Measures one well-formed UTF-8 sequence (Unicode 15, table 3-7): nothing
 * overlong, no surrogate, nothing above U+10FFFF.
 *
 * Returns: its bytes, 0 if it is not well-formed
 */
gsize
sjson_utf8_length (const guchar *p,
                   const guchar *end)
{
  gsize left = end - p;

  if (p[0] >= 0xc2 && p[0] <= 0xdf)
    return left >= 2 && is_continuation (p[1]) ? 2 : 0;

  if (left < 3 || !is_continuation (p[1]) || !is_continuation (p[2]))
    return 0;

  if ((p[0] & 0xf0) == 0xe0)
    return (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ? 0 : 3;

  if (left < 4 || !is_continuation (p[3]) || p[0] < 0xf0 || p[0] > 0xf4)
    return 0;

  return (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f) ? 0 : 4;
}

static gboolean
read_hex (const guchar *p,
          const guchar *end,
          gunichar     *code)
{
  *code = 0;

  if (end - p < 4)
    return FALSE;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return FALSE;

      *code = *code << 4 | (gunichar) digit;
    }

  return TRUE;
}

/* A \u escape, or two that make one character beyond U+FFFF. */
static guint
read_unicode (const guchar *p,
              const guchar *end,
              gunichar     *code,
              gboolean     *lone)
{
  gunichar low;

  if (!read_hex (p + 2, end, code))
    return 0;

  if (*code < 0xd800 || *code > 0xdfff)
    return 6;

  if (*code < 0xdc00 && end - p >= 12 && p[6] == '\\' && p[7] == 'u' &&
      read_hex (p + 8, end, &low) && low >= 0xdc00 && low <= 0xdfff)
    {
      *code = 0x10000 + ((*code - 0xd800) << 10) + (low - 0xdc00);
      return 12;
    }

  *lone = TRUE;
  *code = REPLACEMENT;
  return 6;
}

/*
 * sjson_escape_read:
 * @p: a backslash
 * @end: the end of the text, behind @p
 * @code: (out): the character
 * @lone: (out): whether it stands for half a surrogate pair
 *
 * Reads one escape (RFC 8259, section 7).
 *
 * Returns: its bytes, 0 if it is none
 */
guint
sjson_escape_read (const guchar *p,
                   const guchar *end,
                   gunichar     *code,
                   gboolean     *lone)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  *lone = FALSE;

  if (end - p < 2 || p[1] == '\0')
    return 0;

  if (p[1] == 'u')
    return read_unicode (p, end, code, lone);

  letter = strchr (letters, p[1]);
  if (letter == NULL)
    return 0;

  *code = meanings[letter - letters];
  return 2;
}

/* What is decoded is never longer than what stood there. */
static gsize
decode (const char *text,
        gsize       length,
        char       *decoded)
{
  const guchar *p = (const guchar *) text;
  const guchar *end = p + length;
  char *out = decoded;

  while (p < end)
    {
      const guchar *slash = memchr (p, '\\', end - p);
      gsize plain = (slash != NULL ? slash : end) - p;
      gunichar code = 0;
      gboolean lone;

      memcpy (out, p, plain);
      out += plain;
      p += plain;

      if (p < end)
        {
          p += sjson_escape_read (p, end, &code, &lone);
          out += g_unichar_to_utf8 (code, out);
        }
    }

  return out - decoded;
}

/*
 * sjson_text_init:
 * @self: uninitialised
 * @document: the document
 * @token: one of its strings
 *
 * Reads a string. @document must outlive @self.
 */
void
sjson_text_init (SjsonText           *self,
                 const SjsonDocument *document,
                 guint32              token)
{
  const SjsonToken *string = document->tokens + token;

  self->bytes = document->data + string->start + 1;
  self->length = sjson_token_get_payload (string);
  self->owned = NULL;

  if (string->info & SJSON_TOKEN_ESCAPED)
    {
      self->owned = g_malloc (self->length + 1);
      self->length = decode (self->bytes, self->length, self->owned);
      self->bytes = self->owned;
    }
}

void
sjson_text_clear (SjsonText *self)
{
  g_clear_pointer (&self->owned, g_free);
}

/*
 * sjson_text_is:
 * @document: the document
 * @token: one of its strings
 * @bytes: UTF-8
 * @length: of @bytes
 *
 * Returns: whether the string, once read, is these bytes
 */
gboolean
sjson_text_is (const SjsonDocument *document,
               guint32              token,
               const char          *bytes,
               gsize                length)
{
  const SjsonToken *string = document->tokens + token;
  gsize raw = sjson_token_get_payload (string);
  g_auto(SjsonText) text = { NULL, };

  if (!(string->info & SJSON_TOKEN_ESCAPED))
    return raw == length && memcmp (document->data + string->start + 1, bytes, length) == 0;

  /* An escape is at most six times what it stands for. */
  if (raw < length || raw / 6 > length)
    return FALSE;

  sjson_text_init (&text, document, token);

  return text.length == length && memcmp (text.bytes, bytes, length) == 0;
}

/*
 * sjson_text_same:
 *
 * Returns: whether two strings are the same once read
 */
gboolean
sjson_text_same (const SjsonDocument *document,
                 guint32              token,
                 const SjsonDocument *other_document,
                 guint32              other)
{
  g_auto(SjsonText) text = { NULL, };

  sjson_text_init (&text, other_document, other);

  return sjson_text_is (document, token, text.bytes, text.length);
}
