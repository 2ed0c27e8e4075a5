/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "sjson-document-private.h"

G_BEGIN_DECLS

/* The bytes of a string once its escapes are read; @owned only where there were any. */
typedef struct
{
  const char *bytes;
  gsize length;
  char *owned;
} SjsonText;

void     sjson_text_init    (SjsonText           *self,
                             const SjsonDocument *document,
                             guint32              token);
void     sjson_text_clear   (SjsonText           *self);
gboolean sjson_text_is      (const SjsonDocument *document,
                             guint32              token,
                             const char          *bytes,
                             gsize                length);
gboolean sjson_text_same    (const SjsonDocument *document,
                             guint32              token,
                             const SjsonDocument *other_document,
                             guint32              other);

gsize    sjson_utf8_length  (const guchar        *p,
                             const guchar        *end);
guint    sjson_escape_read  (const guchar        *p,
                             const guchar        *end,
                             gunichar            *code,
                             gboolean            *lone);

/* From @p to the first byte that is not plain: a quote, a backslash, a control
 * character or a byte above ASCII. Eight bytes at a step: a borrow may mark a
 * byte wrongly, but never one before the first that is rightly marked. */
static inline const guchar *
sjson_string_skip_plain (const guchar *p,
                         const guchar *end)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word, marks;

  while (end - p >= 8)
    {
      memcpy (&word, p, 8);
      word = GUINT64_FROM_LE (word);
      marks = ((word ^ ones * '"') - ones) | ((word ^ ones * '\\') - ones) |
              (word - ones * 0x20) | word;
      marks &= ones * 0x80;

      if (marks != 0)
        return p + (__builtin_ctzll (marks) >> 3);

      p += 8;
    }

  while (p < end && *p >= 0x20 && *p < 0x80 && *p != '"' && *p != '\\')
    p++;

  return p;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SjsonText, sjson_text_clear)

G_END_DECLS
