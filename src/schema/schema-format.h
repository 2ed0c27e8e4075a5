/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SchemaFormat SchemaFormat;

const SchemaFormat *schema_format_find         (const char         *name);
gboolean            schema_format_check        (const SchemaFormat *self,
                                                const char         *text,
                                                gsize               length);
const char         *schema_format_get_sentence (const SchemaFormat *self);

G_END_DECLS
