/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a check comes to. Where something cannot be checked, the rest still may decide. */
typedef enum {
  SCHEMA_VALID,
  SCHEMA_INVALID,
  SCHEMA_UNCHECKED,
} SchemaVerdict;

/* Both must hold. */
static inline SchemaVerdict
schema_verdict_and (SchemaVerdict self,
                    SchemaVerdict other)
{
  if (self == SCHEMA_INVALID || other == SCHEMA_INVALID)
    return SCHEMA_INVALID;

  return self == SCHEMA_VALID ? other : self;
}

G_END_DECLS
