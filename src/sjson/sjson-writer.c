/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-writer-private.h"

#include "sjson-string-private.h"

/* A container that is being written. */
typedef struct
{
  SjsonIter iter;
  gboolean begun;
} Level;

static void
write_escape (GString *out,
              guchar   byte)
{
  static const char meanings[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";
  const char *meaning = byte != '\0' ? strchr (meanings, byte) : NULL;

  if (meaning == NULL)
    {
      g_string_append_printf (out, "\\u%04x", byte);
      return;
    }

  g_string_append_c (out, '\\');
  g_string_append_c (out, letters[meaning - meanings]);
}

/* What is not UTF-8 can only come from our own side; it must not make the
 * whole text invalid. */
static gsize
write_wide (GString      *out,
            const guchar *p,
            const guchar *end)
{
  gsize length = sjson_utf8_length (p, end);

  if (length == 0)
    {
      g_string_append (out, "\xef\xbf\xbd");
      return 1;
    }

  g_string_append_len (out, (const char *) p, length);
  return length;
}

/*
 * sjson_write_string:
 * @out: where to write
 * @bytes: UTF-8, may hold NULs
 * @length: of @bytes
 *
 * Writes a string with no more escapes than it needs.
 */
void
sjson_write_string (GString    *out,
                    const char *bytes,
                    gsize       length)
{
  const guchar *p = (const guchar *) bytes;
  const guchar *end = p + length;

  g_string_append_c (out, '"');

  while (p < end)
    {
      const guchar *special = sjson_string_skip_plain (p, end);

      g_string_append_len (out, (const char *) p, special - p);
      p = special;

      if (p < end && *p >= 0x80)
        p += write_wide (out, p, end);
      else if (p < end)
        write_escape (out, *p++);
    }

  g_string_append_c (out, '"');
}

static void
write_scalar (GString          *out,
              const SjsonValue *value)
{
  g_auto(SjsonText) string = { NULL, };
  const char *text;
  gsize length;

  if (value->document->tokens[value->token].info & SJSON_TOKEN_ESCAPED)
    {
      sjson_text_init (&string, value->document, value->token);
      sjson_write_string (out, string.bytes, string.length);
      return;
    }

  text = sjson_value_get_text (value, &length);
  g_string_append_len (out, text, length);
}

static void
write_indent (GString *out,
              guint    depth,
              gboolean pretty)
{
  if (!pretty)
    return;

  g_string_append_c (out, '\n');

  for (guint i = 0; i < depth; i++)
    g_string_append (out, "  ");
}

/* An array or object only begins; the rest follows level by level. */
static void
begin_value (GString          *out,
             const SjsonValue *value,
             GArray           *levels)
{
  SjsonKind kind = sjson_value_get_kind (value);
  Level level = { { NULL, }, FALSE };

  if (kind != SJSON_KIND_ARRAY && kind != SJSON_KIND_OBJECT)
    {
      write_scalar (out, value);
      return;
    }

  sjson_iter_init (&level.iter, value);
  g_array_append_val (levels, level);
  g_string_append_c (out, kind == SJSON_KIND_OBJECT ? '{' : '[');
}

static void
end_level (GString *out,
           GArray  *levels,
           gboolean pretty)
{
  const Level *level = &g_array_index (levels, Level, levels->len - 1);
  char closer = level->iter.is_object ? '}' : ']';

  if (level->begun)
    write_indent (out, levels->len - 1, pretty);

  g_array_set_size (levels, levels->len - 1);
  g_string_append_c (out, closer);
}

/*
 * sjson_write_value:
 * @out: where to write
 * @value: a value
 * @pretty: whether to indent
 *
 * Writes what our reader sees of a value, without recursion.
 */
void
sjson_write_value (GString          *out,
                   const SjsonValue *value,
                   gboolean          pretty)
{
  g_autoptr(GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));

  begin_value (out, value, levels);

  while (levels->len > 0)
    {
      Level *level = &g_array_index (levels, Level, levels->len - 1);
      SjsonValue name, next;

      if (!sjson_iter_next (&level->iter, &name, &next))
        {
          end_level (out, levels, pretty);
          continue;
        }

      if (level->begun)
        g_string_append_c (out, ',');

      level->begun = TRUE;
      write_indent (out, levels->len, pretty);

      if (level->iter.is_object)
        {
          write_scalar (out, &name);
          g_string_append (out, pretty ? ": " : ":");
        }

      begin_value (out, &next, levels);
    }
}

static char *
to_json (const SjsonValue *self,
         gboolean          pretty,
         gsize            *length)
{
  gsize size;
  GString *out;

  sjson_value_get_text (self, &size);
  out = g_string_sized_new (size);
  sjson_write_value (out, self, pretty);

  if (length != NULL)
    *length = out->len;

  return g_string_free (out, FALSE);
}

/**
 * sjson_value_to_json:
 * @self: a value
 * @length: (out) (optional): bytes of the text
 *
 * Writes the value as our reader sees it, so that nothing is judged as one
 * value and sent as another: of members with the same name the last only,
 * strings escaped anew, no space between. Numbers stay letter by letter.
 *
 * Returns: (transfer full): a JSON text, which holds no NUL but the one at its end
 */
char *
sjson_value_to_json (const SjsonValue *self,
                     gsize            *length)
{
  g_return_val_if_fail (self != NULL && self->document != NULL, NULL);

  return to_json (self, FALSE, length);
}

/**
 * sjson_value_to_pretty_json:
 * @self: a value
 * @length: (out) (optional): bytes of the text
 *
 * As [method@Sjson.Value.to_json], one member or element a line.
 *
 * Returns: (transfer full): a JSON text
 */
char *
sjson_value_to_pretty_json (const SjsonValue *self,
                            gsize            *length)
{
  g_return_val_if_fail (self != NULL && self->document != NULL, NULL);

  return to_json (self, TRUE, length);
}
