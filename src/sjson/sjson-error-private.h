/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-error.h"

G_BEGIN_DECLS

typedef struct
{
  gsize offset;
} SjsonErrorPrivate;

void sjson_error_set (GError     **error,
                      SjsonError   code,
                      gsize        offset,
                      const char  *message);

G_END_DECLS
