/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-document-private.h"

G_BEGIN_DECLS

/* Collects the tables while a document is read. */
typedef struct
{
  GArray *tables;
  GArray *slots;
} SjsonIndex;

void     sjson_index_init         (SjsonIndex          *self);
void     sjson_index_clear        (SjsonIndex          *self);
guint32  sjson_index_add_object   (SjsonIndex          *self,
                                   SjsonDocument       *document,
                                   guint32              object);
guint32  sjson_index_add_array    (SjsonIndex          *self,
                                   SjsonDocument       *document,
                                   guint32              array);
void     sjson_index_finish       (SjsonIndex          *self,
                                   SjsonDocument       *document);

void     sjson_index_slice        (const SjsonDocument *document,
                                   guint32              token,
                                   SjsonDocument       *slice);
gboolean sjson_index_find_member  (const SjsonDocument *document,
                                   guint32              object,
                                   const char          *name,
                                   gsize                length,
                                   guint32             *member);
guint32  sjson_index_find_element (const SjsonDocument *document,
                                   guint32              array,
                                   gsize                index);

G_END_DECLS
