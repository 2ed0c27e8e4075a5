/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

typedef struct _SjsonBuilder SjsonBuilder;

SjsonBuilder  *sjson_builder_new           (void);
void           sjson_builder_free          (SjsonBuilder     *self);

/* Each returns @self, so that calls chain. Calls out of order (a value without
 * a name inside an object, an end without a begin) are programming errors. */
SjsonBuilder  *sjson_builder_begin_object  (SjsonBuilder     *self);
SjsonBuilder  *sjson_builder_end_object    (SjsonBuilder     *self);
SjsonBuilder  *sjson_builder_begin_array   (SjsonBuilder     *self);
SjsonBuilder  *sjson_builder_end_array     (SjsonBuilder     *self);
SjsonBuilder  *sjson_builder_name          (SjsonBuilder     *self,
                                            const char       *name);
SjsonBuilder  *sjson_builder_name_value    (SjsonBuilder     *self,
                                            const SjsonValue *name);
SjsonBuilder  *sjson_builder_string        (SjsonBuilder     *self,
                                            const char       *string);
SjsonBuilder  *sjson_builder_string_len    (SjsonBuilder     *self,
                                            const char       *string,
                                            gsize             length);
SjsonBuilder  *sjson_builder_int64         (SjsonBuilder     *self,
                                            gint64            number);
/* @text must be a JSON number; the letters are kept. FALSE (and nothing written) if it is none. */
gboolean       sjson_builder_number        (SjsonBuilder     *self,
                                            const char       *text);
SjsonBuilder  *sjson_builder_boolean       (SjsonBuilder     *self,
                                            gboolean          boolean);
SjsonBuilder  *sjson_builder_null          (SjsonBuilder     *self);
SjsonBuilder  *sjson_builder_value         (SjsonBuilder     *self,
                                            const SjsonValue *value);

/* What was built; the builder is empty afterwards. Never NULL. */
GBytes        *sjson_builder_end           (SjsonBuilder     *self);
SjsonDocument *sjson_builder_end_document  (SjsonBuilder     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SjsonBuilder, sjson_builder_free)

G_END_DECLS
