/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

void sjson_write_string (GString          *out,
                         const char       *bytes,
                         gsize             length);
void sjson_write_value  (GString          *out,
                         const SjsonValue *value,
                         gboolean          pretty);

G_END_DECLS
