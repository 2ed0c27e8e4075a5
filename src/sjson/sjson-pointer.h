/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* RFC 6901. */
gboolean sjson_pointer_resolve       (const SjsonValue *root,
                                      const char       *pointer,
                                      SjsonValue       *found);
/* @pointer with one more token, escaped (~0, ~1). */
char    *sjson_pointer_append        (const char       *pointer,
                                      const char       *token);

G_END_DECLS
