/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* A JSON value as one short line. */
char    *crib_cell_dup_text (const SjsonValue *value);
gboolean crib_cell_matches  (const SjsonValue *value,
                             const char       *folded);
int      crib_cell_compare  (const SjsonValue *a,
                             const SjsonValue *b);

G_END_DECLS
