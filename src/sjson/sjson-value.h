/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-document.h"

G_BEGIN_DECLS

#define SJSON_TYPE_VALUE (sjson_value_get_type ())

typedef enum {
  SJSON_KIND_NULL,
  SJSON_KIND_BOOLEAN,
  SJSON_KIND_NUMBER,
  SJSON_KIND_STRING,
  SJSON_KIND_ARRAY,
  SJSON_KIND_OBJECT,
} SjsonKind;

/* One value of a document: a document and where in it.
 *
 * A value on the stack (filled in by a getter or an iterator) borrows the
 * document and is good for as long as the caller keeps that alive; it costs
 * nothing and is never freed. sjson_value_copy() and sjson_value_isolate()
 * return a boxed value that owns its document; free it with sjson_value_free().
 * The members are private.
 */
typedef struct
{
  SjsonDocument *document;
  guint32 token;
} SjsonValue;

typedef struct
{
  SjsonDocument *document;
  guint32 next;
  guint32 end;
  gboolean is_object;
} SjsonIter;

GType       sjson_value_get_type           (void);
SjsonValue  sjson_document_get_root        (SjsonDocument    *document);
SjsonValue *sjson_value_copy               (const SjsonValue *self);
SjsonValue *sjson_value_isolate            (const SjsonValue *self);
void        sjson_value_free               (SjsonValue       *self);

SjsonKind   sjson_value_get_kind           (const SjsonValue *self);
gboolean    sjson_value_is_null            (const SjsonValue *self);

/* TRUE and the value, or FALSE (and the place untouched) rather than lose anything. */
gboolean    sjson_value_get_boolean        (const SjsonValue *self,
                                            gboolean         *value);
gboolean    sjson_value_get_int64          (const SjsonValue *self,
                                            gint64           *value);
gboolean    sjson_value_get_uint64         (const SjsonValue *self,
                                            guint64          *value);
gboolean    sjson_value_get_double         (const SjsonValue *self,
                                            double           *value);
gboolean    sjson_value_is_integer         (const SjsonValue *self);

/* The decoded string; \u0000 becomes U+FFFD unless @length is asked for. NULL if no string. */
char       *sjson_value_dup_string         (const SjsonValue *self,
                                            gsize            *length);
gboolean    sjson_value_equals_string      (const SjsonValue *self,
                                            const char       *string);

/* The very text of the value, as it stood in the document. Not terminated by NUL. */
const char *sjson_value_get_text           (const SjsonValue *self,
                                            gsize            *length);
/* Our reader's view as compact JSON: duplicates gone, numbers letter by letter. */
char       *sjson_value_to_json            (const SjsonValue *self,
                                            gsize            *length);
/* The same, indented by two spaces, for people. */
char       *sjson_value_to_pretty_json     (const SjsonValue *self,
                                            gsize            *length);
gboolean    sjson_value_equal              (const SjsonValue *self,
                                            const SjsonValue *other);

/* Elements of an array, distinct members of an object; 0 for all else. */
gsize       sjson_value_get_length         (const SjsonValue *self);
gboolean    sjson_value_get_element        (const SjsonValue *self,
                                            gsize             index,
                                            SjsonValue       *element);
gboolean    sjson_value_get_member         (const SjsonValue *self,
                                            const char       *name,
                                            SjsonValue       *member);
gboolean    sjson_value_get_member_len     (const SjsonValue *self,
                                            const char       *name,
                                            gsize             length,
                                            SjsonValue       *member);
/* The member of that name, if it is of that kind. */
gboolean    sjson_value_get_member_of_kind (const SjsonValue *self,
                                            const char       *name,
                                            SjsonKind         kind,
                                            SjsonValue       *member);
char       *sjson_value_dup_member_string  (const SjsonValue *self,
                                            const char       *name);
gboolean    sjson_value_get_member_boolean (const SjsonValue *self,
                                            const char       *name,
                                            gboolean         *value);
gboolean    sjson_value_get_member_int64   (const SjsonValue *self,
                                            const char       *name,
                                            gint64           *value);
gboolean    sjson_value_get_member_double  (const SjsonValue *self,
                                            const char       *name,
                                            double           *value);

/* Walks an array, or the members of an object in their order (of duplicates the last only).
 * Anything else has nothing to walk. @name is a value of kind string. Either may be NULL. */
void        sjson_iter_init                (SjsonIter        *iter,
                                            const SjsonValue *container);
gboolean    sjson_iter_next                (SjsonIter        *iter,
                                            SjsonValue       *name,
                                            SjsonValue       *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SjsonValue, sjson_value_free)

G_END_DECLS
