/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

#include <string.h>

/* A text that must be JSON; the caller keeps the document alive. */
static inline SjsonDocument *
parse_len (const char *text,
           gsize       length)
{
  g_autoptr(GError) error = NULL;
  SjsonDocument *document = sjson_document_new_from_string (text, length, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);

  return document;
}

static inline SjsonDocument *
parse (const char *text)
{
  return parse_len (text, strlen (text));
}

/* The same as a value that owns its document. */
static inline SjsonValue *
parse_value (const char *text)
{
  g_autoptr(SjsonDocument) document = parse (text);
  SjsonValue root = sjson_document_get_root (document);

  return sjson_value_copy (&root);
}
