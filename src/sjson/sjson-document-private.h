/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-document.h"
#include "sjson-value.h"

G_BEGIN_DECLS

/* A token is eight bytes: where it starts in the text, and in one word its kind
 * (3 bits), flags (2 bits) and a payload (27 bits). The payload is
 *
 *  - of a string: the bytes between its quotes, as they stand in the text,
 *  - of a number or literal: its bytes,
 *  - of an array or object: the token behind its last one, which is an end token,
 *  - of an end token: the elements or distinct members of what it ends.
 *
 * In an object the tokens are name, value, name, value…
 */
typedef struct
{
  guint32 start;
  guint32 info;
} SjsonToken;

#define SJSON_KIND_END 6

#define SJSON_TOKEN_ESCAPED  (1u << 3)  /* a string with a backslash */
#define SJSON_TOKEN_TABLE    (1u << 3)  /* a container with a table (sjson-index.c) */
#define SJSON_TOKEN_SHADOWED (1u << 4)  /* a name that comes again in the same object */

#define SJSON_PAYLOAD_SHIFT 5
#define SJSON_PAYLOAD_MAX ((1u << 27) - 1)

/* Where to find members or elements of one large container. */
typedef struct
{
  guint32 end;      /* its end token; the tables of a document rise by it */
  guint32 first;    /* of its slots */
  guint32 n_slots;
} SjsonTable;

struct _SjsonDocument
{
  gatomicrefcount ref_count;
  GBytes *text;
  const char *data;
  SjsonToken *tokens;
  SjsonTable *tables;
  guint32 *slots;
  guint32 n_tokens;
  guint32 n_tables;
  guint32 n_slots;
  gsize n_duplicates;
  gsize n_replaced;
};

static inline guint
sjson_token_get_kind (const SjsonToken *self)
{
  return self->info & 7;
}

static inline guint32
sjson_token_get_payload (const SjsonToken *self)
{
  return self->info >> SJSON_PAYLOAD_SHIFT;
}

/* The token behind the value that begins with @token. */
static inline guint32
sjson_token_get_next (const SjsonToken *tokens,
                      guint32           token)
{
  guint kind = sjson_token_get_kind (tokens + token);

  if (kind == SJSON_KIND_ARRAY || kind == SJSON_KIND_OBJECT)
    return sjson_token_get_payload (tokens + token);

  return token + 1;
}

SjsonDocument *sjson_document_alloc (GBytes              *text);
SjsonDocument *sjson_document_slice (const SjsonDocument *self,
                                     guint32              token);

G_END_DECLS
