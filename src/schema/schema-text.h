/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

#include <string.h>

G_BEGIN_DECLS

/* A string as it is meant, which is a copy only where it was written with escapes. May hold NULs;
 * not ended by one. */
typedef struct
{
  const char *bytes;
  gsize length;
  char *owned;
} SchemaText;

static inline void
schema_text_init (SchemaText       *self,
                  const SjsonValue *string)
{
  self->bytes = sjson_value_get_text (string, &self->length) + 1;
  self->length -= 2;
  self->owned = NULL;

  if (memchr (self->bytes, '\\', self->length) != NULL)
    self->bytes = self->owned = sjson_value_dup_string (string, &self->length);
}

static inline void
schema_text_clear (SchemaText *self)
{
  if (self->owned != NULL)
    g_free (self->owned);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchemaText, schema_text_clear)

G_END_DECLS
