/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

gboolean  schema_place_step        (SjsonValue       *at,
                                    guint32           token,
                                    SjsonValue       *name,
                                    gsize            *index);
char     *schema_place_dup_pointer (const SjsonValue *root,
                                    guint32           token);

G_END_DECLS
