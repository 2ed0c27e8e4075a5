/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-parser-private.h"

#include "sjson-error-private.h"
#include "sjson-index-private.h"
#include "sjson-number-private.h"
#include "sjson-string-private.h"

/* Reads the text of a document into its tokens, in one pass and one loop: there
 * is no recursion and no stack, for an open container's payload is its parent.
 *
 * Each function that reads takes where it stands and returns where it stands
 * afterwards, or %NULL once it has noted what went wrong.
 */
typedef struct
{
  SjsonDocument *document;
  const guchar *text;
  const guchar *end;
  guint32 n_allocated;
  guint32 container;      /* the innermost open one */
  guint depth;
  SjsonLimits limits;
  SjsonIndex index;
  const guchar *where;    /* of the error */
  SjsonError code;
  const char *message;
} SjsonParser;

static const guchar *
fail (SjsonParser  *self,
      const guchar *where,
      SjsonError    code,
      const char   *message)
{
  self->where = where;
  self->code = code;
  self->message = message;

  return NULL;
}

/* Lines end with LF, CR or both; a column is a character, not a byte. */
static void
set_error (SjsonParser  *self,
           GError      **error)
{
  g_autofree char *sentence = NULL;
  gsize line = 1;
  gsize column = 1;

  for (const guchar *p = self->text; p < self->where; p++)
    {
      if (*p == '\n' || (*p == '\r' && (p + 1 == self->end || p[1] != '\n')))
        {
          line++;
          column = 1;
        }
      else if ((*p & 0xc0) != 0x80 && *p != '\r')
        column++;
    }

  sentence = g_strdup_printf ("line %" G_GSIZE_FORMAT ", column %" G_GSIZE_FORMAT ": %s",
                              line, column, self->message);
  sjson_error_set (error, self->code, self->where - self->text, sentence);
}

static gboolean
grow (SjsonParser  *self,
      const guchar *where)
{
  guint64 n_allocated = self->n_allocated + self->n_allocated / 2 + 64;

  if (self->n_allocated >= self->limits.tokens)
    {
      fail (self, where, SJSON_ERROR_SIZE, "there are more values than the limit");
      return FALSE;
    }

  self->n_allocated = MIN (n_allocated, self->limits.tokens);
  self->document->tokens = g_renew (SjsonToken, self->document->tokens, self->n_allocated);

  return TRUE;
}

static inline gboolean
push (SjsonParser  *self,
      const guchar *where,
      guint32       flags,
      guint32       payload)
{
  SjsonDocument *document = self->document;

  if (G_UNLIKELY (document->n_tokens == self->n_allocated) && !grow (self, where))
    return FALSE;

  document->tokens[document->n_tokens].start = where - self->text;
  document->tokens[document->n_tokens].info = flags | payload << SJSON_PAYLOAD_SHIFT;
  document->n_tokens++;

  return TRUE;
}

