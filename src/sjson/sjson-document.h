/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SJSON_TYPE_DOCUMENT (sjson_document_get_type ())

/* The caller's bounds; 0 stands for the default (SJSON_DEFAULT_…). */
typedef struct
{
  guint depth;     /* nested arrays and objects, the root's being 1 */
  gsize size;      /* bytes of text; never more than 128 MiB - 1 */
  guint tokens;    /* values and names, an array or object counting as two */
} SjsonLimits;

#define SJSON_DEFAULT_DEPTH 128
#define SJSON_DEFAULT_SIZE (64 * 1024 * 1024)
#define SJSON_DEFAULT_TOKENS (16 * 1024 * 1024)

typedef struct _SjsonDocument SjsonDocument;

GType          sjson_document_get_type          (void);
SjsonDocument *sjson_document_new               (GBytes             *text,
                                                 const SjsonLimits  *limits,
                                                 GError            **error);
SjsonDocument *sjson_document_new_from_string   (const char         *text,
                                                 gssize              length,
                                                 const SjsonLimits  *limits,
                                                 GError            **error);
SjsonDocument *sjson_document_ref               (SjsonDocument      *self);
void           sjson_document_unref             (SjsonDocument      *self);
GBytes        *sjson_document_get_text          (SjsonDocument      *self);
gsize          sjson_document_get_n_duplicates  (SjsonDocument      *self);
gsize          sjson_document_get_n_replaced    (SjsonDocument      *self);
gsize          sjson_document_get_memory        (SjsonDocument      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SjsonDocument, sjson_document_unref)

G_END_DECLS