static inline const guchar *
skip_space (SjsonParser  *self,
            const guchar *p)
{
  while (p < self->end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;

  return p;
}

static const guchar *
read_escape (SjsonParser  *self,
             const guchar *p)
{
  gunichar code;
  gboolean lone;
  guint length = sjson_escape_read (p, self->end, &code, &lone);

  if (length == 0)
    return fail (self, p, SJSON_ERROR_SYNTAX, "this is not an escape of JSON");

  if (lone)
    self->document->n_replaced++;

  return p + length;
}

/* Characters above ASCII, one after the other. */
static const guchar *
read_wide (SjsonParser  *self,
           const guchar *p)
{
  while (p < self->end && *p >= 0x80)
    {
      gsize length = sjson_utf8_length (p, self->end);

      if (length == 0)
        return fail (self, p, SJSON_ERROR_ENCODING, "these bytes are not UTF-8");

      p += length;
    }

  return p;
}

static const guchar *
read_string (SjsonParser  *self,
             const guchar *start)
{
  const guchar *p = start + 1;
  guint32 flags = SJSON_KIND_STRING;

  while (p != NULL)
    {
      p = sjson_string_skip_plain (p, self->end);

      if (p == self->end)
        return fail (self, start, SJSON_ERROR_SYNTAX, "this string has no end");

      if (*p == '"')
        return push (self, start, flags, p - start - 1) ? p + 1 : NULL;

      if (*p >= 0x80)
        p = read_wide (self, p);
      else if (*p == '\\')
        {
          flags |= SJSON_TOKEN_ESCAPED;
          p = read_escape (self, p);
        }
      else
        return fail (self, p, SJSON_ERROR_SYNTAX,
                     "a control character in a string must be escaped");
    }

  return NULL;
}

static const guchar *
read_number (SjsonParser  *self,
             const guchar *start)
{
  gboolean valid;
  const guchar *p = sjson_number_scan (start, self->end, &valid);

  if (!valid)
    return fail (self, p, SJSON_ERROR_SYNTAX, "a digit is missing in this number");

  if (p < self->end && (g_ascii_isalnum (*p) || *p == '.'))
    return fail (self, p, SJSON_ERROR_SYNTAX, "this number is not one of JSON");

  return push (self, start, SJSON_KIND_NUMBER, p - start) ? p : NULL;
}

static const guchar *
read_literal (SjsonParser  *self,
              const guchar *start,
              const char   *literal,
              SjsonKind     kind)
{
  gsize length = strlen (literal);

  if ((gsize) (self->end - start) < length || memcmp (start, literal, length) != 0)
    return fail (self, start, SJSON_ERROR_SYNTAX, "expected a value");

  return push (self, start, kind, length) ? start + length : NULL;
}

static const guchar *
read_name (SjsonParser  *self,
           const guchar *p)
{
  p = skip_space (self, p);

  if (p == self->end || *p != '"')
    return fail (self, p, SJSON_ERROR_SYNTAX, "expected the name of a member, in double quotes");

  p = read_string (self, p);
  if (p == NULL)
    return NULL;

  p = skip_space (self, p);

  if (p == self->end || *p != ':')
    return fail (self, p, SJSON_ERROR_SYNTAX, "expected a colon");

  return p + 1;
}

static inline gboolean
in_object (SjsonParser *self)
{
  const SjsonToken *container = self->document->tokens + self->container;

  return sjson_token_get_kind (container) == SJSON_KIND_OBJECT;
}

/* Stands before the first value afterwards, or before the bracket that ends an
 * empty container: then @complete is set. */
static const guchar *
open_container (SjsonParser  *self,
                const guchar *p,
                SjsonKind     kind,
                gboolean     *complete)
{
  guint32 container = self->document->n_tokens;
  guchar closer = kind == SJSON_KIND_OBJECT ? '}' : ']';

  if (self->depth == self->limits.depth)
    return fail (self, p, SJSON_ERROR_DEPTH, "this is nested deeper than the limit");

  if (!push (self, p, kind, self->container))
    return NULL;

  self->container = container;
  self->depth++;
  p = skip_space (self, p + 1);
  *complete = p < self->end && *p == closer;

  return kind == SJSON_KIND_OBJECT && !*complete ? read_name (self, p) : p;
}

static const guchar *
close_container (SjsonParser  *self,
                 const guchar *p)
{
  SjsonDocument *document = self->document;
  guint32 container = self->container;
  guint32 parent = sjson_token_get_payload (document->tokens + container);
  guint32 length;

  if (in_object (self))
    length = sjson_index_add_object (&self->index, document, container);
  else
    length = sjson_index_add_array (&self->index, document, container);

  if (!push (self, p, SJSON_KIND_END, length))
    return NULL;

  document->tokens[container].info &= (1u << SJSON_PAYLOAD_SHIFT) - 1;
  document->tokens[container].info |= document->n_tokens << SJSON_PAYLOAD_SHIFT;
  self->container = parent;
  self->depth--;

  return p + 1;
}

static const guchar *
read_value (SjsonParser  *self,
            const guchar *p,
            gboolean     *complete)
{
  p = skip_space (self, p);
  *complete = TRUE;

  if (p == self->end)
    return fail (self, p, SJSON_ERROR_SYNTAX, "expected a value, but the text ends");

  switch (*p)
    {
    case '"':
      return read_string (self, p);

    case '{':
      return open_container (self, p, SJSON_KIND_OBJECT, complete);

    case '[':
      return open_container (self, p, SJSON_KIND_ARRAY, complete);

    case 't':
      return read_literal (self, p, "true", SJSON_KIND_BOOLEAN);

    case 'f':
      return read_literal (self, p, "false", SJSON_KIND_BOOLEAN);

    case 'n':
      return read_literal (self, p, "null", SJSON_KIND_NULL);

    default:
      if (*p == '-' || g_ascii_isdigit (*p))
        return read_number (self, p);

      return fail (self, p, SJSON_ERROR_SYNTAX, "expected a value");
    }
}

/* From behind a value to before the next one, or to the end of the root. */
static const guchar *
end_value (SjsonParser  *self,
           const guchar *p)
{
  while (p != NULL && self->depth > 0)
    {
      gboolean object = in_object (self);

      p = skip_space (self, p);

      if (p == self->end)
        return fail (self, p, SJSON_ERROR_SYNTAX, "a bracket is open, but the text ends");

      if (*p == ',')
        return object ? read_name (self, p + 1) : p + 1;

      if (*p != (object ? '}' : ']'))
        return fail (self, p, SJSON_ERROR_SYNTAX,
                     object ? "expected a comma or a closing brace"
                            : "expected a comma or a closing bracket");

      p = close_container (self, p);
    }

  return p;
}

static const guchar *
read_root (SjsonParser  *self,
           const guchar *p)
{
  do
    {
      gboolean complete;

      p = read_value (self, p, &complete);

      if (p != NULL && complete)
        p = end_value (self, p);
    }
  while (p != NULL && self->depth > 0);

  return p;
}

static gboolean
read_text (SjsonParser *self)
{
  const guchar *p = self->text;

  if ((gsize) (self->end - p) > self->limits.size)
    {
      fail (self, p, SJSON_ERROR_SIZE, "the text is larger than the limit");
      return FALSE;
    }

  /* A byte order mark is ignored, as RFC 8259, section 8.1, allows: browsers do
   * so too, and servers built on .NET write one. */
  if (self->end - p >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;

  p = read_root (self, p);
  if (p == NULL)
    return FALSE;

  p = skip_space (self, p);
  if (p < self->end)
    fail (self, p, SJSON_ERROR_SYNTAX, "nothing may follow the value");

  return p == self->end;
}

static void
init_limits (SjsonLimits       *self,
             const SjsonLimits *limits)
{
  static const SjsonLimits none = { 0, };

  *self = limits != NULL ? *limits : none;
  self->depth = self->depth > 0 ? self->depth : SJSON_DEFAULT_DEPTH;
  self->size = self->size > 0 ? self->size : SJSON_DEFAULT_SIZE;
  self->size = MIN (self->size, SJSON_PAYLOAD_MAX);
  self->tokens = self->tokens > 0 ? self->tokens : SJSON_DEFAULT_TOKENS;
  self->tokens = MIN (self->tokens, SJSON_PAYLOAD_MAX);
}

/*
 * sjson_parse:
 * @document: a document with a text and nothing else
 * @limits: (nullable): the caller's bounds
 * @error: return location for a #GError of %SJSON_ERROR
 *
 * Reads the text of @document (RFC 8259).
 *
 * Returns: whether it is JSON and within the bounds
 */
gboolean
sjson_parse (SjsonDocument      *document,
             const SjsonLimits  *limits,
             GError            **error)
{
  SjsonParser self = { document, };
  gsize size = g_bytes_get_size (document->text);
  gboolean read;

  init_limits (&self.limits, limits);
  sjson_index_init (&self.index);
  self.text = (const guchar *) document->data;
  self.end = self.text + size;

  read = read_text (&self);

  if (read)
    {
      document->tokens = g_renew (SjsonToken, document->tokens, document->n_tokens);
      sjson_index_finish (&self.index, document);
    }
  else
    set_error (&self, error);

  sjson_index_clear (&self.index);

  return read;
}
